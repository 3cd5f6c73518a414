package relay

import (
	"samepage/session"
	"samepage/wire"
	"time"
)

// showQuestion asks the customer, and remembers that it did.
func (c *customer) showQuestion(raw []byte) {
	body, err := read[wire.ConsentAskBody](raw)
	if err != nil {
		return
	}
	c.mu.Lock()
	c.asked = &body
	c.mu.Unlock()
	c.sendRaw(raw)
}

// questionClosed takes a question away as the owner says, unless the row has said so before.
func (c *customer) questionClosed(raw []byte) {
	body, err := read[wire.ConsentClosedBody](raw)
	if err != nil {
		return
	}
	c.mu.Lock()
	stands := c.asked != nil && c.asked.Ask == body.Ask
	if stands {
		c.asked = nil
	}
	c.mu.Unlock()
	if stands {
		c.sendRaw(raw)
	}
}

// closeQuestion takes a question away that is no longer open by a row which this edge has
// read itself, before an owner could say so.
func (c *customer) closeQuestion(s session.Session) {
	c.mu.Lock()
	ask := c.asked
	gone := ask != nil && (s.Ask == nil || s.Ask.ID != ask.Ask)
	if gone {
		c.asked = nil
	}
	c.mu.Unlock()
	if gone {
		reason := closedByRow(s, *ask, c.r.cfg.Clock.Now())
		c.send(wire.ConsentClosedBody{Kind: wire.ConsentClosed, Ask: ask.Ask, Reason: reason})
	}
}

// closedByRow tells why a question is no longer open where the row is all that is known:
// what the answer would have led to tells that it was given, and the question's own time
// tells an expiry from a withdrawal.
func closedByRow(s session.Session, ask wire.ConsentAskBody, now time.Time) string {
	switch {
	case !s.Open():
		return closedBecause(s.EndReason, nil)
	case isAnswered(s, ask.What):
		return askAnswered
	case now.Before(ask.ExpiresAt):
		return askWithdrawn
	default:
		return askExpired
	}
}

// isAnswered reports whether an open session is where an answer to a question has led it.
func isAnswered(s session.Session, what string) bool {
	switch what {
	case session.AskControl:
		return s.Control == session.ControlGranted || s.Control == session.ControlDenied
	case session.AskAdvanced:
		return s.Escalation == session.Starting || s.Escalation == session.Advanced
	default:
		return s.Status == session.Live
	}
}
