package relay

import (
	"container/list"
	"sync"
)

// budget is the memory that keyframe logs and resources of a node share. Over it the
// holding that was used longest ago is dropped, which costs one keyframe or one fetch later.
type budget struct {
	mu    sync.Mutex
	limit int64
	used  int64
	byUse *list.List // of holdings that hold anything, the coldest first
}

// holding is a part of the budget. Its owner looks at takeDropped before it uses what it
// holds and lets go of it then, or hears of it at once by lost.
type holding struct {
	of      *budget
	bytes   int64
	at      *list.Element // in byUse, nil = holds nothing
	dropped bool
	lost    func() // told outside the budget's lock that the holding was dropped; may be nil
}

func newBudget(limit int64) *budget { return &budget{limit: limit, byUse: list.New()} }

func (b *budget) open() *holding { return &holding{of: b} }

// openWith opens a holding whose owner hears at once when it is dropped.
func (b *budget) openWith(lost func()) *holding { return &holding{of: b, lost: lost} }

// grow accounts for n more bytes and marks the holding as used now.
func (h *holding) grow(n int) {
	for _, gone := range h.of.account(h, int64(n)) {
		if gone.lost != nil {
			gone.lost()
		}
	}
}

// account adds n bytes to a holding and returns those that had to go for it.
func (b *budget) account(h *holding, n int64) (gone []*holding) {
	b.mu.Lock()
	defer b.mu.Unlock()
	h.bytes += n
	b.used += n
	h.place()
	for b.used > b.limit && b.byUse.Len() > 0 {
		coldest := b.byUse.Front().Value.(*holding) // byUse holds nothing else
		b.clear(coldest)
		coldest.dropped = true
		gone = append(gone, coldest)
	}
	return gone
}

// place puts a holding behind all that were used before it. The budget's lock is held.
func (h *holding) place() {
	switch byUse := h.of.byUse; {
	case h.bytes == 0:
		h.of.clear(h)
	case h.at == nil:
		h.at = byUse.PushBack(h)
	default:
		byUse.MoveToBack(h.at)
	}
}

// clear gives a holding's bytes back. The budget's lock is held.
func (b *budget) clear(h *holding) {
	b.used -= h.bytes
	h.bytes = 0
	if h.at != nil {
		b.byUse.Remove(h.at)
		h.at = nil
	}
}

// touch marks the holding as used.
func (h *holding) touch() {
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.place()
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
	h.of.clear(h)
	h.dropped = false
}

// bytesUsed is what all holdings hold together.
func (b *budget) bytesUsed() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.used
}
