package relay_test

import (
	"samepage"
	"samepage/wire"
	"testing"
)

// club is another origin of the site.
const club = "https://club.shop.example"

// claimFor asks for what a page takes along to another origin.
func (t *tab) claimFor(origin string) string {
	t.t.Helper()
	t.send(wire.HandoverMakeBody{Kind: wire.HandoverMake, Origin: origin})
	return expect(t.client, wire.HandoverMade, func(h wire.HandoverMadeBody) bool { return h.Origin == origin }).Claim
}

// arrive opens a page of an origin that knows nothing but what its address brought.
func arrive(n *node, origin, claim string) *tab {
	n.w.t.Helper()
	t := &tab{
		node: n, origin: origin, claim: claim, page: wire.Page{URL: origin + "/", Title: "Club"},
		client: &client{t: n.w.t, name: "page of " + origin},
	}
	t.connect(n)
	t.claim = ""
	return t
}

// C7, W30: chat and session go along to another origin of the site, over another node, and
// come back.
func TestHandover_C7_W30_ChatAndSessionGoAlong(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	viewer := w.nodes[0].screen(w.house.Ana, l.session)
	claim := l.tab.claimFor(club)
	l.tab.hangUp()
	there := arrive(w.nodes[1], club, claim)
	if there.visitor != l.tab.visitor || there.id == l.tab.id {
		t.Errorf("%s in %s arrived as %s in %s", l.tab.visitor, l.tab.id, there.visitor, there.id)
	}
	if s := there.welcome.Session; s == nil || s.Session != l.session || s.Status != "live" {
		t.Fatalf("the other origin is in session %+v", s)
	}
	if c := there.welcome.Chat; c == nil || c.Chat != l.tab.chat {
		t.Errorf("the other origin is in chat %+v", c)
	}
	pick(there.client, wire.ChatMessage, func(m wire.ChatMessageBody) bool { return m.Text == "Hello" })
	l.tab, l.start = there, expect[wire.MirrorStartBody](there.client, wire.MirrorStart, nil)
	l.seq, l.epoch = l.start.Seq, l.start.Epoch
	expect(viewer.client, wire.PageChanged, func(p wire.PageChangedBody) bool { return p.Page.URL == club+"/" })
	l.key("the club")
	viewer.expectPayload("the club")

	there.hangUp()
	there.connect(w.nodes[0]) // a page load there, with what that origin remembers
	if s := there.welcome.Session; s == nil || s.Session != l.session {
		t.Errorf("after a page load the other origin is in session %+v", s)
	}
	back := arrive(w.nodes[1], shop, there.claimFor(shop))
	if s := back.welcome.Session; s == nil || s.Session != l.session {
		t.Errorf("back again is in session %+v", s)
	}
}

// W30: a claim that is used, for another origin, replaced or invented is an ordinary hello.
func TestHandover_C7_W30_AClaimThatDoesNotHoldChangesNothing(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	stranger := func(origin, claim, why string) {
		t.Helper()
		there := arrive(n, origin, claim)
		if there.welcome.Session != nil || there.welcome.Chat != nil || there.visitor == l.tab.visitor {
			t.Errorf("%s: went on in %+v", why, there.welcome)
		}
		there.drop()
	}
	old := l.tab.claimFor(club)
	claim := l.tab.claimFor(club)
	stranger(club, old, "a claim that a newer one of the tab has replaced")
	stranger("https://www.shop.example", claim, "another origin")
	arrive(n, club, claim)
	stranger(club, claim, "a used claim")
	stranger(club, "invented", "an invented claim")

	l.tab.send(wire.HandoverMakeBody{Kind: wire.HandoverMake, Origin: "https://evil.example"})
	l.tab.expectError(samepage.CodeOriginUnlisted)
	nobody := n.tab("somebody without a chat")
	nobody.send(wire.HandoverMakeBody{Kind: wire.HandoverMake, Origin: club})
	nobody.expectError(samepage.CodeNotFound)
}

// C4, W18: what the customer ended at the other origin does not go on by a claim.
func TestHandover_C4_AnEndIsFinalAtTheOtherOriginToo(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	claim := l.tab.claimFor(club)
	there := &tab{
		node: n, origin: club, claim: claim, stopped: []string{l.session},
		page: wire.Page{URL: club + "/"}, client: &client{t: t, name: "page of the club"},
	}
	there.connect(n)
	if s := there.welcome.Session; s != nil {
		t.Errorf("the session goes on as %+v", s)
	}
	l.desk.expectStatus("ended")
}

// C4, W18: an end that an origin has kept for its own visitor is delivered although its
// page goes on as the visitor of a claim.
func TestHandover_C4_W18_AnEndOfTheOriginsOwnVisitorIsDelivered(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	first := goLive(t, w, n, n)
	first.tab.drop()
	other := n.tab("another browser's tab")
	other.openChat("Hello again")
	there := &tab{
		node: n, visitor: first.tab.visitor, claim: other.claimFor(shop), stopped: []string{first.session},
		page: wire.Page{URL: shop + "/"}, client: &client{t: t, name: "page of the shop"},
	}
	there.connect(n)
	if there.visitor != other.visitor {
		t.Errorf("the page goes on as %s", there.visitor)
	}
	first.desk.expectStatus("ended")
}
