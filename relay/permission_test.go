package relay

import (
	"fmt"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"testing"
)

// grantsOf is the product's table in other words than session.Grants (A6–A10, A13, A16):
// what an agent may do, by role, mode, consent and escalation, in a session that is live.
func grantsOf(role session.Role, mode org.Mode, control session.Control, mine bool, esc session.Escalation) []wire.Grant {
	if role == session.Supervisor {
		return []wire.Grant{wire.GrantSee}
	}
	may := []wire.Grant{wire.GrantSee}
	if role == session.Lead {
		may = append(may, wire.GrantLead)
	}
	advanced := esc == session.Advanced
	controls := control == session.ControlGranted && mine
	switch {
	case mode == org.ModePointer, mode == org.ModeFull && !controls:
		may = append(may, wire.GrantPoint, wire.GrantAnnotate)
	case mode == org.ModeTruePointer && advanced:
		may = append(may, wire.GrantPoint, wire.GrantAnnotate, wire.GrantTruePoint)
	case mode == org.ModeFull && controls:
		may = append(may, wire.GrantPoint, wire.GrantAnnotate, wire.GrantControl)
		if advanced {
			may = append(may, wire.GrantTruePoint)
		}
	}
	return may
}

// P5: every kind, from every end, in every state, mode, consent, role and escalation, is
// passed exactly when the table says so, and whatever is in it.
func TestPermission_P5_EveryKindEndModeConsentRoleEscalation(t *testing.T) {
	all := org.ModeSet{On: true, Modes: org.Modes(), Default: org.ModeView}
	checked := 0
	for _, status := range []session.Status{session.Offered, session.Asked, session.Invited, session.Live, session.Ended} {
		for _, esc := range []session.Escalation{session.Instant, session.Inviting, session.Starting, session.Advanced} {
			for _, mode := range org.Modes() {
				for _, control := range []session.Control{session.ControlNone, session.ControlRequested, session.ControlGranted, session.ControlDenied} {
					for _, mine := range []bool{true, false} {
						for _, role := range []session.Role{session.Lead, session.Joined, session.Supervisor, ""} {
							s := session.Session{
								Status: status, Escalation: esc, Mode: mode, Control: control, Controller: "agt_other",
								Deployment: org.Deployment{Instant: all, Advanced: all},
							}
							if mine {
								s.Controller = "agt_me"
							}
							if role != "" {
								s.People = []session.Person{{Agent: "agt_me", Role: role}}
							}
							checked += holdAgainstTable(t, s, role, mine)
						}
					}
				}
			}
		}
	}
	t.Logf("%d combinations", checked)
}

func holdAgainstTable(t *testing.T, s session.Session, role session.Role, mine bool) int {
	t.Helper()
	n := 0
	for _, row := range wire.Table() {
		for _, from := range []wire.End{wire.Customer, wire.Console, wire.Viewer} {
			n++
			want := shouldPass(s, row, from, role, mine)
			err := mayPass(s, from, "agt_me", row)
			if (err == nil) != want {
				t.Fatalf("%s from %d as %q, %s %s %s %s mine=%v: passes %v, should %v",
					row.Kind, from, role, s.Status, s.Escalation, s.Mode, s.Control, mine, err == nil, want)
			}
			if err != nil && samepage.CodeOf(err) == samepage.CodeInternal {
				t.Fatalf("%s is refused without a reason: %v", row.Kind, err)
			}
		}
	}
	return n
}

func shouldPass(s session.Session, row wire.Row, from wire.End, role session.Role, mine bool) bool {
	ofSession := row.Scope == wire.ScopeSession || row.Scope == wire.ScopeLive
	if row.From&from == 0 || !ofSession || s.Status == session.Ended {
		return false
	}
	if row.Scope == wire.ScopeLive && s.Status != session.Live && row.Kind != wire.TabFocus {
		return false
	}
	if from == wire.Customer {
		return true
	}
	if role == "" {
		return false
	}
	if row.Grant == wire.GrantNone {
		return true
	}
	if s.Status != session.Live {
		return row.Grant == wire.GrantLead && role == session.Lead && s.Status != session.Offered
	}
	return slices.Contains(grantsOf(role, s.Mode, s.Control, mine, s.Escalation), row.Grant)
}

// P5: whose pointer it is, the server says, whatever the message claims in whatever spelling.
func TestPermission_P5_TheSenderIsFilledInByTheServer(t *testing.T) {
	for _, raw := range []string{
		`{"kind":"pointer.move","x":0.5}`,
		`{"kind":"pointer.move","from":{"agent":"agt_x","name":"Boss"},"x":0.5}`,
		`{"kind":"pointer.move","From":{"name":"Boss"},"FROM":{"name":"Boss"},"x":0.5}`,
	} {
		signed, err := withFrom([]byte(raw), wire.Pointing{Agent: "agt_a", Name: "Ana", Colour: "#000"})
		if err != nil {
			t.Fatal(err)
		}
		body, err := read[wire.PointerMoveBody](signed)
		if err != nil || body.From == nil || body.From.Name != "Ana" || body.X != 0.5 {
			t.Errorf("%s became %s", raw, signed)
		}
	}
}

// W24: only the listed origins open, however an address is spelled.
func TestMayOpen_W24_OnlyListedOrigins(t *testing.T) {
	origins := []string{"https://shop.example", "https://*.shop.example"}
	for address, want := range map[string]bool{
		"https://shop.example":                 true,
		"https://SHOP.example:443/a?b#c":       true,
		"https://www.shop.example/help":        true,
		"https://evil.example/":                false,
		"http://shop.example/":                 false,
		"https://shop.example:8443/":           false,
		"https://shop.example.evil.example/":   false,
		"javascript:alert(1)":                  false,
		"data:text/html,x":                     false,
		"/basket":                              false,
		"//shop.example/":                      false,
		"":                                     false,
		"https:shop.example":                   false,
		"https://shop.example@evil.example/":   false,
		"https://kim:pw@shop.example/":         false,
		"https://evil.example\\@shop.example/": false,
		"https://shop.example\\.evil.example/": false,
		" https://shop.example/":               false,
		"https://shop.example/\n":              false,
		"https://a.b.shop.example/":            false,
		"https://*.shop.example/":              false,
	} {
		if err := mayOpen(origins, address); (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// What takes away acts before it is written, what gives waits for the database (DESIGN §3).
func TestTakesAway_ModesByWhatTheyAllow(t *testing.T) {
	s := session.Session{Status: session.Live, Escalation: session.Instant, Deployment: org.Deployment{
		Instant: org.ModeSet{On: true, Modes: []org.Mode{org.ModeView, org.ModePointer, org.ModeFull}},
	}}
	for _, c := range []struct {
		from, to org.Mode
		takes    bool
	}{
		{org.ModeView, org.ModePointer, false},
		{org.ModePointer, org.ModeView, true},
		{org.ModeFull, org.ModePointer, true},
		{org.ModePointer, org.ModeFull, false},
	} {
		s.Mode = c.from
		if got := takesAway(s, session.SetMode{Mode: c.to}); got != c.takes {
			t.Errorf("%s to %s takes away: %v", c.from, c.to, got)
		}
	}
	for ev, takes := range map[session.Event]bool{
		session.Finish{}: true, session.ReleaseControl{}: true, session.Answer{Answer: "accept"}: false,
		session.DropCode{}: true, session.NewCode{}: false, session.ExtendAsk{}: false, session.WishControl{}: false,
		session.GiveControl{}: false, session.Leave{}: true, session.WithdrawWish{}: true, session.PinTab{}: false,
		session.Answer{Answer: "decline"}: true, session.Join{}: false, session.HandLead{}: false, session.Escalate{}: false,
	} {
		if got := takesAway(s, ev); got != takes {
			t.Errorf("%T takes away: %v", ev, got)
		}
	}
}

func FuzzDecodeNote(f *testing.F) {
	f.Add(note{op: opFrame, fence: 300, conn: "con_a", body: []byte("x")}.encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := decodeNote(b)
		if err != nil {
			return
		}
		again, err := decodeNote(n.encode())
		if err != nil || fmt.Sprint(again) != fmt.Sprint(n) {
			t.Errorf("%x reads as %+v, written again as %+v, %v", b, n, again, err)
		}
	})
}

func FuzzParseAsset(f *testing.F) {
	f.Add([]byte("\x03ref\x09image/png\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := parseAsset(b)
		if err == nil && (a.ref == "" || len(a.ref) > maxRef || len(a.data) > len(b)) {
			t.Errorf("%x gave %+v", b, a)
		}
	})
}

// W31: of all kinds a viewer of role customer may send three, and these while the session is live.
func TestPermission_W31_AWindowThatWatchesMaySendNothingElse(t *testing.T) {
	for _, row := range wire.Table() {
		may := row.Kind == wire.MirrorAck || row.Kind == wire.MirrorKeyframe || row.Kind == wire.AssetWant
		for _, status := range []session.Status{session.Invited, session.Live, session.Ended} {
			if err := mayWatch(session.Session{Status: status}, row); (err == nil) != (may && status == session.Live) {
				t.Errorf("%s while %s: %v", row.Kind, status, err)
			}
		}
	}
}
