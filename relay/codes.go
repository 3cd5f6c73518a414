package relay

import (
	"context"
	"regexp"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
)

// sixDigits is what a code looks like. Anything else is no try.
var sixDigits = regexp.MustCompile(`^[0-9]{6}$`)

// makeCode offers a session to whoever types the code (A19). Nothing leaves the page before
// an agent has typed it and the customer has accepted them.
func (c *customer) makeCode(ctx context.Context, _ []byte) error {
	n, renews, err := c.newOffer(ctx)
	if err != nil {
		return err
	}
	offer, err := c.r.cfg.Sessions.Offer(ctx, c.sc, n)
	if err != nil {
		return err
	}
	if !renews {
		if err := c.giveTokens(ctx, n.ID); err != nil {
			return err
		}
	}
	c.send(wire.CodeMadeBody{
		Kind: wire.CodeMade, Session: string(n.ID), Code: offer.Code, ExpiresAt: offer.Session.AskDue,
	})
	if offer.Dropped.Changed {
		c.r.announceSession(c.sc, offer.Dropped.Session)
	}
	c.r.announceSession(c.sc, offer.Session)
	c.enterSession(n.ID, 0)
	return nil
}

// giveTokens gives the tab what it goes on with, and the browser's other tabs of this origin
// what they join with: the chat token does, where there is a chat; where there is none, one
// that stands for the session alone (C7).
func (c *customer) giveTokens(ctx context.Context, id samepage.SessionID) error {
	tokens := wire.TokensBody{Kind: wire.Tokens}
	var err error
	if tokens.SessionToken, err = c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenSession, string(id))); err != nil {
		return err
	}
	if c.chat() == nil {
		if tokens.ChatToken, err = c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenChat, string(id))); err != nil {
			return err
		}
	}
	c.send(tokens)
	return nil
}

// newOffer is what the offer begins with. A tab whose own offer is open gets another code
// for that one; one in any other session is refused.
func (c *customer) newOffer(ctx context.Context) (n session.New, renews bool, err error) {
	site, err := c.r.cfg.Orgs.Site(ctx, c.sc, c.site.ID)
	if err != nil {
		return n, false, err
	}
	if site.Face.NoCode {
		return n, false, samepage.Fault(samepage.CodeDisabled, "Codes are switched off for this site.")
	}
	page, client := c.visit()
	n = session.New{ID: samepage.NewSessionID(), Site: site, Open: org.OpenCodesOfSite, Start: session.Session{
		Visitor: c.visitor, Page: page, Client: client, Tab: c.tab, CustomerOnline: true,
	}}
	if t := c.chat(); t != nil {
		n.Start.Customer, n.Start.ExternalKey = t.customer()
	}
	c.mu.Lock()
	current := c.current
	c.mu.Unlock()
	if current == "" {
		return n, false, nil
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, current)
	switch {
	case err != nil:
		return n, false, err
	case s.Status == session.Offered:
		n.ID = current
		return n, true, nil
	case s.Open():
		return n, false, samepage.Fault(samepage.CodeEngaged, "You are in a co-browse session already.").
			Because(&session.Engaged{Session: current, Who: session.ByCustomer})
	}
	return n, false, nil
}

// joinByCode makes this agent the lead of the session that a code stands for; the customer
// is asked whether they may see the page.
func (c *console) joinByCode(ctx context.Context, raw []byte) error {
	body, err := read[wire.CodeJoinBody](raw)
	if err != nil {
		return err
	}
	if !sixDigits.MatchString(body.Code) {
		return samepage.Fault(samepage.CodeInvalid, "A code has six digits.")
	}
	me, err := c.r.cfg.Orgs.Agent(ctx, c.sc, c.agent.ID) // sites as they are now
	if err != nil {
		return err
	}
	applied, err := c.afterEnd(ctx, func() (session.Applied, error) {
		return c.r.cfg.Sessions.JoinByCode(ctx, c.sc, session.CodeTry{
			Agent: me.Person(), Sites: me.Sites, Address: c.address, Code: body.Code, Ask: newAsk(),
		})
	})
	if err != nil {
		return err
	}
	if err := c.showSession(applied.Session); err != nil {
		return err
	}
	c.r.announceSession(c.sc, applied.Session)
	return nil
}
