package relay

import (
	"encoding/json"
	"samepage"
	"samepage/session"
	"samepage/wire"
)

// attach gives an end its place, and everything that it has to know.
func (o *room) attach(n request) {
	var b boarding
	if err := json.Unmarshal(n.body, &b); err != nil || b.Conn != n.conn {
		o.answer(n, samepage.Fault(samepage.CodeInvalid, "This end could not be read."))
		return
	}
	if err := o.mayEnter(b); err != nil {
		if b.End == wire.Customer || !o.knock(n, err) {
			o.answer(n, err)
		}
		return
	}
	o.replace(b)
	p := &place{boarding: b, heard: o.r.now()}
	if b.Focused {
		p.looks = o.r.now()
	}
	if was := o.places[b.Conn]; was != nil {
		o.forget(was)
	}
	o.places[b.Conn] = p
	o.send(p.Conn, opSeated, o.pulse(b.Asked).encode())
	o.answer(n, nil)
	o.push(p)
	o.seated(p)
}

func (o *room) mayEnter(b boarding) error {
	if !o.state.Open() {
		return samepage.Fault(samepage.CodeEnded, "This session has ended.")
	}
	forbidden := samepage.Fault(samepage.CodeForbidden, "You are not in this session.")
	switch b.End {
	case wire.Customer:
		if b.Visitor != o.state.Visitor {
			return forbidden
		}
	case wire.Viewer:
		if b.Watch {
			return o.mayLook()
		}
		if !session.Allowed(o.state, b.Agent, wire.GrantSee) {
			return forbidden
		}
	default:
		if _, in := o.state.Person(b.Agent); !in {
			return forbidden
		}
	}
	return nil
}

// replace closes the older socket of the same (session, tab) or (session, agent) (W14).
// Consoles are not replaced: an agent may have two open, and they only show states.
func (o *room) replace(b boarding) {
	for _, p := range o.places {
		sameTab := b.End == wire.Customer && p.End == wire.Customer && p.Tab == b.Tab
		sameViewer := b.End == wire.Viewer && p.End == wire.Viewer && p.Agent == b.Agent
		if p.Conn != b.Conn && (sameTab || sameViewer) {
			o.shut(p.Conn, wire.CloseReplaced, "This page was opened again; the newer one goes on.")
			o.forget(p)
		}
	}
}

func (o *room) seated(p *place) {
	switch p.End {
	case wire.Customer:
		o.ask(p)
		o.tabCame()
		comes := o.active == "" || p.Focused || p.Tab == o.state.Tab && !o.watched()
		if o.mayShow(p) && (comes || p.Tab == o.state.Pinned) {
			o.activate(p)
		}
	case wire.Viewer:
		if p.Watch {
			o.mirror.watch(p.Conn)
			return
		}
		o.mirror.join(p.Conn)
		o.tellVerdict(p)
		o.choosePacer()
	}
	o.notePresence()
}

// watched reports whether the customer looks at the active tab.
func (o *room) watched() bool {
	p := o.places[o.active]
	return p != nil && p.looks > 0
}

// activate makes a tab the one that is shown. At most one stream flows.
func (o *room) activate(p *place) {
	o.active = p.Conn
	o.apply(session.CustomerBack{Tab: p.Tab, Page: p.Page, Client: p.Client}, nil, "")
	o.showPage(p.Page)
	o.startMirror()
}

// clientInfo takes what the browser tells of itself now: the round trip is measured as it goes (A12).
func (o *room) clientInfo(p *place, body []byte) {
	info, err := read[wire.ClientInfo](body)
	if err != nil || p.End != wire.Customer {
		return
	}
	p.Client = info
	if p.Conn == o.active {
		o.apply(session.CustomerBack{Tab: p.Tab, Page: p.Page, Client: p.Client}, nil, "")
	}
}

func (o *room) startMirror() {
	if o.state.Status == session.Live && o.active != "" && o.mirror.source != o.active {
		o.mirror.start(o.active)
	}
}

// chooseActive finds another tab where the active one is gone: the one looked at last.
func (o *room) chooseActive() {
	if o.active != "" {
		return
	}
	if best := o.lookedAt(); best != nil && (best.looks > 0 || !o.loading()) {
		o.activate(best)
	}
}

// detach: an end's socket has closed, or its node has gone silent.
func (o *room) detach(p *place, why departure) {
	shown := p.Conn == o.active
	o.forget(p)
	if p.End == wire.Customer {
		o.tabWent(p, why, shown)
	}
	o.notePresence()
}

// forget takes a place out.
func (o *room) forget(p *place) {
	delete(o.places, p.Conn)
	o.mirror.part(p.Conn)
	if p.Conn == o.mirror.source {
		o.mirror.gone()
	}
	if p.Conn == o.active {
		o.active = ""
	}
	if p.End == wire.Viewer {
		o.choosePacer()
	}
}

// notePresence brings the row in line with who is here. A new owner gives the ends of the
// one before some time to come.
func (o *room) notePresence() {
	if !o.state.Open() {
		return
	}
	settling := o.r.now()-o.opened < settleFor
	here := map[samepage.AgentID]bool{}
	customer := false
	for _, p := range o.places {
		here[p.Agent] = true
		customer = customer || p.End == wire.Customer
	}
	if !customer && o.state.CustomerOnline && !settling {
		o.apply(session.CustomerLost{}, nil, "")
	}
	for _, person := range o.state.People {
		switch {
		case here[person.Agent] && !person.Connected:
			o.apply(session.AgentConnected{Agent: person.Agent}, nil, "")
		case !here[person.Agent] && person.Connected && !settling && !o.justCame(person.Agent):
			o.apply(session.AgentLost{Agent: person.Agent}, nil, "")
		}
	}
}

func (o *room) tellAgents(body any) {
	for _, p := range o.agents() {
		o.tell(p.Conn, body)
	}
}

// agents are the places of consoles and agents' viewers.
func (o *room) agents() []*place {
	var found []*place
	for _, p := range o.places {
		if p.End != wire.Customer && !p.Watch {
			found = append(found, p)
		}
	}
	return found
}

// showPage tells the agents where the customer is (A20).
func (o *room) showPage(page wire.Page) {
	if o.state.Status == session.Live {
		o.tellAgents(wire.PageChangedBody{Kind: wire.PageChanged, Page: session.MaskPage(page)})
	}
}
