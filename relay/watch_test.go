package relay_test

import (
	"samepage"
	"samepage/wire"
	"strings"
	"testing"
)

// look opens the customer's own window on what agents see, as the address says.
func (l *live) look(n *node, address string) *screen {
	l.w.t.Helper()
	s := l.knock(n, address)
	s.welcome = expect[wire.ViewerWelcomeBody](s.client, wire.ViewerWelcome, nil)
	return s
}

func (l *live) knock(n *node, address string) *screen {
	l.w.t.Helper()
	page, ticket, _ := strings.Cut(address, "#")
	if page != "http://127.0.0.1/viewer/watch" || ticket == "" {
		l.w.t.Fatalf("the address is %q", address)
	}
	s := &screen{client: n.dial("the customer's look", "/ws/agent", "http://127.0.0.1")}
	s.send(wire.ViewerHelloBody{Kind: wire.ViewerHello, Ticket: ticket, Watch: true})
	return s
}

func (l *live) askWatch() string {
	l.w.t.Helper()
	l.tab.send(wire.SessionRefBody{Kind: wire.WatchAsk})
	return expect[wire.WatchTicketBody](l.tab.client, wire.WatchTicket, nil).URL
}

// C11, W31: the customer sees in a window of ours what agents see, over two nodes; the
// window can do nothing, counts as nobody and ends with the session.
func TestWatch_C11_W31_TheCustomerSeesWhatAgentsSee(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	viewer := w.nodes[0].screen(w.house.Ana, l.session)
	l.key("the page")
	viewer.expectPayload("the page")

	address := l.askWatch()
	look := l.look(w.nodes[1], address)
	look.expectPayload("the page")
	if s := look.welcome.Session; s.Client != nil || len(s.Tabs) > 0 || s.Session != l.session {
		t.Errorf("the window was told %+v", s)
	}
	l.mirror(0, "a tick")
	look.expectPayload("a tick")

	look.send(wire.MirrorAckBody{Kind: wire.MirrorAck, Stream: l.start.Stream, Epoch: l.epoch, Seq: l.seq - 1})
	for _, body := range []any{
		wire.PointerMoveBody{Kind: wire.PointerMove},
		wire.SessionRefBody{Kind: wire.SessionEnd},
		wire.ModeSetBody{Kind: wire.ModeSet, Mode: "view"},
		wire.TabPinBody{Kind: wire.TabPin, Tab: l.tab.id},
		wire.NavStepBody{Kind: wire.NavStep, To: "back"},
	} {
		look.send(body)
		look.expectError(samepage.CodeForbidden)
	}
	if people := w.session(l.session).People; len(people) != 1 {
		t.Errorf("the session has %d agents", len(people))
	}
	l.knock(w.nodes[1], address).expectClosed(wire.CloseUnauthorised) // a ticket is good once

	l.tab.send(wire.SessionEndBody{Kind: wire.SessionEnd})
	look.expectStatus("ended")
	look.expectClosed(wire.CloseEnded)
}

// W31: the customer's own look is nobody who looks: the page pauses all the same.
func TestWatch_C11_W31_IsNobodyWhoLooks(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	look := l.look(n, l.askWatch())
	expect[wire.MirrorRefBody](l.tab.client, wire.MirrorPause, nil)
	again := l.look(n, l.askWatch())
	look.expectClosed(wire.CloseReplaced)
	n.screen(w.house.Ana, l.session)
	expect[wire.MirrorRefBody](l.tab.client, wire.MirrorResume, nil)
	l.key("the page")
	again.expectPayload("the page")
}

// C11: before the customer has accepted there is nothing to look at.
func TestWatch_C11_NotBeforeTheSessionIsLive(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	tab, desk := n.tab("Kim's tab"), n.desk(w.house.Ana)
	tab.openChat("Hello")
	desk.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: tab.chat})
	expect(desk.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	desk.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: tab.chat})
	expect[wire.ConsentAskBody](tab.client, wire.ConsentAsk, nil)
	tab.send(wire.SessionRefBody{Kind: wire.WatchAsk})
	tab.expectError(samepage.CodeNotAllowed)
}
