package session

import (
	"samepage"
	"time"
)

// OfferLimit is how long a 6-digit code holds (A19).
const OfferLimit = 20 * time.Minute

// code is the life of an offer: a session without a chat that waits for an agent. The code
// itself is the store's; a session only knows that there is one.
func (st *step) code(ev Event) error {
	if st.Status != Offered {
		return samepage.Fault(samepage.CodeConflict, "This code has been used already.")
	}
	switch ev := ev.(type) {
	case NewCode:
		st.AskDue = st.now.Add(OfferLimit)
		st.note("code_renewed", st.customerActor())
	case DropCode:
		st.end(ReasonWithdrawn, st.customerActor())
	case AgentJoinsByCode:
		st.Status = Asked
		lead := st.invitedBy(ev.Agent, ev.Ask)
		st.note("asked", lead.actor(), "escalation", string(Instant), "mode", string(st.Mode))
	}
	return nil
}
