package httpapi

import (
	"context"
	"net/http"
	"samepage"
	"samepage/org"

	"github.com/danielgtaylor/huma/v2"
)

type ticketRequest struct {
	For     org.TicketFor      `json:"for" enum:"console,viewer"`
	Session samepage.SessionID `json:"session,omitempty" maxLength:"64"`
}

type ticketAnswer struct {
	Ticket    string `json:"ticket"`
	ViewerURL string `json:"viewer_url,omitempty"`
}

func (s *server) tickets(api huma.API) {
	huma.Register(api, operation(http.MethodPost, "/api/v1/tickets", "A ticket for a socket"), s.ticket)
}

// ticket gives out what opens a socket once. Whether the agent may see that session is
// decided by the relay, when the ticket is redeemed and from then on.
func (s *server) ticket(ctx context.Context, in *struct{ Body ticketRequest }) (*answer[ticketAnswer], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	forViewer := in.Body.For == org.TicketViewer
	if forViewer != samepage.ValidID("ses", string(in.Body.Session)) {
		return nil, s.public(samepage.Fault(samepage.CodeInvalid, "A viewer's ticket names its session, a console's does not."))
	}
	ticket, err := s.Orgs.CreateTicket(ctx, who, in.Body.For, in.Body.Session)
	if err != nil {
		return nil, s.public(err)
	}
	out := ticketAnswer{Ticket: ticket}
	if forViewer {
		out.ViewerURL = s.ViewerOrigin + "/viewer/"
	}
	return &answer[ticketAnswer]{Body: out}, nil
}
