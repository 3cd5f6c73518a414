package org

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"samepage"
	"time"
)

// TokenKind tells what a customer's token continues.
type TokenKind string

// What customers' tokens continue.
const (
	TokenChat    TokenKind = "chat"    // the conversation, or a session without one, from any tab of the visitor
	TokenSession TokenKind = "session" // the session, in one tab
)

// How long an unused token holds. The chat and the session have lives of their own, which
// end earlier.
const (
	ChatTokenLife    = 30 * 24 * time.Hour // "you wrote to us last month"
	SessionTokenLife = 12 * time.Hour      // longer than any session that could be resumed
)

// Binding is what a customer's token is tied to. Presented anywhere else it is worth nothing.
//
//	issued ──presented──▶ its child is issued, both hold
//	  └── child acknowledged or presented ──▶ void     a void token presented = conflict
//
// A token that was presented holds until its child is acknowledged, so that a connection
// that dies before the welcome arrives costs nothing, and ends may reconnect at once in
// any order. The first child acknowledged voids the parent and the parent's other children
// for the same tab: of two ends with one token, one wins and the other shows itself.
type Binding struct {
	Kind    TokenKind
	Subject string // chat or session id
	Site    samepage.SiteID
	Origin  string
	Visitor samepage.VisitorID
	Tab     samepage.TabID // part of the binding for sessions only
}

// Life is how long a token of that kind holds unused.
func (k TokenKind) Life() time.Duration {
	if k == TokenSession {
		return SessionTokenLife
	}
	return ChatTokenLife
}

// Fits reports whether a token issued for b may be presented as p, which has no subject.
func (b Binding) Fits(p Binding) bool {
	return b.Kind == p.Kind && b.Site == p.Site && b.Origin == p.Origin && b.Visitor == p.Visitor &&
		(b.Kind != TokenSession || b.Tab == p.Tab)
}

// Presented is what a token proved, and the next one.
type Presented struct {
	Binding
	Next string // to be sent in the welcome; holds from now on
}

// HashSecret is how every opaque token is stored and found. A plain hash is enough: the
// tokens are 256 random bits, not words of people.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// ErrTokenConflict is the cause of a refusal of a token that was used before: two ends
// had the same one.
var ErrTokenConflict = errors.New("customer token used twice")
