package session

import (
	"samepage"
	"strconv"
)

// Feedback is what the customer says of a session that has ended (C5).
type Feedback struct {
	Stars int    // 1 to 5
	Text  string // at most MaxFeedback characters, card numbers masked by who took it
}

// Bounds of feedback.
const (
	MaxStars    = 5
	MaxFeedback = 1000 // characters
)

// afterEnd is what a session that has ended still takes.
func afterEnd(st *step, ev Event) (Outcome, error) {
	before := st.Session
	switch ev := ev.(type) {
	case Finish:
		return Outcome{Session: before}, nil
	case Rated:
		if err := st.rate(ev.Feedback); err != nil {
			return Outcome{}, err
		}
		return st.outcome(before), nil
	default:
		return Outcome{}, samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
}

// rate keeps the newest feedback: a customer may think again.
func (st *step) rate(f Feedback) error {
	if st.LiveAt.IsZero() {
		return samepage.Fault(samepage.CodeNotAllowed, "This session was never begun.")
	}
	if f.Stars < 1 || f.Stars > MaxStars {
		return samepage.Fault(samepage.CodeInvalid, "Feedback has one to %d stars.", MaxStars)
	}
	f.Text = cut(f.Text, MaxFeedback)
	if f == st.Feedback {
		return nil
	}
	st.Feedback = f
	st.note("rated", st.customerActor(), "stars", strconv.Itoa(f.Stars))
	return nil
}
