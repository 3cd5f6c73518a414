package httpapi

import (
	"context"
	"net/http"
	"samepage"
	"samepage/org"
	"samepage/report"
	"samepage/session"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

type sessionsQuery struct {
	From      time.Time         `query:"from" doc:"of the invitation, inclusive"`
	To        time.Time         `query:"to" doc:"of the invitation, exclusive"`
	Agent     samepage.AgentID  `query:"agent" maxLength:"64"`
	Site      samepage.SiteID   `query:"site" maxLength:"64"`
	EndReason session.EndReason `query:"end_reason" maxLength:"32"`
	Cursor    string            `query:"cursor" maxLength:"128"`
	Limit     int               `query:"limit" minimum:"0" maximum:"500"`
}

type sessionQuery struct {
	ID samepage.SessionID `path:"id" maxLength:"64"`
}

func (s *server) reports(api huma.API) {
	huma.Register(api, operation(http.MethodGet, "/api/v1/reports/sessions", "The Sessions report (R3)"), s.sessionsReport)
	huma.Register(api, operation(http.MethodGet, "/api/v1/reports/sessions/{id}", "One session with its time line"), s.sessionReport)
}

// sessionsReport: supervisors and administrators see everybody's sessions, agents their own.
func (s *server) sessionsReport(ctx context.Context, q *sessionsQuery) (*answer[report.Page], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	f := report.Filter{From: q.From, To: q.To, Agent: q.Agent, Site: q.Site, EndReason: q.EndReason, Cursor: q.Cursor, Limit: q.Limit}
	if !seesAll(who.Agent) {
		f.Agent = who.Agent.ID
	}
	page, err := s.Reports.SessionsReport(ctx, who.Scope, f.Clamp())
	if err != nil {
		return nil, s.public(err)
	}
	return &answer[report.Page]{Body: page}, nil
}

func (s *server) sessionReport(ctx context.Context, q *sessionQuery) (*answer[report.Drilldown], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	d, err := s.Reports.SessionReport(ctx, who.Scope, q.ID)
	if err != nil {
		return nil, s.public(err)
	}
	if !seesAll(who.Agent) && !d.TookPart(who.Agent.ID) {
		return nil, s.public(samepage.Fault(samepage.CodeNotFound, "There is no such session."))
	}
	return &answer[report.Drilldown]{Body: d}, nil
}

func seesAll(a org.Agent) bool { return a.Has(org.RoleSupervisor) || a.Has(org.RoleAdministrator) }
