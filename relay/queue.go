package relay

import (
	"context"
	"samepage/wire"
	"sync"
	"time"
)

// class tells how a waiting message may be treated.
type class uint8

const (
	control  class = iota // never dropped: too many of them close the socket
	frame                 // mirror: may be skipped up to the next keyframe
	replayed              // mirror from the log: not skipped, or a slow viewer would never see a whole picture
)

// flow is whether mirror frames are taken.
//
//	flowing ──too old, too many──▶ skipping ──all written──▶ waiting ──key start──▶ flowing
type flow uint8

const (
	flowing  flow = iota
	skipping      // frames are dropped; those that wait are still written
	waiting       // nothing waits; the next key start goes on
)

// item is one message for the socket.
type item struct {
	data   []byte
	binary bool
	class  class
	at     time.Time
}

// queue is what waits for one socket, bounded in bytes and messages. Putting something in
// never waits.
type queue struct {
	mu       sync.Mutex
	items    []item
	writing  bool // the first item is on its way
	bytes    int
	controls int
	flow     flow
	closing  *closing
	more     chan struct{}
}

// closing is how the socket will be closed once what waits is written.
type closing struct {
	code   wire.CloseCode
	reason string
}

func newQueue() *queue { return &queue{more: make(chan struct{}, 1)} }

// text puts a control message in. It reports false when the end reads so little that the
// socket should be closed.
func (q *queue) text(data []byte) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil {
		return true
	}
	if q.controls >= controlMessages {
		return false
	}
	q.controls++
	q.put(item{data: data, class: control, at: time.Now()})
	return true
}

// resource puts a resource of the page in; it reports false when there is no room for it.
func (q *queue) resource(data []byte) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil || q.bytes+len(data) > queueBytes || len(q.items) >= queueMessages {
		return false
	}
	q.put(item{data: data, binary: true, class: replayed, at: time.Now()})
	return true
}

// replay puts a frame of the log in. keyStart ends the waiting.
func (q *queue) replay(data []byte, keyStart bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil || !q.resumes(keyStart) {
		return
	}
	q.put(item{data: data, binary: true, class: replayed, at: time.Now()})
}

// frame puts a live frame in. It reports true once when this viewer has fallen behind: from
// then on nothing is taken until all is written and a keyframe begins, so that what the
// viewer gets has no hole.
func (q *queue) frame(data []byte, keyStart, paced bool) (fellBehind bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil || !q.resumes(keyStart) {
		return false
	}
	now := time.Now()
	if q.tooMuch(len(data)) || !paced && q.tooOld(now) {
		q.dropFrames()
		q.flow = skipping
		return true
	}
	q.put(item{data: data, binary: true, class: frame, at: now})
	return false
}

func (q *queue) resumes(keyStart bool) bool {
	if q.flow == waiting && keyStart {
		q.flow = flowing
	}
	return q.flow == flowing
}

func (q *queue) tooMuch(n int) bool {
	if len(q.items) >= queueMessages {
		return true
	}
	live := n
	for _, it := range q.items {
		if it.class == frame {
			live += len(it.data)
		}
	}
	return live > queueBytes
}

func (q *queue) tooOld(now time.Time) bool {
	for _, it := range q.items {
		if it.class == frame {
			return now.Sub(it.at) > behindAfter
		}
	}
	return false
}

// dropFrames forgets the live frames that are not on their way yet.
func (q *queue) dropFrames() { q.drop(func(it item) bool { return it.class == frame }) }

func (q *queue) drop(which func(item) bool) {
	kept := q.items[:0]
	for i, it := range q.items {
		if which(it) && (i > 0 || !q.writing) {
			q.bytes -= len(it.data)
			continue
		}
		kept = append(kept, it)
	}
	clear(q.items[len(kept):])
	q.items = kept
}

// purge forgets everything of the mirror that waits, puts data before all else, and takes
// no frame until a keyframe begins (W21).
func (q *queue) purge(data []byte) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil {
		return
	}
	q.drop(func(it item) bool { return it.binary })
	q.flow = waiting
	first := item{data: data, class: control, at: time.Now()}
	at := 0
	if q.writing {
		at = 1
	}
	q.controls++
	q.put(first)
	copy(q.items[at+1:], q.items[at:len(q.items)-1])
	q.items[at] = first
}

// restart makes the queue wait for a keyframe, keeping what was taken: the owner is another.
func (q *queue) restart() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.flow = waiting
}

// put appends; the caller holds the lock.
func (q *queue) put(it item) {
	q.items = append(q.items, it)
	q.bytes += len(it.data)
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.more <- struct{}{}:
	default:
	}
}

// close lets what waits be written, and then closes the socket. The first call counts.
// Frames are not waited for.
func (q *queue) close(code wire.CloseCode, reason string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closing != nil {
		return
	}
	q.closing = &closing{code, reason}
	q.drop(func(it item) bool { return it.binary })
	q.signal()
}

// next waits for the first item, which stays in the queue until written. closing is not
// nil when nothing is left and the socket is to be closed.
func (q *queue) next(ctx context.Context) (item, *closing, error) {
	for {
		q.mu.Lock()
		if len(q.items) > 0 {
			q.writing = true
			it := q.items[0]
			q.mu.Unlock()
			return it, nil, nil
		}
		end := q.closing
		q.mu.Unlock()
		if end != nil {
			return item{}, end, nil
		}
		select {
		case <-ctx.Done():
			return item{}, nil, ctx.Err()
		case <-q.more:
		}
	}
}

// written takes the first item out. It reports true once when a viewer that fell behind
// has caught up: nothing of the mirror waits any more.
func (q *queue) written() (caughtUp bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	it := q.items[0]
	q.items[0] = item{}
	q.items = q.items[1:]
	q.writing = false
	q.bytes -= len(it.data)
	if it.class == control {
		q.controls--
	}
	if q.flow != skipping {
		return false
	}
	for _, it := range q.items {
		if it.binary {
			return false
		}
	}
	q.flow = waiting
	return true
}
