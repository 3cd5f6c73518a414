package relay_test

import (
	"samepage"
	"samepage/wire"
	"testing"
)

// beside opens another tab of the same customer.
func (t *tab) beside(n *node, url string) *tab {
	t.t.Helper()
	other := &tab{
		node: n, visitor: t.visitor, chatToken: t.chatToken, chat: t.chat, unfocused: true,
		page: wire.Page{URL: url, Title: "Beside"}, client: &client{t: t.t, name: "another tab"},
	}
	other.connect(n)
	return other
}

// C7: the agents see which tabs are open; the view follows the customer, or stays with
// the one that the lead holds on to.
func TestTabs_C7_W33_TheViewFollowsOrStays(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	other := l.tab.beside(n, shop+"/help?q=secret")
	s := expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Tabs) == 2 })
	for _, open := range s.Tabs {
		if open.Tab == other.id && open.Page.URL != shop+"/help" {
			t.Errorf("the agents read %q", open.Page.URL)
		}
	}
	other.send(wire.TabFocusBody{Kind: wire.TabFocus, Focused: true})
	expect[wire.MirrorStartBody](other.client, wire.MirrorStart, nil)
	expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Tab == other.id })

	viewer.send(wire.TabPinBody{Kind: wire.TabPin, Tab: l.tab.id})
	expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Pinned == l.tab.id })
	expect[wire.MirrorStartBody](l.tab.client, wire.MirrorStart, nil)
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Pinned == l.tab.id })
	other.send(wire.TabFocusBody{Kind: wire.TabFocus, Focused: true})
	other.send(wire.PageChangedBody{Kind: wire.PageChanged, Page: wire.Page{URL: shop + "/help/2"}})
	s = expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool {
		for _, open := range s.Tabs {
			if open.Page.URL == shop+"/help/2" {
				return true
			}
		}
		return false
	})
	if s.Tab != l.tab.id || s.Pinned != l.tab.id {
		t.Errorf("the view went to %s although %s is pinned", s.Tab, s.Pinned)
	}

	l.desk.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: "view"})
	for _, agents := range []*client{l.desk.client, viewer.client} {
		expect(agents, wire.SessionState, func(s wire.SessionStateBody) bool {
			if len(s.Tabs) != 2 || s.Pinned != l.tab.id {
				t.Errorf("%s reads a state that has forgotten the tabs: %+v", agents.name, s)
			}
			return s.Mode == "view"
		})
	}
	viewer.send(wire.TabPinBody{Kind: wire.TabPin})
	expect[wire.MirrorStartBody](other.client, wire.MirrorStart, nil)
	viewer.send(wire.TabPinBody{Kind: wire.TabPin, Tab: "tab_none"})
	viewer.expectError(samepage.CodeNotFound)
}

// C7: a pinned tab that was closed is let go by itself.
func TestTabs_C7_W33_APinnedTabThatClosesIsLetGo(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	other := l.tab.beside(n, shop+"/help")
	l.desk.send(wire.TabPinBody{Kind: wire.TabPin, Session: l.session, Tab: l.tab.id})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Pinned == l.tab.id })
	l.tab.hangUp()
	expect[wire.MirrorStartBody](other.client, wire.MirrorStart, nil)
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Pinned == "" && s.Tab == other.id })
}

// C7: which tab is pinned is in the row, not in the node that owns the room.
func TestTabs_C7_W33_APinOutlivesTheNode(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	other := l.tab.beside(w.nodes[0], shop+"/help")
	l.desk.send(wire.TabPinBody{Kind: wire.TabPin, Session: l.session, Tab: l.tab.id})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Pinned == l.tab.id && len(s.Tabs) == 2 })
	eventually(t, "the pin is written", func() bool { return w.session(l.session).Pinned == samepage.TabID(l.tab.id) })
	w.nodes[0].stop()
	other.expectClosed(wire.CloseElsewhere)
	l.tab.expectClosed(wire.CloseElsewhere)
	other.unfocused = false // the customer looks at the one that is not pinned
	other.connect(w.nodes[1])
	l.tab.unfocused, l.tab.chatToken = true, other.chatToken // tabs share what their browser remembers
	l.tab.connect(w.nodes[1])
	l.takeStart()
	s := expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Tabs) == 2 && s.Tab == l.tab.id })
	if s.Pinned != l.tab.id || other.got(wire.MirrorStart) {
		t.Errorf("the view went to %s although %s was pinned", s.Tab, l.tab.id)
	}
}

// C8, A20: the agents are told whether the customer left the pages, or only the connection is lost.
func TestTabs_C8_W34_LeftThePagesIsNotALostConnection(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	event := func(want string) {
		t.Helper()
		expect(l.desk.client, wire.PageEvent, func(e wire.PageEventBody) bool {
			if e.Event != want {
				t.Errorf("the agents are told %q where %q is due", e.Event, want)
			}
			return true
		})
	}
	l.tab.hangUp()
	event("loading")
	l.tab.connect(n)
	expect[wire.MirrorStartBody](l.tab.client, wire.MirrorStart, nil)

	l.tab.send(wire.PageEventBody{Kind: wire.PageEvent, Event: "left"})
	event("left")
	l.tab.hangUp()
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return !s.CustomerOnline })
	l.tab.connect(n)
	event("back")

	seen := w.session(l.session).Version
	l.tab.drop()
	lost := expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return !s.CustomerOnline && s.Version > seen })
	l.tab.connect(n)
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.CustomerOnline && s.Version > lost.Version })

	l.tab.hangUp()
	event("loading") // and nothing came before it: a lost connection is no event
	event("left")    // no page followed
}

// A20: what the rules let leave a page is said once, and told to everybody who comes to look later.
func TestTabs_A20_APageToLookAtOnlyIsToldToWhoComesLater(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewOnly := func(e wire.PageEventBody) bool { return e.Event == "view_only" }
	first := n.screen(w.house.Ana, l.session)
	l.tab.send(wire.PageEventBody{Kind: wire.PageEvent, Event: "view_only"})
	expect(first.client, wire.PageEvent, viewOnly)
	later := n.screen(w.house.Ana, l.session)
	expect(later.client, wire.PageEvent, viewOnly)
}
