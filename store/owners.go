package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/session"
	"time"

	"github.com/uptrace/bun"
)

type ownerRow struct {
	bun.BaseModel `bun:"table:session_owner,alias:w"`

	Org        org.Scope          `bun:"org_id,pk"`
	Session    samepage.SessionID `bun:"session_id,pk"`
	Node       samepage.NodeID    `bun:"node"`
	Fence      session.Fence      `bun:"fence"`
	LeaseUntil stamp              `bun:"lease_until"`
}

func (r ownerRow) lease(now time.Time) session.Lease {
	return session.Lease{Session: r.Session, Node: r.Node, Fence: r.Fence, Left: max(0, r.LeaseUntil.time().Sub(now))}
}

// holdFence refuses a node that is not the owner any more, and keeps the ownership as it
// is until this transaction ends. The lock is not a shared one: PostgreSQL lets new sharers
// in before a writer that waits, so that a busy session could be neither renewed nor released.
func holdFence(ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID, fence session.Fence) error {
	r := ownerRow{Org: sc, Session: id}
	err := t.forUpdate(t.NewSelect().Model(&r).WherePK().
		Where("fence = ? AND lease_until > ?", fence, stampOf(t.now))).Scan(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return samepage.Fault(samepage.CodeConflict, "Another server took this session over.").Because(session.ErrFence)
	}
	return err
}

// Claim implements session.Store.
func (s *Sessions) Claim(ctx context.Context, sc org.Scope, id samepage.SessionID, node samepage.NodeID) (session.Lease, error) {
	var lease session.Lease
	err := s.db.write(ctx, "claim session", func(ctx context.Context, t *tx) error {
		until, now := stampOf(t.now.Add(session.LeaseFor)), stampOf(t.now)
		const claim = `INSERT INTO session_owner (org_id, session_id, node, fence, lease_until)
			SELECT org_id, session_id, ?, 1, ? FROM session WHERE org_id = ? AND session_id = ?
			ON CONFLICT (org_id, session_id) DO UPDATE SET
				fence = session_owner.fence + CASE WHEN session_owner.node = EXCLUDED.node
					AND session_owner.lease_until > ? THEN 0 ELSE 1 END,
				node = EXCLUDED.node, lease_until = EXCLUDED.lease_until
			WHERE session_owner.node = EXCLUDED.node OR session_owner.lease_until <= ?`
		if _, err := t.NewRaw(claim, node, until, sc, id, now, now).Exec(ctx); err != nil {
			return err
		}
		r := ownerRow{Org: sc, Session: id}
		err := t.NewSelect().Model(&r).WherePK().Scan(ctx)
		lease = r.lease(t.now)
		return found(err, "session")
	})
	return lease, err
}

// Renew implements session.Store.
func (s *Sessions) Renew(ctx context.Context, node samepage.NodeID, leases []session.ScopedLease) ([]session.ScopedLease, error) {
	if len(leases) == 0 {
		return nil, nil
	}
	keys := make([]bun.TupleValues, 0, len(leases))
	for _, l := range leases {
		keys = append(keys, bun.Tuple([]any{string(l.Scope.Org()), string(l.Session), int64(l.Fence)}))
	}
	var kept []session.ScopedLease
	err := s.db.write(ctx, "renew leases", func(ctx context.Context, t *tx) error {
		var rows []ownerRow
		err := t.NewUpdate().Model(&rows).Set("lease_until = ?", stampOf(t.now.Add(session.LeaseFor))).
			Where("node = ? AND lease_until > ?", node, stampOf(t.now)).
			Where("(org_id, session_id, fence) IN (VALUES ?)", bun.List(keys)).
			Returning("*").Scan(ctx)
		kept = make([]session.ScopedLease, 0, len(rows))
		for _, r := range rows {
			kept = append(kept, session.ScopedLease{Scope: r.Org, Lease: r.lease(t.now)})
		}
		return err
	})
	return kept, err
}

// Release implements session.Store.
func (s *Sessions) Release(ctx context.Context, sc org.Scope, l session.Lease) error {
	return s.db.write(ctx, "release session", func(ctx context.Context, t *tx) error {
		const release = `UPDATE session_owner SET lease_until = 0
			WHERE org_id = ? AND session_id = ? AND node = ? AND fence = ?`
		_, err := t.NewRaw(release, sc, l.Session, l.Node, l.Fence).Exec(ctx)
		return err
	})
}

// Owner implements session.Store.
func (s *Sessions) Owner(ctx context.Context, sc org.Scope, id samepage.SessionID) (session.Lease, error) {
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return session.Lease{}, wrap("read owner", err)
	}
	r := ownerRow{Org: sc, Session: id}
	err = s.db.reader.NewSelect().Model(&r).WherePK().Where("lease_until > ?", stampOf(now)).Scan(ctx)
	return r.lease(now), wrap("read owner", found(err, "owner"))
}
