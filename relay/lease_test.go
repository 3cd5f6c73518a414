package relay

import (
	"context"
	"errors"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// leases is a store that knows leases only.
type leases struct {
	session.Store
	fence session.Fence
	away  atomic.Bool
	taken atomic.Bool // by another node
}

func (l *leases) Claim(_ context.Context, _ org.Scope, id samepage.SessionID, node samepage.NodeID) (session.Lease, error) {
	l.fence++
	return session.Lease{Session: id, Node: node, Fence: l.fence, Left: session.LeaseFor}, nil
}

func (l *leases) Renew(_ context.Context, _ samepage.NodeID, ask []session.ScopedLease) ([]session.ScopedLease, error) {
	if l.away.Load() {
		return nil, errors.New("the database is away")
	}
	if l.taken.Load() {
		return nil, nil
	}
	for i := range ask {
		ask[i].Left = session.LeaseFor
	}
	return ask, nil
}

func newTestKeeper(store session.Store) (*keeper, func() time.Duration) {
	began := time.Now()
	now := func() time.Duration { return time.Since(began) }
	return newKeeper("nod_a", store, slog.New(slog.DiscardHandler), now), now
}

// A node that cannot renew stops by itself before the lease is over (DESIGN §3).
func TestLease_WhoCannotRenewStopsBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &leases{}
		k, now := newTestKeeper(store)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		go k.run(ctx)
		l, _, err := k.claim(ctx, org.Scope{}, "ses_a")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if !l.held(now()) {
			t.Fatal("a lease that is renewed was lost")
		}
		store.away.Store(true)
		time.Sleep(session.LeaseFor - leaseMargin)
		if l.held(now()) {
			t.Error("the node still relays when another may be the owner")
		}
		cancel()
		synctest.Wait()
	})
}

func TestLease_ATakenOneIsLostAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &leases{}
		k, now := newTestKeeper(store)
		l, _, err := k.claim(t.Context(), org.Scope{}, "ses_a")
		if err != nil {
			t.Fatal(err)
		}
		store.taken.Store(true)
		k.renew(t.Context())
		if l.held(now()) {
			t.Error("the node relays with a lease that another has")
		}
	})
}

// W6: a seat takes nothing of an older owner, and nothing after the owner's lease.
func TestSeat_W6_TakesOnlyWhatTheNewestOwnerSaysWithinItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &seat{e: &edge{r: &Relay{started: time.Now()}}, look: make(chan struct{}, 1), took: make(chan struct{}, 1)}
		said := func(o op, fence session.Fence, p pulse) bool {
			return s.accepts(note{op: o, fence: fence, body: p.encode()})
		}
		if said(opText, 1, pulse{}) {
			t.Error("somebody who never gave a place is heard")
		}
		said(opSeated, 1, pulse{asked: 0, left: 2 * time.Second})
		if !said(opText, 1, pulse{}) {
			t.Error("the owner is not heard")
		}
		time.Sleep(2 * time.Second)
		if said(opText, 1, pulse{}) {
			t.Error("the owner is heard after its lease")
		}
		// An answer to an old question proves nothing about now.
		said(opBeat, 1, pulse{asked: 0, left: 2 * time.Second})
		if said(opText, 1, pulse{}) {
			t.Error("an old answer made the owner heard again")
		}
		said(opBeat, 1, pulse{asked: 2 * time.Second, left: 2 * time.Second})
		if !said(opText, 1, pulse{}) {
			t.Error("an owner that renewed is not heard")
		}
		s.announcedFence(2)
		if said(opText, 1, pulse{}) || said(opBeat, 1, pulse{asked: 9 * time.Second, left: time.Second}) {
			t.Error("the old owner is heard though a new one is known")
		}
		if said(opSeated, 1, pulse{asked: 9 * time.Second, left: time.Second}) && said(opText, 1, pulse{}) {
			t.Error("the old owner gave a place again")
		}
		said(opSeated, 2, pulse{asked: 2 * time.Second, left: 2 * time.Second})
		if !said(opText, 2, pulse{}) {
			t.Error("the new owner is not heard")
		}
	})
}

// W6: what an owner says after its lease is not heard, and no later beat makes up for it: the
// end takes its place anew, and is told everything again.
func TestSeat_W6_WhoMissedSomethingTakesThePlaceAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &seat{e: &edge{r: &Relay{started: time.Now()}}, look: make(chan struct{}, 1), took: make(chan struct{}, 1)}
		said := func(o op, p pulse) bool { return s.accepts(note{op: o, fence: 1, body: p.encode()}) }
		said(opSeated, pulse{left: 2 * time.Second})
		time.Sleep(2 * time.Second)
		said(opBeat, pulse{asked: 2 * time.Second, left: 2 * time.Second})
		if _, taken := s.taken(); !taken {
			t.Error("a late beat alone costs the place")
		}
		time.Sleep(2 * time.Second)
		said(opAsk, pulse{})
		said(opBeat, pulse{asked: 4 * time.Second, left: 2 * time.Second})
		if _, taken := s.taken(); taken || len(s.look) != 1 {
			t.Error("the end holds on to a place in which it has missed a question")
		}
		s.lose()
		said(opSeated, pulse{asked: 4 * time.Second, left: 2 * time.Second})
		if _, taken := s.taken(); !taken {
			t.Error("the place that was taken anew is lost")
		}
		time.Sleep(2 * time.Second)
		s.publish(opText, []byte("the end"), true)
		said(opBeat, pulse{asked: 6 * time.Second, left: 2 * time.Second})
		if _, taken := s.taken(); taken || len(s.waiting) != 1 {
			t.Error("what the end has said waits for an owner that is taken to be there")
		}
	})
}
