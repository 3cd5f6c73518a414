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

func (st *step) people(ev Event) error {
	switch ev := ev.(type) {
	case Join:
		return st.join(ev)
	case Leave:
		return st.leave(ev)
	case HandLead:
		return st.handLead(ev)
	case AgentConnected:
		return st.agentConnected(ev.Agent)
	case AgentLost:
		return st.agentLost(ev.Agent)
	}
	return nil
}

// index finds an agent; not_found where they are not in the session.
func (st *step) index(id samepage.AgentID) (int, error) {
	i := slices.IndexFunc(st.People, func(p Person) bool { return p.Agent == id })
	if i < 0 {
		return i, samepage.Fault(samepage.CodeNotFound, "This agent is not in the session.")
	}
	return i, nil
}

func (st *step) join(ev Join) error {
	if err := st.live(); err != nil {
		return err
	}
	if ev.Role != Joined && ev.Role != Supervisor {
		return samepage.Fault(samepage.CodeInvalid, "An agent can join as agent or supervisor.")
	}
	if i, err := st.index(samepage.AgentID(ev.Agent.Agent)); err == nil {
		if p := &st.People[i]; p.Role == Supervisor && ev.Role == Joined {
			p.Role = Joined
			st.note("agent_joined", p.actor(), "role", string(Joined))
		}
		return nil
	}
	if len(st.People) >= MaxPeople {
		return samepage.Fault(samepage.CodeNotAllowed, "No more than %d agents can be in one session.", MaxPeople)
	}
	p := Person{
		Agent: samepage.AgentID(ev.Agent.Agent), Name: ev.Agent.Name, Role: ev.Role,
		Colour: st.freeColour(), Connected: true,
	}
	st.People = append(st.People, p)
	st.note("agent_joined", p.actor(), "role", string(p.Role))
	return nil
}

func (st *step) leave(ev Leave) error {
	i, err := st.index(ev.Agent)
	if err != nil {
		return err
	}
	p := st.People[i]
	if p.Role == Lead {
		return samepage.Fault(samepage.CodeNotAllowed, "Hand the session over before you leave it.")
	}
	if st.Controller == p.Agent {
		st.endControl("left", p.actor())
	}
	st.People = slices.Delete(st.People, i, i+1)
	st.note("agent_left", p.actor())
	return nil
}

// handLead ends the grant of Full Control: the customer gave it to the lead they knew.
func (st *step) handLead(ev HandLead) error {
	if err := st.live(); err != nil {
		return err
	}
	to, err := st.index(ev.To)
	if err != nil {
		return err
	}
	if st.People[to].Role == Lead {
		return nil
	}
	st.endControl("lead", ev.By)
	for i := range st.People {
		if st.People[i].Role == Lead {
			st.People[i].Role = Joined
		}
	}
	st.People[to].Role = Lead
	st.note("lead_handed", ev.By, "agent", string(ev.To))
	if st.People[to].Connected {
		st.LeadSince, st.LeadDue = time.Time{}, time.Time{}
	} else {
		st.LeadSince, st.LeadDue = st.now, st.now.Add(st.Limits.LeadAway)
	}
	return nil
}

func (st *step) agentConnected(id samepage.AgentID) error {
	i, err := st.index(id)
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
func (st *step) agentLost(id samepage.AgentID) error {
	i, err := st.index(id)
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
