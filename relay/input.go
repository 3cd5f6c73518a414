package relay

import (
	"encoding/json"
	"net/url"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"strconv"
	"strings"
)

// errNoPage: the customer has no page open that could take what an agent sent.
func errNoPage() error {
	return samepage.Fault(samepage.CodeUnavailable, "The customer has no page open at the moment.")
}

// operate hands what the controlling agent does to the tab that is shown, and to no other
// (W23). The grant was checked by the kind's row; the page looks again before it acts.
func (o *room) operate(p *place, kind wire.Kind, raw []byte) error {
	switch kind {
	case wire.InputMove:
		if o.active == "" {
			return nil // the next one tells the same; nobody waits for it
		}
	case wire.NavGo:
		body, err := read[wire.NavGoBody](raw)
		if err != nil {
			return err
		}
		if err := mayOpen(o.state.Origins, body.URL); err != nil {
			return err
		}
	case wire.NavStep:
		body, err := read[wire.NavStepBody](raw)
		if err != nil {
			return err
		}
		if !slices.Contains([]string{"back", "forward", "reload"}, body.To) {
			return samepage.Fault(samepage.CodeInvalid, "A step goes back, forward or loads the page again.")
		}
	}
	if o.active == "" {
		return errNoPage()
	}
	o.toActive(p, raw)
	return nil
}

// mayOpen holds an address against the pages that the customer was told of when they
// accepted: http or https, of a listed origin, without a name or password in it (W24).
func mayOpen(origins []string, address string) error {
	refused := samepage.Fault(samepage.CodeForbidden,
		"Only the company's own pages can be opened here: %s.", strings.Join(origins, ", "))
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r == '\\' || r == 0x7f }) {
		return refused // browsers read these in ways of their own
	}
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Host == "" || u.Opaque != "" {
		return refused
	}
	if !(org.Site{Origins: origins}).Lists(u.Scheme + "://" + u.Host) {
		return refused
	}
	return nil
}

// refOf is the sender's number of an input, for the error that refuses it; "" where it has none.
func refOf(raw []byte) string {
	var body struct{ Ref uint32 }
	if err := json.Unmarshal(raw, &body); err != nil || body.Ref == 0 {
		return ""
	}
	return strconv.FormatUint(uint64(body.Ref), 10)
}

// maxLabel bounds the name of an element that a page reports, in characters.
const maxLabel = 200

// reply hands what the active page answers to the agent whom it concerns, and to nobody
// else (W23). The page is not trusted: it can name only agents of this session.
func (o *room) reply(p *place, kind wire.Kind, raw []byte) error {
	if p.Conn != o.active {
		return nil // of a tab that was left
	}
	switch kind {
	case wire.InputRefused:
		return replyTo(o, raw, func(b *wire.InputRefusedBody) samepage.AgentID {
			b.Reason = wire.RefusalReason(b.Reason)
			b.What = wire.CustomersOwn(b.What)
			agent := samepage.AgentID(b.Agent)
			if who, in := o.state.Person(agent); in {
				o.record("input_refused", map[string]string{"agent": who.Name, "reason": b.Reason})
			}
			return agent
		})
	case wire.StepUp:
		return replyTo(o, raw, func(b *wire.StepUpBody) samepage.AgentID {
			b.Label = cut(b.Label, maxLabel)
			o.recordStepUp(*b)
			return samepage.AgentID(b.Agent)
		})
	case wire.CopyText:
		return replyTo(o, raw, func(b *wire.CopyTextBody) samepage.AgentID {
			agent := samepage.AgentID(b.Agent)
			if !session.Allowed(o.state, agent, wire.GrantControl) {
				return "" // taken back meanwhile
			}
			return agent
		})
	default:
		return replyTo(o, raw, func(b *wire.AnnotateGoneBody) samepage.AgentID { return samepage.AgentID(b.Agent) })
	}
}

// replyTo reads an answer of the page, lets to bound it and say whose it is, and sends it
// to that agent's viewer. What else the page put into the message stays behind.
func replyTo[T any](o *room, raw []byte, to func(*T) samepage.AgentID) error {
	body, err := read[T](raw)
	if err != nil {
		return err
	}
	agent := to(&body)
	if agent == "" {
		return nil
	}
	for _, p := range o.places {
		if p.End == wire.Viewer && p.Agent == agent {
			o.tell(p.Conn, body)
		}
	}
	return nil
}

// maxPause bounds what one control.pause can ask for, in milliseconds: the page tells
// again as long as its user goes on (A10).
const maxPause = 10_000

// pause tells all agents that the customer uses the page themselves (W27).
func (o *room) pause(p *place, raw []byte) error {
	body, err := read[wire.ControlPauseBody](raw)
	if err != nil {
		return err
	}
	if p.Conn != o.active {
		return nil
	}
	body.Until = min(max(body.Until, 0), maxPause)
	o.tellAgents(body)
	return nil
}
