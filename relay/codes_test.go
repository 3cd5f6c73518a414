package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"testing"
)

// makeCode asks for a code and reads it.
func (t *tab) makeCode() wire.CodeMadeBody {
	t.t.Helper()
	t.send(wire.Head{Kind: wire.CodeMake})
	tokens := expect[wire.TokensBody](t.client, wire.Tokens, nil)
	t.sesToken = tokens.SessionToken
	if tokens.ChatToken != "" {
		t.chatToken = tokens.ChatToken
	}
	made := expect[wire.CodeMadeBody](t.client, wire.CodeMade, nil)
	t.expectStatus("offered")
	return made
}

func (d *desk) typeCode(code string) {
	d.send(wire.CodeJoinBody{Kind: wire.CodeJoin, Code: code})
}

// A19, W29: a session without a chat: the customer reads a code out on node one, an agent
// types it on node two, the customer sees who that is and accepts.
func TestCode_A19_FromSixDigitsToTheSamePage(t *testing.T) {
	w := newCluster(t, 2, nil)
	k, ana := w.nodes[0].tab("Kim's tab"), w.nodes[1].desk(w.house.Ana)
	made := k.makeCode()
	if len(made.Code) != 6 || made.ExpiresAt.IsZero() {
		t.Fatalf("the code is %+v", made)
	}
	k.hangUp()
	k.connect(w.nodes[1]) // a page load keeps the offer
	if s := k.welcome.Session; s == nil || s.Status != "offered" || s.Session != made.Session || s.ExpiresAt == nil {
		t.Fatalf("after a page load the page reads %+v", s)
	}
	ana.typeCode(made.Code)
	if s := ana.expectStatus("asked"); s.Chat != "" || s.Session != made.Session || roleIn(s, w.house.Ana) != "lead" {
		t.Errorf("the agent reads %+v", s)
	}
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	if ask.What != session.AskInstant || ask.Agent.Name != w.house.Ana.Name {
		t.Errorf("the customer is asked %+v", ask)
	}
	k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept"})
	ana.expectStatus("live")
	l := &live{w: w, desk: ana, tab: k, session: made.Session}
	l.takeStart()
	viewer := w.nodes[1].screen(w.house.Ana, made.Session)
	l.key("the page")
	viewer.expectPayload("the page")
	if again := w.nodes[0].desk(w.house.Ana); len(again.welcome.Sessions) != 1 || again.welcome.Sessions[0].Session != made.Session {
		t.Errorf("another console of the agent shows %+v", again.welcome.Sessions)
	}
	ben := w.nodes[0].desk(w.house.Ben)
	ben.typeCode(made.Code) // single use
	ben.expectError(samepage.CodeNotFound)
	ana.send(wire.SessionEndBody{Kind: wire.SessionEnd, Session: made.Session})
	k.expectStatus("ended")
	viewer.expectClosed(wire.CloseEnded)
}

// A19: the customer takes the code back, gets another, refuses the agent; a site without
// co-browse gives none (A1), a customer in a session neither (A3).
func TestCode_A19_DroppedRenewedRefused(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	k, ana := n.tab("Kim's tab"), n.desk(w.house.Ana)
	first := k.makeCode()
	k.send(wire.Head{Kind: wire.CodeMake})
	second := expect[wire.CodeMadeBody](k.client, wire.CodeMade, nil)
	if second.Session != first.Session {
		t.Errorf("another code became another session: %+v", second)
	}
	if second.Code != first.Code {
		ana.typeCode(first.Code)
		ana.expectError(samepage.CodeNotFound)
	}
	ana.typeCode(second.Code)
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	k.send(wire.SessionRefBody{Kind: wire.CodeDrop})
	k.expectError(samepage.CodeConflict)
	k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "decline"})
	if s := ana.expectStatus("ended"); s.EndReason != "declined" {
		t.Errorf("the agent reads %s", s.EndReason)
	}
	k.expectStatus("ended")

	other := n.tab("another tab")
	dropped := other.makeCode()
	other.send(wire.SessionRefBody{Kind: wire.CodeDrop})
	if s := other.expectStatus("ended"); s.EndReason != "withdrawn" {
		t.Errorf("the customer reads %s", s.EndReason)
	}
	eventually(t, "the row says so", func() bool { return w.session(dropped.Session).EndReason == session.ReasonWithdrawn })
	ana.typeCode(dropped.Code)
	ana.expectError(samepage.CodeNotFound)
}

// A3, A19: a code is no way round one engagement at a time, for either side.
func TestCode_A3_OneEngagementAtATime(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	l.tab.send(wire.Head{Kind: wire.CodeMake})
	if p := l.tab.expectError(samepage.CodeEngaged); p.Ref != l.session {
		t.Errorf("the customer reads %+v", p)
	}
	made := n.tab("another tab").makeCode()
	l.desk.typeCode(made.Code)
	if p := l.desk.expectError(samepage.CodeEngaged); p.Ref != l.session {
		t.Errorf("the agent reads %+v", p)
	}
	ben := n.desk(w.house.Ben)
	ben.typeCode(made.Code) // the code is not used up by that
	ben.expectStatus("asked")
}

// A1: a site with co-browse off gives no codes.
func TestCode_A1_NotWhereCoBrowseIsOff(t *testing.T) {
	w := newWorld(t)
	k := w.nodes[0].tab("Kim's tab")
	site, err := w.store.Site(t.Context(), w.house.Scope, w.house.Site.ID)
	must(t, err)
	site.CoBrowse = false
	_, err = w.store.UpdateSite(t.Context(), w.house.Scope, site)
	must(t, err)
	k.send(wire.Head{Kind: wire.CodeMake})
	k.expectError(samepage.CodeDisabled)
}

// W29: wrong codes are counted over all nodes; who typed too many waits, also with a right one.
func TestCode_W29_WrongOnesAreCountedOverAllNodes(t *testing.T) {
	w := newCluster(t, 2, nil)
	made := w.nodes[0].tab("Kim's tab").makeCode()
	wrong := "000000"
	if made.Code == wrong {
		wrong = "000001"
	}
	desks := []*desk{w.nodes[0].desk(w.house.Ana), w.nodes[1].desk(w.house.Ben)}
	desks[0].typeCode("12ab")
	desks[0].expectError(samepage.CodeInvalid) // no try
	for i := range org.WrongCodesOfAddress {
		d := desks[i%len(desks)]
		d.typeCode(wrong)
		d.expectError(samepage.CodeNotFound)
	}
	desks[1].typeCode(made.Code)
	if p := desks[1].expectError(samepage.CodeTooFast); p.Re != string(wire.CodeJoin) {
		t.Errorf("the refusal reads %+v", p)
	}
}

// C7, A19: another tab of the browser joins a session without a chat, and a tab with a chat
// keeps its session by code over a page load; another browser does neither.
func TestCode_C7_OtherTabsOfTheBrowserJoin(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	ana, k := n.desk(w.house.Ana), n.tab("Kim's tab")
	made := k.makeCode()
	ana.typeCode(made.Code)
	l := &live{w: w, desk: ana, tab: k, session: made.Session}
	l.answer(expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil), "accept")
	l.takeStart()
	other := k.beside(n, shop+"/help")
	if s := other.welcome.Session; s == nil || s.Session != made.Session || s.Status != "live" {
		t.Fatalf("the other tab reads %+v", s)
	}
	other.expectStatus("live")
	other.send(wire.TabFocusBody{Kind: wire.TabFocus, Focused: true})
	expect[wire.MirrorStartBody](other.client, wire.MirrorStart, nil)
	if stranger := n.tab("another browser"); stranger.welcome.Session != nil {
		t.Errorf("another browser reads %+v", stranger.welcome.Session)
	}

	k.openChat("Hello")
	k.hangUp()
	k.connect(n)
	if s := k.welcome.Session; s == nil || s.Session != made.Session {
		t.Fatalf("with a chat beside it the tab reads %+v", s)
	}
	k.send(wire.SessionEndBody{Kind: wire.SessionEnd})
	other.expectStatus("ended")
	eventually(t, "the end is written", func() bool { return w.session(made.Session).Status == session.Ended })
	other.sesToken = ""
	other.hangUp()
	other.connect(n)
	if other.welcome.ChatToken != "" || other.welcome.Session == nil || other.welcome.Session.Status != "ended" {
		t.Errorf("after the end the other tab reads %+v", other.welcome)
	}
}
