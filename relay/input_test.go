package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"strings"
	"testing"
)

// offerFull lets the house's site offer Full Control.
func (w *world) offerFull() {
	w.t.Helper()
	site, err := w.store.Site(w.t.Context(), w.house.Scope, w.house.Site.ID)
	must(w.t, err)
	site.Deployment.Instant = org.ModeSet{
		On: true, Modes: []org.Mode{org.ModeView, org.ModePointer, org.ModeFull}, Default: org.ModePointer,
	}
	_, err = w.store.UpdateSite(w.t.Context(), w.house.Scope, site)
	must(w.t, err)
}

// takeControl lets the lead ask for Full Control and the customer allow it.
func (l *live) takeControl() {
	l.w.t.Helper()
	l.desk.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: string(org.ModeFull)})
	ask := expect(l.tab.client, wire.ConsentAsk, func(a wire.ConsentAskBody) bool { return a.What == session.AskControl })
	l.tab.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept"})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Control == "granted" })
}

// bringIn makes Ben another agent of the session, with a viewer.
func (l *live) bringIn(n *node) *screen {
	l.w.t.Helper()
	sessions, ctx := l.w.store.Sessions(), l.w.t.Context()
	lease, err := sessions.Owner(ctx, l.w.house.Scope, samepage.SessionID(l.session))
	must(l.w.t, err)
	_, err = sessions.Apply(ctx, l.w.house.Scope, samepage.SessionID(l.session), lease.Fence,
		session.Join{Agent: l.w.house.Ben.Person(), Role: session.Joined, Supervises: true})
	must(l.w.t, err)
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.People) == 2 })
	return n.screen(l.w.house.Ben, l.session)
}

// A9: what an agent does reaches the page only while they hold Full Control, signed by the
// server; over two nodes.
func TestInput_A9_W23_ReachesThePageOnlyWithControl(t *testing.T) {
	w := newCluster(t, 2, nil)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	viewer := w.nodes[1].screen(w.house.Ana, l.session)
	press := wire.InputPressBody{
		Kind: wire.InputPress, Ref: 7, At: wire.At{Epoch: 1, Node: 5, X: 0.5, Y: 0.5}, Phase: "down", Count: 1,
		From: &wire.Pointing{Agent: "agt_boss", Name: "Boss"},
	}
	viewer.send(press)
	if p := viewer.expectError(samepage.CodeNotAllowed); p.Re != string(wire.InputPress) || p.Ref != "7" {
		t.Errorf("the refusal reads %+v", p)
	}
	l.takeControl()
	viewer.send(press)
	got := expect[wire.InputPressBody](l.tab.client, wire.InputPress, nil)
	if got.From == nil || got.From.Agent != string(w.house.Ana.ID) || got.From.Name != w.house.Ana.Name || got.At.Node != 5 {
		t.Errorf("the press came as %+v from %+v", got, got.From)
	}
	l.tab.send(wire.SessionRefBody{Kind: wire.ControlRelease})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Control != "granted" })
	viewer.send(press)
	viewer.expectError(samepage.CodeNotAllowed)
}

// A9: the address box opens the company's pages and nothing else, and says which those are.
func TestInput_A9_W24_OnlyTheCompanysPagesOpen(t *testing.T) {
	w := newWorld(t)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	l.takeControl()
	l.desk.send(wire.NavGoBody{Kind: wire.NavGo, Session: l.session, Ref: 3, URL: "https://evil.example/"})
	if p := l.desk.expectError(samepage.CodeForbidden); !strings.Contains(p.Message, "https://*.shop.example") || p.Ref != "3" {
		t.Errorf("the refusal reads %+v", p)
	}
	l.desk.send(wire.NavGoBody{Kind: wire.NavGo, Session: l.session, Ref: 4, URL: "https://www.shop.example/help?q=1#top"})
	if got := expect[wire.NavGoBody](l.tab.client, wire.NavGo, nil); got.URL != "https://www.shop.example/help?q=1#top" {
		t.Errorf("the page was told to open %q", got.URL)
	}
	l.desk.send(wire.NavStepBody{Kind: wire.NavStep, Session: l.session, Ref: 5, To: "sideways"})
	l.desk.expectError(samepage.CodeInvalid)
	l.desk.send(wire.NavStepBody{Kind: wire.NavStep, Session: l.session, Ref: 6, To: "back"})
	expect[wire.NavStepBody](l.tab.client, wire.NavStep, nil)
}

// A9, A10, P6: what the page answers goes to the agent whom it names, never to another.
func TestInput_A9_W23_AnswersGoToTheNamedAgentAlone(t *testing.T) {
	w := newWorld(t)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	ana := w.nodes[0].screen(w.house.Ana, l.session)
	ben := l.bringIn(w.nodes[0])
	l.takeControl()
	me := string(w.house.Ana.ID)
	l.tab.send(wire.InputRefusedBody{Kind: wire.InputRefused, Agent: "agt_stranger", Ref: 1, Reason: "masked"})
	l.tab.send(wire.InputRefusedBody{Kind: wire.InputRefused, Agent: me, Ref: 2, Reason: "<b>no</b>"})
	l.tab.send(wire.StepUpBody{Kind: wire.StepUp, Agent: me, Ref: 3, State: "asked", Label: "Pay now"})
	l.tab.send(wire.CopyTextBody{Kind: wire.CopyText, Agent: string(w.house.Ben.ID), Ref: 4, Text: "not for Ben"})
	l.tab.send(wire.CopyTextBody{Kind: wire.CopyText, Agent: me, Ref: 5, Text: "Order 7"})
	l.tab.send(wire.AnnotateGoneBody{Kind: wire.AnnotateGone, Agent: me, Why: "scroll", IDs: []string{"s1"}})
	l.tab.send(wire.ControlPauseBody{Kind: wire.ControlPause, Until: 500})

	if r := expect[wire.InputRefusedBody](ana.client, wire.InputRefused, nil); r.Ref != 2 || r.Reason != "failed" {
		t.Errorf("the refusal came as %+v", r)
	}
	if s := expect[wire.StepUpBody](ana.client, wire.StepUp, nil); s.Label != "Pay now" {
		t.Errorf("the step-up came as %+v", s)
	}
	if c := expect[wire.CopyTextBody](ana.client, wire.CopyText, nil); c.Text != "Order 7" {
		t.Errorf("the copy came as %+v", c)
	}
	expect[wire.AnnotateGoneBody](ana.client, wire.AnnotateGone, nil)
	expect[wire.ControlPauseBody](ana.client, wire.ControlPause, nil)
	expect[wire.ControlPauseBody](ben.client, wire.ControlPause, nil) // behind all of the above
	ben.expectNever(wire.InputRefused, wire.StepUp, wire.CopyText, wire.AnnotateGone)
}

// A9: where the customer has no page, the agent is told at once.
func TestInput_A9_WithoutAPageTheAgentIsTold(t *testing.T) {
	w := newWorld(t)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[0])
	viewer := w.nodes[0].screen(w.house.Ana, l.session)
	l.takeControl()
	l.tab.drop()
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return !s.CustomerOnline })
	viewer.send(wire.InputKeyBody{Kind: wire.InputKey, Ref: 9, Phase: "press", Key: "a", Code: "KeyA"})
	if p := viewer.expectError(samepage.CodeUnavailable); p.Ref != "9" {
		t.Errorf("the refusal reads %+v", p)
	}
}
