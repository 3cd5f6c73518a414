package storetest

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/store"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// testDoor signs people in as the console does.
func testDoor(t *testing.T, open Opener) {
	ctx := context.Background()
	const password = "correct horse battery"
	setUp := func(t *testing.T) (*store.Store, House, *Clock, *org.Door) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		hash, err := org.HashPassword(password)
		must(t, err)
		must(t, s.SetPassword(ctx, h.Scope, h.Ana.ID, hash))
		return s, h, clock, org.NewDoor(s)
	}

	t.Run("P7 the right password opens, a wrong one and an unknown address read the same", func(t *testing.T) {
		s, h, _, door := setUp(t)
		in, token, err := door.SignIn(ctx, "Ana@House.example", password, "")
		must(t, err)
		if in.Agent.ID != h.Ana.ID || in.Scope != h.Scope {
			t.Fatalf("signed in as %+v", in)
		}
		if got, err := s.SignIn(ctx, token); err != nil || got.ID != in.ID {
			t.Fatalf("the token is worth %+v, %v", got, err)
		}
		_, _, wrong := door.SignIn(ctx, "ana@house.example", "wrong horse battery", "")
		_, _, unknown := door.SignIn(ctx, "nobody@house.example", password, "")
		wantCode(t, wrong, samepage.CodeUnauthorised)
		if wrong.Error() != unknown.Error() {
			t.Fatalf("%q tells an account from %q", wrong, unknown)
		}
	})

	t.Run("P7 after five wrong tries the right password waits too", func(t *testing.T) {
		_, _, clock, door := setUp(t)
		for range org.LockAfter {
			_, _, err := door.SignIn(ctx, "ana@house.example", "wrong horse battery", "")
			wantCode(t, err, samepage.CodeUnauthorised)
		}
		_, _, err := door.SignIn(ctx, "ana@house.example", password, "")
		wantCode(t, err, samepage.CodeTooFast)
		clock.Add(org.LockFor)
		_, _, err = door.SignIn(ctx, "ana@house.example", password, "")
		must(t, err)
	})

	t.Run("P7 a second factor is asked for, and each code works once", func(t *testing.T) {
		const secret = "JBSWY3DPEHPK3PXP"
		s, h, clock, door := setUp(t)
		must(t, s.SetTOTP(ctx, h.Scope, h.Ana.ID, secret))
		code, err := totp.GenerateCode(secret, clock.Now())
		must(t, err)
		_, _, err = door.SignIn(ctx, "ana@house.example", password, "")
		wantCode(t, err, samepage.CodeUnauthorised)
		_, _, err = door.SignIn(ctx, "ana@house.example", password, code)
		must(t, err)
		_, _, err = door.SignIn(ctx, "ana@house.example", password, code)
		wantCode(t, err, samepage.CodeUnauthorised)
		clock.Add(time.Minute)
		code, err = totp.GenerateCode(secret, clock.Now())
		must(t, err)
		_, _, err = door.SignIn(ctx, "ana@house.example", password, code)
		must(t, err)
	})
}
