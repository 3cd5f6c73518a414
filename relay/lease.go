package relay

import (
	"context"
	"fmt"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// renewEvery is the pause between two renewals: a lease outlives two that fail.
	renewEvery = time.Second
	// leaseMargin is how long before the lease's end its owner stops relaying by itself.
	leaseMargin = 500 * time.Millisecond
	// storeWithin bounds one question to the database that a person waits for.
	storeWithin = 5 * time.Second
)

// lease is this node's ownership of one room. Everything that leaves the room asks it first.
type lease struct {
	session.Lease
	sc    org.Scope
	until atomic.Int64 // end, in nanoseconds of the relay's own clock
}

// held reports whether the node may still act as the owner at that moment.
func (l *lease) held(now time.Duration) bool { return l.left(now) > 0 }

// left is how long the node may still act as the owner.
func (l *lease) left(now time.Duration) time.Duration {
	return time.Duration(l.until.Load()) - now - leaseMargin
}

// extend notes a lease that the database granted. asked is when it was asked: the
// database answered later, so that asked + left never lies behind the true end.
func (l *lease) extend(asked, left time.Duration) { l.until.Store(int64(asked + left)) }

// keeper renews the leases of all rooms of this node in one question a second.
type keeper struct {
	node  samepage.NodeID
	store session.Store
	log   *slog.Logger
	now   func() time.Duration

	mu   sync.Mutex
	held map[samepage.SessionID]*lease
}

func newKeeper(node samepage.NodeID, store session.Store, log *slog.Logger, now func() time.Duration) *keeper {
	return &keeper{node: node, store: store, log: log, now: now, held: map[samepage.SessionID]*lease{}}
}

// claim makes this node the owner where nobody else is. ours is false when another node is.
func (k *keeper) claim(ctx context.Context, sc org.Scope, id samepage.SessionID) (got *lease, fence session.Fence, err error) {
	asked := k.now()
	l, err := k.store.Claim(ctx, sc, id, k.node)
	if err != nil {
		return nil, 0, fmt.Errorf("claim session %s: %w", id, err)
	}
	if l.Node != k.node {
		return nil, l.Fence, nil
	}
	got = &lease{Lease: l, sc: sc}
	got.extend(asked, l.Left)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.held[id] = got
	return got, l.Fence, nil
}

// release gives a lease up, so that another node may claim at once.
func (k *keeper) release(ctx context.Context, l *lease) error {
	k.forget(l)
	if err := k.store.Release(ctx, l.sc, l.Lease); err != nil {
		return fmt.Errorf("release session %s: %w", l.Session, err)
	}
	return nil
}

// forget stops renewing.
func (k *keeper) forget(l *lease) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.held[l.Session] == l {
		delete(k.held, l.Session)
	}
}

// renew prolongs what this node still owns. What the answer does not name is lost at once.
func (k *keeper) renew(ctx context.Context) {
	k.mu.Lock()
	ask := make([]session.ScopedLease, 0, len(k.held))
	before := make(map[samepage.SessionID]*lease, len(k.held))
	for id, l := range k.held {
		ask = append(ask, session.ScopedLease{Scope: l.sc, Lease: l.Lease})
		before[id] = l
	}
	k.mu.Unlock()
	if len(ask) == 0 {
		return
	}
	asked := k.now()
	ctx, cancel := context.WithTimeout(ctx, session.LeaseFor)
	defer cancel()
	got, err := k.store.Renew(ctx, k.node, ask)
	if err != nil {
		k.log.Warn("renew leases", slog.Int("rooms", len(ask)), slog.Any("error", err))
		return // they run out by themselves
	}
	for _, l := range got {
		if mine := before[l.Session]; mine != nil && mine.Fence == l.Fence {
			mine.extend(asked, l.Left)
			delete(before, l.Session)
		}
	}
	for _, lost := range before {
		lost.extend(asked, 0)
		k.forget(lost)
	}
}

// run renews until ctx ends.
func (k *keeper) run(ctx context.Context) {
	each(ctx, renewEvery, k.renew)
}
