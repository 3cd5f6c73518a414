package session

import (
	"samepage/org"
	"samepage/wire"
	"time"
)

// State is the session as agents get it.
func (s Session) State() wire.SessionStateBody {
	b := wire.SessionStateBody{
		Kind: wire.SessionState, Session: string(s.ID), Chat: string(s.Chat), Site: string(s.Site),
		SiteName: s.SiteName, Customer: s.Customer, Version: s.Version, Status: string(s.Status),
		Escalation: string(s.Escalation), Mode: string(s.Mode), Modes: modeNames(s.Modes()),
		Control: string(s.Control), People: s.participants(), CustomerOnline: s.CustomerOnline,
		CustomerSince: moment(s.CustomerSince), LeadSince: moment(s.LeadSince), Tab: string(s.Tab),
		InvitedAt: s.InvitedAt, LiveAt: moment(s.LiveAt), EndedAt: moment(s.EndedAt),
		EndReason: string(s.EndReason), EndedBy: string(s.EndedBy.End), EndedName: s.EndedBy.Name,
	}
	if s.Open() && s.Status != Live {
		b.ExpiresAt = moment(s.AskDue)
	}
	b.Controller, b.Pinned = string(s.Controller), string(s.Pinned)
	for _, agent := range s.Wishes {
		b.Wishes = append(b.Wishes, string(agent))
	}
	for _, g := range s.Guests {
		b.Invited = append(b.Invited, g.Person())
	}
	if s.Page != (wire.Page{}) {
		page := s.Page
		b.Page = &page
	}
	client := s.Client
	b.Client = &client
	return b
}

// CustomerState is the session as the customer's page gets it.
func (s Session) CustomerState() wire.SessionStateBody {
	b := s.State()
	b.Client, b.Wishes, b.Invited, b.Pinned = nil, nil, nil, ""
	return b
}

// Question is the open question as the customer's page gets it; nil where nothing is asked.
func (s Session) Question() *wire.ConsentAskBody {
	if s.Ask == nil {
		return nil
	}
	agent, _ := s.Person(s.Ask.Agent)
	return &wire.ConsentAskBody{
		Kind: wire.ConsentAsk, Ask: s.Ask.ID, What: s.Ask.What,
		Agent: wire.Person{Agent: string(agent.Agent), Name: agent.Name},
		Mode:  string(s.askedMode()), Origins: append([]string{}, s.Origins...), ExpiresAt: s.Ask.ExpiresAt,
	}
}

// askedMode is the control mode that an acceptance would lead to.
func (s Session) askedMode() org.Mode {
	switch s.Ask.What {
	case AskControl:
		return org.ModeFull
	case AskAdvanced:
		return s.Deployment.Advanced.Start()
	default:
		return s.Mode
	}
}

func (s Session) participants() []wire.Participant {
	people := make([]wire.Participant, 0, len(s.People))
	for _, p := range s.People {
		grants := []string{}
		for _, g := range Grants(s, p) {
			grants = append(grants, string(g))
		}
		people = append(people, wire.Participant{
			Agent: string(p.Agent), Name: p.Name, Role: string(p.Role), Colour: p.Colour,
			Connected: p.Connected, Grants: grants,
		})
	}
	return people
}

func modeNames(modes []org.Mode) []string {
	names := make([]string, 0, len(modes))
	for _, m := range modes {
		names = append(names, string(m))
	}
	return names
}

// moment turns "has not happened" into absence.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
