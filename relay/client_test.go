package relay_test

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"samepage"
	"samepage/org"
	"samepage/wire"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
)

// client is one end of the wire in a test: a tab, a console or a viewer.
type client struct {
	t    *testing.T
	name string
	ws   *websocket.Conn

	mu     sync.Mutex
	texts  []text // not looked at yet
	frames [][]byte
	kinds  map[wire.Kind]bool // everything that ever came
	closed *websocket.CloseError
	gone   bool
	news   chan struct{}
}

type text struct {
	kind wire.Kind
	raw  []byte
}

// dial opens a socket; nothing was said on it yet.
func (n *node) dial(name, path, origin string) *client {
	n.w.t.Helper()
	c := n.open(name, path, origin)
	c.start()
	return c
}

// open opens a socket that nobody reads before start.
func (n *node) open(name, path, origin string) *client {
	n.w.t.Helper()
	ws, _, err := websocket.Dial(n.w.t.Context(), n.url+path, &websocket.DialOptions{
		Subprotocols: []string{wire.Subprotocol}, HTTPHeader: http.Header{"Origin": {origin}},
	})
	must(n.w.t, err)
	ws.SetReadLimit(-1)
	n.w.t.Cleanup(func() { _ = ws.CloseNow() }) // it may be closed already
	return &client{t: n.w.t, name: name, ws: ws, kinds: map[wire.Kind]bool{}, news: make(chan struct{}, 1)}
}

// start begins to read.
func (c *client) start() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); c.read(ctx) }()
	c.t.Cleanup(func() { cancel(); <-done })
}

func (c *client) read(ctx context.Context) {
	for {
		typ, data, err := c.ws.Read(ctx)
		c.mu.Lock()
		switch {
		case err != nil:
			c.gone = true
			var end websocket.CloseError
			if errors.As(err, &end) {
				c.closed = &end
			}
		case typ == websocket.MessageBinary:
			c.frames = append(c.frames, data)
		default:
			var head struct{ Kind wire.Kind }
			if json.Unmarshal(data, &head) == nil {
				c.texts = append(c.texts, text{head.Kind, data})
				c.kinds[head.Kind] = true
			}
		}
		c.mu.Unlock()
		select {
		case c.news <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// send says something; a socket that is closed meanwhile is no fault of the test.
func (c *client) send(body any) {
	c.t.Helper()
	data, err := json.Marshal(body)
	must(c.t, err)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_ = c.ws.Write(ctx, websocket.MessageText, data)
}

func (c *client) sendFrame(frame []byte) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_ = c.ws.Write(ctx, websocket.MessageBinary, frame)
}

// hangUp closes as a page does in pagehide; drop tears the socket down without a word.
func (c *client) hangUp() { _ = c.ws.Close(websocket.StatusNormalClosure, "pagehide") }
func (c *client) drop()   { _ = c.ws.CloseNow() }

// wait lets look at what has come until it is satisfied.
func (c *client) wait(what string, look func() bool) {
	c.t.Helper()
	limit := time.After(patience)
	for {
		c.mu.Lock()
		ok := look()
		c.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-c.news:
		case <-limit:
			c.mu.Lock()
			defer c.mu.Unlock()
			for _, t := range c.texts {
				c.t.Logf("%s has %s", c.name, t.raw)
			}
			c.t.Fatalf("%s waited for %s; closed: %v", c.name, what, c.closed)
		}
	}
}

// expect waits for the next message of a kind that fits, past all others before it, and
// takes them away.
func expect[T any](c *client, kind wire.Kind, fits func(T) bool) T {
	c.t.Helper()
	return next(c, kind, fits, func(i int) []text { return c.texts[i+1:] })
}

// pick waits for the next message of a kind that fits, and takes away that one alone: it
// comes in no order with the others.
func pick[T any](c *client, kind wire.Kind, fits func(T) bool) T {
	c.t.Helper()
	return next(c, kind, fits, func(i int) []text { return slices.Delete(c.texts, i, i+1) })
}

func next[T any](c *client, kind wire.Kind, fits func(T) bool, left func(at int) []text) T {
	c.t.Helper()
	var found T
	c.wait(string(kind), func() bool {
		for i, m := range c.texts {
			if m.kind != kind {
				continue
			}
			var body T
			if err := json.Unmarshal(m.raw, &body); err != nil {
				c.t.Errorf("%s got %s: %v", c.name, m.raw, err)
				continue
			}
			if fits == nil || fits(body) {
				found = body
				c.texts = left(i)
				return true
			}
		}
		return false
	})
	return found
}

// frame waits for the next binary frame.
func (c *client) frame() (wire.Envelope, []byte) {
	c.t.Helper()
	var raw []byte
	c.wait("a frame", func() bool {
		if len(c.frames) == 0 {
			return false
		}
		raw, c.frames = c.frames[0], c.frames[1:]
		return true
	})
	env, payload, err := wire.ParseEnvelope(raw)
	must(c.t, err)
	return env, payload
}

// expectClosed waits for the end of the socket.
func (c *client) expectClosed(code wire.CloseCode) {
	c.t.Helper()
	c.wait("the end of the socket", func() bool { return c.gone })
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed == nil || wire.CloseCode(c.closed.Code) != code {
		c.t.Fatalf("%s was closed with %v, not with %d", c.name, c.closed, code)
	}
}

func (c *client) expectError(code samepage.Code) wire.Problem {
	c.t.Helper()
	return expect(c, wire.ErrorKind, func(p wire.Problem) bool { return p.Code == string(code) })
}

// expectNever holds that none of the kinds ever came on this socket.
func (c *client) expectNever(kinds ...wire.Kind) {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, kind := range kinds {
		if c.kinds[kind] {
			c.t.Errorf("%s got %s", c.name, kind)
		}
	}
}

func (c *client) expectStatus(status string) wire.SessionStateBody {
	c.t.Helper()
	return expect(c, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Status == status })
}

// tab is a customer's tab with what its page remembers.
type tab struct {
	*client
	node                *node
	visitor, id         string
	chatToken, sesToken string
	chat                string
	page                wire.Page
	stopped             []string
	after               int64
	origin              string // of its pages, "" = the shop
	unfocused           bool   // opened in the background
	claim               string // from another origin of the site
	welcome             wire.CustomerWelcomeBody
}

func (n *node) tab(name string) *tab {
	n.w.t.Helper()
	t := &tab{node: n, page: wire.Page{URL: shop + "/basket", Title: "Basket"}, client: &client{t: n.w.t, name: name}}
	t.connect(n)
	return t
}

// connect opens a socket and says hello with what the page remembers.
func (t *tab) connect(n *node) {
	t.t.Helper()
	t.greet(n, cmp.Or(t.origin, shop))
	t.welcome = expect[wire.CustomerWelcomeBody](t.client, wire.CustomerWelcome, nil)
	t.visitor, t.id = t.welcome.Visitor, t.welcome.Tab
	t.chatToken, t.sesToken = t.welcome.ChatToken, t.welcome.SessionToken
	t.send(wire.WelcomeAckBody{Kind: wire.WelcomeAck})
}

func (t *tab) greet(n *node, origin string) {
	t.t.Helper()
	t.node = n
	t.client = n.dial(t.name, "/ws/customer", origin)
	t.send(wire.CustomerHelloBody{
		Kind: wire.CustomerHello, Site: n.w.house.Site.Key, Visitor: t.visitor, Tab: t.id, ChatToken: t.chatToken,
		SessionToken: t.sesToken, ChatAfter: t.after, Page: t.page, Focused: !t.unfocused, Claim: t.claim, Stopped: t.stopped,
		PayloadVersion: wire.PayloadVersion,
	})
}

// openChat begins a conversation.
func (t *tab) openChat(first string) wire.ChatStateBody {
	t.t.Helper()
	t.send(wire.ChatOpenBody{Kind: wire.ChatOpen, Name: "Kim", First: first, FirstID: uuid.NewString()})
	t.chatToken = expect[wire.TokensBody](t.client, wire.Tokens, nil).ChatToken
	state := expect[wire.ChatStateBody](t.client, wire.ChatState, nil)
	t.chat = state.Chat
	return state
}

// desk is an agent's console.
type desk struct {
	*client
	agent   org.Agent
	welcome wire.AgentWelcomeBody
}

func (n *node) desk(agent org.Agent) *desk {
	n.w.t.Helper()
	d := &desk{client: n.dial(agent.Name, "/ws/agent", "http://localhost"), agent: agent}
	d.send(wire.AgentHelloBody{Kind: wire.AgentHello, Ticket: n.w.ticket(agent, org.TicketConsole, "")})
	d.welcome = expect[wire.AgentWelcomeBody](d.client, wire.AgentWelcome, nil)
	return d
}

// screen is the viewer of one agent.
type screen struct {
	*client
	welcome wire.ViewerWelcomeBody
}

func (n *node) screen(agent org.Agent, id string) *screen {
	n.w.t.Helper()
	s := &screen{client: n.dial("viewer of "+agent.Name, "/ws/agent", "http://127.0.0.1")}
	ticket := n.w.ticket(agent, org.TicketViewer, samepage.SessionID(id))
	s.send(wire.ViewerHelloBody{Kind: wire.ViewerHello, Ticket: ticket})
	s.welcome = expect[wire.ViewerWelcomeBody](s.client, wire.ViewerWelcome, nil)
	return s
}
