package store

import (
	"context"
	"fmt"
	"samepage"
	"samepage/org"
	"strings"

	"github.com/uptrace/bun"
)

type orgRow struct {
	bun.BaseModel `bun:"table:organisation,alias:o"`

	Org       org.Scope `bun:"org_id,pk"`
	Name      string    `bun:"name"`
	CreatedAt stamp     `bun:"created_at"`
}

func (r orgRow) value() org.Org {
	return org.Org{Scope: r.Org, Name: r.Name, CreatedAt: r.CreatedAt.time()}
}

// Scope implements org.Store.
func (s *Store) Scope(ctx context.Context, id samepage.OrgID) (org.Scope, error) {
	r, err := readOrg(ctx, s.db.reader, id)
	return r.Org, wrap("read organisation", err)
}

func readOrg(ctx context.Context, db bun.IDB, id samepage.OrgID) (orgRow, error) {
	var r orgRow
	err := db.NewSelect().Model(&r).Where("org_id = ?", string(id)).Scan(ctx)
	return r, found(err, "organisation")
}

// Orgs implements org.Store.
func (s *Store) Orgs(ctx context.Context) ([]org.Org, error) {
	var rows []orgRow
	err := s.db.reader.NewSelect().Model(&rows).Order("created_at", "org_id").Scan(ctx)
	return values(rows), wrap("list organisations", err)
}

// CreateOrg implements org.Store.
func (s *Store) CreateOrg(ctx context.Context, id samepage.OrgID, name string) (org.Org, error) {
	var r orgRow
	err := s.db.write(ctx, "create organisation", func(ctx context.Context, t *tx) error {
		const insert = `INSERT INTO organisation (org_id, name, created_at) VALUES (?, ?, ?)`
		if _, err := t.NewRaw(insert, string(id), name, stampOf(t.now)).Exec(ctx); err != nil {
			return err
		}
		var err error
		r, err = readOrg(ctx, t, id)
		return err
	})
	return r.value(), err
}

// versioned names the table, the key and the version of each kind of row.
var versioned = map[org.RowKind]struct{ table, key, version string }{
	org.RowSession: {"session", "session_id", "version"},
	org.RowChat:    {"chat", "chat_id", "version"},
	org.RowPolicy:  {"site", "site_id", "policy_version"},
	org.RowSignIn:  {"sign_in", "sign_in_id", "version"},
}

// Versions implements org.Store.
func (s *Store) Versions(ctx context.Context, rows []org.RowRef) (map[org.RowRef]int64, error) {
	byKind := map[org.RowKind][]bun.TupleValues{}
	for _, r := range rows {
		if _, known := versioned[r.Kind]; !known {
			return nil, samepage.Fault(samepage.CodeInvalid, "Rows of kind %q have no version.", r.Kind)
		}
		byKind[r.Kind] = append(byKind[r.Kind], bun.Tuple([]any{string(r.Scope.Org()), r.ID}))
	}
	if len(byKind) == 0 {
		return map[org.RowRef]int64{}, nil
	}
	var parts []string
	var args []any
	for kind, keys := range byKind {
		v := versioned[kind]
		parts = append(parts, fmt.Sprintf(
			`SELECT '%s' AS kind, org_id, %s AS id, %s AS version FROM %s WHERE (org_id, %s) IN (VALUES ?)`,
			kind, v.key, v.version, v.table, v.key))
		args = append(args, bun.List(keys))
	}
	var got []struct {
		Kind    org.RowKind `bun:"kind"`
		Org     org.Scope   `bun:"org_id"`
		ID      string      `bun:"id"`
		Version int64       `bun:"version"`
	}
	if err := s.db.reader.NewRaw(strings.Join(parts, " UNION ALL "), args...).Scan(ctx, &got); err != nil {
		return nil, wrap("compare versions", err)
	}
	versions := make(map[org.RowRef]int64, len(got))
	for _, g := range got {
		versions[org.RowRef{Scope: g.Org, Kind: g.Kind, ID: g.ID}] = g.Version
	}
	return versions, nil
}
