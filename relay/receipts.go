package relay

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/chat"
	"samepage/session"
	"samepage/wire"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	// receiptPause is the pause between two looks whether the end is written: it acts before.
	receiptPause = 100 * time.Millisecond
	// receiptWithin is how long that may take; a database away longer costs the receipt.
	receiptWithin = 30 * time.Second
)

// giveReceipt sends the page what was seen and done in a session whose end it has just been
// told of, or has just delivered, once that end is written (C14), where the site gives receipts.
func (c *customer) giveReceipt(id samepage.SessionID) {
	if c.site.Face.NoReceipt {
		return
	}
	c.r.errand(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, receiptWithin)
		defer cancel()
		defer context.AfterFunc(c.ctx, cancel)()
		s, err := c.awaitEnd(ctx, id)
		if err != nil || s.LiveAt.IsZero() || !c.owns(s) || c.r.cfg.Clock.Now().Sub(s.EndedAt) > recentEnd {
			return // the tab has gone, nothing was ever shown, or it is an old story
		}
		journal, err := c.r.cfg.Sessions.Journal(ctx, c.sc, id)
		if err != nil {
			c.log.Warn("no receipt", slog.String("session", string(id)), slog.Any("error", err))
			return
		}
		c.send(session.Receipt(s, journal))
	})
}

// awaitEnd reads the session until its row says that it has ended.
func (c *customer) awaitEnd(ctx context.Context, id samepage.SessionID) (session.Session, error) {
	for {
		s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
		if err == nil && !s.Open() {
			return s, nil
		}
		select {
		case <-ctx.Done():
			return s, ctx.Err()
		case <-time.After(receiptPause):
		}
	}
}

// owns reports whether the session is one of this browser.
func (c *customer) owns(s session.Session) bool {
	return s.Visitor == c.visitor && s.Site == c.site.ID
}

// rate keeps the customer's feedback on a session whose end this tab was told of (C5).
func (c *customer) rate(ctx context.Context, raw []byte) error {
	body, err := read[wire.SessionRateBody](raw)
	if err != nil {
		return err
	}
	id := samepage.SessionID(body.Session)
	c.mu.Lock()
	told := c.over[id]
	c.mu.Unlock()
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
	if err != nil {
		return err
	}
	if !told || !c.owns(s) {
		return samepage.Fault(samepage.CodeNotFound, "This session is not yours.")
	}
	text := chat.MaskCards(cut(strings.TrimSpace(body.Text), session.MaxFeedback))
	_, err = c.r.cfg.Sessions.Change(ctx, c.sc, id, session.Rated{Feedback: session.Feedback{Stars: body.Stars, Text: text}})
	return err
}

// What a page may report of what agents do in it.
var (
	doneActions = []string{"click", "type", "pick", "submit", "navigate", "drag", "copy", "paste", "stepup"}
	doneResults = []string{"done", "refused", "allowed", "denied"}
	stepUpSteps = []string{"asked", "allowed", "denied", "expired"}
)

// maxChars bounds the length of a field that a page reports.
const maxChars = 1_000_000

// recordDone journals what was done in the page for the customer, as the page reports it:
// never a text that was typed (C14).
func (o *room) recordDone(raw []byte) error {
	body, err := read[wire.DoneBody](raw)
	if err != nil {
		return err
	}
	who, in := o.state.Person(samepage.AgentID(body.Agent))
	if !in || !slices.Contains(doneActions, body.Action) || !slices.Contains(doneResults, body.Result) {
		return nil
	}
	detail := map[string]string{
		"agent": who.Name, "action": body.Action, "label": reportedLabel(body.Label),
		"page": session.MaskAddress(body.Page), "result": body.Result,
	}
	if body.Chars > 0 {
		detail["chars"] = strconv.Itoa(min(body.Chars, maxChars))
	}
	o.record(session.EntryDone, detail)
	return nil
}

// recordStepUp journals how far a press is that the customer has to allow (P6).
func (o *room) recordStepUp(b wire.StepUpBody) {
	who, in := o.state.Person(samepage.AgentID(b.Agent))
	if !in || !slices.Contains(stepUpSteps, b.State) {
		return
	}
	o.record(session.EntryStepUp, map[string]string{"agent": who.Name, "state": b.State, "label": reportedLabel(b.Label)})
}

// reportedLabel bounds the name of an element; a page that named one by a card number is masked.
func reportedLabel(label string) string { return chat.MaskCards(cut(label, maxLabel)) }
