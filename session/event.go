package session

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
)

// Event is something that may change a session. Each type is one arrow or one kind of news.
type Event interface{ event() }

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

func (AgentJoinsByCode) event()  {}
func (Answer) event()            {}
func (Withdraw) event()          {}
func (Finish) event()            {}
func (SetMode) event()           {}
func (ReleaseControl) event()    {}
func (Escalate) event()          {}
func (EscalationStarted) event() {}
func (EscalationFailed) event()  {}
func (Deescalate) event()        {}
func (Join) event()              {}
func (Leave) event()             {}
func (HandLead) event()          {}
func (AgentConnected) event()    {}
func (AgentLost) event()         {}
func (CustomerBack) event()      {}
func (CustomerLost) event()      {}
func (PageShown) event()         {}
func (PinTab) event()            {}
func (Redeployed) event()        {}
func (DeadlinePassed) event()    {}
func (NewCode) event()           {}
func (DropCode) event()          {}
func (ExtendAsk) event()         {}
func (WishControl) event()       {}
func (WithdrawWish) event()      {}
func (GiveControl) event()       {}
func (AskColleague) event()      {}
func (UnaskColleague) event()    {}
func (RefuseToJoin) event()      {}
func (ChatTransferred) event()   {}
func (Rated) event()             {}
