package store

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"

	"github.com/uptrace/bun"
)

// Change implements session.Store.
func (s *Sessions) Change(
	ctx context.Context, sc org.Scope, id samepage.SessionID, ev session.Event,
) (session.Applied, error) {
	var done session.Applied
	err := s.db.write(ctx, "change session from outside", func(ctx context.Context, t *tx) error {
		v, err := lockSession(ctx, t, sc, id)
		if err != nil {
			return err
		}
		if join, ok := ev.(session.Join); ok && join.Role == session.Joined {
			if err := refuseEngagedAgent(ctx, t, sc, id, samepage.AgentID(join.Agent.Agent), inAnother); err != nil {
				return err
			}
		}
		done, err = applyEvent(ctx, t, sc, v, ev)
		return err
	})
	return done, err
}

// AskedToJoin implements session.Store.
func (s *Sessions) AskedToJoin(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]session.Session, error) {
	var rows []sessionRow
	err := s.db.reader.NewSelect().Model(&rows).
		Join("JOIN session_guest AS g ON g.org_id = s.org_id AND g.session_id = s.session_id").
		Where("s.org_id = ? AND g.agent_id = ?", sc, agent).Order("s.invited_at").Scan(ctx)
	return values(rows), wrap("list invitations to join", err)
}

// maxRunning bounds the list of running sessions: nobody looks through more.
const maxRunning = 200

// Running implements session.Store.
func (s *Sessions) Running(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]session.Session, error) {
	var rows []sessionRow
	err := s.db.reader.NewSelect().Model(&rows).
		Where("s.org_id = ? AND s.status = ? AND s.site_id IN ("+sitesOfAgent+")", sc, session.Live, sc, agent).
		Order("s.live_at", "s.session_id").Limit(maxRunning).Scan(ctx)
	return values(rows), wrap("list running sessions", err)
}

type guestRow struct {
	bun.BaseModel `bun:"table:session_guest,alias:g"`

	Org     org.Scope          `bun:"org_id,pk"`
	Session samepage.SessionID `bun:"session_id,pk"`
	Agent   samepage.AgentID   `bun:"agent_id,pk"`
}

// askGuests writes who is asked to join where that changed, and refuses those who could not:
// they are engaged elsewhere (A3).
func askGuests(ctx context.Context, t *tx, sc org.Scope, before, after session.Session) error {
	same := func(a, b session.Guest) bool { return a.Agent == b.Agent }
	if slices.EqualFunc(before.Guests, after.Guests, same) {
		return nil
	}
	const forget = `DELETE FROM session_guest WHERE org_id = ? AND session_id = ?`
	if _, err := t.NewRaw(forget, sc, string(after.ID)).Exec(ctx); err != nil {
		return err
	}
	for _, g := range after.Guests {
		if _, already := before.Guest(g.Agent); !already {
			if err := refuseEngagedAgent(ctx, t, sc, after.ID, g.Agent, g.Name+isInAnother); err != nil {
				return err
			}
		}
		if _, err := t.NewInsert().Model(&guestRow{Org: sc, Session: after.ID, Agent: g.Agent}).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

// followChat has the chat's open session follow it to another agent, or end. It needs no
// fence: the owner reads it from the version.
func followChat(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, by session.Actor, to wire.Person) error {
	var open []sessionRow
	err := t.forUpdate(t.NewSelect().Model(&open).
		Where("org_id = ? AND chat_id = ? AND status <> 'ended'", sc, id)).Scan(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if _, err := applyEvent(ctx, t, sc, r.value(), session.ChatTransferred{By: by, To: to}); err != nil {
			return err
		}
	}
	return nil
}
