// Package relay passes what the two ends of a session send each other, and applies the
// table of permissions to every message. It reads the envelope, never the letter.
//
//	socket ─ edge ──(bus)──▶ room, at its owner ──(bus)──▶ edge ─ socket
//
// An edge holds one socket: it authenticates, checks kind, sender, size and rate. A room
// is one open session, owned by one node at a time: it applies grants, keeps the keyframe
// log and is the only one that changes the session's row.
package relay

import (
	"context"
	"log/slog"

	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"

	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
)

// Config is what a relay needs. Everything but Metrics and MirrorBudget must be given.
type Config struct {
	Node     samepage.NodeID // of this process; never used again after a restart
	Orgs     org.Store
	Chats    chat.Store
	Sessions session.Store
	Bus      Bus
	Clock    samepage.Clock
	Log      *slog.Logger
	// MirrorBudget is how many bytes keyframe logs and resources of all rooms of this
	// node may hold together; 0 = DefaultMirrorBudget.
	MirrorBudget int64
	// Metrics gets the relay's collectors; nil = none are kept.
	Metrics prometheus.Registerer
}

// DefaultMirrorBudget holds some hundred ordinary pages.
const DefaultMirrorBudget = 512 << 20

// CustomerRequest is what the upgrade of a customer's socket told. The relay itself
// checks Origin against the site that the hello names (W11).
type CustomerRequest struct {
	Origin   string
	RemoteIP string
}

// AgentRequest is what the upgrade of an agent's socket told. Whoever upgraded has
// checked its Origin (W12).
type AgentRequest struct {
	RemoteIP string
}

// Relay is one node's part of all rooms and conversations.
type Relay struct {
	cfg Config
}

// New makes a relay; Run starts it.
func New(cfg Config) *Relay { return &Relay{cfg: cfg} }

// Run renews leases, sweeps deadlines and compares versions until ctx ends.
func (r *Relay) Run(ctx context.Context) error {
	<-ctx.Done()
	return nil
}

// ServeCustomer serves /ws/customer on an upgraded socket, until it closes.
func (r *Relay) ServeCustomer(ctx context.Context, ws *websocket.Conn, req CustomerRequest) {}

// ServeAgent serves /ws/agent on an upgraded socket, for a console or a viewer, until it closes.
func (r *Relay) ServeAgent(ctx context.Context, ws *websocket.Conn, req AgentRequest) {}

// Drain hands the rooms of this node to others, closes its sockets so that their ends go
// elsewhere, and refuses new ones. It returns when all are closed or ctx ends.
func (r *Relay) Drain(ctx context.Context) error { return nil }

// AgentPresence is where an agent is, as all nodes together know it.
type AgentPresence struct{ Online, Available bool }

// Presence tells whether an agent has a console open anywhere.
func (r *Relay) Presence(sc org.Scope, agent samepage.AgentID) AgentPresence {
	return AgentPresence{}
}
