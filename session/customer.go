package session

import (
	"fmt"
	"samepage/org"
	"samepage/wire"
	"time"
)

// ResumeAfter is how long a customer may be away before coming back is a resumed session,
// in which Full Control has to be asked again. A page load is shorter.
const ResumeAfter = 15 * time.Second

func (st *step) pageShown(ev PageShown) error {
	st.Tab = ev.Tab
	st.show(ev.Page)
	return nil
}

// pin holds the view on a tab, or lets it follow the customer.
func (st *step) pin(ev PinTab) error {
	if st.Pinned == ev.Tab {
		return nil
	}
	kind := "tab_pinned"
	if ev.Tab == "" {
		kind = "tab_unpinned"
	}
	st.Pinned = ev.Tab
	st.note(kind, ev.By)
	return nil
}

func (st *step) customerBack(ev CustomerBack) error {
	if !st.CustomerOnline {
		away := st.now.Sub(st.CustomerSince)
		st.CustomerOnline, st.CustomerSince, st.CustomerDue = true, st.now, time.Time{}
		st.note("customer_back", st.customerActor(), "away_s", fmt.Sprintf("%.0f", away.Seconds()))
		if away > ResumeAfter {
			st.endControl("resumed", system)
		}
	}
	st.Tab, st.Client = ev.Tab, ev.Client
	st.show(ev.Page)
	return nil
}

func (st *step) customerLost() error {
	if !st.CustomerOnline {
		return nil
	}
	st.CustomerOnline, st.CustomerSince = false, st.now
	st.CustomerDue = st.now.Add(st.Limits.CustomerAway)
	st.note("customer_lost", st.customerActor())
	return nil
}

// show notes the page. Only what a live session showed is counted and journalled.
func (st *step) show(page wire.Page) {
	page = MaskPage(page)
	moved := page.URL != st.Page.URL && page.URL != ""
	st.Page = page
	if moved && st.Status == Live {
		st.Pages++
		st.notePage()
	}
}

// notePage journals the page that is shown, for reports and the customer's receipt. The
// title is as the customer's page masked it.
func (st *step) notePage() {
	st.note("page_shown", st.customerActor(), "page", st.Page.URL, "title", st.Page.Title)
}

// redeploy takes away at once what the site no longer offers.
func (st *step) redeploy(ev Redeployed) error {
	st.Deployment = ev.Deployment
	instant := ev.Deployment.Instant
	switch {
	case !instant.On:
		st.end(ReasonEnded, system)
	case st.Status == Live:
		st.takeAway()
	case !instant.Has(st.Mode):
		st.Mode = instant.Start()
	}
	return nil
}

// takeAway leaves what a live session does and its site no longer has.
func (st *step) takeAway() {
	if st.Escalation != Instant && !st.Deployment.Advanced.On {
		if st.Ask != nil && st.Ask.What == AskAdvanced {
			st.closeAsk()
		}
		st.toInstant("not_deployed", system)
	}
	if set := st.modeSet(); !set.Has(st.Mode) || !set.Has(org.ModeFull) && st.Control != ControlNone {
		st.endControl("not_deployed", system)
	}
	if set := st.modeSet(); !set.Has(st.Mode) {
		st.enterMode(set.Start(), system)
	}
}
