package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
)

// Sessions implements session.Store.
type Sessions struct{ *Store }

// Invite implements session.Store.
func (s *Sessions) Invite(ctx context.Context, sc org.Scope, n session.New) (session.Applied, error) {
	var done session.Applied
	err := s.db.write(ctx, "invite", func(ctx context.Context, t *tx) (err error) {
		done, err = begin(ctx, t, sc, n)
		return err
	})
	return done, err
}

// begin writes a new session.
func begin(ctx context.Context, t *tx, sc org.Scope, n session.New) (session.Applied, error) {
	out, err := session.Invite(n, t.now)
	if err != nil {
		return session.Applied{}, err
	}
	if err := refuseEngaged(ctx, t, sc, out.Session); err != nil {
		return session.Applied{}, err
	}
	if n.Chat != "" {
		if err := linkChat(ctx, t, sc, n.Chat, n.ID); err != nil {
			return session.Applied{}, err
		}
	}
	if _, err := t.NewInsert().Model(rowOfSession(sc, out.Session)).Exec(ctx); err != nil {
		return session.Applied{}, err
	}
	return writeOutcome(ctx, t, sc, session.Session{}, out)
}

// What is said of an agent who is engaged elsewhere: to themselves, and of others after their name.
const (
	inAnother   = "You are in another co-browse session already."
	isInAnother = " is in another co-browse session already."
)

// refuseEngaged names the open session of the lead or of the customer (A3). Two invitations
// at once meet at the unique indexes; the one that loses comes here again and reads this.
func refuseEngaged(ctx context.Context, t *tx, sc org.Scope, v session.Session) error {
	if lead, ok := v.Lead(); ok {
		if err := refuseEngagedAgent(ctx, t, sc, v.ID, lead.Agent, inAnother); err != nil {
			return err
		}
	}
	var open samepage.SessionID
	err := t.NewSelect().Table("session").Column("session_id").
		Where("org_id = ? AND status <> 'ended' AND session_id <> ?", sc, v.ID).
		Where("(site_id = ? AND visitor_id = ?) OR (chat_id = ? AND chat_id <> '')", v.Site, v.Visitor, v.Chat).
		Limit(1).Scan(ctx, &open)
	return engaged(err, open, session.ByCustomer, "This customer is in a co-browse session already.")
}

func refuseEngagedAgent(
	ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID, agent samepage.AgentID, message string,
) error {
	var open samepage.SessionID
	err := t.NewSelect().Table("session_person").Column("session_id").
		Where("org_id = ? AND agent_id = ? AND engaged AND session_id <> ?", sc, agent, id).
		Limit(1).Scan(ctx, &open)
	return engaged(err, open, session.ByAgent, message)
}

func engaged(err error, open samepage.SessionID, who session.End, message string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return samepage.Fault(samepage.CodeEngaged, "%s", message).Because(&session.Engaged{Session: open, Who: who})
}

// Session implements session.Store.
func (s *Sessions) Session(ctx context.Context, sc org.Scope, id samepage.SessionID) (session.Session, error) {
	v, err := readSession(ctx, s.db.reader, sc, id)
	return v, wrap("read session", err)
}

// OfAgent implements session.Store.
func (s *Sessions) OfAgent(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]session.Session, error) {
	var rows []sessionRow
	err := s.db.reader.NewSelect().Model(&rows).
		Join("JOIN session_person AS p ON p.org_id = s.org_id AND p.session_id = s.session_id").
		Where("s.org_id = ? AND s.status <> 'ended' AND p.agent_id = ?", sc, agent).
		Order("s.invited_at").Scan(ctx)
	if err != nil {
		return nil, wrap("list sessions of agent", err)
	}
	sessions := make([]session.Session, 0, len(rows))
	for _, r := range rows {
		if v := r.value(); inSession(v, agent) {
			sessions = append(sessions, v)
		}
	}
	return sessions, nil
}

// inSession is false for those who left.
func inSession(v session.Session, agent samepage.AgentID) bool {
	_, in := v.Person(agent)
	return in
}

// OfChat implements session.Store.
func (s *Sessions) OfChat(ctx context.Context, sc org.Scope, id samepage.ChatID) (session.Session, error) {
	var r sessionRow
	err := s.db.reader.NewSelect().Model(&r).
		Where("org_id = ? AND chat_id = ? AND status <> 'ended'", sc, id).Scan(ctx)
	return r.value(), wrap("read session of chat", found(err, "session"))
}

// OfVisitor implements session.Store.
func (s *Sessions) OfVisitor(
	ctx context.Context, sc org.Scope, site samepage.SiteID, visitor samepage.VisitorID,
) (session.Session, error) {
	var r sessionRow
	err := s.db.reader.NewSelect().Model(&r).
		Where("org_id = ? AND site_id = ? AND visitor_id = ? AND status <> 'ended'", sc, site, visitor).Scan(ctx)
	return r.value(), wrap("read session of visitor", found(err, "session"))
}

// Apply implements session.Store.
func (s *Sessions) Apply(
	ctx context.Context, sc org.Scope, id samepage.SessionID, fence session.Fence, ev session.Event,
) (session.Applied, error) {
	var done session.Applied
	if _, ends := ev.(session.Finish); ends {
		if err := s.details.flush(ctx); err != nil { // an ended session's journal is whole: receipts are made of it
			return done, err
		}
	}
	err := s.db.write(ctx, "change session", func(ctx context.Context, t *tx) error {
		if err := holdFence(ctx, t, sc, id, fence); err != nil {
			return err
		}
		v, err := lockSession(ctx, t, sc, id)
		if err != nil {
			return err
		}
		done, err = applyEvent(ctx, t, sc, v, ev)
		return err
	})
	return done, err
}

// Due implements session.Store.
func (s *Sessions) Due(ctx context.Context, limit int) ([]session.Due, error) {
	now, err := s.db.now(ctx, s.db.reader)
	if err != nil {
		return nil, wrap("find due sessions", err)
	}
	var rows []struct {
		Org     org.Scope          `bun:"org_id"`
		ID      samepage.SessionID `bun:"session_id"`
		Version int64              `bun:"version"`
	}
	err = s.db.reader.NewSelect().Table("session").Column("org_id", "session_id", "version").
		Where("due_at > 0 AND due_at <= ?", stampOf(now)).Order("due_at").Limit(int64(limit)).Scan(ctx, &rows)
	if err != nil {
		return nil, wrap("find due sessions", err)
	}
	due := make([]session.Due, 0, len(rows))
	for _, r := range rows {
		due = append(due, session.Due{Scope: r.Org, Session: r.ID, Version: r.Version})
	}
	return due, nil
}

// ApplyDue implements session.Store.
func (s *Sessions) ApplyDue(ctx context.Context, d session.Due) (session.Applied, error) {
	var done session.Applied
	err := s.db.write(ctx, "apply deadline", func(ctx context.Context, t *tx) error {
		v, err := lockSession(ctx, t, d.Scope, d.Session)
		if err != nil {
			return err
		}
		done = session.Applied{Session: v}
		if v.Version != d.Version || !v.Open() {
			return nil
		}
		done, err = applyEvent(ctx, t, d.Scope, v, session.DeadlinePassed{})
		return err
	})
	return done, err
}

// applyEvent runs the transition and writes what came of it: row, people, journal and the
// chat's lines, in this transaction.
func applyEvent(ctx context.Context, t *tx, sc org.Scope, before session.Session, ev session.Event) (session.Applied, error) {
	out, err := session.Next(before, ev, t.now)
	if err != nil || !out.Changed {
		return session.Applied{Session: out.Session}, err
	}
	n, err := affected(t.NewUpdate().Model(rowOfSession(sc, out.Session)).
		WherePK().Where("version = ?", before.Version).Exec(ctx))
	if err := oneRow(n, err, "session"); err != nil {
		return session.Applied{}, err
	}
	return writeOutcome(ctx, t, sc, before, out)
}

// writeOutcome writes what goes with a session's row.
func writeOutcome(ctx context.Context, t *tx, sc org.Scope, before session.Session, out session.Outcome) (session.Applied, error) {
	after := out.Session
	done := session.Applied{Session: after, Changed: true}
	if err := engagePeople(ctx, t, sc, before, after); err != nil {
		return session.Applied{}, err
	}
	if err := askGuests(ctx, t, sc, before, after); err != nil {
		return session.Applied{}, err
	}
	if before.Status == session.Offered && after.Status != session.Offered {
		if err := dropCode(ctx, t, sc, after.ID); err != nil {
			return session.Applied{}, err
		}
	}
	if err := writeJournal(ctx, t, sc, after.ID, t.now, out.Journal); err != nil {
		return session.Applied{}, err
	}
	if after.Chat == "" {
		return done, nil
	}
	for _, l := range out.Lines {
		m, err := addMessage(ctx, t, sc, after.Chat, chat.SystemLine(l.Event, l.Name, after.ID))
		if err != nil {
			return session.Applied{}, err
		}
		done.ChatLast = m.Number
	}
	return done, nil
}

// engagePeople writes the rows of the people where they changed, and refuses who would be
// engaged twice (A3).
func engagePeople(ctx context.Context, t *tx, sc org.Scope, before, after session.Session) error {
	if !peopleChanged(before, after) {
		return nil
	}
	for _, p := range after.People {
		was, _ := before.Person(p.Agent)
		already := was.Agent != "" && was.Engaged() && before.Open()
		if already || !p.Engaged() || !after.Open() {
			continue
		}
		if err := refuseEngagedAgent(ctx, t, sc, after.ID, p.Agent, p.Name+isInAnother); err != nil {
			return err
		}
	}
	return writePeople(ctx, t, sc, after)
}

// peopleChanged reports whether the rows of the people have to be written.
func peopleChanged(before, after session.Session) bool {
	if before.Open() != after.Open() || len(before.People) != len(after.People) {
		return true
	}
	for i, p := range after.People {
		if b := before.People[i]; b.Agent != p.Agent || b.Role != p.Role {
			return true
		}
	}
	return false
}
