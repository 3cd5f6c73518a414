package session

import (
	"samepage"
	"samepage/org"
	"slices"
)

func (st *step) setMode(ev SetMode) error {
	who, in := st.Person(ev.By.Agent)
	if !in || !who.Engaged() {
		return samepage.Fault(samepage.CodeForbidden, "Only agents of this session can set its mode.")
	}
	if !slices.Contains(st.Modes(), ev.Mode) {
		return samepage.Fault(samepage.CodeNotAllowed, "This mode is not available here.")
	}
	if ev.Mode == org.ModeFull {
		return st.requestControl(ev)
	}
	st.dropControl("mode", ev.By)
	st.Control = ControlNone
	st.enterMode(ev.Mode, ev.By)
	return nil
}

// requestControl asks the customer for Full Control; the mode changes with the answer.
func (st *step) requestControl(ev SetMode) error {
	if st.Control == ControlGranted && st.Controller == ev.By.Agent {
		return nil
	}
	if st.Ask != nil || st.Control == ControlGranted {
		return samepage.Fault(samepage.CodeConflict, "Another question is open, or another agent has control.")
	}
	return st.askForControl(ev.Ask, ev.By.Agent, ev.By)
}

// askForControl opens the question to the customer whether that agent may have control.
func (st *step) askForControl(ask string, agent samepage.AgentID, by Actor) error {
	if ask == "" {
		return samepage.Fault(samepage.CodeInvalid, "A question needs an id.")
	}
	st.Control, st.Controller = ControlRequested, agent
	st.forgetWish(agent)
	st.ask(ask, AskControl, agent)
	st.note("control_requested", by, "agent", string(agent))
	return nil
}

func (st *step) controlAnswered(ask Ask, ev Answer) error {
	by := st.customerActor()
	if ev.Answer != "accept" {
		st.Control, st.Controller = ControlDenied, ""
		st.note("control_denied", by, "agent", string(ask.Agent), "asker", ev.Asker)
		return nil
	}
	st.Control = ControlGranted
	st.note("control_granted", by, "agent", string(ask.Agent), "asker", ev.Asker)
	st.enterMode(org.ModeFull, by)
	return nil
}

// whyReleased is why control ended that was given back or taken back.
const whyReleased = "released"

// releaseControl ends request or grant.
func (st *step) releaseControl(ev ReleaseControl) error {
	if ev.By.End == ByAgent && ev.By.Agent != st.Controller {
		lead, ok := st.Lead()
		if !ok || lead.Agent != ev.By.Agent {
			return samepage.Fault(samepage.CodeForbidden, "Another agent has control.")
		}
	}
	st.endControl(whyReleased, ev.By)
	return nil
}

// endControl ends the request for, or the grant of, Full Control, and leaves its mode.
func (st *step) endControl(why string, by Actor) {
	st.dropControl(why, by)
	if st.Mode == org.ModeFull {
		st.enterMode(st.withoutControl(), by)
	}
}

// dropControl ends request or grant, and leaves the mode to the caller. It is asked again.
func (st *step) dropControl(why string, by Actor) {
	if st.Control != ControlGranted && st.Control != ControlRequested {
		return
	}
	if st.Ask != nil && st.Ask.What == AskControl {
		st.closeAsk()
	}
	agent := st.Controller
	st.Control, st.Controller = ControlNone, ""
	st.note("control_ended", by, "why", why, "agent", string(agent))
}

// withoutControl is the mode that a session falls back to when Full Control ends: the
// default, or the most that needs no consent.
func (s Session) withoutControl() org.Mode {
	set := s.modeSet()
	if start := set.Start(); start != org.ModeFull {
		return start
	}
	modes := s.Modes()
	for i := len(modes) - 1; i >= 0; i-- {
		if modes[i] != org.ModeFull {
			return modes[i]
		}
	}
	return org.ModeView
}
