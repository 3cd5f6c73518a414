package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"sync"
)

// customer is one tab of a customer's browser. What it says is untrusted.
type customer struct {
	*edge
	req  CustomerRequest
	site org.Site
	next []string // tokens of the welcome, not acknowledged yet

	mu      sync.Mutex
	talk    *talk // nil before there is a chat
	visitor samepage.VisitorID
	tab     samepage.TabID
	page    wire.Page
	client  wire.ClientInfo
	focused bool
	policy  int64
	staffed bool                 // the page was told that an agent of the site is there
	current samepage.SessionID   // the session of this tab's chat, "" = none
	seen    int64                // its newest version that this tab was told
	asked   *wire.ConsentAskBody // the question that stands on this tab, nil = none
	over    map[samepage.SessionID]bool
	// browsing is the session without a chat that a token of this browser's tabs proved.
	browsing samepage.SessionID
}

// hello reads the first frame, proves what it shows and answers with everything that the
// page has to know. It reports false when the socket is being closed instead.
func (c *customer) hello() bool {
	raw, err := c.first()
	if err != nil {
		c.shut(wire.CloseBadHello, "The first message was not understood.")
		return false
	}
	body, err := read[wire.CustomerHelloBody](raw)
	if err != nil || body.Kind != wire.CustomerHello {
		c.shut(wire.CloseBadHello, "The first message was not understood.")
		return false
	}
	ctx, cancel := context.WithTimeout(c.ctx, helloWithin)
	defer cancel()
	if err := c.admit(ctx, body); err != nil {
		c.turnAway(wire.CustomerHello, err)
		return false
	}
	return true
}

// turnAway closes a socket whose hello was refused.
func (e *edge) turnAway(re wire.Kind, err error) {
	if errors.Is(err, errDraining) {
		return // it is being closed already
	}
	err = unavailableIfUnknown(err)
	e.r.metrics.refused(err)
	e.refuse(re, "", err)
	p := samepage.Public(err)
	code := wire.CloseForbidden
	switch p.Code {
	case samepage.CodeUnauthorised:
		code = wire.CloseUnauthorised
	case samepage.CodeUnavailable, samepage.CodeInternal, samepage.CodeTooFast:
		code = wire.CloseRetry
	case samepage.CodeInvalid:
		code = wire.CloseBadHello
	case samepage.CodeEnded:
		code = wire.CloseEnded
	}
	e.shut(code, p.Message)
}

func (c *customer) admit(ctx context.Context, h wire.CustomerHelloBody) error {
	site, err := c.r.cfg.Orgs.SiteByKey(ctx, h.Site)
	if err != nil {
		return err
	}
	if !site.Lists(c.req.Origin) {
		return samepage.Fault(samepage.CodeOriginUnlisted, "This page's address is not listed for the site.")
	}
	c.site, c.sc, c.over = site, site.Scope, map[samepage.SessionID]bool{}
	c.identify(ctx, h)
	own := c.visitor
	taken, err := c.takeOver(ctx, &h)
	if err != nil {
		return err
	}
	c.page, c.client, c.focused, c.policy = session.MaskPage(h.Page), bounded(h.Client), h.Focused, site.Policy.Version
	if err := c.deliverStopped(ctx, h.Stopped, own); err != nil {
		return err
	}
	c.staffed = c.r.agents.staffed()[siteKey{c.sc.Org(), site.ID}]
	w := wire.CustomerWelcomeBody{
		Kind: wire.CustomerWelcome, Conn: string(c.id), Visitor: string(c.visitor), Tab: string(c.tab),
		Branding: site.Branding, CoBrowse: site.CoBrowse, AgentsOnline: c.staffed,
		Policy: site.Policy.Body(), ServerTime: c.r.cfg.Clock.Now(),
	}
	if err := c.proveChat(ctx, h, &w); err != nil {
		return err
	}
	if err := c.continueTaken(ctx, taken.Chat, &w); err != nil {
		return err
	}
	open, err := c.proveSession(ctx, h, taken.Session, &w)
	if err != nil {
		return err
	}
	if err := c.open(c, c.sc); err != nil {
		return err
	}
	return c.settle(h, w, open)
}

// identify takes the visitor's and the tab's ids where they may be theirs, else gives new
// ones. A tab whose id another living socket holds is a duplicate and gets its own.
func (c *customer) identify(ctx context.Context, h wire.CustomerHelloBody) {
	c.visitor, c.tab = samepage.VisitorID(h.Visitor), samepage.TabID(h.Tab)
	if !samepage.ValidID("vis", h.Visitor) {
		c.visitor = samepage.NewVisitorID()
	}
	if !samepage.ValidID("tab", h.Tab) || c.r.tabLives(ctx, c.sc, c.tab) {
		c.tab = samepage.NewTabID()
	}
}

// deliverStopped writes the ends that the customer chose while there was no connection,
// before anything else can go on (W18): sessions of the visitor whom the page goes on as, and
// of its own at this origin. The visitor's id is no authority, but all that it can do here
// is to end what its own browser shared.
func (c *customer) deliverStopped(ctx context.Context, stopped []string, own samepage.VisitorID) error {
	for _, id := range stopped[:min(len(stopped), maxStopped)] {
		if !samepage.ValidID("ses", id) {
			continue
		}
		mine := func(s session.Session) bool {
			return (s.Visitor == c.visitor || s.Visitor == own) && s.Site == c.site.ID
		}
		if err := c.r.finishNow(ctx, c.sc, samepage.SessionID(id), order{By: session.Actor{End: session.ByCustomer}}, mine); err != nil {
			return err
		}
		c.over[samepage.SessionID(id)] = true
	}
	return nil
}

// maxStopped is how many ends one hello may deliver: a browser has one session at a time.
const maxStopped = 16

// settle listens to what concerns this tab, welcomes it, and takes its place in the room.
func (c *customer) settle(h wire.CustomerHelloBody, w wire.CustomerWelcomeBody, open *session.Session) error {
	if err := c.listen(tabSubject(c.sc, c.tab), c.answerAlive); err != nil {
		return err
	}
	if err := c.hearInto(siteSubject(c.sc, c.site.ID), func(hint) { c.stale(siteRef(c.sc, c.site.ID)) }); err != nil {
		return err
	}
	t := c.chat()
	if t != nil {
		if err := c.listenToChat(t); err != nil {
			return err
		}
	}
	c.send(w)
	if t != nil {
		t.refreshSoon()
	}
	for id := range c.over {
		c.giveReceipt(id)
	}
	if open != nil {
		c.enterSession(open.ID, open.Version)
	}
	return nil
}

// listenToChat hears of the chat and answers that its customer is here.
func (c *customer) listenToChat(t *talk) error {
	t.changed = c.chatChanged
	if err := c.hearInto(chatSubject(c.sc, t.id), t.announced); err != nil {
		return err
	}
	if err := c.listen(hereSubject(c.sc, t.id), func(m Message) { c.answer(m, wordHere) }); err != nil {
		return err
	}
	c.r.announce(chatSubject(c.sc, t.id), hint{Here: true})
	return nil
}

// chat returns the conversation, nil before there is one.
func (c *customer) chat() *talk {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.talk
}

func (c *customer) setTalk(t *talk) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.talk = t
}

// hearInto listens to announcements for as long as the edge lives.
func (e *edge) hearInto(subject string, handle func(hint)) error {
	return e.listen(subject, func(m Message) {
		var h hint
		if err := json.Unmarshal(m.Data, &h); err != nil {
			e.log.Warn("malformed announcement", slog.Any("error", err))
			return
		}
		handle(h)
	})
}

// enterSession takes this tab's place in its session.
func (c *customer) enterSession(id samepage.SessionID, version int64) {
	c.mu.Lock()
	known := c.current == id || c.over[id]
	if !known {
		c.current, c.seen = id, version
	}
	c.mu.Unlock()
	if !known {
		c.sit(id, c.boarding)
	}
}

func (c *customer) boarding() boarding {
	c.mu.Lock()
	defer c.mu.Unlock()
	return boarding{
		Conn: c.id, End: wire.Customer, Visitor: c.visitor, Tab: c.tab,
		Page: c.page, Client: c.client, Focused: c.focused,
	}
}

// rttNews is the least change of the round trip that agents are told of, in milliseconds.
const rttNews = 10

// measured notes the page's round trip, and tells the owner when it has changed much.
func (c *customer) measured(rtt int) {
	c.mu.Lock()
	was := c.client.RTT
	change := max(rtt-was, was-rtt)
	news := rtt > 0 && rtt < maxRTT && change >= rttNews && 2*change >= was
	if news {
		c.client.RTT = rtt
	}
	body, err := json.Marshal(c.client)
	c.mu.Unlock()
	if s := c.currentSeat(); news && err == nil && s != nil {
		s.publish(opClient, body, false)
	}
}

// maxRTT is the longest round trip that makes sense, in milliseconds.
const maxRTT = 60_000

// visit is where the customer is, and with what.
func (c *customer) visit() (wire.Page, wire.ClientInfo) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.page, c.client
}

// gone tells the consoles that this tab has left the chat.
func (c *customer) gone() {
	if t := c.chat(); t != nil {
		c.r.announce(chatSubject(c.sc, t.id), hint{Here: true})
	}
}
