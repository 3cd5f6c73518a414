package org

import (
	"samepage"
	"time"
)

// HandoverLife bounds the way from one origin of a site to another: a click, a redirect or
// two, and the first connection of the page there.
const HandoverLife = 15 * time.Second

// Handover is what a customer takes along to another origin of the site (C7). The tab that
// leaves announces it; whoever brings its claim to that origin in time goes on as the same
// visitor. At least one of Chat and Session is set.
type Handover struct {
	Site    samepage.SiteID
	Origin  string // where it may be claimed: scheme, host and port
	Visitor samepage.VisitorID
	Tab     samepage.TabID // the one that leaves; it has one hand-over at a time
	Chat    samepage.ChatID
	Session samepage.SessionID
}

// Watch is what a ticket of watch.ticket opens: one session, as its customer.
type Watch struct {
	Scope   Scope
	Session samepage.SessionID
}
