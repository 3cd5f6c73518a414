package store

import (
	"context"
	"samepage"
	"samepage/org"

	"github.com/uptrace/bun"
)

type handoverRow struct {
	bun.BaseModel `bun:"table:handover,alias:h"`

	Org       org.Scope          `bun:"org_id,pk"`
	Hash      string             `bun:"claim_hash,pk"`
	Site      samepage.SiteID    `bun:"site_id"`
	Origin    string             `bun:"origin"`
	Visitor   samepage.VisitorID `bun:"visitor_id"`
	Tab       samepage.TabID     `bun:"tab_id"`
	Chat      samepage.ChatID    `bun:"chat_id"`
	Session   samepage.SessionID `bun:"session_id"`
	ExpiresAt stamp              `bun:"expires_at"`
	UsedAt    stamp              `bun:"used_at"`
}

// MakeHandover implements org.Tokens.
func (s *Store) MakeHandover(ctx context.Context, sc org.Scope, h org.Handover) (string, error) {
	claim := samepage.NewSecret()
	err := s.db.write(ctx, "make hand-over", func(ctx context.Context, t *tx) error {
		const void = `UPDATE handover SET used_at = ? WHERE org_id = ? AND tab_id = ? AND used_at = 0`
		if _, err := t.NewRaw(void, stampOf(t.now), sc, string(h.Tab)).Exec(ctx); err != nil {
			return err
		}
		_, err := t.NewInsert().Model(&handoverRow{
			Org: sc, Hash: org.HashSecret(claim), Site: h.Site, Origin: h.Origin, Visitor: h.Visitor, Tab: h.Tab,
			Chat: h.Chat, Session: h.Session, ExpiresAt: stampOf(t.now.Add(org.HandoverLife)),
		}).Exec(ctx)
		return err
	})
	return claim, err
}

// ClaimHandover implements org.Tokens.
func (s *Store) ClaimHandover(
	ctx context.Context, sc org.Scope, claim string, site samepage.SiteID, origin string,
) (org.Handover, error) {
	var r handoverRow
	err := s.db.write(ctx, "claim hand-over", func(ctx context.Context, t *tx) error {
		return useOnce(ctx, t, &r, "hand-over", "org_id = ? AND claim_hash = ? AND site_id = ? AND origin = ?",
			sc, org.HashSecret(claim), site, origin)
	})
	return org.Handover{
		Site: r.Site, Origin: r.Origin, Visitor: r.Visitor, Tab: r.Tab, Chat: r.Chat, Session: r.Session,
	}, err
}

type watchRow struct {
	bun.BaseModel `bun:"table:watch_ticket,alias:w"`

	Org       org.Scope          `bun:"org_id,pk"`
	Hash      string             `bun:"ticket_hash,pk"`
	Session   samepage.SessionID `bun:"session_id"`
	ExpiresAt stamp              `bun:"expires_at"`
	UsedAt    stamp              `bun:"used_at"`
}

// CreateWatch implements org.Tokens.
func (s *Store) CreateWatch(ctx context.Context, sc org.Scope, session samepage.SessionID) (string, error) {
	ticket := samepage.NewSecret()
	err := s.db.write(ctx, "create watch ticket", func(ctx context.Context, t *tx) error {
		_, err := t.NewInsert().Model(&watchRow{
			Org: sc, Hash: org.HashSecret(ticket), Session: session, ExpiresAt: stampOf(t.now.Add(org.TicketLife)),
		}).Exec(ctx)
		return err
	})
	return ticket, err
}

// RedeemWatch implements org.Tokens.
func (s *Store) RedeemWatch(ctx context.Context, ticket string) (org.Watch, error) {
	var r watchRow
	err := s.db.write(ctx, "redeem watch ticket", func(ctx context.Context, t *tx) error {
		return useOnce(ctx, t, &r, "ticket", "ticket_hash = ?", org.HashSecret(ticket))
	})
	return org.Watch{Scope: r.Org, Session: r.Session}, err
}
