package wire

import (
	"os"
	"strings"
	"testing"
)

// W2: one row a kind, and every row complete.
func TestTable_W2_EveryKindHasOneCompleteRow(t *testing.T) {
	seen := map[Kind]bool{}
	for _, r := range Table() {
		if seen[r.Kind] {
			t.Errorf("%s has two rows", r.Kind)
		}
		seen[r.Kind] = true
		if r.From == 0 || r.To == 0 || r.Scope == "" {
			t.Errorf("%s: who sends, who gets and what it belongs to must be said: %+v", r.Kind, r)
		}
		if r.MaxBytes <= 0 || r.MaxBytes > MaxControl {
			t.Errorf("%s: a size of %d is outside 1–%d", r.Kind, r.MaxBytes, MaxControl)
		}
		if fromOutside := r.From&^Server != 0; fromOutside && r.PerSecond <= 0 {
			t.Errorf("%s comes from outside and has no rate", r.Kind)
		}
	}
}

// P5: what operates or points needs a grant, and no customer's message needs one.
func TestTable_P5_AgentsNeedAGrantForWhatReachesThePage(t *testing.T) {
	for _, r := range Table() {
		fromAgent := r.From&(Console|Viewer) != 0 && r.From&Customer == 0
		if fromAgent && r.Scope == ScopeLive && r.Grant == GrantNone {
			t.Errorf("%s goes from an agent into a live session without a grant", r.Kind)
		}
	}
}

func TestGrants_AllThatRowsNameAreListed(t *testing.T) {
	listed := map[Grant]bool{GrantNone: true}
	for _, g := range Grants() {
		listed[g] = true
	}
	for _, r := range Table() {
		if !listed[r.Grant] {
			t.Errorf("%s needs %q, which Grants does not list", r.Kind, r.Grant)
		}
	}
}

// The TypeScript of the browsers names every kind that Go knows.
func TestGenerated_NamesEveryKind(t *testing.T) {
	ts, err := os.ReadFile("ts/src/generated.ts")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range Table() {
		if !strings.Contains(string(ts), `"`+string(r.Kind)+`"`) {
			t.Errorf("%s is not in generated.ts: run `make generate`", r.Kind)
		}
	}
}

// A10, A18, A19, C5, C14: who may bring people in, hand control and lead on, make and type
// codes, and what needs which grant (W26, W28, W29, W32).
func TestTable_A18_A19_WhoBringsPeopleInAndWhoHandsOn(t *testing.T) {
	both := Console | Viewer
	for kind, want := range map[Kind]struct {
		from  End
		to    End
		grant Grant
	}{
		ModeSet:        {both, Server, GrantLead},
		ConsentExtend:  {Customer, Server, GrantNone},
		ControlRelease: {Customer | both, Server, GrantNone},
		ControlRequest: {both, Server, GrantSee},
		ControlGive:    {both, Server, GrantSee},
		PeopleInvite:   {Console, Server, GrantLead},
		PeopleInvited:  {Server, Console, GrantNone},
		PeopleRefuse:   {Console, Server, GrantNone},
		PeopleJoin:     {Console, Server, GrantNone},
		PeopleLeave:    {both, Server, GrantSee},
		PeopleLead:     {both, Server, GrantLead},
		CodeMake:       {Customer, Server, GrantNone},
		CodeMade:       {Server, Customer, GrantNone},
		CodeDrop:       {Customer, Server, GrantNone},
		CodeJoin:       {Console, Server, GrantNone},
		Done:           {Customer, Server, GrantNone},
		SessionReceipt: {Server, Customer, GrantNone},
		SessionRate:    {Customer, Server, GrantNone},
	} {
		row, known := RowOf(kind)
		if !known || row.From != want.from || row.To != want.to || row.Grant != want.grant {
			t.Errorf("%s is %+v, want %+v", kind, row, want)
		}
	}
}
