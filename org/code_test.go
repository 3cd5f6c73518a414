package org_test

import (
	"regexp"
	"samepage/org"
	"testing"
)

func TestNewCode_A19_SixDigitsThatDiffer(t *testing.T) {
	sixDigits := regexp.MustCompile(`^[0-9]{6}$`)
	seen := map[string]bool{}
	for range 200 {
		code, err := org.NewCode()
		if err != nil || !sixDigits.MatchString(code) {
			t.Fatalf("code is %q, %v", code, err)
		}
		seen[code] = true
	}
	if len(seen) < 190 {
		t.Fatalf("only %d of 200 codes differ", len(seen))
	}
}
