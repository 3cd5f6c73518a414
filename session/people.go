package session

import (
	"samepage"
	"slices"
	"time"
)

// MaxPeople bounds the agents of one session: more pointers than colours help nobody.
const MaxPeople = 8

// colours of the pointers: distinct for most people on light and dark pages.
var colours = [MaxPeople]string{
	"#1c7ed6", "#e8590c", "#2f9e44", "#ae3ec9", "#c2255c", "#0c8599", "#a07000", "#5f3dc4",
}

func (s Session) freeColour() string {
	for _, c := range colours {
		if !slices.ContainsFunc(s.People, func(p Person) bool { return p.Colour == c }) {
			return c
		}
	}
	return colours[0]
}

func (p Person) actor() Actor { return Actor{End: ByAgent, Agent: p.Agent, Name: p.Name} }

// index finds an agent; not_found where they are not in the session.
func (st *step) index(id samepage.AgentID) (int, error) {
	i := slices.IndexFunc(st.People, func(p Person) bool { return p.Agent == id })
	if i < 0 {
		return i, samepage.Fault(samepage.CodeNotFound, "This agent is not in the session.")
	}
	return i, nil
}

func (st *step) agentConnected(ev AgentConnected) error {
	i, err := st.index(ev.Agent)
	if err != nil {
		return err
	}
	p := &st.People[i]
	if p.Connected {
		return nil
	}
	p.Connected = true
	if p.Role == Lead {
		st.LeadSince, st.LeadDue = time.Time{}, time.Time{}
	}
	st.note("agent_connected", p.actor())
	return nil
}

// agentLost starts the lead's deadline. A lost lead or controller ends Full Control.
func (st *step) agentLost(ev AgentLost) error {
	i, err := st.index(ev.Agent)
	if err != nil {
		return err
	}
	p := &st.People[i]
	if !p.Connected {
		return nil
	}
	p.Connected = false
	st.note("agent_lost", p.actor())
	if p.Role == Lead {
		st.LeadSince, st.LeadDue = st.now, st.now.Add(st.Limits.LeadAway)
	}
	if p.Role == Lead || p.Agent == st.Controller {
		st.endControl("lost", system)
	}
	return nil
}
