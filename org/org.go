package org

import (
	"samepage"
	"time"
)

// Org is one organisation of the installation. Nothing crosses the boundary between two.
type Org struct {
	Scope     Scope
	Name      string
	CreatedAt time.Time
}

// Canned is a reply that agents insert into a chat with a few keys (A22).
type Canned struct {
	Title string
	Text  string
}

// RowKind names a kind of row that has a version.
type RowKind string

// The kinds of rows with a version that only rises (DESIGN §3).
const (
	RowSession RowKind = "session"
	RowChat    RowKind = "chat"
	RowPolicy  RowKind = "policy"  // the privacy policy of a site; its ID is the site's
	RowSignIn  RowKind = "sign_in" // its ID is SignIn.ID
)

// RowRef names one versioned row, for comparing versions of all rooms of a node at once.
type RowRef struct {
	Scope Scope
	Kind  RowKind
	ID    string
}

// Group is a group of agents and the sites that they work for.
type Group struct {
	ID    samepage.GroupID
	Name  string
	Sites []samepage.SiteID
}
