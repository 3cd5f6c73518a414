package session

import (
	"samepage"
	"samepage/org"
	"samepage/wire"
	"slices"
)

// Modes are the control modes that deployment and escalation allow now.
func (s Session) Modes() []org.Mode {
	set := s.modeSet()
	modes := []org.Mode{}
	for _, m := range org.Modes() {
		if set.Has(m) && (m != org.ModeTruePointer || s.Escalation == Advanced) {
			modes = append(modes, m)
		}
	}
	return modes
}

func (s Session) modeSet() org.ModeSet {
	if s.Escalation == Advanced {
		return s.Deployment.Advanced
	}
	return s.Deployment.Instant
}

// Grants is the one place that decides what an agent may do: deployment ∩ mode ∩ consent
// ∩ role. The result is sent to both ends for their screens and enforced at the owner.
//
//	who         invited, asked   live
//	lead        lead             lead, see, point, annotate; by mode true_point; control if it is theirs
//	joined                       see, point, annotate; by mode true_point; control if it is theirs
//	supervisor                   see
//
// Nothing that shows or touches the page is granted before the customer accepted.
func Grants(s Session, p Person) []wire.Grant {
	grants := []wire.Grant{}
	if s.Status == Live {
		grants = append(grants, wire.GrantSee)
		if p.Role != Supervisor {
			grants = append(grants, s.actingGrants(p)...)
		}
	}
	if p.Role == Lead && s.Open() && s.Status != Offered {
		grants = append(grants, wire.GrantLead)
	}
	return grants
}

// actingGrants follow from the control mode, as far as the deployment still offers it.
func (s Session) actingGrants(p Person) []wire.Grant {
	if !slices.Contains(s.Modes(), s.Mode) {
		return nil
	}
	controls := s.Mode == org.ModeFull && s.Control == ControlGranted && s.Controller == p.Agent
	switch s.Mode {
	case org.ModePointer:
		return []wire.Grant{wire.GrantPoint, wire.GrantAnnotate}
	case org.ModeTruePointer:
		return []wire.Grant{wire.GrantPoint, wire.GrantAnnotate, wire.GrantTruePoint}
	case org.ModeFull:
		grants := []wire.Grant{wire.GrantPoint, wire.GrantAnnotate}
		if controls {
			if s.Escalation == Advanced {
				grants = append(grants, wire.GrantTruePoint)
			}
			grants = append(grants, wire.GrantControl)
		}
		return grants
	default:
		return nil
	}
}

// Allowed reports whether an agent has a grant in the session. GrantNone needs only that
// the agent is in it.
func Allowed(s Session, agent samepage.AgentID, need wire.Grant) bool {
	p, in := s.Person(agent)
	if !in {
		return false
	}
	return need == wire.GrantNone || slices.Contains(Grants(s, p), need)
}
