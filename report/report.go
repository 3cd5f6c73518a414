// Package report makes the standard reports out of sessions and their journals.
package report

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"time"
)

// Filter narrows the Sessions report. Zero fields do not narrow.
type Filter struct {
	From, To  time.Time // of the invitation: From inclusive, To exclusive
	Agent     samepage.AgentID
	Site      samepage.SiteID
	EndReason session.EndReason
	Cursor    string // as Page.Next gave it
	Limit     int    // rows a page; see Clamp
}

// Rows a page.
const (
	DefaultLimit = 50
	MaxLimit     = 500
)

// Clamp brings the limit into its bounds.
func (f Filter) Clamp() Filter {
	if f.Limit <= 0 {
		f.Limit = DefaultLimit
	}
	f.Limit = min(f.Limit, MaxLimit)
	return f
}

// Page is one page of the Sessions report, newest first.
type Page struct {
	Rows  []Row  `json:"rows"`
	Next  string `json:"next"`  // cursor of the next page, "" at the end
	Total int    `json:"total"` // of all pages
}

// Row is one session in the report (R3).
type Row struct {
	Session     samepage.SessionID `json:"session"`
	StartedAt   time.Time          `json:"started_at"` // the invitation
	LiveAt      *time.Time         `json:"live_at"`
	EndedAt     *time.Time         `json:"ended_at"`
	DurationS   float64            `json:"duration_s"` // of being live
	Agent       string             `json:"agent"`      // name of the lead
	Agents      []string           `json:"agents"`     // names of all who took part
	Customer    string             `json:"customer"`
	Site        string             `json:"site"` // name
	Chat        samepage.ChatID    `json:"chat"`
	Pages       int                `json:"pages"`
	Escalation  session.Escalation `json:"escalation"`
	Mode        org.Mode           `json:"mode"`
	Modes       []session.ModeUse  `json:"modes"`
	EndReason   session.EndReason  `json:"end_reason"`
	EndedBy     session.End        `json:"ended_by"`
	ExternalKey string             `json:"external_key"`
	Client      wire.ClientInfo    `json:"client"`
	Stars       int                `json:"stars"`    // the customer's feedback, 1 to 5; 0 = none
	Feedback    string             `json:"feedback"` // in their words
}

// Moment is one line of a session's time line.
type Moment struct {
	At     time.Time         `json:"at"`
	Kind   string            `json:"kind"`
	By     string            `json:"by"` // name, or customer | system
	Class  session.Class     `json:"class"`
	ByPage bool              `json:"by_page"` // reported by the customer's page
	Detail map[string]string `json:"detail"`
}

// Drilldown is one session with its time line.
type Drilldown struct {
	Row      Row      `json:"row"`
	Timeline []Moment `json:"timeline"`
	// People are all who took part, for the question who may read this.
	People []samepage.AgentID `json:"-"`
}

// TookPart reports whether the agent was in the session.
func (d Drilldown) TookPart(a samepage.AgentID) bool { return slices.Contains(d.People, a) }

// Store answers reports.
type Store interface {
	SessionsReport(ctx context.Context, sc org.Scope, f Filter) (Page, error)
	SessionReport(ctx context.Context, sc org.Scope, id samepage.SessionID) (Drilldown, error)
}
