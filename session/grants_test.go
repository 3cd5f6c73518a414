package session_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"testing"
)

// TestGrants_P5_EveryCombination holds status × escalation × mode × consent × role ×
// deployment against the rules, written down again as conditions.
func TestGrants_P5_EveryCombination(t *testing.T) {
	statuses := []session.Status{session.Offered, session.Asked, session.Invited, session.Live, session.Ended}
	escalations := []session.Escalation{session.Instant, session.Inviting, session.Starting, session.Advanced}
	controls := []session.Control{session.ControlNone, session.ControlRequested, session.ControlGranted, session.ControlDenied}
	roles := []session.Role{session.Lead, session.Joined, session.Supervisor}
	controllers := []samepage.AgentID{"", "agt_ana", "agt_ben"}
	n := 0
	for _, status := range statuses {
		for _, escalation := range escalations {
			for _, mode := range org.Modes() {
				for _, control := range controls {
					for _, controller := range controllers {
						for _, deployed := range []bool{true, false} {
							for _, role := range roles {
								s := session.Session{
									Status: status, Escalation: escalation, Mode: mode, Control: control, Controller: controller,
								}
								if deployed {
									s.Deployment = site().Deployment
								}
								p := session.Person{Agent: "agt_ana", Role: role}
								s.People = []session.Person{p}
								checkGrants(t, s, p)
								n++
							}
						}
					}
				}
			}
		}
	}
	if n != 5*4*4*4*3*2*3 {
		t.Fatalf("%d combinations", n)
	}
}

func checkGrants(t *testing.T, s session.Session, p session.Person) {
	t.Helper()
	got := session.Grants(s, p)
	live := s.Status == session.Live
	acts := live && p.Role != session.Supervisor && slices.Contains(s.Modes(), s.Mode)
	mine := s.Control == session.ControlGranted && s.Controller == p.Agent && s.Mode == org.ModeFull
	want := map[wire.Grant]bool{
		wire.GrantSee:       live,
		wire.GrantPoint:     acts && s.Mode != org.ModeView,
		wire.GrantAnnotate:  acts && s.Mode != org.ModeView,
		wire.GrantTruePoint: acts && s.Escalation == session.Advanced && (s.Mode == org.ModeTruePointer || mine),
		wire.GrantControl:   acts && mine,
		wire.GrantLead: p.Role == session.Lead &&
			(s.Status == session.Asked || s.Status == session.Invited || live),
	}
	for _, g := range wire.Grants() {
		if slices.Contains(got, g) != want[g] {
			t.Errorf("%s %s %s %s by %q, %s: %q granted %v, want %v",
				s.Status, s.Escalation, s.Mode, s.Control, s.Controller, p.Role, g, !want[g], want[g])
		}
		if session.Allowed(s, p.Agent, g) != want[g] || session.Allowed(s, "agt_stranger", g) {
			t.Errorf("Allowed does not agree with Grants about %q", g)
		}
	}
}
