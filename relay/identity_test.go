package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// C7: a page load closes the socket; the next page goes on with the tokens that it has.
func TestIdentity_C7_APageLoadGoesOn(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	l.key("first page")
	viewer.expectPayload("first page")
	l.tab.hangUp()
	expect(viewer.client, wire.PageEvent, func(e wire.PageEventBody) bool { return e.Event == "loading" })
	id := l.tab.id
	l.tab.page = wire.Page{URL: shop + "/checkout?step=2#pay", Title: "Checkout"}
	l.tab.connect(n)
	if l.tab.id != id {
		t.Errorf("the tab became another: %s, then %s", id, l.tab.id)
	}
	if s := l.tab.welcome.Session; s == nil || s.Status != "live" {
		t.Fatalf("welcomed with %+v", s)
	}
	changed := expect[wire.PageChangedBody](viewer.client, wire.PageChanged, nil)
	if changed.Page.URL != shop+"/checkout" {
		t.Errorf("the agents read the address %s", changed.Page.URL)
	}
	l.takeStart()
	l.key("second page")
	viewer.expectPayload("second page")
	viewer.mu.Lock()
	defer viewer.mu.Unlock()
	if viewer.gone {
		t.Error("the viewer was closed by a page load")
	}
}

// C7: the view follows the tab that the customer looks at; one stream flows.
func TestIdentity_C7_TheViewFollowsTheActiveTab(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	l.key("first tab")
	viewer.expectPayload("first tab")
	second := &tab{
		client: &client{t: t, name: "second tab"}, visitor: l.tab.visitor, chatToken: l.tab.chatToken,
		page: wire.Page{URL: shop + "/other", Title: "Other"},
	}
	second.connect(n)
	if second.id == l.tab.id {
		t.Fatal("two tabs have one id")
	}
	expect[wire.MirrorRefBody](l.tab.client, wire.MirrorStop, nil)
	first := l.start
	l2 := &live{w: w, tab: second}
	l2.takeStart()
	if l2.start.Stream == first.Stream {
		t.Error("two tabs share a stream")
	}
	l.mirror(0, "late frame of the first tab")
	l2.key("second tab")
	viewer.expectPayload("second tab")
	l.tab.send(wire.TabFocusBody{Kind: wire.TabFocus, Focused: true})
	expect[wire.MirrorRefBody](second.client, wire.MirrorStop, nil)
}

// W13: a token that was used and followed is a conflict when it is shown again.
func TestIdentity_W13_AStolenTokenShowsItself(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	k := n.tab("Kim's tab")
	k.openChat("Hello")
	stolen := k.chatToken
	k.hangUp()
	k.connect(n)
	// The welcome was acknowledged and answered: what is said next comes after it.
	k.send(wire.ChatSendBody{Kind: wire.ChatSend, ID: uuid.NewString(), Text: "still here"})
	expect[wire.ChatAckBody](k.client, wire.ChatAck, nil)
	thief := &tab{client: &client{t: t, name: "thief"}, visitor: k.visitor, chatToken: stolen}
	thief.greet(n, shop)
	thief.expectError(samepage.CodeUnauthorised)
	thief.expectClosed(wire.CloseUnauthorised)
	elsewhere := &tab{client: &client{t: t, name: "other visitor"}, chatToken: k.chatToken}
	elsewhere.greet(n, shop)
	elsewhere.expectError(samepage.CodeUnauthorised)
}

// A duplicated tab brings the same id while the first lives: it gets its own.
func TestIdentity_ADuplicatedTabGetsItsOwnID(t *testing.T) {
	w := newCluster(t, 2, nil)
	k := w.nodes[0].tab("original")
	copied := &tab{client: &client{t: t, name: "duplicate"}, visitor: k.visitor, id: k.id}
	copied.connect(w.nodes[1])
	if copied.id == k.id {
		t.Error("two living tabs have one id")
	}
	k.hangUp()
	again := &tab{client: &client{t: t, name: "reload"}, visitor: k.visitor, id: k.id}
	again.connect(w.nodes[1])
	if again.id != k.id {
		t.Error("a reloaded tab lost its id")
	}
}

// Each refusal has its own clear message.
func TestRefusal_EachHasItsOwnCode(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	hello := func(origin string, change func(*wire.CustomerHelloBody)) *client {
		c := n.dial("customer", "/ws/customer", origin)
		body := wire.CustomerHelloBody{Kind: wire.CustomerHello, Site: w.house.Site.Key}
		if change != nil {
			change(&body)
		}
		c.send(body)
		return c
	}
	t.Run("origin that the site does not list", func(t *testing.T) {
		c := hello("https://evil.example", nil)
		c.expectError(samepage.CodeOriginUnlisted)
		c.expectClosed(wire.CloseForbidden)
	})
	t.Run("no such site", func(t *testing.T) {
		c := hello(shop, func(b *wire.CustomerHelloBody) { b.Site = "nothing" })
		c.expectError(samepage.CodeNotFound)
		c.expectClosed(wire.CloseForbidden)
	})
	t.Run("no hello", func(t *testing.T) {
		c := n.dial("customer", "/ws/customer", shop)
		c.send(wire.PingBody{Kind: wire.Ping})
		c.expectClosed(wire.CloseBadHello)
	})
	t.Run("wrong ticket", func(t *testing.T) {
		c := n.dial("console", "/ws/agent", "http://localhost")
		c.send(wire.AgentHelloBody{Kind: wire.AgentHello, Ticket: "guess"})
		c.expectError(samepage.CodeUnauthorised)
		c.expectClosed(wire.CloseUnauthorised)
	})
	t.Run("used ticket", func(t *testing.T) {
		ticket := w.ticket(w.house.Ana, org.TicketConsole, "")
		for i, code := range []wire.CloseCode{0, wire.CloseUnauthorised} {
			c := n.dial("console", "/ws/agent", "http://localhost")
			c.send(wire.AgentHelloBody{Kind: wire.AgentHello, Ticket: ticket})
			if i == 0 {
				expect[wire.AgentWelcomeBody](c, wire.AgentWelcome, nil)
				continue
			}
			c.expectClosed(code)
		}
	})
}

// A1, A3, P5: what site, engagement and mode do not allow is refused by the server.
func TestRefusal_A1A3P5_ByTheServerWhateverTheClientsDo(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)

	other := n.tab("other customer")
	other.openChat("Hello")
	l.desk.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: other.chat})
	expect(l.desk.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Chat == other.chat })
	l.desk.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: other.chat})
	if p := l.desk.expectError(samepage.CodeEngaged); p.Ref != l.session {
		t.Errorf("the refusal links to %q and not to the session that is open", p.Ref)
	}

	l.desk.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: "view"})
	expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Mode == "view" })
	viewer.send(wire.PointerMoveBody{Kind: wire.PointerMove, Epoch: 1})
	if p := viewer.expectError(samepage.CodeNotAllowed); p.Re != string(wire.PointerMove) {
		t.Errorf("refused is %s", p.Re)
	}
	l.tab.send(wire.ModeSetBody{Kind: wire.ModeSet, Mode: "full"})
	l.tab.expectError(samepage.CodeForbidden)
	viewer.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: "x", Answer: "accept"})
	viewer.expectError(samepage.CodeForbidden)

	site := w.house.Site
	site.CoBrowse = false
	_, err := w.store.UpdateSite(t.Context(), w.house.Scope, site)
	must(t, err)
	ben := n.desk(w.house.Ben)
	third := n.tab("third customer")
	third.openChat("Hello")
	ben.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: third.chat})
	expect(ben.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" && !c.CoBrowse })
	ben.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: third.chat})
	ben.expectError(samepage.CodeDisabled)
}

// W1, W3: unknown kinds are ignored, large messages refused, larger ones close the socket.
func TestRefusal_W1W3_SizesAndUnknownKinds(t *testing.T) {
	w := newWorld(t)
	k := w.nodes[0].tab("Kim's tab")
	k.send(map[string]string{"kind": "future.thing"})
	k.send(map[string]any{"kind": wire.Ping, "id": 7, "pad": strings.Repeat("x", 2000)})
	k.expectError(samepage.CodeTooLarge)
	k.send(wire.PingBody{Kind: wire.Ping, ID: 8})
	expect(k.client, wire.Pong, func(p wire.PingBody) bool { return p.ID == 8 })
	k.send(map[string]any{"kind": wire.Ping, "pad": strings.Repeat("x", wire.MaxControl)})
	k.expectClosed(wire.CloseAbuse)
}

// A2, C2: the customer declines, the agent withdraws; both are told and free again.
func TestInvitation_A2_DeclinedAndWithdrawn(t *testing.T) {
	w := newCluster(t, 2, nil)
	d, k := w.nodes[0].desk(w.house.Ana), w.nodes[1].tab("Kim's tab")
	k.openChat("Hello")
	d.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(d.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	d.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: k.chat})
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "decline"})
	if s := d.expectStatus("ended"); s.EndReason != "declined" || s.EndedBy != "customer" {
		t.Errorf("the agent reads %s by %s", s.EndReason, s.EndedBy)
	}
	d.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: k.chat})
	second := d.expectStatus("invited")
	ask = expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	d.send(wire.SessionRefBody{Kind: wire.SessionWithdraw, Session: second.Session})
	closed := expect(k.client, wire.ConsentClosed, func(c wire.ConsentClosedBody) bool { return c.Ask == ask.Ask })
	if closed.Reason != "withdrawn" {
		t.Errorf("the question was closed because %s", closed.Reason)
	}
	if s := d.expectStatus("ended"); s.EndReason != "withdrawn" {
		t.Errorf("the agent reads %s", s.EndReason)
	}
	k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept"})
	eventually(t, "the withdrawal is written", func() bool { return w.session(second.Session).EndReason == "withdrawn" })
}
