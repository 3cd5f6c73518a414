package relay

import (
	"context"
	"encoding/json"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"sync"
)

// console is an agent's console: the queue, the chats and the life of sessions.
type console struct {
	*edge
	in      org.SignIn
	agent   org.Agent
	address string // where it was opened from, to count wrong codes by

	mu        sync.Mutex
	available bool
	queue     string // the last queue that was sent, to send only news
	talks     map[samepage.ChatID]*talk
	seen      map[samepage.SessionID]int64 // newest versions that this console was told
	ended     map[samepage.SessionID]bool
	asked     map[samepage.SessionID]func() // questions to join that are shown; each stops following its session
}

func newConsole(e *edge, in org.SignIn, address string) *console {
	return &console{
		edge: e, in: in, agent: in.Agent, address: address, talks: map[samepage.ChatID]*talk{},
		seen: map[samepage.SessionID]int64{}, ended: map[samepage.SessionID]bool{}, asked: map[samepage.SessionID]func(){},
	}
}

func (c *console) admit(ctx context.Context) error {
	c.available = c.agent.Available
	if err := c.open(c, c.in.Scope); err != nil {
		return err
	}
	c.atLeave(func() { c.forgetAsked(nil) })
	if err := c.hearInto(agentSubject(c.sc, c.agent.ID), c.aboutMe); err != nil {
		return err
	}
	if err := c.hearInto(queueSubject(c.sc), func(hint) { c.refreshSoon("queue", c.refreshQueue) }); err != nil {
		return err
	}
	return c.welcome(ctx)
}

// welcome sends everything that the console shows at first, and follows it from there.
func (c *console) welcome(ctx context.Context) error {
	queue, err := c.r.cfg.Chats.Queue(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	chats, err := c.r.cfg.Chats.ActiveOf(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	sessions, err := c.r.cfg.Sessions.OfAgent(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	w := wire.AgentWelcomeBody{
		Kind: wire.AgentWelcome, Conn: string(c.id), Me: c.agent.Person(), Available: c.available,
		Queue: queueBody(queue).Entries, Chats: []wire.ChatStateBody{}, Sessions: []wire.SessionStateBody{},
		ServerTime: c.r.cfg.Clock.Now(),
	}
	for _, row := range chats {
		online := c.r.customerHere(ctx, c.sc, row.ID)
		w.Chats = append(w.Chats, row.State(online))
		if err := c.follow(row, online); err != nil {
			return err
		}
	}
	for _, s := range sessions {
		w.Sessions = append(w.Sessions, s.State())
	}
	c.send(w)
	for _, s := range sessions {
		c.enterSession(s.ID, s.Version)
	}
	c.refreshSoon("asked", c.refreshAsked)
	c.r.agents.changed()
	return nil
}

func queueBody(q chat.Queue) wire.QueueStateBody {
	body := wire.QueueStateBody{Kind: wire.QueueState, Version: q.Version, Entries: []wire.QueueEntry{}}
	for _, row := range q.Chats {
		body.Entries = append(body.Entries, row.QueueEntry())
	}
	return body
}

// follow shows a chat from now on.
func (c *console) follow(row chat.Chat, online bool) error {
	c.mu.Lock()
	_, already := c.talks[row.ID]
	c.mu.Unlock()
	if already {
		return nil
	}
	t := newTalk(c.edge, row, chat.Agent, row.Last)
	t.online = online
	t.present = func(ctx context.Context) bool { return c.r.customerHere(ctx, c.sc, row.ID) }
	t.changed = c.chatChanged
	c.mu.Lock()
	c.talks[row.ID] = t
	c.mu.Unlock()
	return c.hearInto(chatSubject(c.sc, row.ID), t.announced)
}

func (c *console) talkOf(id samepage.ChatID) *talk {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.talks[id]
}

// enterSession takes the agent's place in a session.
func (c *console) enterSession(id samepage.SessionID, version int64) {
	c.mu.Lock()
	_, known := c.seen[id]
	known = known || c.ended[id]
	if !known {
		c.seen[id] = version
	}
	c.mu.Unlock()
	if !known {
		c.sit(id, func() boarding { return boarding{Conn: c.id, End: wire.Console, Agent: c.agent.ID} })
	}
}

// aboutMe hears what concerns this agent: a chat handed over, a session, the sign-in.
func (c *console) aboutMe(h hint) {
	switch h.Row {
	case org.RowSignIn:
		c.stale(rowOfSignIn(c.in))
	case org.RowChat, org.RowSession:
		c.refreshSoon("mine", c.refreshMine)
		c.refreshSoon("asked", c.refreshAsked)
	}
}

func (c *console) refreshSoon(name string, run func(context.Context) error) {
	c.do(job{once: name, run: run})
}

// refreshQueue sends the queue where it has changed.
func (c *console) refreshQueue(ctx context.Context) error {
	queue, err := c.r.cfg.Chats.Queue(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	body, err := json.Marshal(queueBody(queue))
	if err != nil {
		return err
	}
	c.mu.Lock()
	news := c.queue != string(body)
	c.queue = string(body)
	c.mu.Unlock()
	if news {
		c.sendRaw(body)
	}
	return nil
}

// refreshMine finds chats and sessions that have become this agent's.
func (c *console) refreshMine(ctx context.Context) error {
	chats, err := c.r.cfg.Chats.ActiveOf(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	for _, row := range chats {
		if c.talkOf(row.ID) != nil {
			continue
		}
		if err := c.follow(row, c.r.customerHere(ctx, c.sc, row.ID)); err != nil {
			return err
		}
		c.talkOf(row.ID).sendState()
	}
	sessions, err := c.r.cfg.Sessions.OfAgent(ctx, c.sc, c.agent.ID)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if err := c.showSession(s); err != nil {
			return err
		}
	}
	return nil
}

// showSession sends a row where it is newer than what the console has, and follows it.
func (c *console) showSession(s session.Session) error {
	got, err := agentState(s, c.seat(s.ID))
	if err != nil {
		return err
	}
	c.showState(s.ID, got, false)
	switch _, in := s.Person(c.agent.ID); {
	case !in:
		c.leaveSession(s.ID)
	case s.Open():
		c.enterSession(s.ID, s.Version)
	}
	return nil
}

// showState sends a state that is newer than what the console has; one from the owner also
// when it is the same.
func (c *console) showState(id samepage.SessionID, got versioned, fromOwner bool) {
	c.mu.Lock()
	seen, known := c.seen[id]
	fits := !c.ended[id] && (!known || got.version > seen || fromOwner && got.version == seen)
	if fits && known {
		c.seen[id] = got.version
	}
	if fits && got.over {
		c.ended[id] = true
		delete(c.seen, id)
	}
	c.mu.Unlock()
	if !fits {
		return
	}
	c.sendRaw(got.body)
	if got.over {
		c.do(job{run: func(context.Context) error { c.stand(id); return nil }})
	}
}

// chatChanged looks for a session that was begun in the chat by another console of this
// agent, and stops following a chat that is somebody else's now.
func (c *console) chatChanged(ctx context.Context, row chat.Chat) error {
	c.mu.Lock()
	_, known := c.seen[row.Session]
	news := row.Session != "" && !known && !c.ended[row.Session]
	c.mu.Unlock()
	if !news || row.Agent != c.agent.ID {
		return nil
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, row.Session)
	if err != nil {
		return err
	}
	if _, in := s.Person(c.agent.ID); !in || !s.Open() {
		return nil
	}
	return c.showSession(s)
}

// binary: consoles send none.
func (c *console) binary([]byte) {
	c.shut(wire.CloseAbuse, "A console sends no binary frames.")
}

// owner passes what the owner of a room says to the console.
func (c *console) owner(s *seat, n note) {
	switch n.op {
	case opText:
		c.sendRaw(n.body)
	case opState:
		if got, err := decodeVersioned(n.body); err == nil {
			s.hears(got.body)
			c.showState(s.id, got, true)
		}
	case opClose:
		code, reason := decodeClose(n.body)
		c.shut(code, reason)
	case opGone:
		if refusal, err := read[verdict](n.body); err == nil && refusal.Code == samepage.CodeForbidden {
			c.leaveSession(s.id)
			return
		}
		c.stale(rowOfSession(c.sc, s.id))
	}
}

// stale reads rows again that this console shows; the zero ref stands for all of them.
func (c *console) stale(ref org.RowRef) {
	switch ref.Kind {
	case org.RowSignIn:
		c.refreshSoon("sign-in", func(ctx context.Context) error { return c.checkSignIn(ctx, c.in) })
	case org.RowChat:
		if t := c.talkOf(samepage.ChatID(ref.ID)); t != nil {
			t.refreshSoon()
		}
	case org.RowSession:
		id := samepage.SessionID(ref.ID)
		c.refreshSoon("session "+ref.ID, func(ctx context.Context) error { return c.refreshSession(ctx, id) })
	default:
		c.refreshSoon("queue", c.refreshQueue)
		c.refreshSoon("mine", c.refreshMine)
		c.refreshSoon("asked", c.refreshAsked)
	}
}

func (c *console) refreshSession(ctx context.Context, id samepage.SessionID) error {
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
	if err != nil {
		return err
	}
	return c.showSession(s)
}

// rows are the versions that this console has.
func (c *console) rows() map[org.RowRef]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	rows := map[org.RowRef]int64{rowOfSignIn(c.in): c.in.Version}
	for id, t := range c.talks {
		rows[rowOfChat(c.sc, id)] = t.shown()
	}
	for id, version := range c.seen {
		rows[rowOfSession(c.sc, id)] = version
	}
	return rows
}
