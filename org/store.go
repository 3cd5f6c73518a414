package org

import (
	"context"
	"samepage"
	"time"
)

// Store keeps organisations. Times are judged by the database's clock.
type Store interface {
	People
	Sites
	Tokens
	// Scope looks an organisation up by an id that came from another node or the
	// administrator's command line. Fault not_found.
	Scope(ctx context.Context, id samepage.OrgID) (Scope, error)
	Orgs(ctx context.Context) ([]Org, error)
	CreateOrg(ctx context.Context, id samepage.OrgID, name string) (Org, error)
	// Versions returns the versions of all rows named, in one query. Rows that are gone are absent.
	Versions(ctx context.Context, rows []RowRef) (map[RowRef]int64, error)
}

// People keeps agents, their sign-ins and tickets.
type People interface {
	CreateAgent(ctx context.Context, sc Scope, a Agent, passwordHash string) (Agent, error)
	Agent(ctx context.Context, sc Scope, id samepage.AgentID) (Agent, error)
	Agents(ctx context.Context, sc Scope) ([]Agent, error)
	SetPassword(ctx context.Context, sc Scope, id samepage.AgentID, passwordHash string) error
	SetAvailable(ctx context.Context, sc Scope, id samepage.AgentID, available bool) error
	CreateGroup(ctx context.Context, sc Scope, g Group) error
	AddToGroup(ctx context.Context, sc Scope, g samepage.GroupID, a samepage.AgentID) error
	SetCanned(ctx context.Context, sc Scope, replies []Canned) error
	Canned(ctx context.Context, sc Scope) ([]Canned, error)

	// Account finds who signs in with an e-mail address; not_found where nobody does.
	Account(ctx context.Context, email string) (Account, error)
	// CountTry records a try: a wrong one raises the count and locks as Lock.After says,
	// a right one clears it.
	CountTry(ctx context.Context, sc Scope, id samepage.AgentID, right bool) (Lock, error)
	// SetTOTP sets the secret of the second factor; "" = none.
	SetTOTP(ctx context.Context, sc Scope, id samepage.AgentID, secret string) error
	// UseTOTPStep uses up a step of the second factor; false where it or a later one was used.
	UseTOTPStep(ctx context.Context, sc Scope, id samepage.AgentID, step int64) (bool, error)
	// CreateSignIn opens a sign-in and returns its secret token.
	CreateSignIn(ctx context.Context, sc Scope, id samepage.AgentID) (SignIn, string, error)
	// SignIn finds a sign-in by its token; unauthorised where it is unknown, over or revoked.
	SignIn(ctx context.Context, token string) (SignIn, error)
	// RevokeSignIn ends one sign-in and raises its version; RevokeSignIns all of a person.
	RevokeSignIn(ctx context.Context, sc Scope, id string) error
	RevokeSignIns(ctx context.Context, sc Scope, id samepage.AgentID) error
	// CreateTicket makes a single-use ticket of TicketLife, bound to the sign-in.
	CreateTicket(ctx context.Context, in SignIn, use TicketFor, session samepage.SessionID) (string, error)
	// RedeemTicket voids a ticket and tells what it proves; unauthorised where it is
	// unknown, used, over, for something else, or its sign-in is gone.
	RedeemTicket(ctx context.Context, ticket string, use TicketFor) (Ticket, error)
}

// Account is what sign-in needs to know about a person.
type Account struct {
	Agent        Agent
	PasswordHash string
	TOTPSecret   string // base32; empty = no second factor
	Lock         Lock
	Now          time.Time // the database's time of the look-up, which judges the lock
}

// Sites keeps sites.
type Sites interface {
	CreateSite(ctx context.Context, sc Scope, s Site) error
	// UpdateSite writes all of a site at once and returns its policy's version, which rises
	// with every change so that running sessions learn of it.
	UpdateSite(ctx context.Context, sc Scope, s Site) (int64, error)
	// SiteByKey looks a site up by the key of its script tag; not_found where there is none.
	SiteByKey(ctx context.Context, key string) (Site, error)
	Site(ctx context.Context, sc Scope, id samepage.SiteID) (Site, error)
	Sites(ctx context.Context, sc Scope) ([]Site, error)
}

// Tokens keeps customers' tokens.
type Tokens interface {
	// IssueToken makes a first token.
	IssueToken(ctx context.Context, sc Scope, b Binding) (string, error)
	// PresentToken proves a token and issues the next; unauthorised where it is unknown,
	// over, bound to something else, or void (then the cause is ErrTokenConflict).
	// Only the subject of b may be empty.
	PresentToken(ctx context.Context, sc Scope, secret string, b Binding) (Presented, error)
	// AckToken voids what the token followed; the end has it now. Unauthorised with
	// ErrTokenConflict where another end was first.
	AckToken(ctx context.Context, sc Scope, next string) error
	// VoidTokens voids all tokens of a chat or session: it is over.
	VoidTokens(ctx context.Context, sc Scope, kind TokenKind, subject string) error

	// MakeHandover keeps a claim for HandoverLife. An older one of the same tab is void.
	MakeHandover(ctx context.Context, sc Scope, h Handover) (claim string, err error)
	// ClaimHandover uses a claim up and tells what it takes over; unauthorised where it is
	// unknown, used, over, or not for that site and origin.
	ClaimHandover(ctx context.Context, sc Scope, claim string, site samepage.SiteID, origin string) (Handover, error)

	// CreateWatch makes a single-use ticket of TicketLife for the customer's own look at
	// what agents see (C11).
	CreateWatch(ctx context.Context, sc Scope, session samepage.SessionID) (string, error)
	// RedeemWatch voids such a ticket and tells what it opens; unauthorised where it is
	// unknown, used or over.
	RedeemWatch(ctx context.Context, ticket string) (Watch, error)
}
