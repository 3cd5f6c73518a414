// Package session is a co-browse session's life: its states, modes, consents, grants and
// people, decided by one pure function, Next.
package session

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
	"time"
)

// Status is where a session is in its life. See Next for the picture.
type Status string

// The states.
const (
	Offered Status = "offered" // a code was given out; nobody has joined
	Asked   Status = "asked"   // an agent joined by code; the customer sees who and decides
	Invited Status = "invited" // an agent asked in a chat; the customer decides
	Live    Status = "live"    // the page may be shown
	Ended   Status = "ended"
)

// Escalation is what is shared, and on the way to what.
type Escalation string

// The escalation modes and the two steps between them.
const (
	Instant  Escalation = "instant"
	Inviting Escalation = "inviting" // the customer is asked for the desktop
	Starting Escalation = "starting" // allowed; the helper is on its way
	Advanced Escalation = "advanced"
)

// Control is how far the consent to Full Control is.
type Control string

// The states of the consent to Full Control.
const (
	ControlNone      Control = "none"
	ControlRequested Control = "requested"
	ControlGranted   Control = "granted"
	ControlDenied    Control = "denied"
)

// Role is what an agent is in one session.
type Role string

// The roles in a session.
const (
	Lead       Role = "lead"
	Joined     Role = "joined"
	Supervisor Role = "supervisor" // watches; is not engaged
)

// Person is an agent in a session.
type Person struct {
	Agent     samepage.AgentID `json:"agent"`
	Name      string           `json:"name"`
	Role      Role             `json:"role"`
	Colour    string           `json:"colour"` // of the pointer, a CSS colour
	Connected bool             `json:"connected"`
}

// Engaged reports whether the person can act, so that no second session is possible (A3).
func (p Person) Engaged() bool { return p.Role != Supervisor }

// EndReason says why a session ended.
type EndReason string

// The reasons.
const (
	ReasonEnded         EndReason = "ended"
	ReasonDeclined      EndReason = "declined"
	ReasonExpired       EndReason = "expired"
	ReasonWithdrawn     EndReason = "withdrawn"
	ReasonLost          EndReason = "lost"
	ReasonChatEnded     EndReason = "chat_ended"
	ReasonFailed        EndReason = "failed"         // the page could not be shown
	ReasonUnreachableUI EndReason = "unreachable_ui" // the customer could not have stopped it
)

// Actor is who did something.
type Actor struct {
	End   End              `json:"end"`
	Agent samepage.AgentID `json:"agent,omitempty"`
	Name  string           `json:"name,omitempty"`
}

// End is a kind of actor.
type End string

// The kinds of actors.
const (
	ByCustomer End = "customer"
	ByAgent    End = "agent"
	BySystem   End = "system"
)

// Ask is the open question to the customer.
type Ask struct {
	ID   string `json:"id"`
	What string `json:"what"` // instant | control | advanced, see AskInstant
	// Agent is who would get what is asked for.
	Agent     samepage.AgentID `json:"agent"`
	ExpiresAt time.Time        `json:"expires_at"`
	Extended  int              `json:"extended,omitempty"` // how often the customer asked for more time
}

// MaxExtensions is how often a question gets its time again (W32, WCAG 2.2.1).
const MaxExtensions = 10

// What a customer is asked for.
const (
	AskInstant  = "instant"
	AskControl  = "control"
	AskAdvanced = "advanced"
)

// AskedByPage tells that the company's own page asked in place of our dialog (C13).
const AskedByPage = "page"

// ModeUse is how long a control mode was in use.
type ModeUse struct {
	Mode    org.Mode `json:"mode"`
	Seconds float64  `json:"seconds"`
}

// Session is one co-browse session as its row holds it. It is a value: Next returns another.
// Times are zero where the thing has not happened.
type Session struct {
	ID          samepage.SessionID
	Version     int64 // rises with every change
	Chat        samepage.ChatID
	Site        samepage.SiteID
	SiteName    string
	Origins     []string // the company's pages, for the question to the customer
	Visitor     samepage.VisitorID
	Customer    string // name, or ""
	ExternalKey string

	Status     Status
	Escalation Escalation
	Mode       org.Mode
	Control    Control
	Controller samepage.AgentID // who holds, or asks for, Full Control
	Deployment org.Deployment   // as of the invitation or its last change
	Limits     org.Limits
	People     []Person           // in order of joining; those who left are gone
	Guests     []Guest            // colleagues who are asked to join
	Wishes     []samepage.AgentID // agents who asked for control, the longest waiting first
	Ask        *Ask

	Page           wire.Page
	Pages          int // pages that were shown
	Tab            samepage.TabID
	Pinned         samepage.TabID // the tab that the lead holds on to; "" = the view follows the customer
	Client         wire.ClientInfo
	CustomerOnline bool
	CustomerSince  time.Time // of being online or not
	LeadSince      time.Time // since when the lead is away; zero while there

	InvitedAt time.Time
	LiveAt    time.Time
	EndedAt   time.Time
	ModeSince time.Time
	ModeUses  []ModeUse // of the modes before the current one, one entry a mode
	EndReason EndReason
	EndedBy   Actor
	Feedback  Feedback // after the end; zero = none

	// Deadlines, judged by the database's clock; zero = none.
	AskDue      time.Time // the open question expires
	CustomerDue time.Time // the session is lost without its customer
	LeadDue     time.Time // the session is lost without its lead
}

// Open reports whether the session has not ended.
func (s Session) Open() bool { return s.Status != Ended }

// Lead returns the lead agent.
func (s Session) Lead() (Person, bool) {
	for _, p := range s.People {
		if p.Role == Lead {
			return p, true
		}
	}
	return Person{}, false
}

// Person finds an agent in the session.
func (s Session) Person(id samepage.AgentID) (Person, bool) {
	for _, p := range s.People {
		if p.Agent == id {
			return p, true
		}
	}
	return Person{}, false
}
