package report

import (
	"samepage/session"
	"time"
)

// RowOf makes the report's row of a session; now ends the times of one that is still live.
func RowOf(s session.Session, agents []string, now time.Time) Row {
	r := Row{
		Session: s.ID, StartedAt: s.InvitedAt, Agents: agents, Customer: s.Customer, Site: s.SiteName,
		Chat: s.Chat, Pages: s.Pages, Escalation: s.Escalation, Mode: s.Mode, Modes: s.Uses(now),
		EndReason: s.EndReason, EndedBy: s.EndedBy.End, ExternalKey: s.ExternalKey, Client: s.Client,
		Stars: s.Feedback.Stars, Feedback: s.Feedback.Text,
	}
	if lead, ok := s.Lead(); ok {
		r.Agent = lead.Name
	}
	until := now
	if !s.EndedAt.IsZero() {
		until = s.EndedAt
		r.EndedAt = &until
	}
	if live := s.LiveAt; !live.IsZero() {
		r.LiveAt = &live
		r.DurationS = max(0, until.Sub(live).Seconds())
	}
	return r
}

// MomentOf makes a line of the time line of a journal's entry.
func MomentOf(e session.Entry) Moment {
	by := e.By.Name
	if by == "" {
		by = string(e.By.End)
	}
	return Moment{At: e.At, Kind: e.Kind, By: by, Class: e.Class, ByPage: e.ByPage, Detail: e.Detail}
}
