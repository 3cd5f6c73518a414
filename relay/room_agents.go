package relay

import (
	"samepage"
	"samepage/session"
	"samepage/wire"
)

// among is what changes who does what in the session, and how long the customer may think.
func (o *room) among(p *place, kind wire.Kind, raw []byte) error {
	switch kind {
	case wire.CodeDrop:
		o.apply(session.DropCode{}, p, kind)
	case wire.PeopleLeave:
		o.apply(session.Leave{Agent: p.Agent}, p, kind)
	case wire.ControlRequest:
		o.apply(session.WishControl{Agent: p.Agent}, p, kind)
	case wire.ControlWithdraw:
		o.apply(session.WithdrawWish{Agent: p.Agent}, p, kind)
	case wire.ConsentExtend:
		body, err := read[wire.ConsentExtendBody](raw)
		if err != nil {
			return err
		}
		o.apply(session.ExtendAsk{Ask: body.Ask}, p, kind)
	case wire.ControlGive, wire.PeopleLead:
		body, err := read[wire.PersonRefBody](raw)
		if err != nil {
			return err
		}
		to := samepage.AgentID(body.Agent)
		if kind == wire.PeopleLead {
			o.apply(session.HandLead{By: o.actor(p), To: to}, p, kind)
			return nil
		}
		o.apply(session.GiveControl{By: o.actor(p), To: to, Ask: newAsk()}, p, kind)
	}
	return nil
}

// knock holds an agent's end at the door until the row is read again: who has just been let
// in is known there first. It reports false where that was done already.
func (o *room) knock(n request, err error) bool {
	if n.again || samepage.CodeOf(err) != samepage.CodeForbidden {
		return false
	}
	n.again = true
	o.scribe.put(change{knock: &n})
	return true
}

// open lets in who has knocked, or turns them away for good.
func (o *room) open(n request, err error) {
	if err != nil {
		o.answer(n, unavailableIfUnknown(err))
		return
	}
	o.attach(n)
}

// meet notes since when people are in the session: who has just come in gets some time to
// take their place before they count as gone.
func (o *room) meet(old session.Session) {
	for _, person := range o.state.People {
		if _, before := old.Person(person.Agent); !before {
			o.came[person.Agent] = o.r.now()
		}
	}
}

func (o *room) justCame(agent samepage.AgentID) bool {
	since, known := o.came[agent]
	return known && o.r.now()-since < settleFor
}
