package session_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"strings"
	"testing"
	"time"
)

// next runs one event at a time of its own.
func next(t *testing.T, s session.Session, ev session.Event, at time.Duration) session.Outcome {
	t.Helper()
	out, err := session.Next(s, ev, start.Add(at))
	if err != nil {
		t.Fatalf("%T: %v", ev, err)
	}
	return out
}

func kinds(entries []session.Entry) string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Kind)
	}
	return strings.Join(list, " ")
}

func TestInvite_A1_SiteWithoutCoBrowseRefuses(t *testing.T) {
	for name, change := range map[string]func(*org.Site){
		"switched off": func(s *org.Site) { s.CoBrowse = false },
		"no Instant":   func(s *org.Site) { s.Deployment.Instant.On = false },
	} {
		n := invitation()
		change(&n.Site)
		if _, err := session.Invite(n, start); samepage.CodeOf(err) != samepage.CodeDisabled {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestInvite_A2_AsksTheCustomerForSixtySeconds(t *testing.T) {
	s := after(t)
	q := s.Question()
	if q == nil || q.What != session.AskInstant || q.Agent != ana || q.Mode != string(org.ModePointer) {
		t.Fatalf("question is %+v", q)
	}
	if want := start.Add(60 * time.Second); !q.ExpiresAt.Equal(want) || !s.DueAt().Equal(want) {
		t.Fatalf("expires at %v, due at %v", q.ExpiresAt, s.DueAt())
	}
	if _, err := session.Next(s, accept, start.Add(60*time.Second)); samepage.CodeOf(err) != samepage.CodeExpired {
		t.Fatalf("an answer after the deadline: %v", err)
	}
	out := next(t, s, session.DeadlinePassed{}, 60*time.Second)
	if out.Session.EndReason != session.ReasonExpired || out.Lines[0].Event != "expired" {
		t.Fatalf("session is %+v", out)
	}
}

func TestInvite_TheSitesOwnLimitsHold(t *testing.T) {
	n := invitation()
	n.Site.Limits = org.Limits{Invitation: 5 * time.Second}
	out, err := session.Invite(n, start)
	if err != nil {
		t.Fatal(err)
	}
	if got := out.Session.DueAt(); !got.Equal(start.Add(5 * time.Second)) {
		t.Fatalf("due at %v", got)
	}
}

func TestOffer_A19_CodeExpiresUnlessUsed(t *testing.T) {
	s := states(t)["offered"]
	if got := s.DueAt(); !got.Equal(start.Add(session.OfferLimit)) {
		t.Fatalf("due at %v", got)
	}
	if out := next(t, s, session.DeadlinePassed{}, session.OfferLimit); out.Session.EndReason != session.ReasonExpired {
		t.Fatalf("session is %+v", out.Session)
	}
}

func TestDeadlines_LostCustomerAndLostLeadEndTheSession(t *testing.T) {
	live := after(t, accept)
	for _, c := range []struct {
		name  string
		lost  session.Event
		back  session.Event
		limit time.Duration
	}{
		{"customer", session.CustomerLost{}, session.CustomerBack{Tab: "tab_one", Page: shop}, org.CustomerAwayLimit},
		{"lead", session.AgentLost{Agent: "agt_ana"}, session.AgentConnected{Agent: "agt_ana"}, org.LeadAwayLimit},
	} {
		t.Run(c.name, func(t *testing.T) {
			lost := next(t, live, c.lost, 10*time.Second).Session
			due := 10*time.Second + c.limit
			if got := lost.DueAt(); !got.Equal(start.Add(due)) {
				t.Fatalf("due at %v", got)
			}
			if next(t, lost, session.DeadlinePassed{}, due-time.Microsecond).Changed {
				t.Fatal("ended too early")
			}
			if ended := next(t, lost, session.DeadlinePassed{}, due).Session; ended.EndReason != session.ReasonLost || ended.EndedBy.End != session.BySystem {
				t.Fatalf("session is %+v", ended)
			}
			if back := next(t, lost, c.back, due-time.Second).Session; !back.DueAt().IsZero() || back.Status != session.Live {
				t.Fatalf("session is %+v", back)
			}
		})
	}
}

func TestDeadlines_AQuestionThatNobodyAnswersClosesAlone(t *testing.T) {
	for what, ev := range map[string]session.Event{session.AskControl: askFull, session.AskAdvanced: escalate} {
		asked := next(t, after(t, accept), ev, 10*time.Second).Session
		out := next(t, asked, session.DeadlinePassed{}, 70*time.Second)
		s := out.Session
		if s.Status != session.Live || s.Ask != nil || s.Control != session.ControlNone || s.Escalation != session.Instant {
			t.Errorf("%s: session is %+v", what, s)
		}
		if !strings.HasPrefix(kinds(out.Journal), "expired") {
			t.Errorf("%s: journal is %q", what, kinds(out.Journal))
		}
	}
}

// A10 and DESIGN §3: each of these ends the grant of Full Control, and it is asked again.
func TestControl_A10_EndsWith(t *testing.T) {
	controlled := states(t)["controlled"]
	lost := next(t, controlled, session.CustomerLost{}, 10*time.Second).Session
	for name, c := range map[string]struct {
		from session.Session
		ev   session.Event
		at   time.Duration
	}{
		"taken back":     {controlled, session.ReleaseControl{By: byKim}, 10 * time.Second},
		"given up":       {controlled, session.ReleaseControl{By: byAna}, 10 * time.Second},
		"another mode":   {controlled, session.SetMode{By: byAna, Mode: org.ModeView}, 10 * time.Second},
		"lead lost":      {controlled, session.AgentLost{Agent: "agt_ana"}, 10 * time.Second},
		"lead handed":    {controlled, session.HandLead{By: byAna, To: "agt_ben"}, 10 * time.Second},
		"resumed":        {lost, session.CustomerBack{Tab: "tab_one", Page: shop}, 11*time.Second + session.ResumeAfter},
		"not deployed":   {controlled, session.Redeployed{Deployment: org.DefaultDeployment()}, 10 * time.Second},
		"end of session": {controlled, session.Finish{By: byKim}, 10 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			out := next(t, c.from, c.ev, c.at)
			if out.Session.Control != session.ControlNone || session.Allowed(out.Session, "agt_ana", wire.GrantControl) {
				t.Fatalf("control is %s, session %+v", out.Session.Control, out.Session)
			}
			if !strings.Contains(kinds(out.Journal), "control_ended") {
				t.Fatalf("journal is %q", kinds(out.Journal))
			}
		})
	}
}

func TestControl_A11_EndsWhenAdvancedStartsAndWhenItEnds(t *testing.T) {
	starting := from(t, states(t)["controlled"], escalate, allowAdv)
	if starting.Control != session.ControlGranted {
		t.Fatal("asking for Advanced alone must not end control")
	}
	advanced := next(t, starting, session.EscalationStarted{}, 20*time.Second).Session
	if advanced.Control != session.ControlNone || advanced.Mode != org.ModeView {
		t.Fatalf("advanced with control %s, mode %s", advanced.Control, advanced.Mode)
	}
	again := from(t, advanced, askFull, allowFull)
	if !session.Allowed(again, "agt_ana", wire.GrantControl) {
		t.Fatal("control was asked again and allowed")
	}
	back := next(t, again, session.Deescalate{By: byAna}, 30*time.Second).Session
	if back.Control != session.ControlNone || back.Mode != org.ModePointer || back.Escalation != session.Instant {
		t.Fatalf("instant with control %s, mode %s", back.Control, back.Mode)
	}
}

func TestControl_A9_APageLoadKeepsIt(t *testing.T) {
	lost := next(t, states(t)["controlled"], session.CustomerLost{}, 10*time.Second).Session
	back := next(t, lost, session.CustomerBack{Tab: "tab_one", Page: wire.Page{URL: "https://shop.example/two"}}, 10*time.Second+session.ResumeAfter).Session
	if back.Control != session.ControlGranted || back.Pages != 2 {
		t.Fatalf("control is %s, pages %d", back.Control, back.Pages)
	}
}

func TestControl_A18_OneAtATime(t *testing.T) {
	controlled := states(t)["controlled"]
	_, err := session.Next(controlled, session.SetMode{By: byBen, Mode: org.ModeFull, Ask: "ask_ben"}, start.Add(time.Minute))
	if samepage.CodeOf(err) != samepage.CodeConflict {
		t.Fatalf("a second controller: %v", err)
	}
	if session.Allowed(controlled, "agt_ben", wire.GrantControl) {
		t.Fatal("control is Ana's, not Ben's")
	}
}

func TestEnd_C4_NothingComesAfterIt(t *testing.T) {
	ended := states(t)["ended"]
	for _, g := range append(wire.Grants(), wire.GrantNone) {
		if session.Allowed(ended, "agt_ana", g) && g != wire.GrantNone {
			t.Errorf("%q is allowed after the end", g)
		}
	}
	if _, err := session.Next(ended, accept, start.Add(time.Hour)); samepage.CodeOf(err) != samepage.CodeEnded {
		t.Errorf("accepted after the end: %v", err)
	}
}

func TestModes_R3_TimesAddUp(t *testing.T) {
	s := after(t, accept) // live one second after the start
	s = next(t, s, session.SetMode{By: byAna, Mode: org.ModeView}, 11*time.Second).Session
	s = next(t, s, session.SetMode{By: byAna, Mode: org.ModePointer}, 16*time.Second).Session
	if got := s.Uses(start.Add(18 * time.Second)); len(got) != 2 || got[0].Seconds != 12 || got[1].Seconds != 5 {
		t.Fatalf("while live: %+v", got)
	}
	s = next(t, s, session.Finish{By: byKim}, 20*time.Second).Session
	got := s.Uses(start.Add(time.Hour))
	if len(got) != 2 || got[0] != (session.ModeUse{Mode: org.ModePointer, Seconds: 14}) || got[1].Seconds != 5 {
		t.Fatalf("ended: %+v", got)
	}
}

func TestPeople_A18_ColoursAreDistinctAndFreedByLeaving(t *testing.T) {
	s := after(t, accept)
	for i := 1; i < session.MaxPeople; i++ {
		id := string(rune('a' + i))
		s = next(t, s, session.Join{Agent: wire.Person{Agent: "agt_" + id}, Role: session.Joined, Supervises: true}, time.Minute).Session
	}
	seen := map[string]bool{}
	for _, p := range s.People {
		if p.Colour == "" || seen[p.Colour] {
			t.Fatalf("colours of %+v", s.People)
		}
		seen[p.Colour] = true
	}
	_, err := session.Next(s, session.Join{Agent: wire.Person{Agent: "agt_more"}, Role: session.Joined, Supervises: true}, start.Add(time.Minute))
	if samepage.CodeOf(err) != samepage.CodeNotAllowed {
		t.Fatalf("one too many: %v", err)
	}
	free, _ := s.Person("agt_c")
	s = next(t, s, session.Leave{Agent: "agt_c"}, time.Minute).Session
	s = next(t, s, session.Join{Agent: wire.Person{Agent: "agt_more"}, Role: session.Joined, Supervises: true}, time.Minute).Session
	if p, _ := s.Person("agt_more"); p.Colour != free.Colour {
		t.Fatalf("colour is %s, %s was free", p.Colour, free.Colour)
	}
}
