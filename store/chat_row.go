package store

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/wire"

	"github.com/uptrace/bun"
)

type chatRow struct {
	bun.BaseModel `bun:"table:chat,alias:c"`

	Org          org.Scope          `bun:"org_id,pk"`
	ID           samepage.ChatID    `bun:"chat_id,pk"`
	Version      int64              `bun:"version"`
	Status       chat.Status        `bun:"status"`
	Site         samepage.SiteID    `bun:"site_id"`
	Visitor      samepage.VisitorID `bun:"visitor_id"`
	Customer     string             `bun:"customer"`
	ExternalKey  string             `bun:"external_key"`
	Agent        samepage.AgentID   `bun:"agent_id"`
	First        string             `bun:"first_line"`
	Last         int64              `bun:"last_number"`
	AgentRead    int64              `bun:"agent_read"`
	CustomerRead int64              `bun:"customer_read"`
	Page         wire.Page          `bun:"page"`
	Client       wire.ClientInfo    `bun:"client"`
	Session      samepage.SessionID `bun:"session_id"`
	CreatedAt    stamp              `bun:"created_at"`
	QueuedAt     stamp              `bun:"queued_at"`
	AcceptedAt   stamp              `bun:"accepted_at"`
	EndedAt      stamp              `bun:"ended_at"`
	EndedBy      chat.Side          `bun:"ended_by"`

	// From the tables of sites and agents.
	SiteName  string `bun:"site_name,scanonly"`
	CoBrowse  bool   `bun:"site_cobrowse,scanonly"`
	AgentName string `bun:"agent_name,scanonly"`
}

func (r chatRow) value() chat.Chat {
	return chat.Chat{
		ID: r.ID, Version: r.Version, Status: r.Status, Site: r.Site, SiteName: r.SiteName,
		CoBrowse: r.CoBrowse, Visitor: r.Visitor, Customer: r.Customer, ExternalKey: r.ExternalKey,
		Agent: r.Agent, AgentName: r.AgentName, First: r.First, Last: r.Last, AgentRead: r.AgentRead,
		CustomerRead: r.CustomerRead, Page: r.Page, Client: r.Client, Session: r.Session,
		CreatedAt: r.CreatedAt.time(), QueuedAt: r.QueuedAt.time(), AcceptedAt: r.AcceptedAt.time(),
		EndedAt: r.EndedAt.time(), EndedBy: r.EndedBy,
	}
}

// selectChats begins a query of chats with the names that belong to them.
func selectChats(db bun.IDB, sc org.Scope, rows any) *bun.SelectQuery {
	return db.NewSelect().Model(rows).ColumnExpr("c.*").
		ColumnExpr("si.name AS site_name, si.cobrowse AS site_cobrowse, COALESCE(a.name, '') AS agent_name").
		Join("JOIN site AS si ON si.org_id = c.org_id AND si.site_id = c.site_id").
		Join("LEFT JOIN agent AS a ON a.org_id = c.org_id AND a.agent_id = c.agent_id").
		Where("c.org_id = ?", sc)
}

func readChat(ctx context.Context, db bun.IDB, sc org.Scope, id samepage.ChatID) (chat.Chat, error) {
	var r chatRow
	err := selectChats(db, sc, &r).Where("c.chat_id = ?", id).Scan(ctx)
	return r.value(), found(err, "chat")
}

type messageRow struct {
	bun.BaseModel `bun:"table:message,alias:m"`

	Org     org.Scope          `bun:"org_id,pk"`
	Chat    samepage.ChatID    `bun:"chat_id,pk"`
	Number  int64              `bun:"number,pk"`
	ID      string             `bun:"message_id"`
	Side    chat.Side          `bun:"side"`
	Name    string             `bun:"name"`
	Text    string             `bun:"text"`
	Event   string             `bun:"event"`
	Session samepage.SessionID `bun:"session_id"`
	At      stamp              `bun:"at"`
}

func (r messageRow) value() chat.Message {
	return chat.Message{
		ID: r.ID, Number: r.Number, From: r.Side, Name: r.Name, Text: r.Text, Event: r.Event,
		Session: r.Session, At: r.At.time(),
	}
}

// addMessage stores a line and gives it the next number of its chat. Taking the number
// locks the chat, so that numbers have no gaps and are in the order of commits.
func addMessage(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, m chat.Message) (chat.Message, error) {
	const next = `UPDATE chat SET last_number = last_number + 1, version = version + 1
		WHERE org_id = ? AND chat_id = ? RETURNING last_number`
	if err := t.NewRaw(next, sc, id).Scan(ctx, &m.Number); err != nil {
		return m, found(err, "chat")
	}
	m.At = t.now
	_, err := t.NewInsert().Model(&messageRow{
		Org: sc, Chat: id, Number: m.Number, ID: m.ID, Side: m.From, Name: m.Name, Text: m.Text,
		Event: m.Event, Session: m.Session, At: stampOf(m.At),
	}).Exec(ctx)
	return m, err
}

// linkChat notes a chat's newest session; not_found where there is no such chat, ended
// where it is over.
func linkChat(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, ses samepage.SessionID) error {
	const update = `UPDATE chat SET session_id = ?, version = version + 1
		WHERE org_id = ? AND chat_id = ? AND status <> 'ended'`
	n, err := affected(t.NewRaw(update, ses, sc, id).Exec(ctx))
	if err != nil || n > 0 {
		return err
	}
	return refuseEnded(ctx, t, sc, id)
}

// refuseEnded explains why a chat could not be changed.
func refuseEnded(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID) error {
	c, err := readChat(ctx, t, sc, id)
	if err != nil {
		return err
	}
	if c.Status == chat.Ended {
		return samepage.Fault(samepage.CodeEnded, "This chat has ended.")
	}
	return samepage.Fault(samepage.CodeConflict, "This chat has changed in the meantime.")
}
