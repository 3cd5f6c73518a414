package relay

import (
	"context"
	"samepage"
	"samepage/wire"
)

// answerOfPage passes an answer that the company's own page got in place of our dialog, where
// the site lets it ask that question (C13). Journal and receipt tell who asked.
func (c *customer) answerOfPage(ctx context.Context, raw []byte) error {
	body, err := read[wire.ConsentAnswerBody](raw)
	if err != nil {
		return err
	}
	seat := c.currentSeat()
	if seat == nil {
		return samepage.Fault(samepage.CodeNotFound, "There is no session.")
	}
	site, err := c.r.cfg.Orgs.Site(ctx, c.sc, c.site.ID)
	if err != nil {
		return err
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, seat.id)
	switch {
	case err != nil:
		return err
	case s.Ask == nil || s.Ask.ID != body.Ask:
		return samepage.Fault(samepage.CodeExpired, "This question is no longer open.")
	case !site.Face.MayAsk(s.Ask.What):
		return samepage.Fault(samepage.CodeForbidden, "The site does not let its page ask this question.")
	}
	seat.publish(opText, raw, true)
	return nil
}
