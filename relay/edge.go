package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/wire"
	"sync"
	"sync/atomic"

	"github.com/coder/websocket"
)

// end is what one of the three kinds of sockets does with what comes in.
type end interface {
	// text handles a control message that the table lets this end send. It must not wait
	// for the database: that is what edge.do is for.
	text(row wire.Row, head wire.Head, raw []byte)
	// binary handles a binary frame.
	binary(frame []byte)
	// owner handles what the owner of a room says, after its fence and lease were checked.
	owner(s *seat, n note)
	// stale says that a row which this end shows has changed; "" stands for all of them.
	stale(ref org.RowRef)
	// rows are the versions that this end has.
	rows() map[org.RowRef]int64
}

// edge is one socket at its node: who is there, what it may send, and where that goes.
type edge struct {
	*conn
	r     *Relay
	as    wire.End
	sc    org.Scope
	rates *rates
	jobs  chan job
	self  end
	// outslept is set when the process has slept: the socket closes and takes no place any more.
	outslept atomic.Bool

	mu     sync.Mutex
	seats  map[samepage.SessionID]*seat
	stops  []func() // subscriptions
	queued map[string]bool
	wg     sync.WaitGroup
}

// job is a request that waits for the database.
type job struct {
	kind wire.Kind
	ref  string
	once string // when not empty, no second job of that name waits
	run  func(context.Context) error
}

func (r *Relay) newEdge(ctx context.Context, ws *websocket.Conn, as wire.End) *edge {
	ws.SetReadLimit(wire.MaxFrame)
	return &edge{
		conn: newConn(ctx, ws, r.cfg.Log), r: r, as: as, rates: newRates(),
		jobs: make(chan job, jobsWaiting), seats: map[samepage.SessionID]*seat{}, queued: map[string]bool{},
	}
}

// open makes the end known to this node and listens to what owners say to it.
func (e *edge) open(self end, sc org.Scope) error {
	e.self, e.sc = self, sc
	if err := e.listen(connSubject(sc, e.id), e.fromOwner); err != nil {
		return err
	}
	e.wg.Go(e.work)
	return e.r.enter(e)
}

// listen subscribes for as long as the edge lives.
func (e *edge) listen(subject string, handle func(Message)) error {
	stop, err := e.r.cfg.Bus.Subscribe(subject, handle)
	if err != nil {
		return samepage.Fault(samepage.CodeUnavailable, "This server cannot serve you now.").Because(err)
	}
	e.atLeave(stop)
	return nil
}

// atLeave has something done when the edge ends.
func (e *edge) atLeave(do func()) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.stops = append(e.stops, do)
}

// serve reads until the socket closes, and takes everything down that the edge has put up.
func (e *edge) serve() {
	err := e.read()
	e.leave(departureOf(err))
}

// leave is the one place where an edge ends, whether it was opened or not.
func (e *edge) leave(why departure) {
	e.r.exit(e)
	e.mu.Lock()
	seats, stops := e.seats, e.stops
	e.seats, e.stops = map[samepage.SessionID]*seat{}, nil
	e.mu.Unlock()
	for _, s := range seats {
		s.leave(why)
	}
	for _, stop := range stops {
		stop()
	}
	e.out.close(wire.CloseRetry, "")
	e.waitWritten()
	e.cancel()
	e.wg.Wait()
}

// waitWritten gives the writer the time to say why the socket closes.
func (e *edge) waitWritten() { <-e.done }

func (e *edge) read() error {
	for {
		typ, data, err := e.ws.Read(e.ctx)
		if err != nil {
			return err
		}
		if typ == websocket.MessageBinary {
			if err := e.rates.bytes.WaitN(e.ctx, min(len(data), binaryBurst)); err != nil {
				return err
			}
			e.self.binary(data)
			continue
		}
		if len(data) > wire.MaxControl {
			e.shut(wire.CloseAbuse, "A message was larger than any may be.")
			continue
		}
		e.take(data)
	}
}

// take holds a control message against its row (W2, W3) before anything else looks at it.
func (e *edge) take(raw []byte) {
	var head wire.Head
	if err := json.Unmarshal(raw, &head); err != nil {
		e.shut(wire.CloseAbuse, "A message was no JSON object.")
		return
	}
	row, known := wire.RowOf(head.Kind)
	if !known {
		return // W1
	}
	if err := e.mayPass(row, len(raw)); err != nil {
		e.r.metrics.refused(err)
		if samepage.CodeOf(err) == samepage.CodeTooFast && !e.rates.tellAgain(e.r.cfg.Clock.Now()) {
			return
		}
		e.refuse(head.Kind, "", err)
		return
	}
	switch head.Kind {
	case wire.Ping:
		e.pong(raw)
	default:
		e.self.text(row, head, raw)
	}
}

func (e *edge) mayPass(row wire.Row, size int) error {
	if row.From&e.as == 0 {
		return samepage.Fault(samepage.CodeForbidden, "This end may not send %s.", row.Kind)
	}
	if err := checkSize(row, size); err != nil {
		return err
	}
	if !e.rates.allow(row) {
		return samepage.Fault(samepage.CodeTooFast, "That was too fast.")
	}
	return nil
}

func (e *edge) pong(raw []byte) {
	var p wire.PingBody
	if err := json.Unmarshal(raw, &p); err != nil {
		return
	}
	p.Kind = wire.Pong
	e.send(p)
	if c, ok := e.self.(*customer); ok {
		c.measured(p.RTT)
	}
}

// do puts a request where it may wait for the database; requests are answered in order.
func (e *edge) do(j job) {
	if j.once != "" {
		e.mu.Lock()
		again := e.queued[j.once]
		e.queued[j.once] = true
		e.mu.Unlock()
		if again {
			return
		}
	}
	select {
	case e.jobs <- j:
	default:
		e.forgetQueued(j)
		if j.kind != "" {
			e.refuse(j.kind, j.ref, samepage.Fault(samepage.CodeTooFast, "Too much at once. Please wait a moment."))
		}
	}
}

func (e *edge) forgetQueued(j job) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.queued, j.once)
}

func (e *edge) work() {
	for {
		select {
		case <-e.ctx.Done():
			return
		case j := <-e.jobs:
			e.forgetQueued(j)
			ctx, cancel := context.WithTimeout(e.ctx, storeWithin)
			err := j.run(ctx)
			cancel()
			if err != nil && e.ctx.Err() == nil {
				e.failed(j, err)
			}
		}
	}
}

func (e *edge) failed(j job, err error) {
	if j.kind == "" { // nobody asked: the next comparison of versions tries again
		e.log.Warn("refresh", slog.String("what", j.once), slog.Any("error", err))
		return
	}
	e.r.metrics.refused(err)
	e.refuse(j.kind, j.ref, unavailableIfUnknown(err))
}

// unavailableIfUnknown gives what is no Fault the face of a database that is away.
func unavailableIfUnknown(err error) error {
	var known *samepage.Error
	if errors.As(err, &known) {
		return err
	}
	return samepage.Fault(samepage.CodeUnavailable, "This is not possible right now. Please try again.").Because(err)
}

// fromOwner takes what the owner of a room says to this end. What does not come from the
// owner that the seat knows, or after its lease, is dropped (W6).
func (e *edge) fromOwner(m Message) {
	n, err := decodeNote(m.Data)
	if err != nil {
		e.log.Warn("malformed note", slog.Any("error", err))
		return
	}
	e.mu.Lock()
	s := e.seats[samepage.SessionID(n.conn)] // to an end, a note names the session
	e.mu.Unlock()
	if s != nil && s.accepts(n) {
		e.self.owner(s, n)
	}
}

// seat returns the end's place in a room, nil where it has none.
func (e *edge) seat(id samepage.SessionID) *seat {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.seats[id]
}

// sit takes a place in a room, and keeps it whatever becomes of its owner, until the
// session is over or the edge leaves.
func (e *edge) sit(id samepage.SessionID, b func() boarding) *seat {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s := e.seats[id]; s != nil || e.ctx.Err() != nil {
		return s
	}
	s := newSeat(e, id, b)
	e.seats[id] = s
	e.wg.Go(s.run)
	return s
}

// stand gives a place up: the session is over.
func (e *edge) stand(id samepage.SessionID) {
	e.mu.Lock()
	s := e.seats[id]
	delete(e.seats, id)
	e.mu.Unlock()
	if s != nil {
		s.leave(departLost)
	}
}
