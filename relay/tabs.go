package relay

import (
	"cmp"
	"samepage"
	"samepage/session"
	"samepage/wire"
	"slices"
	"time"
)

const (
	// pinGrace is how long a pinned tab may be without a socket before it counts as
	// closed: a page load on a slow phone.
	pinGrace = 8 * time.Second
	// loadFor is how long a page may take to follow the one that was left, before the
	// customer counts as gone from the company's pages.
	loadFor = 10 * time.Second
	// stayWithTab is how long the view waits for the next page of the tab that was shown,
	// before it shows another tab.
	stayWithTab = 3 * time.Second
)

// tabs is what a room knows of its customer's tabs besides their places. One is shown at a
// time: the one that the customer looks at, or the one that the lead holds on to (C7).
type tabs struct {
	lostAt time.Duration   // since when the pinned tab has no socket; 0 = it has
	told   []wire.TabState // what the agents were told last
	// loadingAt is when the last page went with another to come; 0 = none is awaited.
	loadingAt time.Duration
	left      bool // the agents were told that the customer left the pages
}

// liveParts are the parts of a state that only the owner of the room knows. An edge keeps
// the last ones for the states that it reads from the row itself.
type liveParts struct {
	Tabs []wire.TabState `json:"tabs"`
}

// hears keeps the parts of a state that the owner told.
func (s *seat) hears(state []byte) {
	if parts, err := read[liveParts](state); err == nil {
		s.told.Store(&parts)
	}
}

// mayShow reports whether a tab may be the one that is shown.
func (o *room) mayShow(p *place) bool { return o.state.Pinned == "" || p.Tab == o.state.Pinned }

// openTabs lists the customer's tabs for the agents, in an order that stays. Nothing of
// them is told before the customer accepted.
func (o *room) openTabs() []wire.TabState {
	if o.state.Status != session.Live {
		return nil
	}
	var open []wire.TabState
	for _, p := range o.customers() {
		open = append(open, wire.TabState{Tab: string(p.Tab), Page: p.Page, Focused: p.looks > 0})
	}
	slices.SortFunc(open, func(a, b wire.TabState) int { return cmp.Compare(a.Tab, b.Tab) })
	return open
}

// pin holds the view on one tab, or lets it follow the customer again.
func (o *room) pin(p *place, raw []byte) error {
	body, err := read[wire.TabPinBody](raw)
	if err != nil {
		return err
	}
	tab := samepage.TabID(body.Tab)
	if tab != "" && o.placeOf(tab) == nil {
		return samepage.Fault(samepage.CodeNotFound, "This tab is not open any more.")
	}
	o.apply(session.PinTab{By: o.actor(p), Tab: tab}, p, wire.TabPin)
	return nil
}

// follow shows the tab that is to be shown now that another one is pinned, or none.
func (o *room) follow() {
	o.tabs.lostAt = 0
	if best := o.lookedAt(); best != nil && best.Conn != o.active {
		o.activate(best)
	}
}

// placeOf finds the place of a tab, nil where it has none.
func (o *room) placeOf(tab samepage.TabID) *place {
	for _, p := range o.customers() {
		if p.Tab == tab {
			return p
		}
	}
	return nil
}

// lookedAt finds the tab that the customer looked at last, of those that may be shown.
func (o *room) lookedAt() *place {
	var best *place
	for _, p := range o.customers() {
		if o.mayShow(p) && (best == nil || p.looks > best.looks) {
			best = p
		}
	}
	return best
}

// noteTabs does what is due by time: a pinned tab that was closed is let go, a page that
// never came means that the customer has left, and the agents learn of other tabs.
func (o *room) noteTabs() {
	now := o.r.now()
	if o.state.Pinned != "" {
		switch {
		case o.placeOf(o.state.Pinned) != nil:
			o.tabs.lostAt = 0
		case o.tabs.lostAt == 0:
			o.tabs.lostAt = now
		case now-o.tabs.lostAt > pinGrace:
			o.tabs.lostAt = 0 // once more where the database is away
			o.apply(session.PinTab{By: session.Actor{End: session.BySystem}}, nil, "")
		}
	}
	if o.tabs.loadingAt > 0 && now-o.tabs.loadingAt > loadFor {
		o.tabs.loadingAt = 0
		if len(o.customers()) == 0 {
			o.gone()
		}
	}
	if !slices.Equal(o.tabs.told, o.openTabs()) {
		o.pushTabs()
	}
}

// pushTabs sends the state to the agents again: other tabs are open.
func (o *room) pushTabs() {
	o.tabs.told = o.openTabs()
	for _, p := range o.agents() {
		o.push(p)
	}
}

// gone tells the agents that the customer left the company's pages.
func (o *room) gone() {
	o.tabs.left = true
	o.tellAgents(wire.PageEventBody{Kind: wire.PageEvent, Event: "left"})
}

// tabCame: a page of the customer is there, so that nobody waits for one any more.
func (o *room) tabCame() {
	o.tabs.loadingAt = 0
	if o.tabs.left {
		o.tabs.left = false
		o.tellAgents(wire.PageEventBody{Kind: wire.PageEvent, Event: "back"})
	}
}

// tabWent tells the agents what can be told of a page that is gone: it said that its
// customer leaves, it made room for the next one, or nothing, which is a lost connection.
func (o *room) tabWent(p *place, why departure, shown bool) {
	if o.state.Status != session.Live {
		return
	}
	last := len(o.customers()) == 0
	switch {
	case p.leaves && last:
		o.tabs.left = true // it told so itself
	case why == departPageHide && (last || shown):
		o.tellAgents(wire.PageEventBody{Kind: wire.PageEvent, Event: "loading"})
		o.tabs.loadingAt = o.r.now()
	}
}

// loading reports whether the tab that was shown is between two pages: another one is
// shown in its place only when the customer looks at it.
func (o *room) loading() bool {
	return o.tabs.loadingAt > 0 && o.r.now()-o.tabs.loadingAt < stayWithTab
}

// pageEvents are the events that the customer's page may tell of.
var pageEvents = []string{
	"hidden", "visible", "loading", "left", "back", "view_only", "excluded", "shared", "secret", "covered",
}

// tellVerdict tells an agent who comes to look what the rules let leave the shown page: the
// page said it once (A20).
func (o *room) tellVerdict(to *place) {
	if shown := o.places[o.active]; shown != nil && shown.verdict != "" {
		o.tell(to.Conn, wire.PageEventBody{Kind: wire.PageEvent, Event: shown.verdict})
	}
}

// pageEvent passes what the shown page tells of itself (A20).
func (o *room) pageEvent(p *place, body wire.PageEventBody) {
	switch body.Event {
	case "left":
		p.leaves = true // a link leads off the company's pages (C8)
	case "back":
		p.leaves = false // the customer stays after all
	case "view_only", "excluded", "shared":
		p.verdict = body.Event
	}
	if p.Conn != o.active || !slices.Contains(pageEvents, body.Event) {
		return
	}
	if body.Page != nil {
		page := session.MaskPage(*body.Page)
		body.Page = &page
	}
	o.tellAgents(body)
}

// focus decides which tab is shown: the one that the customer looks at.
func (o *room) focus(p *place, focused bool) {
	p.Focused = focused
	if !focused {
		p.looks = 0
		return
	}
	p.looks = o.r.now()
	if o.active != p.Conn && o.mayShow(p) {
		o.activate(p)
	}
}
