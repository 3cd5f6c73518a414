package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/org"

	"github.com/uptrace/bun"
)

type tokenRow struct {
	bun.BaseModel `bun:"table:customer_token,alias:t"`

	Org       org.Scope          `bun:"org_id,pk"`
	Hash      string             `bun:"token_hash,pk"`
	Kind      org.TokenKind      `bun:"kind"`
	Subject   string             `bun:"subject"`
	Site      samepage.SiteID    `bun:"site_id"`
	Origin    string             `bun:"origin"`
	Visitor   samepage.VisitorID `bun:"visitor_id"`
	Tab       samepage.TabID     `bun:"tab_id"`
	Parent    string             `bun:"parent"` // hash of the token that this one follows, "" = none
	IssuedAt  stamp              `bun:"issued_at"`
	ExpiresAt stamp              `bun:"expires_at"`
	VoidAt    stamp              `bun:"void_at"`
	Conflicts int64              `bun:"conflicts"`
}

func (r tokenRow) binding() org.Binding {
	return org.Binding{
		Kind: r.Kind, Subject: r.Subject, Site: r.Site, Origin: r.Origin, Visitor: r.Visitor, Tab: r.Tab,
	}
}

func errTokenVoid() *samepage.Error {
	return samepage.Fault(samepage.CodeUnauthorised, "This connection is no longer valid. Please reload the page.")
}

// IssueToken implements org.Tokens.
func (s *Store) IssueToken(ctx context.Context, sc org.Scope, b org.Binding) (string, error) {
	var secret string
	err := s.db.write(ctx, "issue token", func(ctx context.Context, t *tx) error {
		var err error
		secret, err = issueToken(ctx, t, sc, b, "")
		return err
	})
	return secret, err
}

func issueToken(ctx context.Context, t *tx, sc org.Scope, b org.Binding, parent string) (string, error) {
	secret := samepage.NewSecret()
	_, err := t.NewInsert().Model(&tokenRow{
		Org: sc, Hash: org.HashSecret(secret), Kind: b.Kind, Subject: b.Subject, Site: b.Site,
		Origin: b.Origin, Visitor: b.Visitor, Tab: b.Tab, Parent: parent,
		IssuedAt: stampOf(t.now), ExpiresAt: stampOf(t.now.Add(b.Kind.Life())),
	}).Exec(ctx)
	return secret, err
}

// PresentToken implements org.Tokens.
func (s *Store) PresentToken(ctx context.Context, sc org.Scope, secret string, b org.Binding) (org.Presented, error) {
	var proof org.Presented
	conflict := false
	err := s.db.write(ctx, "present token", func(ctx context.Context, t *tx) error {
		r, err := lockToken(ctx, t, sc, org.HashSecret(secret))
		if err != nil {
			return err
		}
		if !r.binding().Fits(b) || !t.now.Before(r.ExpiresAt.time()) {
			return errTokenVoid()
		}
		if conflict = r.VoidAt != 0; conflict {
			return countConflict(ctx, t, r) // committed, so that the misuse stays on record
		}
		if err := voidBefore(ctx, t, r); err != nil {
			return err
		}
		next := r.binding()
		next.Tab = b.Tab
		proof = org.Presented{Binding: next}
		proof.Next, err = issueToken(ctx, t, sc, next, r.Hash)
		return err
	})
	if err == nil && conflict {
		err = errTokenVoid().Because(org.ErrTokenConflict)
	}
	if err != nil {
		return org.Presented{}, err
	}
	return proof, nil
}

// AckToken implements org.Tokens.
func (s *Store) AckToken(ctx context.Context, sc org.Scope, next string) error {
	conflict := false
	err := s.db.write(ctx, "acknowledge token", func(ctx context.Context, t *tx) error {
		r, err := lockToken(ctx, t, sc, org.HashSecret(next))
		if err != nil {
			return err
		}
		if conflict = r.VoidAt != 0; conflict {
			return countConflict(ctx, t, r)
		}
		return voidBefore(ctx, t, r)
	})
	if err == nil && conflict {
		err = errTokenVoid().Because(org.ErrTokenConflict)
	}
	return err
}

// lockToken reads a token. Its parent is locked first, so that of two ends that hold
// children of one token the second sees what the first did.
func lockToken(ctx context.Context, t *tx, sc org.Scope, hash string) (tokenRow, error) {
	r := tokenRow{Org: sc, Hash: hash}
	err := t.NewSelect().Model(&r).WherePK().Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return r, errTokenVoid()
	}
	if err != nil || !t.shared {
		return r, err
	}
	for _, lock := range []string{r.Parent, hash} {
		held := tokenRow{Org: sc, Hash: lock}
		err := t.forUpdate(t.NewSelect().Model(&held).WherePK()).Scan(ctx)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return r, err
		}
		r = held
	}
	return r, nil
}

// voidBefore voids the token that r followed, and what else followed that one in the same tab.
func voidBefore(ctx context.Context, t *tx, r tokenRow) error {
	if r.Parent == "" {
		return nil
	}
	const update = `UPDATE customer_token SET void_at = ? WHERE org_id = ? AND void_at = 0
		AND (token_hash = ? OR (parent = ? AND tab_id = ? AND token_hash <> ?))`
	_, err := t.NewRaw(update, stampOf(t.now), r.Org, r.Parent, r.Parent, r.Tab, r.Hash).Exec(ctx)
	return err
}

func countConflict(ctx context.Context, t *tx, r tokenRow) error {
	const update = `UPDATE customer_token SET conflicts = conflicts + 1 WHERE org_id = ? AND token_hash = ?`
	_, err := t.NewRaw(update, r.Org, r.Hash).Exec(ctx)
	return err
}

// VoidTokens implements org.Tokens.
func (s *Store) VoidTokens(ctx context.Context, sc org.Scope, kind org.TokenKind, subject string) error {
	return s.db.write(ctx, "void tokens", func(ctx context.Context, t *tx) error {
		return voidTokens(ctx, t, sc, kind, subject)
	})
}

func voidTokens(ctx context.Context, t *tx, sc org.Scope, kind org.TokenKind, subject string) error {
	const update = `UPDATE customer_token SET void_at = ? WHERE org_id = ? AND kind = ? AND subject = ? AND void_at = 0`
	_, err := t.NewRaw(update, stampOf(t.now), sc, string(kind), subject).Exec(ctx)
	return err
}

// useOnce reads the proof that the condition names and marks it as used; unauthorised where
// there is none, or it has been used, or its time is over.
func useOnce(ctx context.Context, t *tx, row any, what, where string, args ...any) error {
	now := stampOf(t.now)
	err := t.NewUpdate().Model(row).Set("used_at = ?", now).
		Where(where, args...).Where("used_at = 0 AND expires_at > ?", now).
		Returning("*").Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return samepage.Fault(samepage.CodeUnauthorised, "This %s is no longer valid.", what)
	}
	return err
}
