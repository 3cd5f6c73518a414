package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"sync/atomic"
	"time"
)

const (
	// roomTick is how often a room looks at what is due by time.
	roomTick = 250 * time.Millisecond
	// silentAfter is how long an edge may not beat before its ends count as gone: its node is lost.
	silentAfter = 4 * time.Second
	// settleFor is how long a new owner waits for the ends of the one before to come.
	settleFor = 5 * time.Second
	// inboxSize is how many notes may wait for a room before the bus holds them.
	inboxSize = 256
	// idleLook is the pause between two looks whether all is written.
	idleLook = 5 * time.Millisecond
	// lingerFor is how long an ended room stays, so that whoever comes late is told.
	lingerFor = time.Second
)

// place is one end in the room.
type place struct {
	boarding
	heard time.Duration // of its edge
	looks time.Duration // since when the customer looks at this tab; 0 = not
	// leaves: the page said that its customer goes to pages that are not the company's (C8).
	leaves bool
	// verdict is what the page said last of what may leave it: view_only, excluded or shared; "" = nothing yet.
	verdict string
}

// room is one open session at its owner. One goroutine owns all of it; others send it values.
type room struct {
	r        *Relay
	id       samepage.SessionID
	sc       org.Scope
	site     org.RowRef   // of its site's settings
	siteSeen atomic.Int64 // their version that the session was held to
	lease    *lease
	log      *slog.Logger
	inbox    chan any
	ctx      context.Context
	stop     context.CancelFunc
	done     chan struct{}
	scribe   *scribe

	state   session.Session
	pending []session.Event // acted on, not written yet
	written int64           // version of the row
	told    int64           // version of the row that all ends were told of
	places  map[samepage.ConnID]*place
	mirror  *mirror
	active  samepage.ConnID // socket of the tab that is shown, "" = none
	tabs    tabs
	came    map[samepage.AgentID]time.Duration // when people came in, by the relay's clock
	opened  time.Duration
	overAt  time.Duration // when the session ended, 0 = open
}

// request is a note that came over the bus.
type request struct {
	note
	reply string
	again bool // it was read against the newest row
}

func newRoom(r *Relay, l *lease, s session.Session) *room {
	o := &room{
		r: r, id: s.ID, sc: l.sc, site: siteRef(l.sc, s.Site), lease: l, inbox: make(chan any, inboxSize), done: make(chan struct{}),
		state: s, written: s.Version, places: map[samepage.ConnID]*place{}, opened: r.now(),
		came: map[samepage.AgentID]time.Duration{},
	}
	o.log = r.cfg.Log.With(slog.String("session", string(s.ID)), slog.Uint64("fence", uint64(l.Fence)))
	o.ctx, o.stop = context.WithCancel(r.life)
	o.mirror = newMirror(r, o, r.public.of(l.sc.Org(), s.Site), uint32(l.Fence))
	o.scribe = newScribe(r, l, func(w written) { o.put(w) })
	return o
}

// hear takes notes from the bus. A full inbox holds the bus up, not a sender.
func (o *room) hear(m Message) {
	n, err := decodeNote(m.Data)
	if err != nil {
		o.log.Warn("malformed note", slog.Any("error", err))
		return
	}
	o.put(request{note: n, reply: m.Reply})
}

// announced hears that the row has changed: a sweep or the end of the chat did it.
func (o *room) announced(h hint) {
	if h.Ver > 0 {
		o.put(h)
	}
}

func (o *room) put(v any) {
	select {
	case o.inbox <- v:
	case <-o.ctx.Done():
	}
}

func (o *room) run() {
	scribing, stopScribe := context.WithCancel(context.WithoutCancel(o.ctx))
	written := make(chan struct{})
	go func() { defer close(written); o.scribe.run(scribing) }()
	o.r.metrics.owned.Inc()
	o.loop()
	o.r.metrics.owned.Dec()
	o.resign()
	o.stop() // nobody reads the inbox any more
	o.finishWriting()
	stopScribe()
	<-written
	o.mirror.close()
}

// finishWriting gives what was acted on already the time to be written, while the lease lasts.
func (o *room) finishWriting() {
	limit := o.r.now() + writeTry
	for !o.scribe.idle() && o.r.now() < limit && o.lease.held(o.r.now()) {
		time.Sleep(idleLook)
	}
}

func (o *room) loop() {
	tick := time.NewTicker(roomTick)
	defer tick.Stop()
	for {
		select {
		case <-o.ctx.Done():
			return
		case v := <-o.inbox:
			o.handle(v)
			if len(o.inbox) == 0 {
				o.mirror.acknowledge()
			}
		case <-tick.C:
			if !o.tick() {
				return
			}
		}
	}
}

func (o *room) handle(v any) {
	if !o.lease.held(o.r.now()) {
		return // the next tick leaves; nothing of an old owner has an effect
	}
	switch v := v.(type) {
	case request:
		o.note(v)
	case written:
		o.wrote(v)
	case org.Site:
		o.redeployed(v)
	case hint:
		if v.Ver > o.written {
			o.scribe.put(change{})
		}
	}
}

// note is what an edge sends.
func (o *room) note(n request) {
	switch n.op {
	case opAttach:
		o.attach(n)
		return
	case opFinish:
		o.ordered(n)
		return
	}
	p := o.places[n.conn]
	if p == nil {
		return
	}
	p.heard = o.r.now()
	switch n.op {
	case opBeat:
		o.beat(p, n.body)
	case opDetach:
		o.detach(p, departure(n.body))
	case opText:
		o.text(p, n.body)
	case opFrame:
		o.frame(p, n.body)
	case opBehind:
		o.mirror.fellBehind(p.Conn)
	case opReady:
		o.mirror.caughtUp(p.Conn)
	case opClient:
		o.clientInfo(p, n.body)
	}
}

// beat returns the edge's time with what is left of the lease.
func (o *room) beat(p *place, body []byte) {
	asked, err := decodePulse(body)
	if err != nil {
		return
	}
	o.send(p.Conn, opBeat, o.pulse(asked.asked).encode())
}

func (o *room) pulse(asked time.Duration) pulse {
	return pulse{asked: asked, left: o.lease.left(o.r.now())}
}

// ordered ends the session: somebody's end is delivered, perhaps late.
func (o *room) ordered(n request) {
	var by order
	if err := json.Unmarshal(n.body, &by); err != nil {
		o.answer(n, samepage.Fault(samepage.CodeInvalid, "This end could not be read."))
		return
	}
	o.apply(session.Finish{By: by.By, Reason: by.Reason}, nil, "")
	o.answer(n, nil)
}

func (o *room) answer(n request, err error) {
	if n.reply == "" || !o.lease.held(o.r.now()) {
		return
	}
	v := verdict{}
	if err != nil {
		p := samepage.Public(err)
		v = verdict{Code: p.Code, Message: p.Message}
	}
	data, _ := json.Marshal(v) // two strings: cannot fail
	if err := o.r.cfg.Bus.Publish(n.reply, data); err != nil {
		o.log.Debug("answer", slog.Any("error", err))
	}
}

// send says something to an end. Nothing is said without a lease.
func (o *room) send(to samepage.ConnID, what op, body []byte) {
	if !o.lease.held(o.r.now()) {
		return
	}
	n := note{op: what, fence: o.lease.Fence, conn: samepage.ConnID(o.id), body: body}
	if err := o.r.cfg.Bus.Publish(connSubject(o.sc, to), n.encode()); err != nil {
		o.log.Debug("to an end", slog.Any("error", err))
	}
}

// tell sends a control message to an end.
func (o *room) tell(to samepage.ConnID, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		o.log.Error("encode a message", slog.Any("error", err))
		return
	}
	o.send(to, opText, data)
}

// toPage and toViewer are the mirror's way out.
func (o *room) toPage(to samepage.ConnID, body any)               { o.tell(to, body) }
func (o *room) toViewer(to samepage.ConnID, what op, body []byte) { o.send(to, what, body) }
func (o *room) refuse(p *place, re wire.Kind, ref string, problem error) {
	o.tell(p.Conn, problemOf(re, ref, problem))
}

// problemOf is an error as it goes to an end. Of an engagement it names the session that is
// open, to link to it (A3).
func problemOf(re wire.Kind, ref string, err error) wire.Problem {
	p := samepage.Public(err)
	var engaged *session.Engaged
	if errors.As(err, &engaged) {
		ref = string(engaged.Session)
	}
	return wire.Problem{
		Kind: wire.ErrorKind, Code: string(p.Code), Message: p.Message, Next: string(p.Next), Re: string(re), Ref: ref,
	}
}

// shut has an end's socket closed.
func (o *room) shut(to samepage.ConnID, code wire.CloseCode, reason string) {
	o.send(to, opClose, closeNote(code, reason))
}

// tick does what is due by time. It reports false when the room is to be left.
func (o *room) tick() bool {
	now := o.r.now()
	if !o.lease.held(now) {
		o.log.Warn("the lease is over")
		return false
	}
	if o.overAt > 0 {
		return now-o.overAt < lingerFor || !o.scribe.idle() || len(o.pending) > 0
	}
	for _, p := range o.places {
		if now-p.heard > silentAfter {
			o.detach(p, departLost)
		}
	}
	o.noteTabs()
	o.chooseActive()
	o.notePresence()
	o.mirror.tick()
	return true
}

// resign tells the ends to look for another owner, and sees to it that an end that could
// not be written is delivered all the same.
func (o *room) resign() {
	for id := range o.places {
		o.send(id, opGone, nil)
	}
	for _, ev := range o.pending {
		if end, ok := ev.(session.Finish); ok {
			o.r.finish(o.sc, o.id, order{By: end.By, Reason: end.Reason}, func(session.Session) bool { return true })
		}
	}
}

// wrote takes what became of a change.
func (o *room) wrote(w written) {
	acted := w.event != nil && !w.gives
	if acted && len(o.pending) > 0 && !errors.Is(w.err, session.ErrFence) {
		o.pending = o.pending[1:]
	}
	switch {
	case w.err == nil:
		o.rebase(w.session, w.event)
	case errors.Is(w.err, session.ErrFence):
		o.log.Warn("not the owner any more", slog.Any("error", w.err))
		o.lease.extend(o.r.now(), 0)
	case w.gives:
		if p := o.places[w.from]; p != nil {
			o.refuse(p, w.re, "", unavailableIfUnknown(w.err))
		}
	default:
		o.log.Warn("a change was not written", slog.Any("error", w.err))
		if acted {
			o.scribe.put(change{}) // what the row says counts
		}
	}
	if w.knock != nil {
		o.open(*w.knock, w.err)
	}
}
