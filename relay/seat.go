package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"samepage"
	"samepage/session"
	"samepage/wire"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// beatEvery is the pause between two beats of an edge to the owner of its room.
	beatEvery = 750 * time.Millisecond
	// attachWithin is how long an owner may take to answer.
	attachWithin = time.Second
	// attachPause is the ceiling of the pause before the next attempt; the pause itself is
	// anywhere below, so that the ends of a lost node do not come back in one instant.
	attachPause = 300 * time.Millisecond
	// agentsWait is how long an agent's edge looks for an owner before it takes the room
	// itself: the node of the customer's socket is the better place.
	agentsWait = 1500 * time.Millisecond
	// heldBack is how many messages that must not be lost may wait for an owner.
	heldBack = 16
)

// boarding is what an edge tells the owner of the end that it holds.
type boarding struct {
	Conn    samepage.ConnID    `json:"conn"`
	End     wire.End           `json:"end"`
	Agent   samepage.AgentID   `json:"agent,omitempty"`
	Visitor samepage.VisitorID `json:"visitor,omitempty"`
	Tab     samepage.TabID     `json:"tab,omitempty"`
	Page    wire.Page          `json:"page,omitzero"`
	Client  wire.ClientInfo    `json:"client,omitzero"`
	Focused bool               `json:"focused,omitempty"`
	Watch   bool               `json:"watch,omitempty"` // a viewer of role customer (C11)
	Asked   time.Duration      `json:"asked"`           // by the edge's clock, comes back in opSeated
}

// verdict answers a request to an owner.
type verdict struct {
	Code    samepage.Code `json:"code,omitempty"` // empty = yes
	Message string        `json:"message,omitempty"`
}

func (v verdict) err() error {
	if v.Code == "" {
		return nil
	}
	return samepage.Fault(v.Code, "%s", v.Message)
}

// seat is an end's place in a room, as its edge sees it. It finds the owner, and the next
// one when that is lost.
//
//	looking ──attached──▶ taken ──lease over, gone, newer fence──▶ looking
type seat struct {
	e    *edge
	id   samepage.SessionID
	tell func() boarding
	stop context.CancelFunc
	ctx  context.Context
	look chan struct{} // the owner is another now
	took chan struct{} // an owner has given us the place

	told atomic.Pointer[liveParts] // by the owner, last

	mu      sync.Mutex
	fence   session.Fence // of the owner that took us in; 0 = looking
	newest  session.Fence // the newest that was heard of
	until   time.Duration // end of what the owner may say, by the relay's clock
	missed  bool          // something that the owner said came after that
	waiting [][]byte      // messages that must not be lost, for the next owner
}

func newSeat(e *edge, id samepage.SessionID, tell func() boarding) *seat {
	s := &seat{e: e, id: id, tell: tell, look: make(chan struct{}, 1), took: make(chan struct{}, 1)}
	s.ctx, s.stop = context.WithCancel(e.ctx)
	s.told.Store(&liveParts{})
	return s
}

// run keeps the place taken until leave.
func (s *seat) run() {
	unhear, err := s.e.r.hear(sessionSubject(s.e.sc, s.id), s.announced)
	if err == nil {
		defer unhear()
	}
	since := s.e.r.now()
	for s.ctx.Err() == nil {
		err := s.attach(s.e.r.now()-since > agentsWait || s.e.as == wire.Customer)
		if err == nil {
			s.hold()
			since = s.e.r.now()
			continue
		}
		if refused(err) {
			s.e.log.Debug("no place in the room", slog.String("session", string(s.id)), slog.Any("error", err))
			s.e.self.owner(s, note{op: opGone, body: refusal(err)})
			s.e.stand(s.id)
			return
		}
		s.pause()
	}
}

func refusal(err error) []byte {
	p := samepage.Public(err)
	data, _ := json.Marshal(verdict{Code: p.Code, Message: p.Message}) // two strings: cannot fail
	return data
}

// refused reports whether the answer is final: the session is over, or not for this end.
func refused(err error) bool {
	var fault *samepage.Error
	if !errors.As(err, &fault) {
		return false
	}
	switch fault.Code {
	case samepage.CodeEnded, samepage.CodeNotFound, samepage.CodeForbidden:
		return true
	default:
		return false
	}
}

func (s *seat) pause() {
	select {
	case <-s.ctx.Done():
	case <-time.After(rand.N(attachPause)):
	}
}

// attach asks the owner for a place; where there is no owner this node may become it.
func (s *seat) attach(mayOwn bool) error {
	if s.e.r.wake(s.ctx); s.e.outslept.Load() {
		<-s.ctx.Done() // the socket is being closed
		return s.ctx.Err()
	}
	ctx, cancel := context.WithTimeout(s.ctx, storeWithin)
	defer cancel()
	fence, err := s.e.r.owner(ctx, s.e.sc, s.id, mayOwn)
	if err != nil {
		return err
	}
	b := s.tell()
	b.Asked = s.e.r.now()
	body, err := json.Marshal(b)
	if err != nil {
		return err
	}
	s.expect(fence)
	if err := s.e.r.ask(ctx, s.e.sc, s.id, note{op: opAttach, fence: fence, conn: s.e.id, body: body}); err != nil {
		return err
	}
	return s.seated()
}

// seated waits for the owner's word on the subject of this end, behind which everything
// else that it says comes in order.
func (s *seat) seated() error {
	select {
	case <-s.took:
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-time.After(attachWithin):
		return errNoOwner
	}
}

// expect makes the seat take what an owner with this fence says next.
func (s *seat) expect(f session.Fence) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.newest = max(s.newest, f)
	select {
	case <-s.took: // of an attempt before
	default:
	}
}

// hold sends beats until the owner is lost.
func (s *seat) hold() {
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.look:
		case <-tick.C:
		}
		fence, taken := s.taken()
		if !taken {
			s.lose()
			return
		}
		s.e.r.toRoom(s.e.sc, s.id, note{op: opBeat, fence: fence, conn: s.e.id, body: pulse{asked: s.e.r.now()}.encode()})
	}
}

// taken reports whether an owner has us and may still speak.
func (s *seat) taken() (session.Fence, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.fence, s.fence != 0 && s.fence == s.newest && s.e.r.now() < s.until && !s.missed
}

func (s *seat) lose() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fence, s.until, s.missed = 0, 0, false
	select {
	case <-s.look:
	default:
	}
}

// announced hears of a new owner.
func (s *seat) announced(h hint) {
	if h.Fence == 0 {
		s.e.self.stale(rowOfSession(s.e.sc, s.id))
		return
	}
	s.announcedFence(h.Fence)
}

// announcedFence makes the seat deaf to older owners at once, and look for the new one.
func (s *seat) announcedFence(f session.Fence) {
	s.mu.Lock()
	newer := f > s.newest
	s.newest = max(s.newest, f)
	s.mu.Unlock()
	if newer {
		s.lookAgain()
	}
}

func (s *seat) lookAgain() {
	select {
	case s.look <- struct{}{}:
	default:
	}
}

// accepts decides whether a note from an owner may have an effect (W6): it must come from
// the newest owner that this seat has heard of, and within its lease.
func (s *seat) accepts(n note) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch n.op {
	case opSeated, opBeat:
		return s.refresh(n)
	case opGone:
		if n.fence == s.fence {
			s.fence = 0
			s.lookAgain()
		}
		return false
	default:
		if n.fence != s.fence || n.fence != s.newest {
			return false
		}
		if s.e.r.now() < s.until {
			return true
		}
		s.miss()
		return false
	}
}

// miss notes that something could not pass as the owner's lease was over. A late beat makes
// the owner heard again, but not what was said: who takes the place anew tells and is told all
// of it. The caller holds the lock.
func (s *seat) miss() {
	if s.fence == 0 {
		return // the place is being taken anew
	}
	s.missed = true
	s.lookAgain()
}

// refresh notes that the owner answered; the caller holds the lock.
func (s *seat) refresh(n note) bool {
	p, err := decodePulse(n.body)
	if err != nil || n.fence < s.newest {
		return false
	}
	if n.op == opBeat && n.fence != s.fence {
		return false
	}
	s.newest, s.fence = n.fence, n.fence
	s.until = max(s.until, p.asked+p.left)
	if n.op != opSeated {
		return false
	}
	select {
	case s.took <- struct{}{}:
	default:
	}
	for _, body := range s.waiting {
		s.e.r.toRoom(s.e.sc, s.id, note{op: opText, fence: n.fence, conn: s.e.id, body: body})
	}
	s.waiting = nil
	return true
}

// publish sends something to the owner. What must not be lost waits for the next owner
// where there is none; the rest is worthless later.
func (s *seat) publish(o op, body []byte, mustArrive bool) {
	s.mu.Lock()
	fence := s.fence
	if fence == 0 || s.e.r.now() >= s.until {
		if mustArrive && len(s.waiting) < heldBack {
			s.waiting = append(s.waiting, body)
		}
		s.miss()
		s.mu.Unlock()
		return
	}
	s.mu.Unlock()
	s.e.r.toRoom(s.e.sc, s.id, note{op: o, fence: fence, conn: s.e.id, body: body})
}

// leave tells the owner, if there is one, and ends run.
func (s *seat) leave(why departure) {
	s.publish(opDetach, []byte(why), false)
	s.stop()
}
