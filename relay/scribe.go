package relay

import (
	"context"
	"errors"
	"math/rand/v2"
	"samepage"
	"samepage/session"
	"samepage/wire"
	"slices"
	"sync"
	"time"
)

const (
	// writeTry bounds one attempt to write.
	writeTry = 3 * time.Second
	// giveWithin is how old a change that gives may be when its turn comes: the person has
	// been told by then that the database is away.
	giveWithin = 3 * time.Second
	// writeAgain is the ceiling of the pause before a change that takes away is tried again.
	writeAgain = 400 * time.Millisecond
)

// change is something to be written into the session's row.
type change struct {
	event session.Event // nil = read the row
	gives bool          // written first, and refused while the database is away
	from  samepage.ConnID
	re    wire.Kind
	at    time.Time
	knock *request // an end that waits for the row to be read
}

// written is what became of a change.
type written struct {
	change
	session session.Session
	err     error
}

// scribe writes a room's changes in order, so that the room never waits for the database.
type scribe struct {
	r     *Relay
	lease *lease
	tell  func(written)

	mu     sync.Mutex
	queue  []change
	busy   bool
	now    change // while busy
	signal chan struct{}
}

func newScribe(r *Relay, l *lease, tell func(written)) *scribe {
	return &scribe{r: r, lease: l, tell: tell, signal: make(chan struct{}, 1)}
}

func (s *scribe) put(c change) {
	c.at = time.Now()
	s.mu.Lock()
	s.queue = append(s.queue, c)
	s.mu.Unlock()
	select {
	case s.signal <- struct{}{}:
	default:
	}
}

// idle reports whether everything is written.
func (s *scribe) idle() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue) == 0 && !s.busy
}

// isGiving reports whether a change that gives is on its way: the room does not know yet what
// others may have read in the row.
func (s *scribe) isGiving() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.busy && s.now.gives || slices.ContainsFunc(s.queue, func(c change) bool { return c.gives })
}

// take returns the next change, if there is one.
func (s *scribe) take() (change, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy = len(s.queue) > 0; !s.busy {
		return change{}, false
	}
	s.now, s.queue = s.queue[0], s.queue[1:]
	return s.now, true
}

func (s *scribe) run(ctx context.Context) {
	for {
		c, some := s.take()
		if !some {
			select {
			case <-ctx.Done():
				return
			case <-s.signal:
			}
			continue
		}
		s.tell(s.write(ctx, c))
		if ctx.Err() != nil {
			return
		}
	}
}

// write writes one change. What takes away is tried until it is written or the room lost.
func (s *scribe) write(ctx context.Context, c change) written {
	for {
		w := s.try(ctx, c)
		if w.err == nil || c.gives || c.event == nil || !retriable(w.err) || ctx.Err() != nil {
			return w
		}
		select {
		case <-ctx.Done():
		case <-time.After(rand.N(writeAgain)):
		}
	}
}

func (s *scribe) try(ctx context.Context, c change) written {
	if c.gives && time.Since(c.at) > giveWithin {
		return written{c, session.Session{}, samepage.Fault(samepage.CodeUnavailable, "This is not possible right now. Please try again.")}
	}
	ctx, cancel := context.WithTimeout(ctx, writeTry)
	defer cancel()
	if c.event == nil {
		got, err := s.r.cfg.Sessions.Session(ctx, s.lease.sc, s.lease.Session)
		return written{c, got, err}
	}
	applied, err := s.r.cfg.Sessions.Apply(ctx, s.lease.sc, s.lease.Session, s.lease.Fence, c.event)
	if err == nil && applied.Changed {
		s.r.announceSession(s.lease.sc, applied.Session)
	}
	return written{c, applied.Session, err}
}

// retriable reports whether the same write may succeed later: the database is away.
func retriable(err error) bool {
	if errors.Is(err, session.ErrFence) {
		return false
	}
	var fault *samepage.Error
	return !errors.As(err, &fault) || fault.Code == samepage.CodeUnavailable || fault.Code == samepage.CodeInternal
}

// takesAway reports whether a change acts before it is written: it ends something, or it
// notes what is the case anyway. Everything else gives, and is written first.
func takesAway(s session.Session, ev session.Event) bool {
	switch ev := ev.(type) {
	case session.Finish, session.Withdraw, session.DropCode, session.ReleaseControl, session.Deescalate, session.Leave,
		session.AgentLost, session.CustomerLost, session.Redeployed, session.EscalationFailed,
		session.AgentConnected, session.CustomerBack, session.PageShown, session.DeadlinePassed,
		session.WithdrawWish, session.UnaskColleague:
		return true
	case session.Answer:
		return ev.Answer != "accept"
	case session.SetMode:
		return rank(s, string(ev.Mode)) < rank(s, string(s.Mode))
	default:
		return false
	}
}

// rank orders the modes by what they allow.
func rank(s session.Session, mode string) int {
	for i, m := range s.Modes() {
		if string(m) == mode {
			return i
		}
	}
	return -1
}
