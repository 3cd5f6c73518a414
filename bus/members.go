package bus

import (
	"context"
	"samepage"
	"samepage/relay"
	"sync"
	"time"
)

const (
	// beatEvery is the pause between two heartbeats of a node.
	beatEvery = time.Second
	// silentAfter is how long a node may be silent before it counts as gone: the lease of a room.
	silentAfter = 3 * time.Second

	beatSubject = "samepage.node.beat"
)

// Members knows which nodes are alive, by the heartbeats that each of them sends.
type Members struct {
	bus  Transport
	self samepage.NodeID
	now  func() time.Time

	mu    sync.Mutex
	heard map[samepage.NodeID]time.Time
}

// Transport is the part of a bus that heartbeats need.
type Transport interface {
	Publish(subject string, data []byte) error
	Subscribe(subject string, handle func(relay.Message)) (stop func(), err error)
}

// NewMembers makes the list of nodes; it is empty until Run.
func NewMembers(t Transport, self samepage.NodeID, clock samepage.Clock) *Members {
	return &Members{bus: t, self: self, now: clock.Now, heard: map[samepage.NodeID]time.Time{}}
}

// Run sends this node's heartbeats and hears the others' until ctx ends.
func (m *Members) Run(ctx context.Context) error {
	stop, err := m.bus.Subscribe(beatSubject, func(b relay.Message) { m.hear(samepage.NodeID(b.Data)) })
	if err != nil {
		return err
	}
	defer stop()
	tick := time.NewTicker(beatEvery)
	defer tick.Stop()
	for {
		m.hear(m.self)
		if err := m.bus.Publish(beatSubject, []byte(m.self)); err != nil {
			m.forgetOthers() // nothing can be said about them without a bus
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// Alive lists the nodes that were heard lately, this one included, in no order.
func (m *Members) Alive() []samepage.NodeID {
	m.mu.Lock()
	defer m.mu.Unlock()
	limit := m.now().Add(-silentAfter)
	alive := make([]samepage.NodeID, 0, len(m.heard))
	for id, at := range m.heard {
		if at.Before(limit) {
			delete(m.heard, id)
			continue
		}
		alive = append(alive, id)
	}
	return alive
}

func (m *Members) hear(id samepage.NodeID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.heard[id] = m.now()
}

func (m *Members) forgetOthers() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id := range m.heard {
		if id != m.self {
			delete(m.heard, id)
		}
	}
}
