package relay

import (
	"sync"
	"time"
)

// budget is the memory that keyframe logs and resources of all rooms of a node share. Over
// it the coldest holding is dropped, which costs one keyframe or one fetch later.
type budget struct {
	mu       sync.Mutex
	limit    int64
	used     int64
	holdings map[*holding]struct{}
}

// holding is one room's part of the budget. The room that owns it looks at dropped before
// it uses what it holds, and lets go of it.
type holding struct {
	of      *budget
	bytes   int64
	usedAt  time.Time
	dropped bool
}

func newBudget(limit int64) *budget {
	return &budget{limit: limit, holdings: map[*holding]struct{}{}}
}

func (b *budget) open() *holding {
	h := &holding{of: b}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.holdings[h] = struct{}{}
	return h
}

// grow accounts for n more bytes and marks the holding as used now.
func (h *holding) grow(n int) {
	b := h.of
	b.mu.Lock()
	defer b.mu.Unlock()
	h.usedAt = time.Now()
	h.bytes += int64(n)
	b.used += int64(n)
	for b.used > b.limit {
		coldest := b.coldest()
		if coldest == nil {
			return
		}
		b.used -= coldest.bytes
		coldest.bytes, coldest.dropped = 0, true
	}
}

func (b *budget) coldest() *holding {
	var found *holding
	for h := range b.holdings {
		if h.bytes > 0 && (found == nil || h.usedAt.Before(found.usedAt)) {
			found = h
		}
	}
	return found
}

// touch marks the holding as used.
func (h *holding) touch() {
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.usedAt = time.Now()
}

// takeDropped reports whether the budget took the holding away since the last call.
func (h *holding) takeDropped() bool {
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	was := h.dropped
	h.dropped = false
	return was
}

// empty gives the bytes back; the holding can grow again.
func (h *holding) empty() {
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.of.used -= h.bytes
	h.bytes, h.dropped = 0, false
}

// close gives everything back for good.
func (h *holding) close() {
	h.empty()
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	delete(h.of.holdings, h)
}

// bytesUsed is what all holdings hold together.
func (b *budget) bytesUsed() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used
}
