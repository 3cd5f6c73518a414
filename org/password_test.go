package org

import (
	"samepage"
	"strings"
	"testing"
)

// P7: a password is right with its own hash only.
func TestPassword_P7_RoundTrip(t *testing.T) {
	hash, err := HashPassword("correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	if !CheckPassword(hash, "correct horse battery") {
		t.Error("the right password is refused")
	}
	for _, wrong := range []string{"", "correct horse batterY", strings.Repeat("x", 300)} {
		if CheckPassword(hash, wrong) {
			t.Errorf("%q is taken", wrong)
		}
	}
	again, _ := HashPassword("correct horse battery")
	if again == hash {
		t.Error("two hashes of one password are equal: there is no salt")
	}
}

func TestPassword_P7_RefusesShortAndBrokenHashes(t *testing.T) {
	if _, err := HashPassword("short"); samepage.CodeOf(err) != samepage.CodeInvalid {
		t.Errorf("a short password: %v", err)
	}
	for _, hash := range []string{"", "$", "$argon2id$v=19$m=1,t=1,p=1$!$!", "$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=8,t=1,p=1$AAAA$"} {
		if CheckPassword(hash, "anything at all") {
			t.Errorf("%q is taken", hash)
		}
	}
}
