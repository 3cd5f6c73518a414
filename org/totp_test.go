package org

import (
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

func TestTOTP_P7_HoldsForItsTimeAndNamesItsStep(t *testing.T) {
	const secret = "JBSWY3DPEHPK3PXP"
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	code, err := totp.GenerateCode(secret, now)
	if err != nil {
		t.Fatal(err)
	}
	for late, want := range map[time.Duration]bool{0: true, totpStep: true, -totpStep: true, 3 * totpStep: false} {
		step, right, err := totpMatch(secret, code, now.Add(late))
		if err != nil || right != want {
			t.Errorf("%v late: %v, %v", late, right, err)
		}
		if right && step != now.Unix()/30 {
			t.Errorf("%v late: step %d", late, step)
		}
	}
	if _, right, err := totpMatch(secret, "", now); err != nil || right {
		t.Errorf("no code: %v, %v", right, err)
	}
	if _, _, err := totpMatch("not base32!", code, now); err == nil {
		t.Error("a broken secret was taken")
	}
}
