package session

import (
	"reflect"
	"slices"
	"time"
)

// Next is the one transition function of a session. It is pure: now is the database's
// time, and the session that comes in is left as it was.
//
//	offered(code) ──AgentJoinsByCode──▶ asked ──accept──▶ live
//	invited ───────────────────────────────────accept──▶ live ──Finish, DeadlinePassed──▶ ended
//	   offered, asked, invited ──decline, Withdraw, DeadlinePassed, Finish──▶ ended
//
//	   offered ──NewCode──▶ offered ; offered ──DropCode──▶ ended ; ended ──Rated──▶ ended
//
//	live, escalation:  instant ──Escalate──▶ inviting ──accept──▶ starting ──EscalationStarted──▶ advanced
//	                     ▲─── decline, Withdraw, deadline, EscalationFailed, Deescalate, Redeployed ──┘
//	live, control:     none, denied ──SetMode(full)──▶ requested ──accept──▶ granted
//	                     granted, requested ──GiveControl──▶ requested, by another agent
//	                     ▲── ReleaseControl, another mode, escalation changed, lead lost or handed
//	                     │   over, controller gone, session resumed, no longer deployed ──┘
//
// An event that changes nothing gives an Outcome with Changed false. Ending what has ended
// changes nothing; any other event on it is refused with fault ended.
func Next(s Session, ev Event, now time.Time) (Outcome, error) {
	st := &step{Session: s.clone(), now: now}
	if s.Status == Ended {
		return afterEnd(st, ev)
	}
	if err := ev.apply(st); err != nil {
		return Outcome{}, err
	}
	return st.outcome(s), nil
}

// outcome is what a step has led to, from the session that it began with.
func (st *step) outcome(before Session) Outcome {
	if reflect.DeepEqual(before, st.Session) {
		return Outcome{Session: before}
	}
	st.Version++
	return Outcome{Session: st.Session, Changed: true, Journal: st.journal, Lines: st.lines}
}

// step is one transition in the making.
type step struct {
	Session
	now     time.Time
	journal []Entry
	lines   []Line
}

// note writes a line of the journal that the server itself saw. Detail is given in pairs;
// what is empty is left out.
func (st *step) note(kind string, by Actor, pairs ...string) {
	e := Entry{Class: ClassState, Kind: kind, By: by}
	if len(pairs) > 0 {
		e.Detail = make(map[string]string, len(pairs)/2)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			e.Detail[pairs[i]] = pairs[i+1]
		}
	}
	st.journal = append(st.journal, e)
}

func (st *step) line(event, name string) {
	st.lines = append(st.lines, Line{Event: event, Name: name})
}

func (st *step) customerActor() Actor { return Actor{End: ByCustomer, Name: st.Customer} }

var system = Actor{End: BySystem}

// clone copies what a step may write to.
func (s Session) clone() Session {
	s.People = slices.Clone(s.People)
	s.Guests = slices.Clone(s.Guests)
	s.Wishes = slices.Clone(s.Wishes)
	s.ModeUses = slices.Clone(s.ModeUses)
	if s.Ask != nil {
		ask := *s.Ask
		s.Ask = &ask
	}
	return s
}
