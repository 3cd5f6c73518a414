package relay

import (
	"encoding/json"
	"errors"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"strings"
)

// text takes a control message of an end. The table decides whether it may (P5): this is
// the last hop before the other side, so that a grant taken back holds from here on.
func (o *room) text(p *place, raw []byte) {
	var head wire.Head
	if err := json.Unmarshal(raw, &head); err != nil {
		return
	}
	row, known := wire.RowOf(head.Kind)
	if !known {
		return
	}
	err := o.may(p, row)
	if err != nil {
		o.r.metrics.refused(err)
	} else {
		err = o.dispatch(p, row, raw)
	}
	if err != nil {
		o.refuse(p, row.Kind, refOf(raw), err)
	}
}

// may holds a message against its row: the right end, and for agents the grant, as the
// session is now.
func (o *room) may(p *place, row wire.Row) error {
	if p.Watch {
		return mayWatch(o.state, row)
	}
	return mayPass(o.state, p.End, p.Agent, row)
}

// mayPass is the whole permission of a message in a session (P5): who sends it, in which
// state, with which grant. It depends on the kind alone, never on what is in it.
func mayPass(s session.Session, from wire.End, agent samepage.AgentID, row wire.Row) error {
	if row.From&from == 0 {
		return samepage.Fault(samepage.CodeForbidden, "This end may not send %s.", row.Kind)
	}
	if row.Scope != wire.ScopeSession && row.Scope != wire.ScopeLive {
		return samepage.Fault(samepage.CodeForbidden, "%s does not belong to a session.", row.Kind)
	}
	if !s.Open() {
		return samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
	if row.Scope == wire.ScopeLive && s.Status != session.Live && row.Kind != wire.TabFocus {
		return samepage.Fault(samepage.CodeNotAllowed, "The session has not started yet.")
	}
	if from != wire.Customer && !session.Allowed(s, agent, row.Grant) {
		return samepage.Fault(samepage.CodeNotAllowed, "The current mode does not allow this.")
	}
	return nil
}

var errBody = errors.New("malformed body")

// read decodes a body whose size and kind were checked.
func read[T any](raw []byte) (T, error) {
	var body T
	if err := json.Unmarshal(raw, &body); err != nil {
		return body, samepage.Fault(samepage.CodeInvalid, "This message could not be read.").Because(errors.Join(errBody, err))
	}
	return body, nil
}

// dispatch hands a permitted message to what it is for. A kind that is not named here is
// passed to the customer's page by its row.
func (o *room) dispatch(p *place, row wire.Row, raw []byte) error {
	switch row.Kind {
	case wire.SessionEnd, wire.SessionWithdraw, wire.ModeSet, wire.ConsentAnswer, wire.ControlRelease:
		return o.life(p, row.Kind, raw)
	case wire.CodeDrop, wire.ConsentExtend, wire.PeopleLeave, wire.PeopleLead, wire.ControlRequest, wire.ControlWithdraw,
		wire.ControlGive:
		return o.among(p, row.Kind, raw)
	case wire.TabFocus, wire.PageChanged, wire.PageEvent, wire.Done:
		return o.news(p, row, raw)
	case wire.InputMove, wire.InputPress, wire.InputWheel, wire.InputKey, wire.InputText, wire.InputPick,
		wire.InputCopy, wire.InputReveal, wire.NavGo, wire.NavStep:
		return o.operate(p, row.Kind, raw)
	case wire.AnnotateDraw, wire.AnnotateUndo, wire.AnnotateClear:
		return o.annotate(p, row.Kind, raw)
	case wire.InputRefused, wire.StepUp, wire.CopyText, wire.AnnotateGone:
		return o.reply(p, row.Kind, raw)
	case wire.ControlPause:
		return o.pause(p, raw)
	case wire.TabPin:
		return o.pin(p, raw)
	case wire.MirrorPurge, wire.MirrorKeyframe, wire.MirrorAck, wire.AssetWant:
		return o.flow(p, row.Kind, raw)
	}
	if p.End != wire.Customer && row.To&wire.Customer != 0 {
		o.toActive(p, raw)
	}
	return nil
}

// life is what changes the session.
func (o *room) life(p *place, kind wire.Kind, raw []byte) error {
	by := o.actor(p)
	switch kind {
	case wire.SessionWithdraw:
		o.apply(session.Withdraw{By: by}, p, kind)
	case wire.ControlRelease:
		o.apply(session.ReleaseControl{By: by}, p, kind)
	case wire.SessionEnd:
		body, err := read[wire.SessionEndBody](raw)
		if err != nil {
			return err
		}
		o.apply(session.Finish{By: by, Reason: endReason(p.End, body.Why)}, p, kind)
	case wire.ModeSet:
		body, err := read[wire.ModeSetBody](raw)
		if err != nil {
			return err
		}
		o.apply(session.SetMode{By: by, Mode: org.Mode(body.Mode), Ask: newAsk()}, p, kind)
	case wire.ConsentAnswer:
		body, err := read[wire.ConsentAnswerBody](raw)
		if err != nil {
			return err
		}
		o.apply(session.Answer{Ask: body.Ask, Answer: body.Answer, Asker: body.Asker}, p, kind)
	}
	return nil
}

// endReason: only the customer's page has reasons of its own.
func endReason(from wire.End, why string) session.EndReason {
	if from != wire.Customer {
		return session.ReasonEnded
	}
	switch session.EndReason(why) {
	case session.ReasonUnreachableUI, session.ReasonFailed:
		return session.EndReason(why)
	default:
		return session.ReasonEnded
	}
}

func (o *room) actor(p *place) session.Actor {
	if p.End == wire.Customer {
		return session.Actor{End: session.ByCustomer, Name: o.state.Customer}
	}
	person, _ := o.state.Person(p.Agent)
	return session.Actor{End: session.ByAgent, Agent: p.Agent, Name: person.Name}
}

// news is what the customer's page tells of itself (A20).
func (o *room) news(p *place, row wire.Row, raw []byte) error {
	switch row.Kind {
	case wire.TabFocus:
		body, err := read[wire.TabFocusBody](raw)
		if err != nil {
			return err
		}
		o.focus(p, body.Focused)
	case wire.PageChanged:
		body, err := read[wire.PageChangedBody](raw)
		if err != nil {
			return err
		}
		p.Page = session.MaskPage(body.Page)
		if p.Conn == o.active {
			o.apply(session.PageShown{Page: p.Page, Tab: p.Tab}, nil, row.Kind)
			o.showPage(p.Page)
		}
	case wire.PageEvent:
		body, err := read[wire.PageEventBody](raw)
		if err != nil {
			return err
		}
		o.pageEvent(p, body)
	case wire.Done:
		return o.recordDone(raw)
	}
	return nil
}

// record notes what the customer's page reported in the journal, marked as such.
func (o *room) record(kind string, detail map[string]string) {
	o.r.cfg.Sessions.Record(o.sc, o.id, session.Entry{
		Class: session.ClassDetail, Kind: kind, By: session.Actor{End: session.ByCustomer}, ByPage: true, Detail: detail,
	})
}

// toActive hands an agent's message to the tab that is shown, with the agent filled in.
func (o *room) toActive(p *place, raw []byte) {
	if o.active == "" {
		return
	}
	person, in := o.state.Person(p.Agent)
	if !in {
		return
	}
	signed, err := withFrom(raw, wire.Pointing{Agent: string(person.Agent), Name: person.Name, Colour: person.Colour})
	if err != nil {
		o.log.Debug("sign a message", slog.Any("error", err))
		return
	}
	o.send(o.active, opText, signed)
}

// withFrom says who sent a message, whatever the message itself says.
func withFrom(raw []byte, who wire.Pointing) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	from, err := json.Marshal(who)
	if err != nil {
		return nil, err
	}
	for name := range fields { // encoding/json reads names without regard to case
		if strings.EqualFold(name, "from") {
			delete(fields, name)
		}
	}
	fields["from"] = from
	return json.Marshal(fields)
}

// flow is what keeps the mirror going.
func (o *room) flow(p *place, kind wire.Kind, raw []byte) error {
	switch kind {
	case wire.MirrorPurge:
		body, err := read[wire.MirrorPurgeBody](raw)
		if err != nil {
			return err
		}
		if p.Conn == o.active {
			o.mirror.purge(body.Epoch)
		}
	case wire.MirrorKeyframe:
		o.mirror.lostThread(p.Conn)
	case wire.MirrorAck:
		body, err := read[wire.MirrorAckBody](raw)
		if err != nil {
			return err
		}
		o.mirror.shown(p.Conn, body)
	case wire.AssetWant:
		body, err := read[wire.AssetWantBody](raw)
		if err != nil {
			return err
		}
		if ask := o.mirror.want(p.Conn, body.Refs); len(ask) > 0 && o.active != "" {
			o.tell(o.active, wire.AssetWantBody{Kind: wire.AssetWant, Refs: ask})
		}
	}
	return nil
}

// frame takes a binary frame: the customer's active tab sends them, nobody else.
func (o *room) frame(p *place, raw []byte) {
	if p.End != wire.Customer || p.Conn != o.mirror.source || o.state.Status != session.Live {
		return
	}
	env, payload, err := wire.ParseEnvelope(raw)
	if err != nil {
		o.shut(p.Conn, wire.CloseAbuse, "A frame could not be read.")
		return
	}
	switch env.Kind {
	case wire.BinaryMirror:
		o.mirror.take(env, raw)
	case wire.BinaryAsset:
		if err := o.mirror.resource(env, payload); err != nil {
			o.log.Debug("resource", slog.Any("error", err))
		}
	}
}
