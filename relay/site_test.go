package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/relay"
	"samepage/wire"
	"testing"
)

// change writes the house's site anew, as a command in another process does.
func (w *world) change(alter func(*org.Site)) {
	w.t.Helper()
	site, err := w.store.Site(w.t.Context(), w.house.Scope, w.house.Site.ID)
	must(w.t, err)
	alter(&site)
	_, err = w.store.UpdateSite(w.t.Context(), w.house.Scope, site)
	must(w.t, err)
}

// P1, R1: a running session gets the new rules and the new deployment, on any node and
// without anybody announcing them.
func TestSite_P1_W35_ARunningSessionIsHeldToWhatIsAppliedNow(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	w.change(func(s *org.Site) {
		s.Policy = org.Policy{MaskAll: true, Rules: []wire.Rule{{Do: "mask", Selector: ".iban"}}, Pages: []string{shop + "/*"}}
		s.Deployment.Instant = org.ModeSet{On: true, Modes: []org.Mode{org.ModeView}, Default: org.ModeView}
	})
	p := expect(l.tab.client, wire.Policy, func(p wire.PolicyBody) bool { return p.MaskAll })
	if len(p.Rules) != 1 || p.Version < 2 || len(p.Pages) != 1 {
		t.Errorf("the page got %+v", p)
	}
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Mode == "view" && len(s.Modes) == 1 })

	w.change(func(s *org.Site) { s.CoBrowse = false })
	must(t, relay.AnnounceSite(w.nodes[0].bus, w.house.Scope, w.house.Site.ID))
	if ended := l.tab.expectStatus("ended"); ended.EndedBy != "system" {
		t.Errorf("the session is %+v", ended)
	}
}

// P1: a page that the site does not list any more is cut off.
func TestSite_P1_W35_APageThatIsNoLongerListedIsCutOff(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	tab := n.tab("Kim's tab")
	w.change(func(s *org.Site) { s.Origins = []string{"https://other.example"} })
	tab.expectClosed(wire.CloseForbidden)
}

// C12: the page learns when the last agent goes, and when the first one comes.
func TestSite_C12_W36_ThePageLearnsWhetherAnAgentIsThere(t *testing.T) {
	w := newCluster(t, 2, nil)
	tab := w.nodes[0].tab("Kim's tab")
	if tab.welcome.AgentsOnline {
		t.Fatal("an agent is there before any came")
	}
	desk := w.nodes[1].desk(w.house.Ana)
	expect(tab.client, wire.SiteState, func(s wire.SiteStateBody) bool { return s.AgentsOnline })
	desk.send(wire.AgentPresenceBody{Kind: wire.AgentPresence, Available: false})
	expect(tab.client, wire.SiteState, func(s wire.SiteStateBody) bool { return !s.AgentsOnline })
}

// P1, W37: rules that the customer's browser could not read are in the journal, told by the page.
func TestSite_P1_W37_UnreadableRulesAreJournalled(t *testing.T) {
	w := newWorld(t)
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	l.tab.send(wire.PolicyFaultBody{
		Kind: wire.PolicyFault, Version: 1, Faults: []wire.PolicyFlaw{{Rule: 0, Why: "selector"}},
	})
	eventually(t, "the journal tells of it", func() bool {
		journal, err := w.store.Sessions().Journal(t.Context(), w.house.Scope, samepage.SessionID(l.session))
		must(t, err)
		for _, e := range journal {
			if e.Kind == "policy_fault" && e.ByPage && e.Detail["why"] == "selector" {
				return true
			}
		}
		return false
	})
}
