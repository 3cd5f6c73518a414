// Package chat is the engagement between a customer and an agent: the queue, the
// conversation and its transcript.
package chat

import (
	"samepage"
	"samepage/wire"
	"time"
)

// Status is where an engagement is.
//
//	queued ──accept──▶ active ──end──▶ ended
//	  ▲└────────────end──────────────────▲
//	  └──transfer to the queue──active
type Status string

// The states.
const (
	Queued Status = "queued"
	Active Status = "active"
	Ended  Status = "ended"
)

// Side is who speaks in a chat.
type Side string

// The sides.
const (
	Customer Side = "customer"
	Agent    Side = "agent"
	System   Side = "system"
)

// Chat is one engagement as its row holds it.
type Chat struct {
	ID           samepage.ChatID
	Version      int64 // rises with every change, messages and read marks included
	Status       Status
	Site         samepage.SiteID
	SiteName     string
	CoBrowse     bool // A1, of the site as it is now
	Visitor      samepage.VisitorID
	Customer     string // name, or ""
	ExternalKey  string
	Agent        samepage.AgentID
	AgentName    string
	First        string // first line of the customer, shortened, for the queue
	Last         int64  // number of the newest message
	AgentRead    int64
	CustomerRead int64
	Page         wire.Page
	Client       wire.ClientInfo
	Session      samepage.SessionID // the newest session of this chat
	CreatedAt    time.Time
	QueuedAt     time.Time // since when the customer waits
	AcceptedAt   time.Time
	EndedAt      time.Time
	EndedBy      Side
}

// Message is one line of the transcript.
type Message struct {
	ID      string // client-made UUID; made by the server for system lines
	Number  int64  // 1, 2, 3 … within the chat, no gaps
	From    Side
	Name    string
	Text    string
	Event   string             // system lines
	Session samepage.SessionID // system lines of a session
	At      time.Time
}

// Actor is who does something in a chat.
type Actor struct {
	Side  Side
	Agent samepage.AgentID
	Name  string
}
