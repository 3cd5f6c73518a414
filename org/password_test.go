package org

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"samepage"
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

// P7: the second factor holds for its 30 seconds and a neighbour, no longer.
func TestCode_P7_HoldsForItsTime(t *testing.T) {
	const secret = "JBSWY3DPEHPK3PXP"
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	code, err := totp.GenerateCode(secret, now)
	if err != nil {
		t.Fatal(err)
	}
	if !CheckCode(secret, code, now) || !CheckCode(secret, code, now.Add(30*time.Second)) {
		t.Error("the right code is refused")
	}
	if CheckCode(secret, code, now.Add(2*time.Minute)) || CheckCode(secret, "", now) {
		t.Error("an old or empty code is taken")
	}
	if !CheckCode("", "", now) {
		t.Error("an account without second factor needs none")
	}
}
