package session_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"testing"
	"time"
)

func TestAskColleague_A18_AsksForSixtySecondsAndOnlyOnce(t *testing.T) {
	s := after(t, accept, askBen)
	g, asked := s.Guest("agt_ben")
	if want := start.Add(2*time.Second + session.GuestLimit); !asked || !g.DueAt.Equal(want) || !s.DueAt().Equal(want) {
		t.Fatalf("guest is %+v, due at %v", g, s.DueAt())
	}
	again := next(t, s, askBen, 30*time.Second).Session
	if len(again.Guests) != 1 || !again.DueAt().Equal(start.Add(90*time.Second)) {
		t.Fatalf("guests are %+v", again.Guests)
	}
	out := next(t, again, session.DeadlinePassed{}, 90*time.Second)
	if out.Session.Status != session.Live || len(out.Session.Guests) != 0 || kinds(out.Journal) != "colleague_silent" {
		t.Fatalf("session is %+v, journal %q", out.Session, kinds(out.Journal))
	}
}

func TestAskColleague_A18_TheStateTellsAgentsAndNotTheCustomer(t *testing.T) {
	s := from(t, states(t)["controlled"], session.AskColleague{By: byAna, Colleague: cyd}, session.WishControl{Agent: "agt_ben"})
	b := s.State()
	if len(b.Invited) != 1 || b.Invited[0] != cyd || len(b.Wishes) != 1 || b.Wishes[0] != "agt_ben" || b.Controller != "agt_ana" {
		t.Fatalf("agents read %+v", b)
	}
	c := s.CustomerState()
	if len(c.Invited)+len(c.Wishes) > 0 || c.Controller != "agt_ana" || len(c.People) != 2 || c.People[1].Name != "Ben" {
		t.Fatalf("the customer reads %+v", c)
	}
}

func TestWithdraw_A18_TakesOnesOwnWishOrInvitationBack(t *testing.T) {
	s := from(t, states(t)["controlled"], session.AskColleague{By: byAna, Colleague: cyd}, session.WishControl{Agent: "agt_ben"})
	unwished := next(t, s, session.WithdrawWish{Agent: "agt_ben"}, 10*time.Second)
	if len(unwished.Session.Wishes) != 0 || unwished.Session.Controller != "agt_ana" || kinds(unwished.Journal) != "control_unwished" {
		t.Fatalf("wishes are %v, journal %q", unwished.Session.Wishes, kinds(unwished.Journal))
	}
	unasked := next(t, s, session.UnaskColleague{By: byAna, Agent: "agt_cyd"}, 10*time.Second)
	if len(unasked.Session.Guests) != 0 || kinds(unasked.Journal) != "colleague_unasked" {
		t.Fatalf("guests are %v, journal %q", unasked.Session.Guests, kinds(unasked.Journal))
	}
	_, err := session.Next(unasked.Session, session.Join{Agent: cyd, Role: session.Joined}, start.Add(11*time.Second))
	if samepage.CodeOf(err) != samepage.CodeForbidden {
		t.Fatalf("who was uninvited joins: %v", err)
	}
}

func TestAskColleague_A18_PlacesAreCountedWithThoseWhoAreAsked(t *testing.T) {
	s := after(t, accept)
	for i := 1; i < session.MaxPeople; i++ {
		ask := session.AskColleague{By: byAna, Colleague: wire.Person{Agent: "agt_" + string(rune('a'+i))}}
		s = next(t, s, ask, 10*time.Second).Session
	}
	_, err := session.Next(s, session.AskColleague{By: byAna, Colleague: cyd}, start.Add(10*time.Second))
	if samepage.CodeOf(err) != samepage.CodeNotAllowed {
		t.Fatalf("one too many: %v", err)
	}
	_, err = session.Next(s, session.Join{Agent: cyd, Role: session.Supervisor, Supervises: true}, start.Add(10*time.Second))
	if samepage.CodeOf(err) != samepage.CodeNotAllowed {
		t.Fatalf("a supervisor took somebody's place: %v", err)
	}
}

func TestSupervisor_A18_WatchesAndMayBeginToAct(t *testing.T) {
	watches := next(t, after(t, accept), session.Join{Agent: cyd, Role: session.Supervisor, Supervises: true}, 5*time.Second)
	if len(watches.Lines) != 1 || watches.Lines[0].Event != "joined" {
		t.Fatalf("lines are %+v", watches.Lines)
	}
	for _, g := range []wire.Grant{wire.GrantPoint, wire.GrantAnnotate, wire.GrantControl, wire.GrantLead} {
		if session.Allowed(watches.Session, "agt_cyd", g) {
			t.Errorf("a watching supervisor has %q", g)
		}
	}
	acts := next(t, watches.Session, session.Join{Agent: cyd, Role: session.Joined}, 6*time.Second)
	if p, _ := acts.Session.Person("agt_cyd"); p.Role != session.Joined || len(acts.Lines) > 0 {
		t.Fatalf("people are %+v, lines %+v", acts.Session.People, acts.Lines)
	}
}

func TestLeave_A18_TakesWishesAndControlAlong(t *testing.T) {
	wishing := from(t, states(t)["controlled"], session.WishControl{Agent: "agt_ben"})
	out := next(t, wishing, session.Leave{Agent: "agt_ben"}, 5*time.Second)
	if len(out.Session.Wishes) > 0 || out.Session.Control != session.ControlGranted || out.Lines[0].Event != "left" {
		t.Fatalf("session is %+v, lines %+v", out.Session, out.Lines)
	}
	controls := from(t, wishing, session.GiveControl{By: byAna, To: "agt_ben", Ask: "ask_ben"}, session.Answer{Ask: "ask_ben", Answer: "accept"})
	if !session.Allowed(controls, "agt_ben", wire.GrantControl) || session.Allowed(controls, "agt_ana", wire.GrantControl) {
		t.Fatalf("control is %s's", controls.Controller)
	}
	gone := next(t, controls, session.Leave{Agent: "agt_ben"}, 20*time.Second).Session
	if gone.Control != session.ControlNone || gone.Mode != org.ModePointer {
		t.Fatalf("control is %s, mode %s", gone.Control, gone.Mode)
	}
}

func TestGiveControl_W26_NotToWhoIsAway(t *testing.T) {
	s := next(t, states(t)["live"], session.AgentLost{Agent: "agt_ben"}, 5*time.Second).Session
	_, err := session.Next(s, session.GiveControl{By: byAna, To: "agt_ben", Ask: "ask_ben"}, start.Add(6*time.Second))
	if samepage.CodeOf(err) != samepage.CodeUnavailable {
		t.Fatalf("control for somebody who is away: %v", err)
	}
}

func TestChatTransferred_A18_TheLeadGoesWithIt(t *testing.T) {
	out := next(t, states(t)["controlled"], session.ChatTransferred{By: byAna, To: cyd}, 10*time.Second)
	s := out.Session
	lead, _ := s.Lead()
	if _, in := s.Person("agt_ana"); in || lead.Agent != "agt_cyd" || s.Control != session.ControlNone || len(out.Lines) > 0 {
		t.Fatalf("session is %+v, lines %+v", s, out.Lines)
	}
	// The lead was handed over before: chat and session go their own ways.
	handed := next(t, states(t)["live"], session.HandLead{By: byAna, To: "agt_ben"}, 10*time.Second).Session
	if next(t, handed, session.ChatTransferred{By: byAna, To: cyd}, 11*time.Second).Changed {
		t.Fatal("the lead that Ben was given went away with Ana's chat")
	}
}

func TestLead_A18_WhoJoinedReplacesALeadWhoStaysAway(t *testing.T) {
	watched := from(t, states(t)["live"], session.Join{Agent: cyd, Role: session.Supervisor, Supervises: true})
	lost := next(t, watched, session.AgentLost{Agent: "agt_ana"}, 10*time.Second).Session
	due := 10*time.Second + org.LeadAwayLimit
	out := next(t, lost, session.DeadlinePassed{}, due)
	lead, _ := out.Session.Lead()
	if out.Session.Status != session.Live || lead.Agent != "agt_ben" || !out.Session.DueAt().IsZero() || kinds(out.Journal) != "lead_handed" {
		t.Fatalf("session is %+v, journal %q", out.Session, kinds(out.Journal))
	}
	alone := next(t, lost, session.AgentLost{Agent: "agt_ben"}, 11*time.Second).Session
	if got := next(t, alone, session.DeadlinePassed{}, due).Session; got.EndReason != session.ReasonLost {
		t.Fatalf("with a watching supervisor alone the session is %+v", got)
	}
}

func TestExtend_W32_TenTimes(t *testing.T) {
	s := after(t)
	for i := range session.MaxExtensions {
		at := time.Duration(i+1) * 50 * time.Second
		s = next(t, s, session.ExtendAsk{Ask: "ask_one"}, at).Session
		if q := s.Question(); q.Ask != "ask_one" || !q.ExpiresAt.Equal(start.Add(at+org.InvitationLimit)) || !s.DueAt().Equal(q.ExpiresAt) {
			t.Fatalf("question is %+v, due at %v", q, s.DueAt())
		}
	}
	at := start.Add((session.MaxExtensions + 1) * 50 * time.Second)
	if _, err := session.Next(s, session.ExtendAsk{Ask: "ask_one"}, at); samepage.CodeOf(err) != samepage.CodeNotAllowed {
		t.Fatalf("once more: %v", err)
	}
	if _, err := session.Next(s, session.ExtendAsk{Ask: "ask_one"}, at.Add(time.Hour)); samepage.CodeOf(err) != samepage.CodeExpired {
		t.Fatalf("after the end: %v", err)
	}
}

func TestCode_A19_ANewOneHasTheWholeTime(t *testing.T) {
	offered := states(t)["offered"]
	s := next(t, offered, session.NewCode{}, 15*time.Minute).Session
	if want := start.Add(15*time.Minute + session.OfferLimit); !s.DueAt().Equal(want) || !s.State().ExpiresAt.Equal(want) {
		t.Fatalf("due at %v", s.DueAt())
	}
}
