package relay

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/wire"
)

// helloAgent reads the first frame of an agent's socket and makes it a console or a viewer
// (W12). It reports false when the socket is being closed instead.
func (e *edge) helloAgent(req AgentRequest) bool {
	raw, err := e.first()
	if err != nil {
		e.shut(wire.CloseBadHello, "The first message was not understood.")
		return false
	}
	body, err := read[wire.ViewerHelloBody](raw) // the console's has nothing else
	if err != nil || body.Kind != wire.AgentHello && body.Kind != wire.ViewerHello {
		e.shut(wire.CloseBadHello, "The first message was not understood.")
		return false
	}
	ctx, cancel := context.WithTimeout(e.ctx, helloWithin)
	defer cancel()
	if err := e.admitAgent(ctx, req, body); err != nil {
		e.turnAway(body.Kind, err)
		return false
	}
	return true
}

func (e *edge) admitAgent(ctx context.Context, req AgentRequest, body wire.ViewerHelloBody) error {
	if body.Kind == wire.ViewerHello {
		e.as = wire.Viewer
		if body.Watch {
			watch, err := e.r.cfg.Orgs.RedeemWatch(ctx, body.Ticket)
			if err != nil {
				return err
			}
			return (&viewer{edge: e}).admitWatch(ctx, watch)
		}
		ticket, err := e.r.cfg.Orgs.RedeemTicket(ctx, body.Ticket, org.TicketViewer)
		if err != nil {
			return err
		}
		return (&viewer{edge: e, ticket: ticket}).admit(ctx)
	}
	if req.FromViewer {
		return samepage.Fault(samepage.CodeForbidden, "A console does not open from the viewer's origin.")
	}
	ticket, err := e.r.cfg.Orgs.RedeemTicket(ctx, body.Ticket, org.TicketConsole)
	if err != nil {
		return err
	}
	return newConsole(e, ticket.SignIn, req.RemoteIP).admit(ctx)
}

// rowOfSignIn is the row that tells whether a sign-in was revoked.
func rowOfSignIn(in org.SignIn) org.RowRef {
	return org.RowRef{Scope: in.Scope, Kind: org.RowSignIn, ID: in.ID}
}

// checkSignIn closes the socket when the sign-in that opened it was revoked.
func (e *edge) checkSignIn(ctx context.Context, in org.SignIn) error {
	ref := rowOfSignIn(in)
	got, err := e.r.cfg.Orgs.Versions(ctx, []org.RowRef{ref})
	if err != nil {
		return err
	}
	if got[ref] != in.Version {
		e.shut(wire.CloseUnauthorised, "You have been signed out.")
	}
	return nil
}
