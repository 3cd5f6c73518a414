package main

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// result is what one plan has shown.
type result struct {
	plan
	opened time.Duration // until every viewer showed its page
	idle   usage         // before the first pair
	full   usage         // after the last frame
	spent  time.Duration // processor time of the server while frames were sent
	lasted time.Duration
	sent   int
	took   []time.Duration // of each frame that arrived, from socket to socket
}

const (
	// settle is a pause in which what opening has begun comes to rest.
	settle = 2 * time.Second
	// lastWithin is how long frames that are still on their way are waited for; later ones count as lost.
	lastWithin = 15 * time.Second
	// lookEvery is the pause between two looks whether all have arrived.
	lookEvery = 50 * time.Millisecond
)

// drive opens the pairs, sends frames for as long as the plan says, and closes everything.
func drive(ctx context.Context, p plan, h *house, s *server) (r result, err error) {
	r.plan = p
	if r.idle, err = s.usage(); err != nil {
		return r, err
	}
	sockets, closeSockets := context.WithCancel(ctx)
	defer closeSockets()
	readers, sockets := errgroup.WithContext(sockets)
	begun := time.Now()
	pairs, err := openAll(sockets, p, h, s, begun, readers)
	if err == nil {
		r.opened = time.Since(begun)
		err = r.send(sockets, p, s, pairs)
	}
	closeSockets()
	err = errors.Join(err, readers.Wait())
	for _, one := range pairs {
		// A socket whose read was cancelled is closed already.
		if e := one.close(); !errors.Is(e, net.ErrClosed) {
			err = errors.Join(err, e)
		}
		r.sent += one.sent
		r.took = append(r.took, one.took...)
	}
	return r, err
}

// openAll opens the pairs a few at a time; their readers run in the group.
func openAll(ctx context.Context, p plan, h *house, s *server, begun time.Time, readers *errgroup.Group) ([]*pair, error) {
	var mu sync.Mutex
	var pairs []*pair
	opening, openCtx := errgroup.WithContext(ctx)
	opening.SetLimit(p.opening)
	for number := range p.pairs {
		opening.Go(func() error {
			one, err := openPair(ctx, h, s, number, begun)
			if err != nil {
				return err
			}
			mu.Lock()
			pairs = append(pairs, one)
			mu.Unlock()
			readers.Go(func() error { return one.listen(ctx) })
			readers.Go(func() error { return one.watch(ctx) })
			return one.awaitPicture(openCtx)
		})
	}
	return pairs, opening.Wait()
}

// send has every customer send at the plan's rate, then waits for the last frames.
func (r *result) send(ctx context.Context, p plan, s *server, pairs []*pair) error {
	pause(ctx, settle)
	before, err := s.usage()
	if err != nil {
		return err
	}
	began := time.Now()
	sendCtx, stop := context.WithTimeout(ctx, p.lasting)
	defer stop()
	senders := new(errgroup.Group)
	for _, one := range pairs {
		senders.Go(func() error { return one.change(sendCtx, ctx, p.rate) })
	}
	if err := senders.Wait(); err != nil {
		return err
	}
	if r.full, err = s.usage(); err != nil {
		return err
	}
	r.lasted, r.spent = time.Since(began), r.full.cpu-before.cpu
	awaitLast(ctx, pairs)
	return ctx.Err()
}

// awaitLast waits until every frame has arrived, or has had its time.
func awaitLast(ctx context.Context, pairs []*pair) {
	end := time.Now().Add(lastWithin)
	for _, one := range pairs {
		for ctx.Err() == nil && int(one.arrived.Load()) < one.sent && time.Now().Before(end) {
			pause(ctx, lookEvery)
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}
