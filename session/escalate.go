package session

import "samepage"

// The way from Instant to Advanced and back (A11): a change in either direction ends the
// grant of Full Control.

func (st *step) inviteAdvanced(ev Escalate) error {
	if !st.Deployment.Advanced.On {
		return samepage.Fault(samepage.CodeNotAllowed, "Advanced Mode is not available for this site.")
	}
	if st.Escalation != Instant || st.Ask != nil {
		return samepage.Fault(samepage.CodeConflict, "Another question is open already.")
	}
	if ev.Ask == "" {
		return samepage.Fault(samepage.CodeInvalid, "A question needs an id.")
	}
	st.Escalation = Inviting
	st.ask(ev.Ask, AskAdvanced, ev.By.Agent)
	st.note("escalation_asked", ev.By)
	return nil
}

func (st *step) advancedAnswered(answer string) error {
	by := st.customerActor()
	if answer != "accept" {
		st.note("escalation_refused", by, "answer", answer)
		st.toInstant("refused", by)
		return nil
	}
	st.Escalation = Starting
	st.note("escalation_accepted", by)
	return nil
}

func (st *step) startAdvanced(EscalationStarted) error {
	if st.Escalation != Starting {
		return samepage.Fault(samepage.CodeNotAllowed, "The customer has not allowed Advanced Mode.")
	}
	st.endControl("escalation", system)
	st.Escalation = Advanced
	st.note("escalation_started", system)
	st.enterMode(st.Deployment.Advanced.Start(), system)
	return nil
}

func (st *step) advancedFailed(ev EscalationFailed) error { return st.leaveAdvanced(ev.Why, system) }

func (st *step) deescalate(ev Deescalate) error { return st.leaveAdvanced("asked", ev.By) }

func (st *step) leaveAdvanced(why string, by Actor) error {
	if st.Escalation == Instant {
		return nil
	}
	if st.Ask != nil && st.Ask.What == AskAdvanced {
		st.closeAsk()
	}
	st.toInstant(why, by)
	return nil
}

// toInstant goes back to the page. From the steps on the way the mode stays as it was,
// as Advanced had not begun.
func (st *step) toInstant(why string, by Actor) {
	began := st.Escalation == Advanced
	if began {
		st.endControl("escalation", by)
	}
	st.Escalation = Instant
	st.note("escalation_ended", by, "why", why)
	if began {
		st.enterMode(st.Deployment.Instant.Start(), by)
	}
}
