package relay

import (
	"context"
	"encoding/json"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
)

// apply changes the session. What takes away acts first and is written after, until it is;
// what gives is written first (DESIGN §3).
func (o *room) apply(ev session.Event, from *place, re wire.Kind) {
	c := change{event: ev, re: re}
	if from != nil {
		c.from = from.Conn
	}
	if !takesAway(o.state, ev) {
		o.give(c)
		return
	}
	out, err := session.Next(o.state, ev, o.r.cfg.Clock.Now())
	if samepage.CodeOf(err) == samepage.CodeExpired {
		o.give(c) // by our clock; the database's decides
		return
	}
	if (err != nil || !out.Changed) && o.scribe.isGiving() {
		o.give(c) // what it takes away may be what is just given
		return
	}
	if err != nil {
		if from != nil {
			o.refuse(from, re, "", err)
		}
		return
	}
	if !out.Changed {
		return
	}
	o.pending = append(o.pending, ev)
	o.scribe.put(c)
	o.become(out.Session, ev)
}

func (o *room) give(c change) {
	c.gives = true
	o.scribe.put(c)
}

// rebase takes the row as the database has it, and what was acted on since on top of it.
func (o *room) rebase(s session.Session, by session.Event) {
	o.written = max(o.written, s.Version)
	for _, ev := range o.pending {
		out, err := session.Next(s, ev, o.r.cfg.Clock.Now())
		if err == nil {
			s = out.Session
		}
	}
	if o.overAt > 0 && s.Open() {
		return // it has ended here; the row follows
	}
	o.become(s, by)
}

// become is the one place where the state of the room changes.
func (o *room) become(s session.Session, by session.Event) {
	old := o.state
	o.state = s
	o.meet(old)
	if old.Version == s.Version && old.Status == s.Status {
		if o.told < o.written {
			o.pushAll() // the same state, written now
		}
		return
	}
	o.closeQuestion(old, by)
	o.pushAll()
	if s.Ask != nil && (old.Ask == nil || old.Ask.ID != s.Ask.ID || old.Ask.Extended != s.Ask.Extended) {
		o.askAll()
	}
	switch {
	case s.Status == session.Ended && old.Status != session.Ended:
		o.over()
	case s.Status == session.Live && old.Status != session.Live:
		o.chooseActive()
		o.startMirror()
	}
	if s.Pinned != old.Pinned {
		o.follow()
	}
	o.dismissWhoLeft()
	o.choosePacer()
}

// pushAll sends the whole state to every end.
func (o *room) pushAll() {
	o.told = o.written
	for _, p := range o.places {
		o.push(p)
	}
}

// push sends the state under the version of the row that it stands on: what is acted on
// and not written yet has none of its own, or a row that another node writes meanwhile
// would look like the older one.
func (o *room) push(p *place) {
	s := o.state
	s.Version = min(s.Version, o.written)
	body := s.CustomerState()
	if p.End != wire.Customer && !p.Watch {
		body = s.State()
		body.Tabs = o.openTabs()
	}
	state, err := encodeState(s, body)
	if err != nil {
		o.log.Error("encode the state", slog.Any("error", err))
		return
	}
	o.send(p.Conn, opState, state.encode())
}

func (o *room) askAll() {
	for _, p := range o.customers() {
		o.ask(p)
	}
}

// ask puts the open question to a tab, if there is one.
func (o *room) ask(p *place) {
	q := o.state.Question()
	if q == nil {
		return
	}
	body, err := json.Marshal(q)
	if err != nil {
		o.log.Error("encode the question", slog.Any("error", err))
		return
	}
	o.send(p.Conn, opAsk, body)
}

// closeQuestion takes a question away that is no longer open.
func (o *room) closeQuestion(old session.Session, by session.Event) {
	if old.Ask == nil || o.state.Ask != nil && o.state.Ask.ID == old.Ask.ID {
		return
	}
	reason := closedBecause(o.state.EndReason, by)
	body, err := json.Marshal(wire.ConsentClosedBody{Kind: wire.ConsentClosed, Ask: old.Ask.ID, Reason: reason})
	if err != nil {
		o.log.Error("encode the end of a question", slog.Any("error", err))
		return
	}
	for _, p := range o.customers() {
		o.send(p.Conn, opAskClosed, body)
	}
}

// Why a question is no longer open, as consent.closed has it.
const (
	askAnswered  = "answered"
	askWithdrawn = "withdrawn"
	askExpired   = "expired"
	askEnded     = "ended"
)

// closedBecause tells the customer why a question is no longer open.
func closedBecause(end session.EndReason, by session.Event) string {
	switch by.(type) {
	case session.Answer:
		return askAnswered
	case session.Withdraw, session.ReleaseControl, session.SetMode:
		return askWithdrawn
	}
	switch end {
	case session.ReasonWithdrawn:
		return askWithdrawn
	case session.ReasonDeclined, session.ReasonFailed:
		return askAnswered
	case session.ReasonExpired, "":
		return askExpired
	default:
		return askEnded
	}
}

// over ends the room: nothing more leaves the page, the viewers go once they know why.
func (o *room) over() {
	o.overAt = o.r.now()
	o.mirror.stop("ended")
	for _, p := range o.places {
		if p.End == wire.Viewer {
			o.shut(p.Conn, wire.CloseEnded, "The session has ended.")
		}
	}
	sc, id, store := o.sc, string(o.id), o.r.cfg.Orgs
	o.r.errand(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, storeWithin)
		defer cancel()
		if err := store.VoidTokens(ctx, sc, org.TokenSession, id); err != nil {
			o.log.Warn("void the session's tokens", slog.Any("error", err)) // they name a session that is over
		}
	})
}

// dismissWhoLeft closes the viewers of agents who are no longer in the session, and sends
// their consoles away, which have just been told the state without them.
func (o *room) dismissWhoLeft() {
	for _, p := range o.places {
		if p.End == wire.Customer || p.Watch || session.Allowed(o.state, p.Agent, wire.GrantNone) || !o.state.Open() {
			continue
		}
		if p.End == wire.Console {
			o.send(p.Conn, opGone, nil)
			o.forget(p)
			continue
		}
		o.shut(p.Conn, wire.CloseForbidden, "You are no longer in this session.")
		o.forget(p)
	}
}

// choosePacer finds the viewer that sets the pace: the controlling agent's, else the lead's.
func (o *room) choosePacer() {
	agent := samepage.AgentID("")
	if lead, ok := o.state.Lead(); ok {
		agent = lead.Agent
	}
	if o.state.Control == session.ControlGranted && o.state.Controller != "" {
		agent = o.state.Controller
	}
	for _, p := range o.places {
		if p.End == wire.Viewer && p.Agent == agent && !p.Watch {
			o.mirror.setPacer(p.Conn)
			return
		}
	}
	o.mirror.setPacer("")
}

func (o *room) customers() []*place {
	var found []*place
	for _, p := range o.places {
		if p.End == wire.Customer {
			found = append(found, p)
		}
	}
	return found
}
