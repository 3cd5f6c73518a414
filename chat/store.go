package chat

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/wire"
	"time"
)

// New is what an engagement begins with.
type New struct {
	ID          samepage.ChatID
	Site        samepage.SiteID
	Visitor     samepage.VisitorID
	Customer    string
	ExternalKey string
	Page        wire.Page
	Client      wire.ClientInfo
	First       *Draft // the first message, if the customer wrote one
}

// Draft is a message to be stored.
type Draft struct {
	ID   string // client-made UUID
	From Actor
	Text string
}

// Sent is a stored message.
type Sent struct {
	Message Message
	Chat    Chat
	Repeat  bool // it had been stored before; nothing changed
}

// Offline is a message left while no agent is there.
type Offline struct {
	ID    string // client-made UUID; a repeat is not stored again
	Site  samepage.SiteID
	Name  string
	Email string // reply address
	Text  string
	Page  wire.Page
	At    time.Time
}

// Queue is who waits at the sites that an agent serves, the longest first.
type Queue struct {
	Version int64 // only rises while the agent serves the same sites
	Chats   []Chat
}

// Page of chats, newest first; Next is the cursor of the next page, "" at the end.
type Page struct {
	Chats []Chat
	Next  string
}

// Store keeps chats. Texts are cleaned (see Clean) before they are written.
type Store interface {
	// Open begins an engagement, or returns the open one of the same visitor and site,
	// with the first message added.
	Open(ctx context.Context, sc org.Scope, n New) (Chat, error)
	Chat(ctx context.Context, sc org.Scope, id samepage.ChatID) (Chat, error)
	// Send stores a message and gives it the next number. A repeated id is answered with
	// the message stored before. Fault ended where the chat is over.
	Send(ctx context.Context, sc org.Scope, id samepage.ChatID, d Draft) (Sent, error)
	// After returns the messages behind a number, in order, at most limit.
	After(ctx context.Context, sc org.Scope, id samepage.ChatID, number int64, limit int) ([]Message, error)
	// Accept gives a queued chat to an agent, by one conditional UPDATE: of two agents
	// one wins, the other gets fault conflict with the winner's name.
	Accept(ctx context.Context, sc org.Scope, id samepage.ChatID, agent org.Agent) (Chat, error)
	// Transfer gives an active chat from its agent to another, or to the queue where to
	// is empty.
	Transfer(ctx context.Context, sc org.Scope, id samepage.ChatID, from, to samepage.AgentID) (Chat, error)
	// Finish ends a chat, and with it its open session. Ending an ended chat changes nothing.
	Finish(ctx context.Context, sc org.Scope, id samepage.ChatID, by Actor) (Chat, error)
	// MarkRead moves a read mark forwards, never backwards nor behind the last message.
	MarkRead(ctx context.Context, sc org.Scope, id samepage.ChatID, side Side, number int64) (Chat, error)
	// Visit notes the customer's page and client.
	Visit(ctx context.Context, sc org.Scope, id samepage.ChatID, page wire.Page, client wire.ClientInfo) (Chat, error)
	Queue(ctx context.Context, sc org.Scope, agent samepage.AgentID) (Queue, error)
	// ActiveOf returns the chats that an agent is in.
	ActiveOf(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]Chat, error)
	// EndedOf returns past chats of an agent.
	EndedOf(ctx context.Context, sc org.Scope, agent samepage.AgentID, cursor string, limit int) (Page, error)
	// LeaveOffline keeps an offline message; OfflineOf lists those of a site, newest first.
	LeaveOffline(ctx context.Context, sc org.Scope, m Offline) error
	OfflineOf(ctx context.Context, sc org.Scope, site samepage.SiteID, limit int) ([]Offline, error)
}
