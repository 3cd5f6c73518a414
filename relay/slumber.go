package relay

import (
	"context"
	"log/slog"
	"maps"
	"samepage/session"
	"samepage/wire"
	"slices"
	"sync"
	"time"
)

const (
	// wakeLook is the pause between two looks at the clock.
	wakeLook = 250 * time.Millisecond
	// sleptFor is the pause of the process after which its sockets are no longer trusted: the
	// leases are over, and the ends may have come back at other nodes meanwhile.
	sleptFor = session.LeaseFor
)

// slumber notices that the process did not run for a while: stopped by its operator or its
// machine, or starved.
type slumber struct {
	mu   sync.Mutex
	last time.Duration // when it was last seen to run; 0 = not yet
}

// over notes that the process runs, and reports whether it had slept before.
func (s *slumber) over(now time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.last
	s.last = now
	return last != 0 && now-last > sleptFor
}

// wake closes every socket of a node that has slept. Their ends come back at once; what is worth
// keeping they still have. An old socket must not take the place of the one that its end has opened
// elsewhere, so this is asked before any place is.
func (r *Relay) wake(context.Context) {
	if !r.slumber.over(r.now()) {
		return
	}
	r.mu.Lock()
	edges := slices.Collect(maps.Values(r.edges))
	for _, e := range edges {
		e.outslept.Store(true)
	}
	r.mu.Unlock()
	r.cfg.Log.Warn("the process did not run for a while; its sockets are closed", slog.Int("sockets", len(edges)))
	for _, e := range edges {
		e.shut(wire.CloseElsewhere, "This server had paused. Connecting again.")
	}
}

// watchSleep looks at the clock until ctx ends.
func (r *Relay) watchSleep(ctx context.Context) { each(ctx, wakeLook, r.wake) }
