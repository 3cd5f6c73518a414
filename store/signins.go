package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/org"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/uptrace/bun"
)

type signInRow struct {
	bun.BaseModel `bun:"table:sign_in,alias:i"`

	Org       org.Scope        `bun:"org_id,pk"`
	ID        string           `bun:"sign_in_id,pk"`
	Agent     samepage.AgentID `bun:"agent_id"`
	TokenHash string           `bun:"token_hash"`
	Version   int64            `bun:"version"`
	CreatedAt stamp            `bun:"created_at"`
	ExpiresAt stamp            `bun:"expires_at"`
	RevokedAt stamp            `bun:"revoked_at"`
}

func (r signInRow) value(a org.Agent) org.SignIn {
	return org.SignIn{
		Scope: r.Org, ID: r.ID, Agent: a, Version: r.Version, CreatedAt: r.CreatedAt.time(),
		ExpiresAt: r.ExpiresAt.time(), RevokedAt: r.RevokedAt.time(),
	}
}

// holds reports whether the sign-in proves anything at that time.
func (r signInRow) holds(now time.Time) bool {
	return r.RevokedAt == 0 && now.Before(r.ExpiresAt.time())
}

func errSignedOut() error {
	return samepage.Fault(samepage.CodeUnauthorised, "Please sign in.")
}

// Account implements org.People.
func (s *Store) Account(ctx context.Context, email string) (org.Account, error) {
	var r agentRow
	err := s.db.reader.NewSelect().Model(&r).
		Where("email = ?", strings.ToLower(strings.TrimSpace(email))).Scan(ctx)
	if err != nil {
		return org.Account{}, wrap("find account", found(err, "account"))
	}
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return org.Account{}, wrap("find account", err)
	}
	return org.Account{
		Agent: r.value(), PasswordHash: r.PasswordHash, TOTPSecret: r.TOTPSecret,
		Lock: org.Lock{Failed: r.Failed, Until: r.LockedUntil.time()}, Now: now,
	}, nil
}

// CountTry implements org.People.
func (s *Store) CountTry(ctx context.Context, sc org.Scope, id samepage.AgentID, right bool) (org.Lock, error) {
	var lock org.Lock
	err := s.db.write(ctx, "count sign-in try", func(ctx context.Context, t *tx) error {
		r := agentRow{Org: sc, ID: id}
		if err := t.forUpdate(t.NewSelect().Model(&r).WherePK()).Scan(ctx); err != nil {
			return found(err, "agent")
		}
		lock = org.Lock{}
		if !right {
			lock = org.Lock{Failed: r.Failed, Until: r.LockedUntil.time()}.After(t.now)
		}
		const update = `UPDATE agent SET failed = ?, locked_until = ? WHERE org_id = ? AND agent_id = ?`
		_, err := t.NewRaw(update, lock.Failed, stampOf(lock.Until), sc, string(id)).Exec(ctx)
		return err
	})
	return lock, err
}

// SetTOTP implements org.People.
func (s *Store) SetTOTP(ctx context.Context, sc org.Scope, id samepage.AgentID, secret string) error {
	return s.db.write(ctx, "set second factor", func(ctx context.Context, t *tx) error {
		const update = `UPDATE agent SET totp_secret = ?, totp_step = 0 WHERE org_id = ? AND agent_id = ?`
		n, err := affected(t.NewRaw(update, secret, sc, id).Exec(ctx))
		return oneRow(n, err, "agent")
	})
}

// UseTOTPStep implements org.People.
func (s *Store) UseTOTPStep(ctx context.Context, sc org.Scope, id samepage.AgentID, step int64) (bool, error) {
	var used int64
	err := s.db.write(ctx, "use second factor", func(ctx context.Context, t *tx) error {
		const update = `UPDATE agent SET totp_step = ?0 WHERE org_id = ?1 AND agent_id = ?2 AND totp_step < ?0`
		var err error
		used, err = affected(t.NewRaw(update, step, sc, id).Exec(ctx))
		return err
	})
	return used > 0, err
}

// CreateSignIn implements org.People.
func (s *Store) CreateSignIn(ctx context.Context, sc org.Scope, id samepage.AgentID) (org.SignIn, string, error) {
	token := samepage.NewSecret()
	var in org.SignIn
	err := s.db.write(ctx, "create sign-in", func(ctx context.Context, t *tx) error {
		agent, err := readAgent(ctx, t, sc, id)
		if err != nil {
			return err
		}
		r := signInRow{
			Org: sc, ID: uuid.NewString(), Agent: id, TokenHash: org.HashSecret(token), Version: 1,
			CreatedAt: stampOf(t.now), ExpiresAt: stampOf(t.now.Add(org.SignInLife)),
		}
		in = r.value(agent)
		_, err = t.NewInsert().Model(&r).Exec(ctx)
		return err
	})
	return in, token, err
}

// SignIn implements org.People.
func (s *Store) SignIn(ctx context.Context, token string) (org.SignIn, error) {
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return org.SignIn{}, wrap("find sign-in", err)
	}
	in, err := readSignIn(ctx, s.db.reader, now, "token_hash = ?", org.HashSecret(token))
	return in, wrap("find sign-in", err)
}

// readSignIn finds the sign-in that the condition names, if it holds.
func readSignIn(ctx context.Context, db bun.IDB, now time.Time, where string, args ...any) (org.SignIn, error) {
	var r signInRow
	err := db.NewSelect().Model(&r).Where(where, args...).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !r.holds(now) {
		return org.SignIn{}, errSignedOut()
	}
	if err != nil {
		return org.SignIn{}, err
	}
	agent, err := readAgent(ctx, db, r.Org, r.Agent)
	return r.value(agent), err
}

// RevokeSignIn implements org.People.
func (s *Store) RevokeSignIn(ctx context.Context, sc org.Scope, id string) error {
	return s.db.write(ctx, "revoke sign-in", func(ctx context.Context, t *tx) error {
		return revoke(ctx, t, sc, "sign_in_id", id)
	})
}

// RevokeSignIns implements org.People.
func (s *Store) RevokeSignIns(ctx context.Context, sc org.Scope, id samepage.AgentID) error {
	return s.db.write(ctx, "revoke sign-ins", func(ctx context.Context, t *tx) error {
		return revoke(ctx, t, sc, "agent_id", string(id))
	})
}

// revoke ends the sign-ins that have that value in that column.
func revoke(ctx context.Context, t *tx, sc org.Scope, column, value string) error {
	const update = `UPDATE sign_in SET revoked_at = ?, version = version + 1
		WHERE org_id = ? AND ? = ? AND revoked_at = 0`
	_, err := t.NewRaw(update, stampOf(t.now), sc, bun.Ident(column), value).Exec(ctx)
	return err
}

type ticketRow struct {
	bun.BaseModel `bun:"table:ticket,alias:ti"`

	Org       org.Scope          `bun:"org_id,pk"`
	Hash      string             `bun:"ticket_hash,pk"`
	SignIn    string             `bun:"sign_in_id"`
	Opens     org.TicketFor      `bun:"opens"`
	Session   samepage.SessionID `bun:"session_id"`
	ExpiresAt stamp              `bun:"expires_at"`
	UsedAt    stamp              `bun:"used_at"`
}

// CreateTicket implements org.People.
func (s *Store) CreateTicket(ctx context.Context, in org.SignIn, use org.TicketFor, id samepage.SessionID) (string, error) {
	ticket := samepage.NewSecret()
	err := s.db.write(ctx, "create ticket", func(ctx context.Context, t *tx) error {
		_, err := t.NewInsert().Model(&ticketRow{
			Org: in.Scope, Hash: org.HashSecret(ticket), SignIn: in.ID, Opens: use, Session: id,
			ExpiresAt: stampOf(t.now.Add(org.TicketLife)),
		}).Exec(ctx)
		return err
	})
	return ticket, err
}

// RedeemTicket implements org.People.
func (s *Store) RedeemTicket(ctx context.Context, ticket string, use org.TicketFor) (org.Ticket, error) {
	var proof org.Ticket
	err := s.db.write(ctx, "redeem ticket", func(ctx context.Context, t *tx) error {
		var r ticketRow
		if err := useOnce(ctx, t, &r, "ticket", "ticket_hash = ? AND opens = ?", org.HashSecret(ticket), use); err != nil {
			return err
		}
		in, err := readSignIn(ctx, t, t.now, "org_id = ? AND sign_in_id = ?", r.Org, r.SignIn)
		proof = org.Ticket{For: r.Opens, Session: r.Session, SignIn: in}
		return err
	})
	if err != nil {
		return org.Ticket{}, err
	}
	return proof, nil
}
