package session

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
	"time"
)

// Invite begins a session in a chat (A2), or an offer by code where the lead is empty.
// Fault disabled where the site has co-browse off (A1).
func Invite(n New, now time.Time) (Outcome, error) {
	if !n.Site.CoBrowse || !n.Site.Deployment.Instant.On {
		return Outcome{}, samepage.Fault(samepage.CodeDisabled, "Co-browse is not enabled for this site.")
	}
	s := n.Start
	s.ID, s.Chat, s.Version = n.ID, n.Chat, 1
	s.Site, s.SiteName, s.Origins = n.Site.ID, n.Site.Name, n.Site.Origins
	s.Deployment, s.Limits = n.Site.Deployment, n.Site.Limits.OrDefault()
	s.Escalation, s.Control, s.Mode = Instant, ControlNone, n.Site.Deployment.Instant.Start()
	s.Page = MaskPage(s.Page)
	s.InvitedAt, s.CustomerSince = now, now
	st := &step{Session: s, now: now}
	if n.Lead.Agent == "" {
		st.Status, st.AskDue = Offered, now.Add(OfferLimit)
		st.note("offered", st.customerActor())
	} else {
		st.Status = Invited
		lead := st.invitedBy(n.Lead, n.Ask)
		st.note("invited", lead.actor(), "escalation", string(Instant), "mode", string(st.Mode))
		st.line("invited", lead.Name)
	}
	if !st.CustomerOnline {
		st.CustomerDue = now.Add(st.Limits.CustomerAway)
	}
	return Outcome{Session: st.Session, Changed: true, Journal: st.journal, Lines: st.lines}, nil
}

// invitedBy makes somebody the lead and opens the first question.
func (st *step) invitedBy(agent wire.Person, ask string) Person {
	lead := Person{
		Agent: samepage.AgentID(agent.Agent), Name: agent.Name, Role: Lead, Connected: true,
		Colour: st.freeColour(),
	}
	st.People = append(st.People, lead)
	st.ask(ask, AskInstant, lead.Agent)
	return lead
}

// ask opens a question to the customer.
func (st *step) ask(id, what string, agent samepage.AgentID) {
	st.AskDue = st.now.Add(st.Limits.Invitation)
	st.Ask = &Ask{ID: id, What: what, Agent: agent, ExpiresAt: st.AskDue}
}

func (st *step) closeAsk() { st.Ask, st.AskDue = nil, time.Time{} }

func (st *step) answer(ev Answer) error {
	if st.Ask == nil || st.Ask.ID != ev.Ask || !st.now.Before(st.AskDue) {
		return samepage.Fault(samepage.CodeExpired, "This question is no longer open.")
	}
	if ev.Answer != "accept" && ev.Answer != "decline" && ev.Answer != "unsupported" {
		return samepage.Fault(samepage.CodeInvalid, "The answer must be accept, decline or unsupported.")
	}
	if ev.Asker != "" && (ev.Asker != AskedByPage || st.Ask.What == AskAdvanced) {
		return samepage.Fault(samepage.CodeInvalid, "This question is asked by our own dialog only.")
	}
	ask := *st.Ask
	st.closeAsk()
	switch ask.What {
	case AskControl:
		return st.controlAnswered(ask, ev)
	case AskAdvanced:
		return st.advancedAnswered(ev.Answer)
	default:
		return st.invitationAnswered(ask, ev)
	}
}

// extend gives the open question its whole time again, from now.
func (st *step) extend(ev ExtendAsk) error {
	if st.Ask == nil || st.Ask.ID != ev.Ask || !st.now.Before(st.AskDue) {
		return samepage.Fault(samepage.CodeExpired, "This question is no longer open.")
	}
	if st.Ask.Extended >= MaxExtensions {
		return samepage.Fault(samepage.CodeNotAllowed, "This question has been extended %d times already.", MaxExtensions)
	}
	st.AskDue = st.now.Add(st.Limits.Invitation)
	st.Ask.ExpiresAt = st.AskDue
	st.Ask.Extended++
	st.note("extended", st.customerActor(), "what", st.Ask.What)
	return nil
}

func (st *step) invitationAnswered(ask Ask, ev Answer) error {
	by := st.customerActor()
	switch ev.Answer {
	case "accept":
		st.Status, st.LiveAt, st.ModeSince, st.Pages = Live, st.now, st.now, 1
		st.note("accepted", by, "what", AskInstant, "agent", string(ask.Agent), "asker", ev.Asker)
		st.notePage()
		st.line("accepted", st.Customer)
		st.line("link", "")
	case "decline":
		st.end(ReasonDeclined, by)
	default:
		st.end(ReasonFailed, by)
	}
	return nil
}

func (st *step) withdraw(ev Withdraw) error {
	if st.Status != Live {
		st.end(ReasonWithdrawn, ev.By)
		return nil
	}
	if st.Ask == nil {
		return samepage.Fault(samepage.CodeNotAllowed, "There is nothing to take back.")
	}
	st.note("withdrawn", ev.By, "what", st.Ask.What)
	st.cancelQuestion("withdrawn", ev.By)
	return nil
}

// cancelQuestion closes a live session's question without an answer.
func (st *step) cancelQuestion(why string, by Actor) {
	if st.Ask == nil {
		return
	}
	switch st.Ask.What {
	case AskControl:
		st.endControl(why, by)
	case AskAdvanced:
		st.closeAsk()
		st.toInstant(why, by)
	}
}

// finish ends the session. Before the customer accepted, an end by the customer is a
// refusal and one by the agent takes the invitation back.
func (st *step) finish(ev Finish) error {
	reason := ev.Reason
	if reason == "" || reason == ReasonEnded {
		switch {
		case st.Status == Live:
			reason = ReasonEnded
		case ev.By.End == ByCustomer:
			reason = ReasonDeclined
		default:
			reason = ReasonWithdrawn
		}
	}
	st.end(reason, ev.By)
	return nil
}

// end is the last arrow, whatever it came from.
func (st *step) end(reason EndReason, by Actor) {
	st.closeAsk()
	if st.Status == Live {
		st.dropControl("ended", by)
		st.useMode()
	}
	st.Status, st.EndedAt, st.EndReason, st.EndedBy = Ended, st.now, reason, by
	st.CustomerDue, st.LeadDue, st.LeadSince = time.Time{}, time.Time{}, time.Time{}
	st.Guests, st.Wishes = nil, nil
	st.note("ended", by, "reason", string(reason), "mode", string(st.Mode), "escalation", string(st.Escalation))
	st.line(endLine(reason), by.Name)
}

// endLine is the event of the transcript's last line.
func endLine(reason EndReason) string {
	switch reason {
	case ReasonDeclined, ReasonExpired, ReasonWithdrawn:
		return string(reason)
	default:
		return "ended"
	}
}

// DueAt is the earliest deadline, zero where there is none.
func (s Session) DueAt() time.Time {
	var due time.Time
	for _, t := range []time.Time{s.AskDue, s.CustomerDue, s.LeadDue, s.guestsDue()} {
		if !t.IsZero() && (due.IsZero() || t.Before(due)) {
			due = t
		}
	}
	return due
}

func (st *step) deadlinePassed() error {
	passed := func(t time.Time) bool { return !t.IsZero() && !st.now.Before(t) }
	switch {
	case passed(st.AskDue) && st.Status != Live:
		st.end(ReasonExpired, system)
	case passed(st.CustomerDue):
		st.end(ReasonLost, system)
	case passed(st.LeadDue):
		if err := st.replaceLead(); err != nil {
			return err
		}
	case passed(st.AskDue):
		st.note("expired", system, "what", st.Ask.What, "agent", string(st.Ask.Agent))
		st.cancelQuestion("expired", system)
	}
	if st.Open() {
		st.dismissGuests(passed)
	}
	return nil
}

// useMode adds the time since the mode was set to what it had before.
func (st *step) useMode() {
	seconds := st.now.Sub(st.ModeSince).Seconds()
	st.ModeSince = st.now
	for i := range st.ModeUses {
		if st.ModeUses[i].Mode == st.Mode {
			st.ModeUses[i].Seconds += seconds
			return
		}
	}
	st.ModeUses = append(st.ModeUses, ModeUse{Mode: st.Mode, Seconds: seconds})
}

// Uses are the control modes with their times up to now, the running one included.
func (s Session) Uses(now time.Time) []ModeUse {
	if s.Status != Live {
		return append([]ModeUse{}, s.ModeUses...)
	}
	st := &step{Session: s.clone(), now: now}
	st.useMode()
	return st.ModeUses
}

// enterMode changes the control mode and keeps the account of times.
func (st *step) enterMode(mode org.Mode, by Actor) {
	if mode == st.Mode {
		return
	}
	st.useMode()
	st.note("mode_set", by, "mode", string(mode), "from", string(st.Mode))
	st.Mode = mode
}
