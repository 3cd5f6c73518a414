package relay_test

import (
	"context"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/relay"
	"samepage/session"
	"strings"
	"sync"
	"sync/atomic"
)

// deaf is a bus that loses every announcement.
type deaf struct {
	relay.Bus
	lost *atomic.Int64
}

func (d deaf) Publish(subject string, data []byte) error {
	switch word(subject) {
	case "chat", "session", "agent", "site", "queue":
		d.lost.Add(1)
		return nil
	}
	return d.Bus.Publish(subject, data)
}

// word is what a subject of an organisation is about.
func word(subject string) string {
	words := strings.Split(subject, ".")
	if len(words) < 4 || words[1] != "org" {
		return ""
	}
	return words[3]
}

// stopped is a bus that can be stopped like a process: what it is about to publish for the
// ends of a room waits until it is woken, whatever was checked before.
type stopped struct {
	relay.Bus
	mu   sync.Mutex
	held bool
	wait chan struct{}
	kept atomic.Int64
}

func newStopped(b relay.Bus) *stopped { return &stopped{Bus: b, wait: make(chan struct{})} }

func (s *stopped) Publish(subject string, data []byte) error {
	s.mu.Lock()
	held := s.held && word(subject) == "conn"
	s.mu.Unlock()
	if held {
		s.kept.Add(1)
		<-s.wait
	}
	return s.Bus.Publish(subject, data)
}

func (s *stopped) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = true
}

func (s *stopped) wake() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held {
		s.held = false
		close(s.wait)
	}
}

// mute is a bus that can lose what a room says to its ends.
type mute struct {
	relay.Bus
	on atomic.Bool
}

func (m *mute) Publish(subject string, data []byte) error {
	if m.on.Load() && word(subject) == "conn" {
		return nil
	}
	return m.Bus.Publish(subject, data)
}

// away is a store of sessions that can be unreachable.
type away struct {
	session.Store
	gone     atomic.Bool // nothing is answered
	noRenew  atomic.Bool // only leases are not renewed: the node stands still
	attempts atomic.Int64
}

// slow is a store of sessions that can hold its answers back: the row is written, and the
// owner does not know it yet.
type slow struct {
	session.Store
	on   atomic.Bool
	wait chan struct{}
	once sync.Once
}

func newSlow(s session.Store) *slow { return &slow{Store: s, wait: make(chan struct{})} }

func (s *slow) wake() { s.once.Do(func() { s.on.Store(false); close(s.wait) }) }

func (s *slow) Apply(ctx context.Context, sc org.Scope, id samepage.SessionID, f session.Fence, ev session.Event) (session.Applied, error) {
	applied, err := s.Store.Apply(ctx, sc, id, f, ev)
	if s.on.Load() {
		<-s.wait
	}
	return applied, err
}

var errAway = errors.New("the database is away")

func (a *away) Apply(ctx context.Context, sc org.Scope, id samepage.SessionID, f session.Fence, ev session.Event) (session.Applied, error) {
	if a.gone.Load() {
		a.attempts.Add(1)
		return session.Applied{}, errAway
	}
	return a.Store.Apply(ctx, sc, id, f, ev)
}

func (a *away) Renew(ctx context.Context, node samepage.NodeID, leases []session.ScopedLease) ([]session.ScopedLease, error) {
	if a.noRenew.Load() {
		return nil, errAway
	}
	return a.Store.Renew(ctx, node, leases)
}

// cut is a bus whose node has died: nothing comes or goes.
type cut struct {
	relay.Bus
	dead atomic.Bool
}

func (c *cut) Publish(subject string, data []byte) error {
	if c.dead.Load() {
		return errAway
	}
	return c.Bus.Publish(subject, data)
}

func (c *cut) Request(ctx context.Context, subject string, data []byte) ([]byte, error) {
	if c.dead.Load() {
		return nil, errAway
	}
	return c.Bus.Request(ctx, subject, data)
}

func (c *cut) Subscribe(subject string, handle func(relay.Message)) (func(), error) {
	return c.Bus.Subscribe(subject, func(m relay.Message) {
		if !c.dead.Load() {
			handle(m)
		}
	})
}
