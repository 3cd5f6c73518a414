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
	"errors"
	"log/slog"
	"maps"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/sync/singleflight"
)

// Config is what a relay needs. Everything but MirrorBudget must be given.
type Config struct {
	Node     samepage.NodeID // of this process; never used again after a restart
	Orgs     org.Store
	Chats    chat.Store
	Sessions session.Store
	Bus      Bus
	Clock    samepage.Clock
	Log      *slog.Logger
	// ViewerOrigin is where viewers live: scheme, host and port.
	ViewerOrigin string
	// MirrorBudget is how many bytes keyframe logs and resources of all rooms of this
	// node may hold together; 0 = DefaultMirrorBudget.
	MirrorBudget int64
}

// DefaultMirrorBudget holds some hundred ordinary pages.
const DefaultMirrorBudget = 512 << 20

// CustomerRequest is what the upgrade of a customer's socket told. The relay itself
// checks Origin against the site that the hello names (W11).
type CustomerRequest struct {
	Origin    string
	RemoteIP  string
	UserAgent string
}

// AgentRequest is what the upgrade of an agent's socket told. Whoever upgraded has
// checked that its Origin is the console's or the viewer's (W12).
type AgentRequest struct {
	RemoteIP   string
	FromViewer bool // the origin is the viewer's alone: a console may not open from there
}

// Relay is one node's part of all rooms and conversations.
type Relay struct {
	cfg      Config
	started  time.Time
	slumber  slumber
	keeper   *keeper
	budget   *budget
	public   *publicShelf
	doors    *doors
	agents   *presence
	metrics  *metrics
	claiming singleflight.Group

	life  context.Context // of rooms and errands; ends with Drain
	end   context.CancelFunc
	tasks sync.WaitGroup

	mu       sync.Mutex
	rooms    map[samepage.SessionID]*room
	edges    map[samepage.ConnID]*edge
	draining bool
}

// New makes a relay; Run starts it.
func New(cfg Config) (*Relay, error) {
	if cfg.Node == "" || cfg.Bus == nil || cfg.Clock == nil || cfg.Log == nil {
		return nil, errors.New("a relay needs node, bus, clock and log")
	}
	if cfg.Orgs == nil || cfg.Chats == nil || cfg.Sessions == nil {
		return nil, errors.New("a relay needs the stores of organisations, chats and sessions")
	}
	if cfg.MirrorBudget == 0 {
		cfg.MirrorBudget = DefaultMirrorBudget
	}
	r := &Relay{
		cfg: cfg, started: time.Now(), budget: newBudget(cfg.MirrorBudget), doors: newDoors(),
		rooms: map[samepage.SessionID]*room{}, edges: map[samepage.ConnID]*edge{},
	}
	r.public = newPublicShelf(r.budget)
	r.life, r.end = context.WithCancel(context.Background())
	r.keeper = newKeeper(cfg.Node, cfg.Sessions, cfg.Log, r.now)
	r.agents = newPresence(r)
	r.metrics = newMetrics(r)
	return r, nil
}

// now is the relay's own clock: it never jumps, also not over a pause of the process.
func (r *Relay) now() time.Duration { return time.Since(r.started) }

// Run renews leases, sweeps deadlines, tells who is here and compares versions until ctx ends.
func (r *Relay) Run(ctx context.Context) error {
	stop, err := r.agents.listen()
	if err != nil {
		return err
	}
	defer stop()
	var wg sync.WaitGroup
	for _, part := range []func(context.Context){r.keeper.run, r.agents.run, r.sweep, r.compare, r.watchSites, r.watchSleep} {
		wg.Go(func() { part(ctx) })
	}
	wg.Wait()
	return nil
}

// Collectors are the relay's metrics.
func (r *Relay) Collectors() []prometheus.Collector { return r.metrics.collectors() }

// Online tells which agents of an organisation have a console open anywhere.
func (r *Relay) Online(sc org.Scope) map[samepage.AgentID]bool { return r.agents.online(sc) }

// Draining reports whether the node is going away.
func (r *Relay) Draining() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.draining
}

// ServeCustomer serves /ws/customer on an upgraded socket, until it closes.
func (r *Relay) ServeCustomer(ctx context.Context, ws *websocket.Conn, req CustomerRequest) {
	e := r.newEdge(ctx, ws, wire.Customer)
	e.start()
	if !r.doors.open(req.RemoteIP) {
		e.shut(wire.CloseRetry, "Too many connections from this address. Trying again.")
		e.leave(departLost)
		return
	}
	c := &customer{edge: e, req: req}
	if c.hello() {
		e.serve()
		c.gone()
		return
	}
	e.leave(departLost)
}

// ServeAgent serves /ws/agent on an upgraded socket, for a console or a viewer, until it closes.
func (r *Relay) ServeAgent(ctx context.Context, ws *websocket.Conn, req AgentRequest) {
	e := r.newEdge(ctx, ws, wire.Console)
	e.start()
	if !r.doors.open(req.RemoteIP) {
		e.shut(wire.CloseRetry, "Too many connections from this address. Trying again.")
		e.leave(departLost)
		return
	}
	if e.helloAgent(req) {
		e.serve()
		return
	}
	e.leave(departLost)
}

// enter makes a socket known to this node.
func (r *Relay) enter(e *edge) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.draining {
		e.shut(wire.CloseElsewhere, "This server is going away. Connecting to another.")
		return errDraining
	}
	r.edges[e.id] = e
	return nil
}

var errDraining = errors.New("the node is draining")

func (r *Relay) exit(e *edge) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.edges, e.id)
}

// errand runs something that outlives the socket that caused it.
func (r *Relay) errand(run func(context.Context)) {
	r.tasks.Go(func() { run(r.life) })
}

// Drain hands the rooms of this node to others, closes its sockets so that their ends go
// elsewhere, and refuses new ones. It returns when all are closed or ctx ends.
func (r *Relay) Drain(ctx context.Context) error {
	r.mu.Lock()
	r.draining = true
	rooms := slices.Collect(maps.Values(r.rooms))
	edges := slices.Collect(maps.Values(r.edges))
	r.mu.Unlock()
	for _, o := range rooms {
		o.stop()
	}
	for _, o := range rooms {
		<-o.done
	}
	for _, e := range edges {
		e.shut(wire.CloseElsewhere, "This server is going away. Connecting to another.")
	}
	err := r.waitForEdges(ctx)
	r.end()
	r.tasks.Wait()
	return err
}

// waitForEdges returns when no socket is left.
func (r *Relay) waitForEdges(ctx context.Context) error {
	tick := time.NewTicker(drainLook)
	defer tick.Stop()
	for {
		r.mu.Lock()
		left := len(r.edges)
		r.mu.Unlock()
		if left == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// drainLook is the pause between two looks at the sockets that are left.
const drainLook = 20 * time.Millisecond
