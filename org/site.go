package org

import (
	"samepage"
	"samepage/wire"
	"slices"
	"time"
)

// Site is a company's web property: where its pages are, and what may be done there.
type Site struct {
	Scope      Scope
	ID         samepage.SiteID
	Key        string // public: names the site in the page's script tag, proves nothing
	Name       string
	Origins    []string // patterns, see Lists
	CoBrowse   bool     // A1
	Deployment Deployment
	Limits     Limits
	Branding   wire.Branding
	Face       Face
	Policy     Policy
	CreatedAt  time.Time
}

// Lists reports whether the site lists the origin of a page, exactly or by a pattern
// with a wildcard for one label.
func (s Site) Lists(origin string) bool {
	return slices.ContainsFunc(s.Origins, func(pattern string) bool { return MatchOrigin(pattern, origin) })
}

// Policy is the privacy policy of a site (P1). Version only rises.
type Policy struct {
	Version int64       `json:"version"`
	MaskAll bool        `json:"mask_all"`
	Rules   []wire.Rule `json:"rules"`
	// Pages that may be shared, as patterns of origin + path; empty = all of the origins.
	Pages []string `json:"pages,omitempty"`
}

// Body is the policy as it goes to the customer's page.
func (p Policy) Body() wire.PolicyBody {
	return wire.PolicyBody{
		Kind: wire.Policy, Version: p.Version, MaskAll: p.MaskAll, Rules: append([]wire.Rule{}, p.Rules...), Pages: p.Pages,
	}
}

// Limits bound a session's times. Zero means the product's own limit.
type Limits struct {
	Invitation   time.Duration `json:"invitation"`    // until an unanswered invitation expires
	CustomerAway time.Duration `json:"customer_away"` // until a session without its customer is lost
	LeadAway     time.Duration `json:"lead_away"`     // until a session without its lead agent is lost
}

// The limits of a site that sets none.
const (
	InvitationLimit   = 60 * time.Second // A2: long enough to read it, short enough to stay with the talk
	CustomerAwayLimit = 10 * time.Minute // a train tunnel, a restarted browser
	LeadAwayLimit     = 3 * time.Minute  // a reloaded console, a change of network
)

// OrDefault fills in the product's limits where the site sets none.
func (l Limits) OrDefault() Limits {
	return Limits{
		Invitation:   orElse(l.Invitation, InvitationLimit),
		CustomerAway: orElse(l.CustomerAway, CustomerAwayLimit),
		LeadAway:     orElse(l.LeadAway, LeadAwayLimit),
	}
}

func orElse(d, otherwise time.Duration) time.Duration {
	if d <= 0 {
		return otherwise
	}
	return d
}
