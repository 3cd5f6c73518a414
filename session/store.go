package session

import (
	"context"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/wire"
	"time"
)

// LeaseFor is how long a node owns a session without renewing. It renews each second,
// and stops relaying by itself before the lease is over.
const LeaseFor = 3 * time.Second

// Fence counts the owners of a session. What carries an older one is dropped.
type Fence uint32

// Lease is the ownership of one session by one node.
type Lease struct {
	Session samepage.SessionID
	Node    samepage.NodeID
	Fence   Fence
	Left    time.Duration // of the lease at the moment the database answered
}

// ErrFence is the cause of a refused write by a node that is no longer the owner.
var ErrFence = errors.New("not the owner any more")

// Engaged is the cause of a refusal with samepage.CodeEngaged: which session is open (A3).
type Engaged struct {
	Session samepage.SessionID
	Who     End // whose engagement it is
}

func (e *Engaged) Error() string { return "engaged in " + string(e.Session) }

// New is what an invitation or an offer begins with.
type New struct {
	ID    samepage.SessionID
	Chat  samepage.ChatID // empty for an offer by code
	Lead  wire.Person     // zero for an offer by code
	Ask   string          // id of the question; empty for an offer
	Site  org.Site
	Open  int     // offers that the site may have open at once; for an offer
	Start Session // Visitor, Customer, ExternalKey, Page, Client, Tab, CustomerOnline are taken from here
}

// Applied is a written change.
type Applied struct {
	Session  Session
	Changed  bool  // false where the event had no effect
	ChatLast int64 // number of the last line added to the chat's transcript, 0 = none
}

// Offer is a written offer by code.
type Offer struct {
	Applied
	Code    string
	Dropped Applied // an older offer of the same visitor; zero = there was none
}

// CodeTry is a code as an agent typed it.
type CodeTry struct {
	Agent   wire.Person
	Sites   []samepage.SiteID // that the agent serves; a code of another site is a wrong one
	Address string            // where it was typed, to count wrong ones by
	Code    string
	Ask     string // id of the question to the customer
}

// Due is a session with a deadline that has passed.
type Due struct {
	Scope   org.Scope
	Session samepage.SessionID
	Version int64
}

// Store keeps sessions. Every change goes through Next inside the transaction that writes
// the row, its journal and the chat's system lines; the time is the database's.
type Store interface {
	// Invite writes a new session. Fault engaged with cause *Engaged where the agent or
	// the customer is in one already; disabled where the site has co-browse off (A1).
	Invite(ctx context.Context, sc org.Scope, n New) (Applied, error)
	Session(ctx context.Context, sc org.Scope, id samepage.SessionID) (Session, error)
	// OfAgent returns the open sessions that an agent is in.
	OfAgent(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]Session, error)
	// AskedToJoin returns the sessions that a colleague is asked to join (A18).
	AskedToJoin(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]Session, error)
	// Running returns the live sessions of the sites that an agent serves, the oldest first.
	Running(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]Session, error)
	// OfChat returns the open session of a chat; not_found where there is none.
	OfChat(ctx context.Context, sc org.Scope, chat samepage.ChatID) (Session, error)

	// OfVisitor returns the open session of a customer's browser; not_found where there is
	// none. The caller has proof that it is that browser.
	OfVisitor(ctx context.Context, sc org.Scope, site samepage.SiteID, visitor samepage.VisitorID) (Session, error)

	// Offer writes a session that waits for an agent with its code (A19), or gives the
	// offer n.ID another code. An older offer of the same visitor is dropped.
	Offer(ctx context.Context, sc org.Scope, n New) (Offer, error)
	// JoinByCode makes an agent the lead of the session that a code stands for, and uses the
	// code up. Fault not_found where the code is wrong, too_fast where too many were (W29),
	// engaged as for Invite.
	JoinByCode(ctx context.Context, sc org.Scope, try CodeTry) (Applied, error)
	// Change applies what comes from outside the room: a colleague who is asked or comes in,
	// the customer's feedback. It needs no fence; the owner reads it from the version.
	Change(ctx context.Context, sc org.Scope, id samepage.SessionID, ev Event) (Applied, error)

	// Apply changes a session as its owner: refused with ErrFence where the fence is not
	// the current one or the lease is over.
	Apply(ctx context.Context, sc org.Scope, id samepage.SessionID, fence Fence, ev Event) (Applied, error)
	// Due lists sessions of all organisations with a passed deadline, at most limit.
	Due(ctx context.Context, limit int) ([]Due, error)
	// ApplyDue ends or moves on what is due, if the version is still the same; of many
	// nodes that sweep at once one does it, the others get Changed false.
	ApplyDue(ctx context.Context, d Due) (Applied, error)

	// Claim makes the node the owner, with a fence one higher, where nobody is or the
	// lease is over; a node that is the owner already renews. Otherwise it returns the
	// lease of the other.
	Claim(ctx context.Context, sc org.Scope, id samepage.SessionID, node samepage.NodeID) (Lease, error)
	// Renew prolongs leases of the node; those that are no longer its own are absent
	// from the answer.
	Renew(ctx context.Context, node samepage.NodeID, leases []ScopedLease) ([]ScopedLease, error)
	// Release ends the node's lease, so that another can claim at once.
	Release(ctx context.Context, sc org.Scope, l Lease) error
	// Owner returns who owns a session now; not_found where nobody does.
	Owner(ctx context.Context, sc org.Scope, id samepage.SessionID) (Lease, error)

	// Record queues entries of ClassDetail; they are written within a second.
	Record(sc org.Scope, id samepage.SessionID, entries ...Entry)
	// Journal returns what is written of a session, in order. That of a session which its
	// owner has ended is whole; of another the details of the last second may be missing.
	Journal(ctx context.Context, sc org.Scope, id samepage.SessionID) ([]Entry, error)
}

// ScopedLease is a lease and the organisation of its session.
type ScopedLease struct {
	Scope org.Scope
	Lease
}
