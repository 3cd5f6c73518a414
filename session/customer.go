package session

import (
	"fmt"
	"samepage"
	"samepage/org"
	"samepage/wire"
	"time"
)

// ResumeAfter is how long a customer may be away before coming back is a resumed session,
// in which Full Control has to be asked again. A page load is shorter.
const ResumeAfter = 15 * time.Second

// customer handles the news of the customer's page, and of the site.
func (st *step) customer(ev Event) error {
	switch ev := ev.(type) {
	case CustomerBack:
		st.customerBack(ev)
	case CustomerLost:
		st.customerLost()
	case PageShown:
		if err := st.live(); err != nil {
			return err
		}
		st.Tab = ev.Tab
		st.show(ev.Page)
	case PinTab:
		return st.pin(ev)
	case Redeployed:
		st.redeploy(ev)
	default:
		return samepage.Fault(samepage.CodeInternal, "This event is not known.").Because(fmt.Errorf("event %T", ev))
	}
	return nil
}

// pin holds the view on a tab, or lets it follow the customer.
func (st *step) pin(ev PinTab) error {
	if err := st.live(); err != nil {
		return err
	}
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

func (st *step) customerBack(ev CustomerBack) {
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
}

func (st *step) customerLost() {
	if !st.CustomerOnline {
		return
	}
	st.CustomerOnline, st.CustomerSince = false, st.now
	st.CustomerDue = st.now.Add(st.Limits.CustomerAway)
	st.note("customer_lost", st.customerActor())
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
func (st *step) redeploy(ev Redeployed) {
	st.Deployment = ev.Deployment
	if !ev.Deployment.Instant.On {
		st.end(ReasonEnded, system)
		return
	}
	if st.Status != Live {
		if !ev.Deployment.Instant.Has(st.Mode) {
			st.Mode = ev.Deployment.Instant.Start()
		}
		return
	}
	if st.Escalation != Instant && !ev.Deployment.Advanced.On {
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
