package session

import (
	"samepage"
	"samepage/wire"
	"slices"
	"time"
)

// join lets somebody in who is asked to come, or supervises the site (W28). A supervisor
// who watches may begin to act.
func (st *step) join(ev Join) error {
	id := samepage.AgentID(ev.Agent.Agent)
	if ev.Role != Joined && ev.Role != Supervisor {
		return samepage.Fault(samepage.CodeInvalid, "An agent can join as agent or supervisor.")
	}
	if i, err := st.index(id); err == nil {
		st.beginToAct(i, ev)
		return nil
	}
	_, asked := st.Guest(id)
	switch {
	case ev.Supervises:
	case ev.Role == Supervisor:
		return samepage.Fault(samepage.CodeForbidden, "Only supervisors of this site can watch a session.")
	case !asked:
		return samepage.Fault(samepage.CodeForbidden, "You are not invited to this session, or no longer.")
	}
	st.forgetGuest(id)
	if err := st.roomForOneMore(); err != nil {
		return err
	}
	p := st.add(ev.Agent, ev.Role)
	st.note("agent_joined", p.actor(), "role", string(p.Role))
	st.line("joined", p.Name)
	return nil
}

// beginToAct makes a watching supervisor a joined agent; anybody else is in already.
func (st *step) beginToAct(i int, ev Join) {
	p := &st.People[i]
	st.forgetGuest(p.Agent)
	if p.Role == Supervisor && ev.Role == Joined {
		p.Role = Joined
		st.note("agent_joined", p.actor(), "role", string(Joined))
	}
}

// add gives somebody a place and a colour.
func (st *step) add(agent wire.Person, role Role) Person {
	p := Person{
		Agent: samepage.AgentID(agent.Agent), Name: agent.Name, Role: role, Colour: st.freeColour(), Connected: true,
	}
	st.People = append(st.People, p)
	return p
}

func (st *step) leave(ev Leave) error {
	i, err := st.index(ev.Agent)
	if err != nil {
		return err
	}
	if st.People[i].Role == Lead {
		return samepage.Fault(samepage.CodeNotAllowed, "Hand the session over before you leave it.")
	}
	p := st.takeOut(i)
	st.line("left", p.Name)
	return nil
}

// takeOut removes an agent with all that they hold.
func (st *step) takeOut(i int) Person {
	p := st.People[i]
	if st.Controller == p.Agent {
		st.endControl("left", p.actor())
	}
	st.forgetWish(p.Agent)
	st.People = slices.Delete(st.People, i, i+1)
	st.note("agent_left", p.actor())
	return p
}

// handLead ends the grant of Full Control: the customer gave it to the lead they knew.
func (st *step) handLead(ev HandLead) error {
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
	st.forgetWish(ev.To)
	st.note("lead_handed", ev.By, "agent", string(ev.To))
	if st.People[to].Connected {
		st.LeadSince, st.LeadDue = time.Time{}, time.Time{}
	} else {
		st.LeadSince, st.LeadDue = st.now, st.now.Add(st.Limits.LeadAway)
	}
	return nil
}

// replaceLead makes the agent who joined first the lead where the lead did not come back in
// time (A18). A session with nobody else in it who can act is lost.
func (st *step) replaceLead() error {
	i := slices.IndexFunc(st.People, func(p Person) bool { return p.Role == Joined && p.Connected })
	if i < 0 {
		st.end(ReasonLost, system)
		return nil
	}
	return st.handLead(HandLead{By: system, To: st.People[i].Agent})
}

// followChat gives the lead to the chat's new agent; who gave the chat away leaves. Where
// the lead was handed over before, chat and session go their own ways. An invitation, and a
// session whose chat goes back to the queue, end: nobody stays who leads them.
func (st *step) followChat(ev ChatTransferred) error {
	lead, ok := st.Lead()
	if !ok || lead.Agent != ev.By.Agent || ev.To.Agent == string(lead.Agent) {
		return nil
	}
	if st.Status != Live || ev.To.Agent == "" {
		return st.finish(Finish{By: ev.By})
	}
	to := samepage.AgentID(ev.To.Agent)
	if _, err := st.index(to); err != nil {
		st.forgetGuest(to)
		st.note("agent_joined", st.add(ev.To, Joined).actor(), "role", string(Joined))
	}
	if err := st.handLead(HandLead{By: ev.By, To: to}); err != nil {
		return err
	}
	i, err := st.index(lead.Agent)
	if err != nil {
		return err
	}
	st.takeOut(i)
	return nil
}
