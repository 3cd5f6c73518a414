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
