package session_test

import (
	"reflect"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"testing"
	"time"
)

var (
	start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	ana   = wire.Person{Agent: "agt_ana", Name: "Ana"}
	ben   = wire.Person{Agent: "agt_ben", Name: "Ben"}
	byAna = session.Actor{End: session.ByAgent, Agent: "agt_ana", Name: "Ana"}
	byKim = session.Actor{End: session.ByCustomer, Name: "Kim"}
	shop  = wire.Page{URL: "https://shop.example/", Title: "Shop"}
)

// site offers everything.
func site() org.Site {
	all := org.Modes()
	return org.Site{
		ID: "site_one", Name: "Shop", CoBrowse: true, Origins: []string{"https://shop.example"},
		Deployment: org.Deployment{
			Instant:  org.ModeSet{On: true, Modes: []org.Mode{org.ModeView, org.ModePointer, org.ModeFull}, Default: org.ModePointer},
			Advanced: org.ModeSet{On: true, Modes: all, Default: org.ModeView},
		},
	}
}

func invitation() session.New {
	return session.New{
		ID: "ses_one", Chat: "cht_one", Lead: ana, Ask: "ask_one", Site: site(),
		Start: session.Session{Visitor: "vis_one", Customer: "Kim", Page: shop, CustomerOnline: true, Tab: "tab_one"},
	}
}

// after runs events from an invitation, one second apart, and fails where one is refused.
func after(t *testing.T, events ...session.Event) session.Session {
	t.Helper()
	out, err := session.Invite(invitation(), start)
	if err != nil {
		t.Fatal(err)
	}
	return from(t, out.Session, events...)
}

func from(t *testing.T, s session.Session, events ...session.Event) session.Session {
	t.Helper()
	for i, ev := range events {
		out, err := session.Next(s, ev, start.Add(time.Duration(i+1)*time.Second))
		if err != nil {
			t.Fatalf("event %d, %T: %v", i, ev, err)
		}
		s = out.Session
	}
	return s
}

var (
	accept    = session.Answer{Ask: "ask_one", Answer: "accept"}
	askFull   = session.SetMode{By: byAna, Mode: org.ModeFull, Ask: "ask_full"}
	allowFull = session.Answer{Ask: "ask_full", Answer: "accept"}
	escalate  = session.Escalate{By: byAna, Ask: "ask_adv"}
	allowAdv  = session.Answer{Ask: "ask_adv", Answer: "accept"}
	askBen    = session.AskColleague{By: byAna, Colleague: ben}
	joinBen   = session.Join{Agent: ben, Role: session.Joined}
	byBen     = session.Actor{End: session.ByAgent, Agent: "agt_ben", Name: "Ben"}
	cyd       = wire.Person{Agent: "agt_cyd", Name: "Cyd"}
)

// states are examples of all states, with what distinguishes a live session's.
func states(t *testing.T) map[string]session.Session {
	n := invitation()
	n.Lead, n.Chat, n.Ask = wire.Person{}, "", ""
	out, err := session.Invite(n, start)
	if err != nil {
		t.Fatal(err)
	}
	offered := out.Session
	return map[string]session.Session{
		"offered":    offered,
		"asked":      from(t, offered, session.AgentJoinsByCode{Agent: ana, Ask: "ask_one"}),
		"invited":    after(t),
		"live":       after(t, accept, askBen, joinBen),
		"requested":  after(t, accept, askBen, joinBen, askFull),
		"controlled": after(t, accept, askBen, joinBen, askFull, allowFull),
		"inviting":   after(t, accept, askBen, joinBen, escalate),
		"starting":   after(t, accept, askBen, joinBen, escalate, allowAdv),
		"advanced":   after(t, accept, askBen, joinBen, escalate, allowAdv, session.EscalationStarted{}),
		"ended":      after(t, accept, askBen, joinBen, session.Finish{By: byKim}),
	}
}

// TestNext_EveryArrow holds every event against every state. A cell is "=" for "nothing
// changes", the code of the refusal, or what the session is afterwards: its status, and
// of a live one the escalation (i, v, s, a) and the control (n, r, g, d).
func TestNext_EveryArrow(t *testing.T) {
	const (
		no, gone, same = "not_allowed", "ended", "="
		conflict       = "conflict"
		expired        = "expired"
		absent         = "not_found"
		forbidden      = "forbidden"
	)
	columns := []string{"offered", "asked", "invited", "live", "requested", "controlled", "inviting", "starting", "advanced", "ended"}
	rows := []struct {
		event session.Event
		cells [10]string
	}{
		{session.NewCode{}, [10]string{"offered", conflict, conflict, conflict, conflict, conflict, conflict, conflict, conflict, gone}},
		{session.DropCode{}, [10]string{"ended withdrawn", conflict, conflict, conflict, conflict, conflict, conflict, conflict, conflict, gone}},
		{session.AgentJoinsByCode{Agent: ben, Ask: "ask_two"}, [10]string{"asked", conflict, conflict, conflict, conflict, conflict, conflict, conflict, conflict, gone}},
		{accept, [10]string{expired, "live i n", "live i n", expired, expired, expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_one", Answer: "decline"}, [10]string{expired, "ended declined", "ended declined", expired, expired, expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_one", Answer: "unsupported"}, [10]string{expired, "ended failed", "ended failed", expired, expired, expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_one", Answer: "maybe"}, [10]string{expired, "invalid", "invalid", expired, expired, expired, expired, expired, expired, gone}},
		{allowFull, [10]string{expired, expired, expired, expired, "live i g", expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_full", Answer: "decline"}, [10]string{expired, expired, expired, expired, "live i d", expired, expired, expired, expired, gone}},
		{allowAdv, [10]string{expired, expired, expired, expired, expired, expired, "live s n", expired, expired, gone}},
		{session.Answer{Ask: "ask_adv", Answer: "decline"}, [10]string{expired, expired, expired, expired, expired, expired, "live i n", expired, expired, gone}},
		{session.Answer{Ask: "ask_one", Answer: "accept", Asker: session.AskedByPage}, [10]string{expired, "live i n", "live i n", expired, expired, expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_one", Answer: "accept", Asker: "agent"}, [10]string{expired, "invalid", "invalid", expired, expired, expired, expired, expired, expired, gone}},
		{session.Answer{Ask: "ask_adv", Answer: "accept", Asker: session.AskedByPage}, [10]string{expired, expired, expired, expired, expired, expired, "invalid", expired, expired, gone}},
		{session.ExtendAsk{Ask: "ask_one"}, [10]string{expired, "asked", "invited", expired, expired, expired, expired, expired, expired, gone}},
		{session.ExtendAsk{Ask: "ask_full"}, [10]string{expired, expired, expired, expired, "live i r", expired, expired, expired, expired, gone}},
		{session.ExtendAsk{Ask: "ask_adv"}, [10]string{expired, expired, expired, expired, expired, expired, "live v n", expired, expired, gone}},
		{session.Withdraw{By: byAna}, [10]string{"ended withdrawn", "ended withdrawn", "ended withdrawn", no, "live i n", no, "live i n", no, no, gone}},
		{session.Finish{By: byAna}, [10]string{"ended withdrawn", "ended withdrawn", "ended withdrawn", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", same}},
		{session.Finish{By: byKim}, [10]string{"ended declined", "ended declined", "ended declined", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", same}},
		{session.Finish{By: byKim, Reason: session.ReasonUnreachableUI}, [10]string{"ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", "ended unreachable_ui", same}},
		{session.SetMode{By: byAna, Mode: org.ModeView}, [10]string{no, no, no, "live i n", "live i n", "live i n", "live v n", "live s n", same, gone}},
		{session.SetMode{By: byAna, Mode: org.ModeTruePointer}, [10]string{no, no, no, no, no, no, no, no, "live a n", gone}},
		{session.SetMode{By: session.Actor{End: session.ByAgent, Agent: "agt_cyd"}, Mode: org.ModeView}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.SetMode{By: byAna, Mode: org.ModeFull, Ask: "ask_two"}, [10]string{no, no, no, "live i r", conflict, same, conflict, "live s r", "live a r", gone}},
		{session.SetMode{By: session.Actor{End: session.ByAgent, Agent: "agt_ben"}, Mode: org.ModeFull, Ask: "ask_two"}, [10]string{no, no, no, "live i r", conflict, conflict, conflict, "live s r", "live a r", gone}},
		{session.SetMode{By: byAna, Mode: org.ModeFull}, [10]string{no, no, no, "invalid", conflict, same, conflict, "invalid", "invalid", gone}},
		{session.ReleaseControl{By: byKim}, [10]string{no, no, no, same, "live i n", "live i n", same, same, same, gone}},
		{session.ReleaseControl{By: session.Actor{End: session.ByAgent, Agent: "agt_ben"}}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.WishControl{Agent: "agt_ben"}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.WishControl{Agent: "agt_ana"}, [10]string{no, no, no, "live i n", same, same, "live v n", "live s n", "live a n", gone}},
		{session.WishControl{Agent: "agt_cyd"}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.WithdrawWish{Agent: "agt_ben"}, [10]string{no, no, no, same, same, same, same, same, same, gone}},
		{session.GiveControl{By: byAna, To: "agt_ben", Ask: "ask_two"}, [10]string{no, no, no, "live i r", "live i r", "live i r", conflict, "live s r", "live a r", gone}},
		{session.GiveControl{By: byAna, To: "agt_ana", Ask: "ask_two"}, [10]string{no, no, no, "live i r", same, same, conflict, "live s r", "live a r", gone}},
		{session.GiveControl{By: byAna, To: "agt_ben"}, [10]string{no, no, no, "invalid", "invalid", "invalid", conflict, "invalid", "invalid", gone}},
		{session.GiveControl{By: byAna, To: "agt_cyd", Ask: "ask_two"}, [10]string{no, no, no, absent, absent, absent, absent, absent, absent, gone}},
		{session.GiveControl{By: byBen, To: "agt_ben", Ask: "ask_two"}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.Escalate{By: byAna, Ask: "ask_two"}, [10]string{no, no, no, "live v n", conflict, "live v g", conflict, conflict, conflict, gone}},
		{session.Escalate{By: byAna}, [10]string{no, no, no, "invalid", conflict, "invalid", conflict, conflict, conflict, gone}},
		{session.EscalationStarted{}, [10]string{no, no, no, no, no, no, no, "live a n", no, gone}},
		{session.EscalationFailed{Why: "left"}, [10]string{no, no, no, same, same, same, "live i n", "live i n", "live i n", gone}},
		{session.Deescalate{By: byAna}, [10]string{no, no, no, same, same, same, "live i n", "live i n", "live i n", gone}},
		{session.Join{Agent: cyd, Role: session.Supervisor, Supervises: true}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.Join{Agent: cyd, Role: session.Joined, Supervises: true}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.Join{Agent: cyd, Role: session.Supervisor}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.Join{Agent: cyd, Role: session.Joined}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.Join{Agent: wire.Person{Agent: "agt_cyd"}, Role: session.Lead}, [10]string{no, no, no, "invalid", "invalid", "invalid", "invalid", "invalid", "invalid", gone}},
		{joinBen, [10]string{no, no, no, same, same, same, same, same, same, gone}},
		{session.AskColleague{By: byAna, Colleague: cyd}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.AskColleague{By: byAna, Colleague: ben}, [10]string{no, no, no, conflict, conflict, conflict, conflict, conflict, conflict, gone}},
		{session.AskColleague{By: byBen, Colleague: cyd}, [10]string{no, no, no, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.UnaskColleague{By: byAna, Agent: "agt_cyd"}, [10]string{forbidden, expired, expired, expired, expired, expired, expired, expired, expired, gone}},
		{session.UnaskColleague{By: byBen, Agent: "agt_cyd"}, [10]string{forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, forbidden, gone}},
		{session.RefuseToJoin{Agent: "agt_cyd"}, [10]string{expired, expired, expired, expired, expired, expired, expired, expired, expired, gone}},
		{session.ChatTransferred{By: byAna, To: cyd}, [10]string{same, "ended withdrawn", "ended withdrawn", "live i n", "live i n", "live i n", "live v n", "live s n", "live a n", gone}},
		{session.ChatTransferred{By: byAna}, [10]string{same, "ended withdrawn", "ended withdrawn", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", gone}},
		{session.ChatTransferred{By: byBen, To: cyd}, [10]string{same, same, same, same, same, same, same, same, same, gone}},
		{session.Rated{Feedback: session.Feedback{Stars: 4}}, [10]string{no, no, no, no, no, no, no, no, no, "ended ended"}},
		{session.Leave{Agent: "agt_ben"}, [10]string{absent, absent, absent, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.Leave{Agent: "agt_ana"}, [10]string{absent, no, no, no, no, no, no, no, no, gone}},
		{session.HandLead{By: byAna, To: "agt_ben"}, [10]string{no, no, no, "live i n", "live i n", "live i n", "live v n", "live s n", "live a n", gone}},
		{session.HandLead{By: byAna, To: "agt_ana"}, [10]string{no, no, no, same, same, same, same, same, same, gone}},
		{session.AgentConnected{Agent: "agt_ana"}, [10]string{absent, same, same, same, same, same, same, same, same, gone}},
		{session.AgentLost{Agent: "agt_ana"}, [10]string{absent, "asked", "invited", "live i n", "live i n", "live i n", "live v n", "live s n", "live a n", gone}},
		{session.AgentLost{Agent: "agt_ben"}, [10]string{absent, absent, absent, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.CustomerLost{}, [10]string{"offered", "asked", "invited", "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.CustomerBack{Tab: "tab_one", Page: shop}, [10]string{same, same, same, same, same, same, same, same, same, gone}},
		{session.CustomerBack{Tab: "tab_two", Page: shop}, [10]string{"offered", "asked", "invited", "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.PageShown{Tab: "tab_one", Page: wire.Page{URL: "https://shop.example/two"}}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.PinTab{By: byAna, Tab: "tab_one"}, [10]string{no, no, no, "live i n", "live i r", "live i g", "live v n", "live s n", "live a n", gone}},
		{session.PinTab{By: byAna}, [10]string{no, no, no, same, same, same, same, same, same, gone}},
		{session.Redeployed{Deployment: site().Deployment}, [10]string{same, same, same, same, same, same, same, same, same, gone}},
		{session.Redeployed{}, [10]string{"ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", "ended ended", gone}},
		{session.Redeployed{Deployment: org.DefaultDeployment()}, [10]string{"offered", "asked", "invited", "live i n", "live i n", "live i n", "live i n", "live i n", "live i n", gone}},
		{session.DeadlinePassed{}, [10]string{same, same, same, same, same, same, same, same, same, gone}},
	}
	for _, row := range rows {
		for i, column := range columns {
			before := states(t)[column]
			if got := cell(t, before, row.event); got != row.cells[i] {
				t.Errorf("%s + %#v: %q, want %q", column, row.event, got, row.cells[i])
			}
		}
	}
}

// cell runs one event and checks what every transition has to keep.
func cell(t *testing.T, before session.Session, ev session.Event) string {
	t.Helper()
	people := append([]session.Person(nil), before.People...)
	question := before.Question()
	out, err := session.Next(before, ev, start.Add(10*time.Second))
	if !slices.Equal(people, before.People) || !reflect.DeepEqual(question, before.Question()) {
		t.Errorf("%T changed the session that it was given", ev)
	}
	if err != nil {
		return string(samepage.CodeOf(err))
	}
	s := out.Session
	if !out.Changed {
		if !reflect.DeepEqual(s, before) || len(out.Journal)+len(out.Lines) > 0 {
			t.Errorf("%T: unchanged, but not the same", ev)
		}
		return "="
	}
	if s.Version != before.Version+1 {
		t.Errorf("%T: version %d after %d", ev, s.Version, before.Version)
	}
	check(t, ev, s)
	switch s.Status {
	case session.Ended:
		return "ended " + string(s.EndReason)
	case session.Live:
		letter := map[session.Escalation]string{session.Instant: "i", session.Inviting: "v", session.Starting: "s", session.Advanced: "a"}
		return "live " + letter[s.Escalation] + " " + string(s.Control[0])
	default:
		return string(s.Status)
	}
}

// check is what holds in every state.
func check(t *testing.T, ev session.Event, s session.Session) {
	t.Helper()
	if s.Open() && s.Mode == org.ModeFull != (s.Control == session.ControlGranted) {
		t.Errorf("%T: mode %s with control %s", ev, s.Mode, s.Control)
	}
	if (s.Control == session.ControlGranted || s.Control == session.ControlRequested) != (s.Controller != "") {
		t.Errorf("%T: control %s with controller %q", ev, s.Control, s.Controller)
	}
	if (s.Ask != nil) != (!s.AskDue.IsZero() && s.Status != session.Offered) {
		t.Errorf("%T: question %+v with deadline %v", ev, s.Ask, s.AskDue)
	}
	if !s.Open() && !s.DueAt().IsZero() {
		t.Errorf("%T: an ended session has a deadline", ev)
	}
	if s.CustomerOnline != s.CustomerDue.IsZero() && s.Open() {
		t.Errorf("%T: online %v with deadline %v", ev, s.CustomerOnline, s.CustomerDue)
	}
	if !s.Open() && len(s.Guests)+len(s.Wishes) > 0 {
		t.Errorf("%T: an ended session waits for %v and %v", ev, s.Guests, s.Wishes)
	}
	for _, w := range s.Wishes {
		if p, in := s.Person(w); !in || !p.Engaged() || w == s.Controller {
			t.Errorf("%T: %s wishes for control, which %s has or asks for", ev, w, s.Controller)
		}
	}
	for _, g := range s.Guests {
		if p, in := s.Person(g.Agent); in && p.Engaged() {
			t.Errorf("%T: %s is asked to join and is in", ev, p.Name)
		}
	}
	leads := 0
	for _, p := range s.People {
		if p.Role == session.Lead {
			leads++
		}
	}
	if want := 1; s.Status != session.Offered && len(s.People) > 0 && leads != want {
		t.Errorf("%T: %d leads", ev, leads)
	}
}
