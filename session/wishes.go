package session

import (
	"samepage"
	"samepage/org"
	"slices"
)

// wishControl notes that an agent would like to have control. Whoever has it, or the lead,
// reads so in the state and decides; nothing is asked of the customer yet.
func (st *step) wishControl(ev WishControl) error {
	p, in := st.Person(ev.Agent)
	if !in || !p.Engaged() {
		return samepage.Fault(samepage.CodeForbidden, "Only agents who joined this session can ask for control.")
	}
	if st.Controller == p.Agent || slices.Contains(st.Wishes, p.Agent) {
		return nil
	}
	st.Wishes = append(st.Wishes, p.Agent)
	st.note("control_wished", p.actor())
	return nil
}

// withdrawWish changes nothing where the agent has control by now, or asks for nothing.
func (st *step) withdrawWish(ev WithdrawWish) error {
	if p, in := st.Person(ev.Agent); in && st.forgetWish(ev.Agent) {
		st.note("control_unwished", p.actor())
	}
	return nil
}

// forgetWish reports whether there was one.
func (st *step) forgetWish(id samepage.AgentID) bool {
	before := len(st.Wishes)
	st.Wishes = slices.DeleteFunc(st.Wishes, func(w samepage.AgentID) bool { return w == id })
	return len(st.Wishes) < before
}

// giveControl ends what there is and asks the customer anew, for the other agent (W26).
func (st *step) giveControl(ev GiveControl) error {
	lead, _ := st.Lead()
	if ev.By.Agent != st.Controller && ev.By.Agent != lead.Agent {
		return samepage.Fault(samepage.CodeForbidden, "Only the lead, or who has control, can give it to somebody.")
	}
	to, in := st.Person(ev.To)
	if !in || !to.Engaged() {
		return samepage.Fault(samepage.CodeNotFound, "This agent has not joined the session.")
	}
	if !to.Connected {
		return samepage.Fault(samepage.CodeUnavailable, "%s has no connection at the moment.", to.Name)
	}
	if !slices.Contains(st.Modes(), org.ModeFull) {
		return samepage.Fault(samepage.CodeNotAllowed, "Full Control is not available here.")
	}
	if st.Controller == to.Agent {
		return nil
	}
	if st.Ask != nil && st.Ask.What != AskControl {
		return samepage.Fault(samepage.CodeConflict, "Another question is open.")
	}
	st.endControl("given", ev.By)
	return st.askForControl(ev.Ask, to.Agent, ev.By)
}
