package org

import (
	"context"
	"samepage"
	"time"
)

// hashesAtOnce bounds the password hashes that run together: each takes a core.
const hashesAtOnce = 2

// Door is where people sign in.
type Door struct {
	people People
	slots  chan struct{}
}

// NewDoor makes a door to the people of a store.
func NewDoor(people People) *Door {
	return &Door{people: people, slots: make(chan struct{}, hashesAtOnce)}
}

// SignIn proves a person by e-mail address and password, and the code of their second
// factor where they have one. It returns the sign-in and its secret token. Every refusal
// reads the same, but for an account that waits after too many wrong tries.
func (d *Door) SignIn(ctx context.Context, email, password, code string) (SignIn, string, error) {
	refused := samepage.Fault(samepage.CodeUnauthorised, "E-mail address or password is wrong.")
	account, err := d.people.Account(ctx, email)
	if samepage.CodeOf(err) == samepage.CodeNotFound {
		if err := d.hash(ctx, func() { CheckNobody(password) }); err != nil {
			return SignIn{}, "", err
		}
		return SignIn{}, "", refused
	}
	if err != nil {
		return SignIn{}, "", err
	}
	if account.Lock.Holds(account.Now) {
		wait := account.Lock.Until.Sub(account.Now).Round(time.Minute)
		return SignIn{}, "", samepage.Fault(samepage.CodeTooFast,
			"Too many wrong tries. Please wait %d minutes.", max(1, int(wait.Minutes())))
	}
	var right bool
	if err := d.hash(ctx, func() { right = CheckPassword(account.PasswordHash, password) }); err != nil {
		return SignIn{}, "", err
	}
	if right && account.TOTPSecret != "" {
		if right, err = d.secondFactor(ctx, account, code); err != nil {
			return SignIn{}, "", err
		}
	}
	if _, err := d.people.CountTry(ctx, account.Agent.Scope, account.Agent.ID, right); err != nil {
		return SignIn{}, "", err
	}
	if !right {
		return SignIn{}, "", refused
	}
	return d.people.CreateSignIn(ctx, account.Agent.Scope, account.Agent.ID)
}

// hash does the work of a password when there is a slot for it.
func (d *Door) hash(ctx context.Context, work func()) error {
	select {
	case d.slots <- struct{}{}:
		defer func() { <-d.slots }()
		work()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
