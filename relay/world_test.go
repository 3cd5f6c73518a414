package relay_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"samepage"
	"samepage/bus"
	"samepage/org"
	"samepage/relay"
	"samepage/session"
	"samepage/store"
	"samepage/store/storetest"
	"samepage/wire"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if spec := os.Getenv(nodeProcess); spec != "" {
		if err := runNode(spec); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	goleak.VerifyTestMain(stopsPostgres{m})
}

// stopsPostgres ends the private database before it is looked for what was left running.
type stopsPostgres struct{ *testing.M }

// Run implements goleak.TestingM.
func (m stopsPostgres) Run() int {
	code := m.M.Run()
	if err := storetest.StopPostgres(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// patience is how long a test waits for what must come. A test that passes does not wait for it.
const patience = time.Minute

// shop is the origin of the customer's pages.
const shop = "https://shop.example"

// world is an organisation, its store and the nodes that serve it.
type world struct {
	t     *testing.T
	store *store.Store
	house storetest.House
	log   *slog.Logger
	nodes []*node
}

// node is one server with real sockets.
type node struct {
	w     *world
	id    samepage.NodeID
	bus   relay.Bus
	relay *relay.Relay
	url   string
	stop  func()
}

// newWorld makes a world of one node.
func newWorld(t *testing.T) *world {
	w := emptyWorld(t)
	w.add(openBus(t, nil), nil)
	return w
}

// newCluster makes a world of n nodes on a cluster bus with one store.
func newCluster(t *testing.T, n int, wrap func(int, relay.Bus) relay.Bus) *world {
	w := emptyWorld(t)
	var first *bus.Bus
	for i := range n {
		c := cluster()
		if first != nil {
			c.Routes = []string{first.RouteURL()}
		}
		b := openBus(t, c)
		if first == nil {
			first = b
		}
		var wrapped relay.Bus = b
		if wrap != nil {
			wrapped = wrap(i, b)
		}
		w.add(wrapped, nil)
	}
	w.awaitCluster()
	return w
}

func emptyWorld(t *testing.T) *world {
	t.Helper()
	return worldWith(t, store.Options{})
}

// worldWith makes a world without nodes on a store with options.
func worldWith(t *testing.T, opts store.Options) *world {
	t.Helper()
	return worldOn(t, filepath.Join(t.TempDir(), "test.db"), opts)
}

// worldOn makes a world without nodes on a database. Tests with a world run side by side: they
// wait more than they compute.
func worldOn(t *testing.T, dsn string, opts store.Options) *world {
	t.Helper()
	t.Parallel()
	log := slog.New(slog.DiscardHandler)
	if os.Getenv("RELAY_LOG") != "" {
		log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	opts.Log = log
	s, err := store.Open(t.Context(), dsn, opts)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return &world{t: t, store: s, house: storetest.Build(t, s, "one"), log: log}
}

func openBus(t *testing.T, c *bus.Cluster) *bus.Bus {
	t.Helper()
	b, err := bus.Open(bus.Config{Cluster: c})
	must(t, err)
	t.Cleanup(b.Close)
	return b
}

// add starts a node. change may alter its configuration.
func (w *world) add(b relay.Bus, change func(*relay.Config)) *node {
	w.t.Helper()
	n := &node{w: w, id: samepage.NewNodeID(), bus: b}
	cfg := relay.Config{
		Node: n.id, Orgs: w.store, Chats: w.store.Chats(), Sessions: w.store.Sessions(),
		Bus: b, Clock: samepage.SystemClock{}, ViewerOrigin: "http://127.0.0.1", Log: w.log.With(slog.Int("n", len(w.nodes))),
	}
	if change != nil {
		change(&cfg)
	}
	var err error
	n.relay, err = relay.New(cfg)
	must(w.t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := n.relay.Run(ctx); err != nil {
			w.t.Errorf("run: %v", err)
		}
	}()
	var serving sync.WaitGroup
	server := httptest.NewServer(sockets(n.relay, &serving, func(err error) { n.w.t.Errorf("accept: %v", err) }))
	n.url = "ws" + strings.TrimPrefix(server.URL, "http")
	n.stop = func() {
		drain, end := context.WithTimeout(context.Background(), patience)
		defer end()
		if err := n.relay.Drain(drain); err != nil {
			w.t.Errorf("drain: %v", err)
		}
		cancel()
		<-done
		server.Close()
		serving.Wait()
		n.stop = func() {}
	}
	w.t.Cleanup(func() { n.stop() })
	w.nodes = append(w.nodes, n)
	return n
}

// sockets serves the two endpoints of a node. serving is what the server itself, which hands
// its sockets over, does not wait for.
func sockets(r *relay.Relay, serving *sync.WaitGroup, failed func(error)) http.Handler {
	mux := http.NewServeMux()
	accept := func(w http.ResponseWriter, r *http.Request) *websocket.Conn {
		conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
			Subprotocols: []string{wire.Subprotocol}, InsecureSkipVerify: true,
		})
		if err != nil {
			failed(err)
		}
		return conn
	}
	mux.HandleFunc("/ws/customer", func(w http.ResponseWriter, req *http.Request) {
		serving.Add(1)
		defer serving.Done()
		r.ServeCustomer(req.Context(), accept(w, req), relay.CustomerRequest{Origin: req.Header.Get("Origin"), RemoteIP: "127.0.0.1"})
	})
	mux.HandleFunc("/ws/agent", func(w http.ResponseWriter, req *http.Request) {
		serving.Add(1)
		defer serving.Done()
		r.ServeAgent(req.Context(), accept(w, req), relay.AgentRequest{RemoteIP: "127.0.0.1"})
	})
	return mux
}

// awaitCluster waits until every node hears every other.
func (w *world) awaitCluster() {
	w.t.Helper()
	for i, from := range w.nodes {
		for j, to := range w.nodes {
			subject := "test.join." + string(rune('a'+i)) + string(rune('a'+j))
			stop, err := to.bus.Subscribe(subject, func(m relay.Message) { _ = to.bus.Publish(m.Reply, nil) })
			must(w.t, err)
			eventually(w.t, "the nodes hear each other", func() bool {
				ctx, cancel := context.WithTimeout(context.Background(), time.Second)
				defer cancel()
				_, err := from.bus.Request(ctx, subject, nil)
				return err == nil
			})
			stop()
		}
	}
}

// ticket is what POST /api/v1/tickets would give.
func (w *world) ticket(agent org.Agent, use org.TicketFor, id samepage.SessionID) string {
	w.t.Helper()
	in, _, err := w.store.CreateSignIn(w.t.Context(), w.house.Scope, agent.ID)
	must(w.t, err)
	ticket, err := w.store.CreateTicket(w.t.Context(), in, use, id)
	must(w.t, err)
	return ticket
}

// session reads the row.
func (w *world) session(id string) session.Session {
	w.t.Helper()
	s, err := w.store.Sessions().Session(w.t.Context(), w.house.Scope, samepage.SessionID(id))
	must(w.t, err)
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// eventually waits until what is asked for is the case.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	limit := time.Now().Add(patience)
	for !is() {
		if time.Now().After(limit) {
			t.Fatalf("it never came that %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func cluster(routes ...string) *bus.Cluster {
	return &bus.Cluster{Name: "test", Host: "127.0.0.1", Port: -1, Secret: "shared", Routes: routes}
}

// figure reads one of the node's metrics.
func (n *node) figure(t *testing.T, name string) float64 {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(n.relay.Collectors()...)
	families, err := registry.Gather()
	must(t, err)
	for _, f := range families {
		if f.GetName() != name {
			continue
		}
		m := f.GetMetric()[0]
		return m.GetCounter().GetValue() + m.GetGauge().GetValue()
	}
	t.Fatalf("there is no figure %s", name)
	return 0
}
