package relay

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"sync"
)

// viewer is the page that shows the mirror to one agent. Its ticket is for one session.
type viewer struct {
	*edge
	ticket org.Ticket
	watch  bool // the customer's own look (C11): the ticket names a session and no agent

	mu       sync.Mutex
	welcomed bool
	seen     int64 // newest version of the session that it was told
	stream   uint32
	fence    uint32
	next     uint32 // number of the mirror frame that is due
	joined   bool   // a keyframe has begun, so that what follows makes sense
}

func (v *viewer) admit(ctx context.Context) error {
	v.sc = v.ticket.SignIn.Scope
	s, err := v.r.cfg.Sessions.Session(ctx, v.sc, v.ticket.Session)
	if err != nil {
		return err
	}
	if !s.Open() {
		return samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
	if !session.Allowed(s, v.ticket.SignIn.Agent.ID, wire.GrantSee) {
		return samepage.Fault(samepage.CodeForbidden, "You may not see this session.")
	}
	if err := v.enter(); err != nil {
		return err
	}
	return v.hearInto(agentSubject(v.sc, v.ticket.SignIn.Agent.ID), func(h hint) {
		if h.Row == org.RowSignIn {
			v.stale(rowOfSignIn(v.ticket.SignIn))
		}
	})
}

// enter makes the viewer known and takes its place in the room.
func (v *viewer) enter() error {
	v.caughtUp = func() { v.toOwner(opReady, nil) }
	if err := v.open(v, v.sc); err != nil {
		return err
	}
	v.sit(v.ticket.Session, v.boarding)
	return nil
}

func (v *viewer) boarding() boarding {
	return boarding{Conn: v.id, End: wire.Viewer, Agent: v.ticket.SignIn.Agent.ID, Watch: v.watch}
}

func (v *viewer) toOwner(o op, body []byte) {
	if s := v.seat(v.ticket.Session); s != nil {
		s.publish(o, body, false)
	}
}

// text passes what the viewer says to the owner.
func (v *viewer) text(row wire.Row, _ wire.Head, raw []byte) {
	if row.Scope != wire.ScopeSession && row.Scope != wire.ScopeLive {
		return
	}
	if s := v.seat(v.ticket.Session); s != nil {
		s.publish(opText, raw, row.Scope == wire.ScopeSession)
	}
}

// binary: viewers send none.
func (v *viewer) binary([]byte) {
	v.shut(wire.CloseAbuse, "A viewer sends no binary frames.")
}

// owner passes what the owner says to the viewer.
func (v *viewer) owner(s *seat, n note) {
	switch n.op {
	case opSeated:
		v.out.restart()
	case opText:
		v.sendRaw(n.body)
	case opState:
		if got, err := decodeVersioned(n.body); err == nil {
			s.hears(got.body)
			v.showState(got, n.fence)
		}
	case opFrame, opPaced, opReplay:
		v.frame(n)
	case opBlank:
		v.blank(n.body)
	case opClose:
		code, reason := decodeClose(n.body)
		v.shut(code, reason)
	case opGone:
		v.refusedSeat(n.body)
	}
}

// refusedSeat: there is no place for this viewer in the room.
func (v *viewer) refusedSeat(body []byte) {
	refusal, err := read[verdict](body)
	if err != nil {
		return
	}
	code := wire.CloseForbidden
	if refusal.Code == samepage.CodeEnded {
		code = wire.CloseEnded
	}
	v.shut(code, refusal.Message)
}

// showState welcomes the viewer with the first state, and passes each that is not older.
func (v *viewer) showState(got versioned, fence session.Fence) {
	v.mu.Lock()
	first, old := !v.welcomed, got.version < v.seen
	v.welcomed = true
	v.seen = max(v.seen, got.version)
	v.mu.Unlock()
	if old {
		return
	}
	if !first {
		v.sendRaw(got.body)
		return
	}
	body, err := read[wire.SessionStateBody](got.body)
	if err != nil {
		return
	}
	v.send(wire.ViewerWelcomeBody{
		Kind: wire.ViewerWelcome, Conn: string(v.id), Session: body,
		Me: v.ticket.SignIn.Agent.Person(), Fence: uint32(fence),
	})
}

// frame puts a binary frame on the viewer's queue. Mirror frames go without a hole or not
// at all: after one, the owner is asked for what makes a beginning.
func (v *viewer) frame(n note) {
	env, _, err := wire.ParseEnvelope(n.body)
	if err != nil || env.Fence != uint32(n.fence) {
		return
	}
	if env.Kind != wire.BinaryMirror {
		if !v.out.resource(n.body) {
			v.log.Debug("no room for a resource")
		}
		return
	}
	keyStart := env.Flags&wire.FlagKeyStart != 0
	switch v.follow(env, keyStart) {
	case followGap:
		v.out.restart()
		v.toOwner(opBehind, nil)
		v.toOwner(opReady, nil)
		return
	case followDrop:
		return
	}
	if n.op == opReplay {
		v.out.replay(n.body, keyStart)
		return
	}
	if v.out.frame(n.body, keyStart, n.op == opPaced) {
		v.unfollow()
		v.toOwner(opBehind, nil)
	}
}

type following uint8

const (
	followOn following = iota
	followDrop
	followGap
)

// follow checks that nothing is missing between the frames.
func (v *viewer) follow(env wire.Envelope, keyStart bool) following {
	v.mu.Lock()
	defer v.mu.Unlock()
	due := v.joined && env.Stream == v.stream && env.Fence == v.fence && env.Seq == v.next
	if keyStart || due {
		v.stream, v.fence, v.next, v.joined = env.Stream, env.Fence, env.Seq+1, true
		return followOn
	}
	if !v.joined {
		return followDrop
	}
	v.joined = false
	return followGap
}

func (v *viewer) unfollow() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.joined = false
}

// blank: a stricter rule came; everything that waits is forgotten (W21).
func (v *viewer) blank(body []byte) {
	v.unfollow()
	v.out.purge(body)
}

// stale: the owner tells the states; a viewer only checks its sign-in, and whether the
// session is over where no owner is left to say so.
func (v *viewer) stale(ref org.RowRef) {
	if !v.watch && (ref.Kind == "" || ref.Kind == org.RowSignIn) {
		v.do(job{once: "sign-in", run: func(ctx context.Context) error { return v.checkSignIn(ctx, v.ticket.SignIn) }})
	}
	if ref.Kind == "" || ref.Kind == org.RowSession {
		v.do(job{once: "session", run: v.refreshSession})
	}
}

func (v *viewer) refreshSession(ctx context.Context) error {
	v.mu.Lock()
	seen, welcomed := v.seen, v.welcomed
	v.mu.Unlock()
	s, err := v.r.cfg.Sessions.Session(ctx, v.sc, v.ticket.Session)
	if err != nil || s.Version <= seen || !welcomed {
		return err
	}
	got, err := v.stateOf(s)
	if err != nil {
		return err
	}
	v.showState(got, 0)
	if got.over {
		v.shut(wire.CloseEnded, "The session has ended.")
	}
	return nil
}

func (v *viewer) stateOf(s session.Session) (versioned, error) {
	if v.watch {
		return customerState(s)
	}
	return agentState(s, v.seat(s.ID))
}

func (v *viewer) rows() map[org.RowRef]int64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	rows := map[org.RowRef]int64{}
	if !v.watch {
		rows[rowOfSignIn(v.ticket.SignIn)] = v.ticket.SignIn.Version
	}
	if v.welcomed {
		rows[rowOfSession(v.sc, v.ticket.Session)] = v.seen
	}
	return rows
}
