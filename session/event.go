package session

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
)

// Event is something that may change a session. Each type is one arrow or one kind of news.
type Event interface{ apply(st *step) error }

// The events.
type (
	// AgentJoinsByCode: an agent typed the customer's code (A19). offered → asked.
	AgentJoinsByCode struct {
		Agent wire.Person
		Ask   string // id of the question
	}
	// NewCode: the customer lost the code of an offer and gets another, with its whole time.
	NewCode struct{}
	// DropCode: the customer takes an offer back before anybody has used its code.
	DropCode struct{}
	// Answer is the customer's answer to the open question.
	Answer struct {
		Ask    string
		Answer string // accept | decline | unsupported
		Asker  string // AskedByPage where the company's own page asked (C13); empty = our dialog
	}
	// ExtendAsk gives the customer the question's whole time again (W32).
	ExtendAsk struct{ Ask string }
	// Withdraw takes an invitation, or a request for control or Advanced, back.
	Withdraw struct{ By Actor }
	// Finish ends the session from any state; the reason is ReasonEnded where it is empty.
	Finish struct {
		By     Actor
		Reason EndReason
	}
	// SetMode asks for a control mode. Full Control opens a question with the id Ask.
	SetMode struct {
		By   Actor
		Mode org.Mode
		Ask  string
	}
	// ReleaseControl: the customer takes Full Control back, or the agent gives it up.
	ReleaseControl struct{ By Actor }
	// WishControl: a joined agent asks whoever has control, or the lead, for it (A18).
	WishControl struct{ Agent samepage.AgentID }
	// WithdrawWish: the agent does not ask for control any more.
	WithdrawWish struct{ Agent samepage.AgentID }
	// GiveControl hands Full Control to another agent: the customer is asked anew, with the
	// question id Ask (W26).
	GiveControl struct {
		By  Actor
		To  samepage.AgentID
		Ask string
	}
	// Escalate asks the customer for Advanced with the question id Ask.
	Escalate struct {
		By  Actor
		Ask string
	}
	// EscalationStarted: the desktop shows.
	EscalationStarted struct{}
	// EscalationFailed: back to Instant, nothing lost.
	EscalationFailed struct{ Why string }
	// Deescalate goes back to Instant.
	Deescalate struct{ By Actor }

	// AskColleague: the lead asks a colleague to join (A18).
	AskColleague struct {
		By        Actor
		Colleague wire.Person
	}
	// UnaskColleague: the lead takes the question to a colleague back.
	UnaskColleague struct {
		By    Actor
		Agent samepage.AgentID
	}
	// RefuseToJoin: the colleague would rather not.
	RefuseToJoin struct{ Agent samepage.AgentID }
	// Join brings another agent in (A18): one who is asked to, or a supervisor of the site.
	Join struct {
		Agent      wire.Person
		Role       Role
		Supervises bool // needs no invitation, and may watch
	}
	// Leave takes an agent out without ending the session; the lead hands over first.
	Leave struct{ Agent samepage.AgentID }
	// HandLead makes another agent of the session its lead.
	HandLead struct {
		By Actor
		To samepage.AgentID
	}
	// ChatTransferred: the chat has another agent, or none. The lead goes with it.
	ChatTransferred struct {
		By Actor       // who gave it away
		To wire.Person // zero = back to the queue
	}
	// AgentConnected: an agent's viewer or console is there.
	AgentConnected struct{ Agent samepage.AgentID }
	// AgentLost: the last connection of an agent is gone.
	AgentLost struct{ Agent samepage.AgentID }

	// CustomerBack: a tab of the customer is connected.
	CustomerBack struct {
		Tab    samepage.TabID
		Page   wire.Page
		Client wire.ClientInfo
	}
	// CustomerLost: no tab of the customer is connected. A page on its way to the next
	// one counts too: the deadline must be in the row before the node could die.
	CustomerLost struct{}
	// PageShown: the customer went to another page.
	PageShown struct {
		Page wire.Page
		Tab  samepage.TabID
	}
	// PinTab: the view stays with one tab of the customer, or follows them again (W33).
	PinTab struct {
		By  Actor
		Tab samepage.TabID // "" = it follows
	}
	// Redeployed: the site's deployment changed while the session is open.
	Redeployed struct{ Deployment org.Deployment }
	// Rated: the customer's feedback after the end (C5).
	Rated struct{ Feedback Feedback }
	// DeadlinePassed: the earliest deadline is over, see Session.DueAt.
	DeadlinePassed struct{}
)

// What each event does, and what the session must be for it. None but Finish and Rated
// reaches a session that has ended, see afterEnd.

func (ev NewCode) apply(st *step) error          { return whileOffered(st, ev, st.newCode) }
func (ev DropCode) apply(st *step) error         { return whileOffered(st, ev, st.dropCode) }
func (ev AgentJoinsByCode) apply(st *step) error { return whileOffered(st, ev, st.joinByCode) }

func (ev Answer) apply(st *step) error      { return st.answer(ev) }
func (ev ExtendAsk) apply(st *step) error   { return st.extend(ev) }
func (ev Withdraw) apply(st *step) error    { return st.withdraw(ev) }
func (ev Finish) apply(st *step) error      { return st.finish(ev) }
func (DeadlinePassed) apply(st *step) error { return st.deadlinePassed() }
func (Rated) apply(*step) error {
	return samepage.Fault(samepage.CodeNotAllowed, "The session has not ended yet.")
}
func (ev Redeployed) apply(st *step) error   { return st.redeploy(ev) }
func (ev CustomerBack) apply(st *step) error { return st.customerBack(ev) }
func (CustomerLost) apply(st *step) error    { return st.customerLost() }
func (ev PageShown) apply(st *step) error    { return whileLive(st, ev, st.pageShown) }
func (ev PinTab) apply(st *step) error       { return whileLive(st, ev, st.pin) }

func (ev SetMode) apply(st *step) error        { return whileLive(st, ev, st.setMode) }
func (ev ReleaseControl) apply(st *step) error { return whileLive(st, ev, st.releaseControl) }
func (ev WishControl) apply(st *step) error    { return whileLive(st, ev, st.wishControl) }
func (ev WithdrawWish) apply(st *step) error   { return whileLive(st, ev, st.withdrawWish) }
func (ev GiveControl) apply(st *step) error    { return whileLive(st, ev, st.giveControl) }

func (ev Escalate) apply(st *step) error          { return whileLive(st, ev, st.inviteAdvanced) }
func (ev EscalationStarted) apply(st *step) error { return whileLive(st, ev, st.startAdvanced) }
func (ev EscalationFailed) apply(st *step) error  { return whileLive(st, ev, st.advancedFailed) }
func (ev Deescalate) apply(st *step) error        { return whileLive(st, ev, st.deescalate) }

func (ev AskColleague) apply(st *step) error    { return whileLive(st, ev, st.askColleague) }
func (ev UnaskColleague) apply(st *step) error  { return st.unaskColleague(ev) }
func (ev RefuseToJoin) apply(st *step) error    { return st.refuseToJoin(ev) }
func (ev Join) apply(st *step) error            { return whileLive(st, ev, st.join) }
func (ev Leave) apply(st *step) error           { return st.leave(ev) }
func (ev HandLead) apply(st *step) error        { return whileLive(st, ev, st.handLead) }
func (ev ChatTransferred) apply(st *step) error { return st.followChat(ev) }
func (ev AgentConnected) apply(st *step) error  { return st.agentConnected(ev) }
func (ev AgentLost) apply(st *step) error       { return st.agentLost(ev) }

// whileLive refuses what only a live session can take.
func whileLive[E Event](st *step, ev E, do func(E) error) error {
	if st.Status != Live {
		return samepage.Fault(samepage.CodeNotAllowed, "The session has not started yet.")
	}
	return do(ev)
}

// whileOffered refuses what is about a code that nobody has used.
func whileOffered[E Event](st *step, ev E, do func(E) error) error {
	if st.Status != Offered {
		return samepage.Fault(samepage.CodeConflict, "This code has been used already.")
	}
	return do(ev)
}
