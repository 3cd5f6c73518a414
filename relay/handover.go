package relay

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
)

// makeHandover gives the page what it takes along to another origin of the site (C7). The
// request is also the expectation: no claim holds that the leaving tab has not announced,
// and a newer one of the same tab voids it (W30).
func (c *customer) makeHandover(ctx context.Context, raw []byte) error {
	body, err := read[wire.HandoverMakeBody](raw)
	if err != nil {
		return err
	}
	origin, ok := org.ParseOrigin(body.Origin)
	if !ok || !c.site.Lists(origin) {
		return samepage.Fault(samepage.CodeOriginUnlisted, "This address is not one of the company's pages.")
	}
	leaves := org.Handover{Site: c.site.ID, Origin: origin, Visitor: c.visitor, Tab: c.tab}
	if t := c.chat(); t != nil {
		leaves.Chat = t.id
	}
	c.mu.Lock()
	leaves.Session = c.current
	c.mu.Unlock()
	if leaves.Chat == "" && leaves.Session == "" {
		return samepage.Fault(samepage.CodeNotFound, "There is no chat and no session to take along.")
	}
	claim, err := c.r.cfg.Orgs.MakeHandover(ctx, c.sc, leaves)
	if err != nil {
		return err
	}
	c.send(wire.HandoverMadeBody{Kind: wire.HandoverMade, Origin: body.Origin, Claim: claim})
	return nil
}

// takeOver makes this page go on as the visitor who left another origin of the site with
// the claim. One that does not hold changes nothing: the hello is an ordinary one then.
func (c *customer) takeOver(ctx context.Context, h *wire.CustomerHelloBody) (org.Handover, error) {
	origin, ok := org.ParseOrigin(c.req.Origin)
	if h.Claim == "" || !ok {
		return org.Handover{}, nil
	}
	taken, err := c.r.cfg.Orgs.ClaimHandover(ctx, c.sc, h.Claim, c.site.ID, origin)
	if samepage.CodeOf(err) == samepage.CodeUnauthorised {
		return org.Handover{}, nil
	}
	if err != nil {
		return org.Handover{}, err
	}
	c.visitor = taken.Visitor
	h.ChatToken, h.SessionToken, h.ChatAfter = "", "", 0 // of what this origin had before
	if taken.Session != "" {
		c.r.cfg.Sessions.Record(c.sc, taken.Session, session.Entry{
			Class: session.ClassDetail, Kind: "handed_over", By: session.Actor{End: session.ByCustomer},
			Detail: map[string]string{"origin": origin},
		})
	}
	return taken, nil
}

// continueTaken goes on with the conversation that was handed over.
func (c *customer) continueTaken(ctx context.Context, id samepage.ChatID, w *wire.CustomerWelcomeBody) error {
	if id == "" {
		return nil
	}
	token, err := c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenChat, string(id)))
	if err != nil {
		return err
	}
	return c.continueChat(ctx, id, token, 0, w)
}
