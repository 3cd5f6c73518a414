package org

import (
	"samepage"
	"time"
)

// SignIn is a person's proven presence in a browser. Its token is known to that browser
// alone; the row can be revoked, which raises Version.
type SignIn struct {
	Scope     Scope
	ID        string // not secret: names the row in announcements
	Agent     Agent
	Version   int64
	CreatedAt time.Time
	ExpiresAt time.Time
	RevokedAt time.Time // zero while it holds
}

// Times of sign-ins and of the lock-out.
const (
	SignInLife    = 12 * time.Hour   // one working day; a new one begins with a sign-in
	LockAfter     = 5                // wrong passwords in a row before the account waits
	LockFor       = 5 * time.Minute  // first wait; doubled with each further wrong try
	LockForAtMost = 60 * time.Minute // so that a stranger cannot lock somebody out for good
)

// TicketLife bounds the time between asking for a ticket and opening the socket with it.
const TicketLife = 30 * time.Second

// TicketFor tells what a ticket opens.
type TicketFor string

// What tickets open.
const (
	TicketConsole TicketFor = "console"
	TicketViewer  TicketFor = "viewer" // one session only
)

// Ticket is what a redeemed ticket proves. A ticket is single use and dies with its sign-in.
type Ticket struct {
	For     TicketFor
	Session samepage.SessionID // viewer tickets only
	SignIn  SignIn
}

// Lock is the count of wrong tries of an account.
type Lock struct {
	Failed int
	Until  time.Time
}

// After returns the lock after one more wrong try.
func (l Lock) After(now time.Time) Lock {
	l.Failed++
	if l.Failed < LockAfter {
		return l
	}
	wait := LockFor
	for i := LockAfter; i < l.Failed && wait < LockForAtMost; i++ {
		wait *= 2
	}
	l.Until = now.Add(min(wait, LockForAtMost))
	return l
}

// Holds reports whether tries are refused at that time.
func (l Lock) Holds(now time.Time) bool { return now.Before(l.Until) }
