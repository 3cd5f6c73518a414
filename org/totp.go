package org

import (
	"context"
	"crypto/subtle"
	"fmt"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// Steps of time-based one-time passwords (RFC 6238): a code holds for one step, and one
// step to either side for clocks that differ.
const (
	totpStep = 30 * time.Second
	totpSkew = 1
)

// secondFactor checks the code of a second factor. A step is accepted once, so that a code
// that was looked over somebody's shoulder is worth nothing.
func (d *Door) secondFactor(ctx context.Context, a Account, code string) (bool, error) {
	step, right, err := totpMatch(a.TOTPSecret, code, a.Now)
	if err != nil || !right {
		return false, err
	}
	return d.people.UseTOTPStep(ctx, a.Agent.Scope, a.Agent.ID, step)
}

// totpMatch finds the step that a code belongs to.
func totpMatch(secret, code string, now time.Time) (step int64, right bool, err error) {
	for skew := -totpSkew; skew <= totpSkew; skew++ {
		at := now.Add(time.Duration(skew) * totpStep)
		want, err := totp.GenerateCodeCustom(secret, at, totp.ValidateOpts{
			Period: uint(totpStep / time.Second), Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1,
		})
		if err != nil {
			return 0, false, fmt.Errorf("second factor: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return at.Unix() / int64(totpStep/time.Second), true, nil
		}
	}
	return 0, false, nil
}
