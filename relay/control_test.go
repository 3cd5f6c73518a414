package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/relay"
	"samepage/session"
	"samepage/store"
	"samepage/store/storetest"
	"samepage/wire"
	"testing"
	"time"
)

// wantControl waits for a state of the consent to Full Control, and who it is about.
func (c *client) wantControl(control, controller string) wire.SessionStateBody {
	c.t.Helper()
	return expect(c, wire.SessionState, func(s wire.SessionStateBody) bool {
		return s.Control == control && s.Controller == controller
	})
}

func (l *live) askFull(d *desk) wire.ConsentAskBody {
	l.w.t.Helper()
	d.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: string(org.ModeFull)})
	return l.question(d)
}

// question waits for the question whether that agent may have Full Control.
func (l *live) question(d *desk) wire.ConsentAskBody {
	l.w.t.Helper()
	return expect(l.tab.client, wire.ConsentAsk, func(a wire.ConsentAskBody) bool {
		return a.What == session.AskControl && a.Agent.Agent == string(d.agent.ID)
	})
}

func (l *live) answer(ask wire.ConsentAskBody, answer string) {
	l.tab.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: answer})
}

// A9, A10: waiting, denied, allowed, given up, taken back: each is told to both sides, and
// the mode falls back. Customer and agent are on two nodes.
func TestControl_A10_EveryAnswerIsTold(t *testing.T) {
	w := newCluster(t, 2, nil)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ana := string(w.house.Ana.ID)
	ask := l.askFull(l.desk)
	if ask.Mode != "full" || ask.Agent.Name != w.house.Ana.Name {
		t.Errorf("the customer is asked %+v", ask)
	}
	if s := l.desk.wantControl("requested", ana); s.Mode != "pointer" {
		t.Errorf("the mode is %s before the customer has answered", s.Mode)
	}
	l.answer(ask, "decline")
	l.desk.wantControl("denied", "")

	l.answer(l.askFull(l.desk), "accept")
	for _, c := range []*client{l.desk.client, l.tab.client} {
		if s := c.wantControl("granted", ana); s.Mode != "full" {
			t.Errorf("%s reads mode %s", c.name, s.Mode)
		}
	}
	l.desk.send(wire.SessionRefBody{Kind: wire.ControlRelease, Session: l.session})
	if s := l.tab.wantControl("none", ""); s.Mode != "pointer" {
		t.Errorf("the customer reads mode %s", s.Mode)
	}
	l.desk.wantControl("none", "")

	l.answer(l.askFull(l.desk), "accept")
	l.tab.wantControl("granted", ana)
	l.desk.wantControl("granted", ana)
	l.tab.send(wire.SessionRefBody{Kind: wire.ControlRelease})
	if s := l.desk.wantControl("none", ""); s.Mode != "pointer" {
		t.Errorf("the agent reads mode %s", s.Mode)
	}
	l.askFull(l.desk)
	l.desk.send(wire.SessionRefBody{Kind: wire.SessionWithdraw, Session: l.session})
	if c := expect[wire.ConsentClosedBody](l.tab.client, wire.ConsentClosed, nil); c.Reason == "" {
		t.Errorf("the question was closed without a reason: %+v", c)
	}
	l.desk.wantControl("none", "")
}

// A10, W32: a customer who needs more time gets the same question with a new end, and it
// expires by the database's clock.
func TestConsent_W32_IsExtendedAndThenExpires(t *testing.T) {
	clock := storetest.NewClock()
	w := worldWith(t, store.Options{Clock: clock})
	w.add(openBus(t, nil), nil)
	w.offerFull()
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	ask := l.askFull(l.desk)
	clock.Add(time.Second) // within the lease
	l.tab.send(wire.ConsentExtendBody{Kind: wire.ConsentExtend, Ask: ask.Ask})
	again := expect(l.tab.client, wire.ConsentAsk, func(a wire.ConsentAskBody) bool { return a.ExpiresAt.After(ask.ExpiresAt) })
	if again.Ask != ask.Ask || again.What != ask.What || !again.ExpiresAt.Equal(clock.Now().Add(org.InvitationLimit)) {
		t.Errorf("the customer is asked %+v again", again)
	}
	l.tab.send(wire.ConsentExtendBody{Kind: wire.ConsentExtend, Ask: "ask_other"})
	l.tab.expectError(samepage.CodeExpired)
	clock.Add(org.InvitationLimit)
	if c := expect(l.tab.client, wire.ConsentClosed, func(c wire.ConsentClosedBody) bool { return c.Ask == ask.Ask }); c.Reason != "expired" {
		t.Errorf("the customer reads %s", c.Reason)
	}
	l.desk.wantControl("none", "")
}

// A18, W26: a joined agent wishes for control, the lead gives it, and the customer is asked anew.
func TestControl_A18_W26_IsWishedForAndGiven(t *testing.T) {
	w := newCluster(t, 2, nil)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ben := w.nodes[0].desk(w.house.Ben)
	w.nodes[1].awaitOnline(w.house.Ben)
	l.take(ben)
	ana, me := string(w.house.Ana.ID), string(w.house.Ben.ID)
	l.answer(l.askFull(l.desk), "accept")
	l.desk.wantControl("granted", ana)

	ben.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: "full"})
	ben.expectError(samepage.CodeNotAllowed)
	ben.send(wire.SessionRefBody{Kind: wire.ControlRequest, Session: l.session})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Wishes) == 1 && s.Wishes[0] == me })
	ben.send(wire.PersonRefBody{Kind: wire.ControlGive, Session: l.session, Agent: me})
	ben.expectError(samepage.CodeForbidden)

	l.desk.send(wire.PersonRefBody{Kind: wire.ControlGive, Session: l.session, Agent: me})
	ask := l.question(ben)
	if s := l.desk.wantControl("requested", me); len(s.Wishes) > 0 || s.Mode == "full" {
		t.Errorf("the lead reads %+v", s)
	}
	l.answer(ask, "accept")
	s := l.tab.wantControl("granted", me)
	if len(s.Wishes)+len(s.Invited) > 0 {
		t.Errorf("the customer reads what only concerns agents: %+v", s)
	}
	benSees, anaSees := w.nodes[0].screen(w.house.Ben, l.session), w.nodes[1].screen(w.house.Ana, l.session)
	press := wire.InputPressBody{Kind: wire.InputPress, Ref: 1, At: wire.At{Epoch: 1, Node: 5}, Phase: "down", Count: 1}
	anaSees.send(press)
	anaSees.expectError(samepage.CodeNotAllowed)
	benSees.send(press)
	if p := expect[wire.InputPressBody](l.tab.client, wire.InputPress, nil); p.From.Agent != me {
		t.Errorf("the press is %+v", p.From)
	}

	ben.send(wire.PersonRefBody{Kind: wire.ControlGive, Session: l.session, Agent: ana}) // the controller may, too
	l.answer(l.question(l.desk), "decline")
	l.desk.wantControl("denied", "")
	ben.send(wire.SessionRefBody{Kind: wire.ControlRequest, Session: l.session})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Wishes) == 1 })
	ben.send(wire.SessionRefBody{Kind: wire.ControlWithdraw, Session: l.session})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Wishes) == 0 })
}

// A18: a wish that is in the row may be withdrawn, whether its owner has heard of it or not.
func TestControl_A18_AWishIsWithdrawnBeforeItsOwnerKnowsOfIt(t *testing.T) {
	w := emptyWorld(t)
	w.offerFull()
	store := newSlow(w.store.Sessions())
	n := w.add(openBus(t, nil), func(c *relay.Config) { c.Sessions = store })
	l := goLive(t, w, n, n)
	ben := n.desk(w.house.Ben)
	n.awaitOnline(w.house.Ben)
	l.take(ben)
	store.on.Store(true)
	defer store.wake()
	ben.send(wire.SessionRefBody{Kind: wire.ControlRequest, Session: l.session})
	eventually(t, "the wish is written", func() bool { return len(w.session(l.session).Wishes) == 1 })
	ben.send(wire.SessionRefBody{Kind: wire.ControlWithdraw, Session: l.session})
	ben.send(wire.TabPinBody{Kind: wire.TabPin, Session: l.session, Tab: l.tab.id})
	ben.expectError(samepage.CodeNotAllowed) // the owner has read all of it
	store.wake()
	eventually(t, "the wish is withdrawn", func() bool { return len(w.session(l.session).Wishes) == 0 })
}
