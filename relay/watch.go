package relay

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
)

// watchPath is the page on the viewer's origin that shows the customer what agents see.
// The ticket stands in the fragment: no server and no log ever reads it there.
const watchPath = "/viewer/watch#"

// askWatch opens the agents' very view for the customer (C11).
func (c *customer) askWatch(ctx context.Context) error {
	c.mu.Lock()
	id := c.current
	c.mu.Unlock()
	if id == "" {
		return samepage.Fault(samepage.CodeNotFound, "There is no session.")
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
	if err != nil {
		return err
	}
	if s.Status != session.Live {
		return samepage.Fault(samepage.CodeNotAllowed, "The session has not started yet.")
	}
	ticket, err := c.r.cfg.Orgs.CreateWatch(ctx, c.sc, id)
	if err != nil {
		return err
	}
	c.send(wire.WatchTicketBody{Kind: wire.WatchTicket, URL: c.r.cfg.ViewerOrigin + watchPath + ticket})
	return nil
}

// watchKinds are all that a viewer of role customer may send: what it needs to show the
// mirror (W31).
var watchKinds = []wire.Kind{wire.MirrorAck, wire.MirrorKeyframe, wire.AssetWant}

// mayWatch holds a message of such a viewer against that list.
func mayWatch(s session.Session, row wire.Row) error {
	switch {
	case !slices.Contains(watchKinds, row.Kind):
		return samepage.Fault(samepage.CodeForbidden, "A window that only watches may not send %s.", row.Kind)
	case s.Status != session.Live:
		return samepage.Fault(samepage.CodeEnded, "This session has ended.")
	default:
		return nil
	}
}

// mayLook lets the customer's own look in while there is something to see.
func (o *room) mayLook() error {
	if o.state.Status != session.Live {
		return samepage.Fault(samepage.CodeForbidden, "The session has not started yet.")
	}
	return nil
}

// admitWatch lets the customer's own look into its session.
func (v *viewer) admitWatch(ctx context.Context, w org.Watch) error {
	v.sc, v.watch, v.ticket = w.Scope, true, org.Ticket{For: org.TicketViewer, Session: w.Session}
	s, err := v.r.cfg.Sessions.Session(ctx, v.sc, w.Session)
	if err != nil {
		return err
	}
	if s.Status != session.Live {
		return samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
	return v.enter()
}
