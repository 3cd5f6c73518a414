package session

import (
	"samepage"
	"samepage/wire"
	"slices"
	"time"
)

// GuestLimit is how long a colleague has to answer the question to join (A18).
const GuestLimit = 60 * time.Second

// Guest is a colleague who is asked to join.
type Guest struct {
	Agent samepage.AgentID `json:"agent"`
	Name  string           `json:"name"`
	By    Actor            `json:"by"`
	DueAt time.Time        `json:"due_at"` // the question expires
}

// Person is the colleague as others see them.
func (g Guest) Person() wire.Person { return wire.Person{Agent: string(g.Agent), Name: g.Name} }

// Guest finds a colleague who is asked to join.
func (s Session) Guest(id samepage.AgentID) (Guest, bool) {
	i := slices.IndexFunc(s.Guests, func(g Guest) bool { return g.Agent == id })
	if i < 0 {
		return Guest{}, false
	}
	return s.Guests[i], true
}

// guestsDue is when the first question to a colleague expires, zero = none is open.
func (s Session) guestsDue() time.Time {
	var due time.Time
	for _, g := range s.Guests {
		if due.IsZero() || g.DueAt.Before(due) {
			due = g.DueAt
		}
	}
	return due
}

// askColleague is the lead's to do. Asking again begins the time anew.
func (st *step) askColleague(ev AskColleague) error {
	if lead, ok := st.Lead(); !ok || lead.Agent != ev.By.Agent {
		return samepage.Fault(samepage.CodeForbidden, "Only the lead of a session can ask colleagues to join.")
	}
	id := samepage.AgentID(ev.Colleague.Agent)
	if p, in := st.Person(id); in && p.Engaged() {
		return samepage.Fault(samepage.CodeConflict, "%s is in this session already.", p.Name)
	}
	st.forgetGuest(id)
	if err := st.roomForOneMore(); err != nil {
		return err
	}
	st.Guests = append(st.Guests, Guest{Agent: id, Name: ev.Colleague.Name, By: ev.By, DueAt: st.now.Add(GuestLimit)})
	st.note("colleague_asked", ev.By, "agent", ev.Colleague.Agent)
	return nil
}

// roomForOneMore counts those who are asked, so that whoever accepts finds a place.
func (st *step) roomForOneMore() error {
	if len(st.People)+len(st.Guests) >= MaxPeople {
		return samepage.Fault(samepage.CodeNotAllowed, "No more than %d agents can be in one session.", MaxPeople)
	}
	return nil
}

// unaskColleague is the lead's to do, for as long as the colleague has not answered.
func (st *step) unaskColleague(ev UnaskColleague) error {
	if lead, ok := st.Lead(); !ok || lead.Agent != ev.By.Agent {
		return samepage.Fault(samepage.CodeForbidden, "Only the lead of a session can take an invitation back.")
	}
	if _, asked := st.Guest(ev.Agent); !asked {
		return samepage.Fault(samepage.CodeExpired, "This invitation is no longer open.")
	}
	st.forgetGuest(ev.Agent)
	st.note("colleague_unasked", ev.By, "agent", string(ev.Agent))
	return nil
}

func (st *step) refuseToJoin(ev RefuseToJoin) error {
	g, asked := st.Guest(ev.Agent)
	if !asked {
		return samepage.Fault(samepage.CodeExpired, "This invitation is no longer open.")
	}
	st.forgetGuest(g.Agent)
	st.note("colleague_refused", Actor{End: ByAgent, Agent: g.Agent, Name: g.Name})
	return nil
}

// forgetGuest takes a question to a colleague away.
func (st *step) forgetGuest(id samepage.AgentID) {
	st.Guests = slices.DeleteFunc(st.Guests, func(g Guest) bool { return g.Agent == id })
}

// dismissGuests takes away what no colleague has answered in time.
func (st *step) dismissGuests(passed func(time.Time) bool) {
	for _, g := range slices.Clone(st.Guests) {
		if passed(g.DueAt) {
			st.forgetGuest(g.Agent)
			st.note("colleague_silent", system, "agent", string(g.Agent))
		}
	}
}
