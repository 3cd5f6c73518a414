package session

import "time"

// OfferLimit is how long a 6-digit code holds (A19).
const OfferLimit = 20 * time.Minute

// An offer is a session without a chat that waits for an agent. The code itself is the
// store's; a session only knows that there is one.

func (st *step) newCode(NewCode) error {
	st.AskDue = st.now.Add(OfferLimit)
	st.note("code_renewed", st.customerActor())
	return nil
}

func (st *step) dropCode(DropCode) error {
	st.end(ReasonWithdrawn, st.customerActor())
	return nil
}

func (st *step) joinByCode(ev AgentJoinsByCode) error {
	st.Status = Asked
	lead := st.invitedBy(ev.Agent, ev.Ask)
	st.note("asked", lead.actor(), "escalation", string(Instant), "mode", string(st.Mode))
	return nil
}
