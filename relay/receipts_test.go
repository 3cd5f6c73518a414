package relay_test

import (
	"samepage"
	"samepage/session"
	"samepage/wire"
	"slices"
	"strings"
	"testing"
)

// C14: after the end the customer keeps who saw which pages, what was done for them and what
// they answered; nothing that was typed. C5: and may say how it was. On two nodes.
func TestReceipt_C14_C5_TellsWhatWasSeenAndDone(t *testing.T) {
	w := newCluster(t, 2, nil)
	w.offerFull()
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ana := string(w.house.Ana.ID)
	l.takeControl()
	l.tab.send(wire.PageChangedBody{Kind: wire.PageChanged, Page: wire.Page{URL: shop + "/pay?card=4111", Title: "Payment"}})
	for _, done := range []wire.DoneBody{
		{Agent: ana, Action: "type", Label: "Name", Page: shop + "/pay?card=4111", Result: "done", Chars: 11},
		{Agent: ana, Action: "click", Label: "4111 1111 1111 1111", Page: shop + "/pay", Result: "done"},
		{Agent: ana, Action: "click", Label: "Delete account", Page: shop + "/pay", Result: "refused"},
		{Agent: "agt_stranger", Action: "click", Label: "Invented", Page: shop + "/pay", Result: "done"},
		{Agent: ana, Action: "explode", Label: "Invented", Page: shop + "/pay", Result: "done"},
	} {
		done.Kind = wire.Done
		l.tab.send(done)
	}
	l.tab.send(wire.StepUpBody{Kind: wire.StepUp, Agent: ana, Ref: 3, State: "allowed", Label: "Pay now"})
	l.tab.send(wire.SessionRefBody{Kind: wire.ControlRelease})
	l.desk.wantControl("none", "")
	l.tab.send(wire.SessionEndBody{Kind: wire.SessionEnd})
	l.tab.expectStatus("ended")
	r := expect[wire.SessionReceiptBody](l.tab.client, wire.SessionReceipt, nil)
	if r.Session != l.session || r.SiteName != w.house.Site.Name || r.EndedBy != "customer" || r.LiveAt == nil || r.EndedAt == nil {
		t.Errorf("the receipt's head is %+v", r)
	}
	if !slices.Equal(r.Agents, []string{w.house.Ana.Name}) {
		t.Errorf("the agents are %v", r.Agents)
	}
	if len(r.Pages) != 2 || r.Pages[0].URL != shop+"/basket" || r.Pages[1].URL != shop+"/pay" || r.Pages[1].Title != "Payment" {
		t.Errorf("the pages are %+v", r.Pages)
	}
	if len(r.Done) != 2 || r.Done[0].Chars != 11 || r.Done[0].Agent != w.house.Ana.Name || !strings.HasSuffix(r.Done[1].Label, "1111") || strings.Contains(r.Done[1].Label, "4111") {
		t.Errorf("what was done is %+v", r.Done)
	}
	var answers []string
	for _, c := range r.Consents {
		answers = append(answers, c.What+" "+c.Answer+" "+c.Asker)
		if c.Agent != w.house.Ana.Name {
			t.Errorf("a consent names %q", c.Agent)
		}
	}
	want := []string{"instant accept samepage", "control accept samepage", "stepup accept samepage", "control taken_back samepage"}
	if slices.Sort(answers); !slices.Equal(answers, slices.Sorted(slices.Values(want))) {
		t.Errorf("the answers are %q", answers)
	}
	l.rate(t)
}

func (l *live) rate(t *testing.T) {
	t.Helper()
	w := l.w
	l.tab.send(wire.SessionRateBody{Kind: wire.SessionRate, Session: l.session, Stars: 9})
	l.tab.expectError(samepage.CodeInvalid)
	l.tab.send(wire.SessionRateBody{Kind: wire.SessionRate, Session: l.session, Stars: 5, Text: " Thank you, 4111 1111 1111 1111 "})
	eventually(t, "the feedback is kept", func() bool { return w.session(l.session).Feedback.Stars == 5 })
	if got := w.session(l.session).Feedback.Text; strings.Contains(got, "4111") || !strings.HasPrefix(got, "Thank you") {
		t.Errorf("the feedback reads %q", got)
	}
	d, err := w.store.SessionReport(t.Context(), w.house.Scope, samepage.SessionID(l.session))
	must(t, err)
	if d.Row.Stars != 5 || d.Row.Feedback == "" {
		t.Errorf("the report shows %+v", d.Row)
	}
	thief := w.nodes[0].tab("another browser")
	thief.send(wire.SessionRateBody{Kind: wire.SessionRate, Session: l.session, Stars: 1})
	thief.expectError(samepage.CodeNotFound)
}

// C14: a page that was away when the agent ended the session gets its receipt when it comes
// back; one whose invitation was never accepted gets none.
func TestReceipt_C14_AlsoForWhoWasAway(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	l.tab.hangUp()
	l.desk.send(wire.SessionEndBody{Kind: wire.SessionEnd, Session: l.session})
	l.desk.expectStatus("ended")
	eventually(t, "the end is written", func() bool { return w.session(l.session).Status == session.Ended })
	l.tab.sesToken = ""
	l.tab.connect(n)
	if s := l.tab.welcome.Session; s == nil || s.Status != "ended" {
		t.Fatalf("the page is welcomed with %+v", s)
	}
	if r := expect[wire.SessionReceiptBody](l.tab.client, wire.SessionReceipt, nil); r.EndedBy != "agent" {
		t.Errorf("the receipt is %+v", r)
	}

	l.desk.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: l.tab.chat})
	ask := expect[wire.ConsentAskBody](l.tab.client, wire.ConsentAsk, nil)
	l.tab.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "decline"})
	declined := l.tab.expectStatus("ended").Session
	eventually(t, "the end is written", func() bool { return w.session(declined).Status == session.Ended })
	l.tab.send(wire.SessionRateBody{Kind: wire.SessionRate, Session: declined, Stars: 4})
	l.tab.expectError(samepage.CodeNotAllowed)
	l.tab.mu.Lock()
	defer l.tab.mu.Unlock()
	for _, m := range l.tab.texts {
		if m.kind == wire.SessionReceipt {
			t.Errorf("a declined invitation has a receipt: %s", m.raw)
		}
	}
}
