package session_test

import (
	"encoding/json"
	"reflect"
	"samepage/session"
	"samepage/wire"
	"strings"
	"testing"
	"time"
)

func TestState_AgentsSeeTheWholeSession(t *testing.T) {
	s := states(t)["controlled"]
	s.Client.Browser = "Firefox"
	b := s.State()
	if b.Status != "live" || b.Mode != "full" || b.Control != "granted" || b.Client.Browser != "Firefox" {
		t.Fatalf("state is %+v", b)
	}
	if want := []string{"view", "pointer", "full"}; !reflect.DeepEqual(b.Modes, want) {
		t.Fatalf("modes are %v, want %v: True Pointer is Advanced only", b.Modes, want)
	}
	if want := []string{"see", "point", "annotate", "control", "lead"}; !reflect.DeepEqual(b.People[0].Grants, want) {
		t.Fatalf("Ana has %v, want %v", b.People[0].Grants, want)
	}
	if want := []string{"see", "point", "annotate"}; !reflect.DeepEqual(b.People[1].Grants, want) {
		t.Fatalf("Ben has %v, want %v", b.People[1].Grants, want)
	}
	if b.ExpiresAt != nil || b.EndedAt != nil || b.LeadSince != nil || b.LiveAt == nil {
		t.Fatalf("what has not happened must be absent: %+v", b)
	}
}

func TestState_A12_ClientInfoIsForAgentsOnly(t *testing.T) {
	if b := states(t)["live"].CustomerState(); b.Client != nil {
		t.Fatalf("the customer's page gets %+v", b.Client)
	}
}

func TestState_ListsAreNeverNull(t *testing.T) {
	raw, err := json.Marshal(session.Session{}.State())
	if err != nil || strings.Contains(string(raw), `"people":null`) || strings.Contains(string(raw), `"modes":null`) {
		t.Fatalf("state is %s, %v", raw, err)
	}
}

func TestState_A2_AnOpenInvitationTellsWhenItExpires(t *testing.T) {
	b := states(t)["invited"].State()
	if b.ExpiresAt == nil || !b.ExpiresAt.Equal(start.Add(time.Minute)) {
		t.Fatalf("expires at %v", b.ExpiresAt)
	}
}

func TestQuestion_C2_TellsWhatIsAskedAndForWhom(t *testing.T) {
	for state, want := range map[string]wire.ConsentAskBody{
		"invited":   {Ask: "ask_one", What: "instant", Mode: "pointer"},
		"requested": {Ask: "ask_full", What: "control", Mode: "full"},
		"inviting":  {Ask: "ask_adv", What: "advanced", Mode: "view"},
	} {
		q := states(t)[state].Question()
		want.Kind, want.Agent, want.Origins, want.ExpiresAt = wire.ConsentAsk, ana, []string{"https://shop.example"}, q.ExpiresAt
		if !reflect.DeepEqual(*q, want) {
			t.Errorf("%s: question is %+v, want %+v", state, *q, want)
		}
	}
	if q := states(t)["live"].Question(); q != nil {
		t.Errorf("nothing is asked, and yet %+v", q)
	}
}
