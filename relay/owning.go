package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math/rand/v2"
	"samepage"
	"samepage/org"
	"samepage/session"
	"time"
)

// errNoOwner: nobody owns the room right now, and this node should not yet.
var errNoOwner = errors.New("the session has no owner yet")

// owner finds the fence of whoever owns a room. Where nobody does and mayOwn, this node
// becomes the owner.
func (r *Relay) owner(ctx context.Context, sc org.Scope, id samepage.SessionID, mayOwn bool) (session.Fence, error) {
	l, err := r.cfg.Sessions.Owner(ctx, sc, id)
	if err == nil && (l.Node != r.cfg.Node || r.room(id) != nil) {
		return l.Fence, nil
	}
	if err != nil && samepage.CodeOf(err) != samepage.CodeNotFound {
		return 0, err
	}
	if !mayOwn || r.Draining() {
		return 0, errNoOwner
	}
	fence, err, _ := r.claiming.Do(string(sc.Org())+string(id), func() (any, error) { return r.own(ctx, sc, id) })
	if err != nil {
		return 0, err
	}
	return fence.(session.Fence), nil
}

// own takes the room where nobody has it, and opens it.
func (r *Relay) own(ctx context.Context, sc org.Scope, id samepage.SessionID) (session.Fence, error) {
	if o := r.room(id); o != nil {
		return o.lease.Fence, nil
	}
	s, err := r.cfg.Sessions.Session(ctx, sc, id)
	if err != nil {
		return 0, err
	}
	if !s.Open() {
		return 0, samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
	l, fence, err := r.keeper.claim(ctx, sc, id)
	if err != nil || l == nil {
		return fence, err
	}
	if s, err = r.cfg.Sessions.Session(ctx, sc, id); err != nil { // as it is now that nobody else may change it
		return 0, errors.Join(err, r.keeper.release(ctx, l))
	}
	if err := r.openRoom(l, s); err != nil {
		return 0, errors.Join(err, r.keeper.release(ctx, l))
	}
	r.announce(sessionSubject(sc, id), hint{Fence: fence})
	return fence, nil
}

func (r *Relay) openRoom(l *lease, s session.Session) error {
	o := newRoom(r, l, s)
	stop, err := r.cfg.Bus.Subscribe(roomSubject(l.sc, s.ID, l.Fence), o.hear)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.rooms[s.ID] = o
	r.mu.Unlock()
	unhear, err := r.hear(sessionSubject(l.sc, s.ID), o.announced)
	if err != nil {
		stop()
		r.closeRoom(o)
		return err
	}
	unhearSite, err := r.hear(siteSubject(l.sc, s.Site), func(hint) { o.readSite() })
	if err != nil {
		stop()
		unhear()
		r.closeRoom(o)
		return err
	}
	r.tasks.Go(func() {
		defer close(o.done)
		o.run()
		stop()
		unhear()
		unhearSite()
		r.giveUp(o)
	})
	return nil
}

// giveUp lets another node claim the room at once.
func (r *Relay) giveUp(o *room) {
	ctx, cancel := context.WithTimeout(context.Background(), storeWithin)
	defer cancel()
	if err := r.keeper.release(ctx, o.lease); err != nil {
		r.cfg.Log.Warn("release a room", slog.Any("error", err)) // it runs out by itself
	}
	r.closeRoom(o)
}

func (r *Relay) closeRoom(o *room) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rooms[o.id] == o {
		delete(r.rooms, o.id)
	}
}

func (r *Relay) room(id samepage.SessionID) *room {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.rooms[id]
}

// toRoom sends a note to the owner with that fence. What cannot be sent is lost, as on any
// network; sequence numbers and versions show it.
func (r *Relay) toRoom(sc org.Scope, id samepage.SessionID, n note) {
	if err := r.cfg.Bus.Publish(roomSubject(sc, id, n.fence), n.encode()); err != nil {
		r.cfg.Log.Debug("to a room", slog.Any("error", err))
	}
}

// ask sends a request to the owner and waits for the verdict.
func (r *Relay) ask(ctx context.Context, sc org.Scope, id samepage.SessionID, n note) error {
	ctx, cancel := context.WithTimeout(ctx, attachWithin)
	defer cancel()
	data, err := r.cfg.Bus.Request(ctx, roomSubject(sc, id, n.fence), n.encode())
	if err != nil {
		return err
	}
	var v verdict
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	return v.err()
}

// order is the body of opFinish.
type order struct {
	By     session.Actor     `json:"by"`
	Reason session.EndReason `json:"reason,omitempty"`
}

// finishPause is the ceiling of the pause between two attempts to deliver an end.
const finishPause = 500 * time.Millisecond

// finish ends a session, whoever owns it, and does not give up: an end is final (C4).
// check tells whether the asker may end it.
func (r *Relay) finish(sc org.Scope, id samepage.SessionID, by order, check func(session.Session) bool) {
	r.errand(func(ctx context.Context) {
		for ctx.Err() == nil {
			done, err := r.tryFinish(ctx, sc, id, by, check)
			if done {
				return
			}
			r.cfg.Log.Warn("an end is not written yet", slog.String("session", string(id)), slog.Any("error", err))
			select {
			case <-ctx.Done():
			case <-time.After(rand.N(finishPause)):
			}
		}
	})
}

// finishNow does the same and waits for it, as long as ctx allows.
func (r *Relay) finishNow(
	ctx context.Context, sc org.Scope, id samepage.SessionID, by order, check func(session.Session) bool,
) error {
	for {
		done, err := r.tryFinish(ctx, sc, id, by, check)
		if done {
			return nil
		}
		select {
		case <-ctx.Done():
			return samepage.Fault(samepage.CodeUnavailable, "Your end of the session is not written yet. Trying again.").Because(err)
		case <-time.After(rand.N(finishPause)):
		}
	}
}

func (r *Relay) tryFinish(
	ctx context.Context, sc org.Scope, id samepage.SessionID, by order, check func(session.Session) bool,
) (done bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	s, err := r.cfg.Sessions.Session(ctx, sc, id)
	if samepage.CodeOf(err) == samepage.CodeNotFound {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	if !s.Open() || !check(s) {
		return true, nil
	}
	fence, err := r.owner(ctx, sc, id, true)
	if samepage.CodeOf(err) == samepage.CodeEnded {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	body, err := json.Marshal(by)
	if err != nil {
		return false, err
	}
	err = r.ask(ctx, sc, id, note{op: opFinish, fence: fence, body: body})
	return err == nil || samepage.CodeOf(err) == samepage.CodeEnded, err
}
