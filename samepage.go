// Package samepage holds the few words that every room of the house shares:
// typed identifiers, errors with a face for people, and the clock.
package samepage

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
)

// Identifiers are types, so that one cannot be handed over in place of another.
// Each is a short prefix that tells what it names, and 128 random bits.
type (
	OrgID     string // an organisation: whose sites, people and sessions these are
	SiteID    string // a company's web property
	AgentID   string // a person who signs in: agent, supervisor or administrator
	GroupID   string // a group of agents, which has sites
	ChatID    string // an engagement
	SessionID string // one co-browse session
	VisitorID string // a customer's browser at one site and origin: continuity, never authority
	TabID     string // one tab of a customer, given by the server
	ConnID    string // one open socket
	NodeID    string // one running server
)

// idAlphabet is lower-case base32 without padding: safe in addresses, subjects and file names.
var idAlphabet = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// idBytes gives 128 bits: identifiers are not secrets, but must never meet by chance.
const idBytes = 16

func newID(prefix string) string { return prefix + "_" + randomText(idBytes) }

func randomText(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // crypto/rand.Read never fails: it ends the program instead (Go 1.24)
	return idAlphabet.EncodeToString(b)
}

// The New functions make identifiers that have never been given out.
func NewOrgID() OrgID         { return OrgID(newID("org")) }
func NewSiteID() SiteID       { return SiteID(newID("site")) }
func NewAgentID() AgentID     { return AgentID(newID("agt")) }
func NewGroupID() GroupID     { return GroupID(newID("grp")) }
func NewChatID() ChatID       { return ChatID(newID("cht")) }
func NewSessionID() SessionID { return SessionID(newID("ses")) }
func NewVisitorID() VisitorID { return VisitorID(newID("vis")) }
func NewTabID() TabID         { return TabID(newID("tab")) }
func NewConnID() ConnID       { return ConnID(newID("con")) }
func NewNodeID() NodeID       { return NodeID(newID("nod")) }

// secretBytes gives 256 bits to everything that proves an identity.
const secretBytes = 32

// NewSecret makes an opaque 256-bit token. Only its hash is stored.
func NewSecret() string { return randomText(secretBytes) }

// ValidID reports whether s could be an identifier with that prefix ("ses", "cht", …).
func ValidID(prefix, s string) bool {
	rest, ok := strings.CutPrefix(s, prefix+"_")
	if !ok || len(rest) == 0 || len(rest) > 40 {
		return false
	}
	for _, r := range rest {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}
