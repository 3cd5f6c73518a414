package relay

import (
	"samepage"
	"samepage/wire"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Times of one socket.
const (
	helloWithin = 10 * time.Second // W10
	writeWithin = 10 * time.Second // one frame into a socket; a dead network shows itself here
	pingEvery   = 20 * time.Second // below the idle limit of common proxies (30 s and more)
	pongWithin  = 10 * time.Second
	// aliveWithin is how long a socket has to prove that it lives when another one
	// presents the same tab: longer than a slow mobile round trip.
	aliveWithin = time.Second
)

// Bounds of what waits for one socket.
const (
	// queueBytes is the most that may wait besides a replay: two frames of every viewer's
	// window (256 KiB) are far below, a picture of some megabytes still fits.
	queueBytes    = 16 << 20
	queueMessages = 4096
	// controlMessages is the most control messages that may wait: who reads none of so many is gone.
	controlMessages = 1024
	// behindAfter is how old the oldest waiting frame of a viewer may be that does not set
	// the pace, before it is skipped to the next keyframe (DESIGN §4).
	behindAfter = time.Second
	// jobsWaiting is how many requests of one socket may wait for the database.
	jobsWaiting = 64
)

// Bounds of what an end may send in binary. A keyframe of some megabytes comes in one go,
// so the burst is large; who sends more is read more slowly, not refused.
const (
	binaryBytesPerSecond = 16 << 20
	binaryBurst          = 48 << 20
)

// Bounds of one address: sockets a second and at once. An office behind one address opens many.
const (
	dialsPerSecond = 100
	dialsBurst     = 1000
	addressesKept  = 10_000
)

// rates holds the token buckets of one socket, one a kind.
type rates struct {
	byKind map[wire.Kind]*rate.Limiter
	bytes  *rate.Limiter
	told   time.Time // when this end was last told that it is too fast
}

func newRates() *rates {
	return &rates{
		byKind: map[wire.Kind]*rate.Limiter{},
		bytes:  rate.NewLimiter(binaryBytesPerSecond, binaryBurst),
	}
}

// allow takes one token of the row's bucket: PerSecond sustained, twice that as a burst.
func (r *rates) allow(row wire.Row) bool {
	l := r.byKind[row.Kind]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(row.PerSecond), 2*row.PerSecond)
		r.byKind[row.Kind] = l
	}
	return l.Allow()
}

// tellAgain reports whether the end should hear that it is too fast: once a second is enough.
func (r *rates) tellAgain(now time.Time) bool {
	if now.Sub(r.told) < time.Second {
		return false
	}
	r.told = now
	return true
}

// doors bounds how fast one address opens sockets.
type doors struct {
	mu   sync.Mutex
	byIP map[string]*rate.Limiter
}

func newDoors() *doors { return &doors{byIP: map[string]*rate.Limiter{}} }

func (d *doors) open(ip string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	l := d.byIP[ip]
	if l == nil {
		if len(d.byIP) >= addressesKept {
			clear(d.byIP) // a bucket is full again after seconds: forgetting all costs little
		}
		l = rate.NewLimiter(dialsPerSecond, dialsBurst)
		d.byIP[ip] = l
	}
	return l.Allow()
}

// checkSize refuses what is larger than its kind may be (W3).
func checkSize(row wire.Row, n int) error {
	if n > row.MaxBytes {
		return samepage.Fault(samepage.CodeTooLarge, "This message is larger than its kind may be.")
	}
	return nil
}
