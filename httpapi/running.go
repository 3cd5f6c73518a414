package httpapi

import (
	"context"
	"net/http"
	"samepage"
	"samepage/org"
	"samepage/session"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// Sessions lists the sessions that run now.
type Sessions interface {
	Running(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]session.Session, error)
}

// runningSession is a live session that a supervisor may join. What the customer's page
// shows is not part of it: that is seen by joining, which the customer reads.
type runningSession struct {
	Session  samepage.SessionID `json:"session"`
	Site     samepage.SiteID    `json:"site"`
	SiteName string             `json:"site_name"`
	Customer string             `json:"customer"`
	LiveAt   time.Time          `json:"live_at"`
	Mode     org.Mode           `json:"mode"`
	People   []runningPerson    `json:"people"` // in order of joining
}

type runningPerson struct {
	Agent samepage.AgentID `json:"agent"`
	Name  string           `json:"name"`
	Role  session.Role     `json:"role"`
}

func (s *server) running(api huma.API) {
	huma.Register(api, operation(http.MethodGet, "/api/v1/sessions/running", "Live sessions that a supervisor may join (A18)"), s.runningSessions)
}

// runningSessions: supervisors see those of the sites of their groups.
func (s *server) runningSessions(ctx context.Context, _ *struct{}) (*answer[[]runningSession], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	if !who.Agent.Has(org.RoleSupervisor) {
		return nil, s.public(samepage.Fault(samepage.CodeForbidden, "Only supervisors see the sessions of others."))
	}
	sessions, err := s.Sessions.Running(ctx, who.Scope, who.Agent.ID)
	if err != nil {
		return nil, s.public(err)
	}
	out := make([]runningSession, 0, len(sessions))
	for _, v := range sessions {
		out = append(out, runningOf(v))
	}
	return &answer[[]runningSession]{Body: out}, nil
}

func runningOf(v session.Session) runningSession {
	r := runningSession{
		Session: v.ID, Site: v.Site, SiteName: v.SiteName, Customer: v.Customer, LiveAt: v.LiveAt, Mode: v.Mode,
		People: make([]runningPerson, 0, len(v.People)),
	}
	for _, p := range v.People {
		r.People = append(r.People, runningPerson{Agent: p.Agent, Name: p.Name, Role: p.Role})
	}
	return r
}
