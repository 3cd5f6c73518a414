package httpapi

import (
	"samepage"
	"sync"
	"time"
)

// Tries to sign in from one address: enough for an office behind one address, too few to
// guess passwords over many accounts. Accounts have a lock of their own (org.Lock).
const (
	triesPerWindow = 30
	triesWindow    = time.Minute
	triesAddresses = 10_000 // remembered at once; with one more the count begins anew
)

// tryLimiter counts tries by address in one window after the other.
type tryLimiter struct {
	clock samepage.Clock
	mu    sync.Mutex
	began time.Time
	count map[string]int
}

func newTryLimiter(clock samepage.Clock) *tryLimiter {
	return &tryLimiter{clock: clock, count: map[string]int{}}
}

// allow counts a try and reports whether it may go on.
func (l *tryLimiter) allow(address string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	if now.Sub(l.began) >= triesWindow || len(l.count) >= triesAddresses {
		l.began = now
		clear(l.count)
	}
	l.count[address]++
	return l.count[address] <= triesPerWindow
}
