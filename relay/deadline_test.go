package relay_test

import (
	"samepage/org"
	"samepage/store"
	"samepage/store/storetest"
	"samepage/wire"
	"testing"
	"time"
)

// A2: an invitation that nobody answers expires by the database's clock, and both are told.
func TestDeadline_A2_AnInvitationExpires(t *testing.T) {
	clock := storetest.NewClock()
	w := worldWith(t, store.Options{Clock: clock})
	w.add(openBus(t, nil), nil)
	n := w.nodes[0]
	d, k := n.desk(w.house.Ana), n.tab("Kim's tab")
	k.openChat("Hello")
	d.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(d.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	d.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: k.chat})
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	clock.Add(org.InvitationLimit + time.Second)
	closed := expect(k.client, wire.ConsentClosed, func(c wire.ConsentClosedBody) bool { return c.Ask == ask.Ask })
	if closed.Reason != "expired" {
		t.Errorf("the customer reads %s", closed.Reason)
	}
	if s := d.expectStatus("ended"); s.EndReason != "expired" {
		t.Errorf("the agent reads %s", s.EndReason)
	}
	l := &live{w: w, tab: k}
	if events := l.transcript(t); len(events) != 2 || events[1] != "expired" {
		t.Errorf("the transcript holds %v", events)
	}
}

// A session whose customer is away too long is lost; the agent sees it coming.
func TestDeadline_C7_ALostCustomerEndsTheSession(t *testing.T) {
	clock := storetest.NewClock()
	w := worldWith(t, store.Options{Clock: clock})
	w.add(openBus(t, nil), nil)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	l.tab.drop()
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return !s.CustomerOnline && s.Status == "live" })
	eventually(t, "the row says since when", func() bool { return !w.session(l.session).CustomerOnline })
	clock.Add(org.CustomerAwayLimit + time.Second)
	if s := l.desk.expectStatus("ended"); s.EndReason != "lost" || s.EndedBy != "system" {
		t.Errorf("the agent reads %s by %s", s.EndReason, s.EndedBy)
	}
	viewer.expectClosed(wire.CloseEnded)
}
