package relay_test

import (
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"testing"

	"github.com/google/uuid"
)

// hire makes another agent of the house.
func (w *world) hire(name string, groups []samepage.GroupID, roles ...org.Role) org.Agent {
	w.t.Helper()
	a, err := w.store.CreateAgent(w.t.Context(), w.house.Scope, org.Agent{
		ID: samepage.AgentID("agt_" + name), Name: name, Email: name + "@one.example", Roles: roles, Groups: groups, Available: true,
	}, "not a hash")
	must(w.t, err)
	return a
}

var serving = []samepage.GroupID{"grp_one"}

// awaitOnline waits until a node knows that the agents have a console somewhere.
func (n *node) awaitOnline(agents ...org.Agent) {
	n.w.t.Helper()
	eventually(n.w.t, "the agents are online", func() bool {
		online := n.relay.Online(n.w.house.Scope)
		return !slices.ContainsFunc(agents, func(a org.Agent) bool { return !online[a.ID] })
	})
}

// invite has the lead ask a colleague, who reads so.
func (l *live) invite(colleague *desk) {
	l.w.t.Helper()
	l.desk.send(wire.PersonRefBody{Kind: wire.PeopleInvite, Session: l.session, Agent: string(colleague.agent.ID)})
	asked := expect(colleague.client, wire.PeopleInvited, func(i wire.PeopleInvitedBody) bool { return !i.Closed })
	if asked.Session != l.session || asked.By.Agent != string(l.desk.agent.ID) || asked.SiteName == "" || asked.Customer != "Kim" {
		l.w.t.Errorf("the colleague reads %+v", asked)
	}
}

// take lets the invited colleague come in, and waits until everybody knows.
func (l *live) take(colleague *desk) {
	l.w.t.Helper()
	l.invite(colleague)
	colleague.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	for _, c := range []*client{colleague.client, l.desk.client, l.tab.client} {
		expect(c, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, colleague.agent) == "joined" })
	}
}

// got reports whether a message of that kind ever came.
func (c *client) got(kind wire.Kind) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kinds[kind]
}

func roleIn(s wire.SessionStateBody, a org.Agent) string {
	for _, p := range s.People {
		if p.Agent == string(a.ID) {
			return p.Role
		}
	}
	return ""
}

// A18, W28: a colleague comes in by the lead's invitation, from another node; the customer
// reads the name first; leaving does not end the session.
func TestPeople_A18_W28_AColleagueComesAndGoes(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ben := w.nodes[0].desk(w.house.Ben)
	w.nodes[1].awaitOnline(w.house.Ben)
	ben.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	ben.expectError(samepage.CodeForbidden)
	l.invite(ben)
	if s := expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Invited) == 1 }); s.Invited[0].Name != w.house.Ben.Name {
		t.Errorf("the lead reads that %+v is asked", s.Invited)
	}
	ben.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	expect(ben.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ben) == "joined" })
	viewer := w.nodes[0].screen(w.house.Ben, l.session)
	told := expect(l.tab.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.People) == 2 })
	if told.People[1].Name != w.house.Ben.Name || told.People[0].Colour == told.People[1].Colour || len(told.Invited) > 0 {
		t.Errorf("the customer reads %+v", told)
	}
	expect(ben.client, wire.PeopleInvited, func(i wire.PeopleInvitedBody) bool { return i.Closed && i.Session == l.session })
	if roleIn(viewer.welcome.Session, w.house.Ben) != "joined" || viewer.welcome.Me.Name != w.house.Ben.Name {
		t.Errorf("the viewer is welcomed with %+v", viewer.welcome)
	}
	l.key("the page")
	viewer.expectPayload("the page")

	ben.send(wire.SessionRefBody{Kind: wire.PeopleLeave, Session: l.session})
	viewer.expectClosed(wire.CloseForbidden)
	expect(ben.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ben) == "" })
	expect(l.tab.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.People) == 1 && s.Status == "live" })
	eventually(t, "the transcript tells who came and went", func() bool {
		return slices.Equal(l.transcript(t), []string{"invited", "accepted", "link", "joined", "left"})
	})
	l.desk.send(wire.SessionRefBody{Kind: wire.PeopleLeave, Session: l.session})
	l.desk.expectError(samepage.CodeNotAllowed)
	l.take(ben) // and may come again
}

// A18: a colleague who would rather not, and one who says nothing, take nothing away.
func TestPeople_A18_AColleagueRefuses(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	ben := n.desk(w.house.Ben)
	other := n.desk(w.house.Ben)
	n.awaitOnline(w.house.Ben)
	l.invite(ben)
	expect(other.client, wire.PeopleInvited, func(i wire.PeopleInvitedBody) bool { return !i.Closed })
	ben.send(wire.SessionRefBody{Kind: wire.PeopleRefuse, Session: l.session})
	for _, d := range []*desk{ben, other} {
		expect(d.client, wire.PeopleInvited, func(i wire.PeopleInvitedBody) bool { return i.Closed })
	}
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Invited) == 0 })
	ben.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	ben.expectError(samepage.CodeForbidden)
	ben.send(wire.SessionRefBody{Kind: wire.PeopleRefuse, Session: l.session})
	ben.expectError(samepage.CodeExpired)
}

// A3, A18: who cannot come is not asked, and the lead reads why.
func TestPeople_A18_TheLeadTakesAnInvitationBack(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	ben := w.nodes[0].desk(w.house.Ben)
	w.nodes[1].awaitOnline(w.house.Ben)
	l.invite(ben)
	back := wire.PersonRefBody{Kind: wire.PeopleWithdraw, Session: l.session, Agent: string(ben.agent.ID)}
	ben.send(back)
	ben.expectError(samepage.CodeNotAllowed)
	l.desk.send(back)
	expect(ben.client, wire.PeopleInvited, func(i wire.PeopleInvitedBody) bool { return i.Closed })
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.Invited) == 0 })
	ben.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	ben.expectError(samepage.CodeForbidden)
	l.desk.send(back)
	l.desk.expectError(samepage.CodeExpired)
	l.take(ben)
}

func TestPeople_A3_WhoCannotComeIsNotAsked(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	stranger := w.hire("zoe", nil, org.RoleAgent)
	l := goLive(t, w, n, n)
	ask := func(a samepage.AgentID, code samepage.Code) wire.Problem {
		t.Helper()
		l.desk.send(wire.PersonRefBody{Kind: wire.PeopleInvite, Session: l.session, Agent: string(a)})
		p := l.desk.expectError(code)
		if p.Re != string(wire.PeopleInvite) {
			t.Errorf("the refusal reads %+v", p)
		}
		return p
	}
	ask("agt_nobody", samepage.CodeNotFound)
	ask(stranger.ID, samepage.CodeNotAllowed)
	ask(w.house.Ben.ID, samepage.CodeNotAllowed) // not online

	ben, other := n.desk(w.house.Ben), n.tab("another tab")
	n.awaitOnline(w.house.Ben)
	other.openChat("Hello")
	ben.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: other.chat})
	expect(ben.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" && c.Chat == other.chat })
	ben.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: other.chat})
	engaged := ben.expectStatus("invited").Session
	if p := ask(w.house.Ben.ID, samepage.CodeEngaged); p.Ref != engaged {
		t.Errorf("the refusal names %q, not %q", p.Ref, engaged)
	}
}

// A3, A18: a supervisor of the site watches uninvited and unengaged, and may begin to act.
func TestPeople_A18_ASupervisorWatchesThenActs(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	sofia := w.hire("sofia", serving, org.RoleSupervisor)
	elsewhere := w.hire("olga", nil, org.RoleSupervisor)
	l := goLive(t, w, n, n)
	olga := n.desk(elsewhere)
	olga.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "supervisor"})
	olga.expectError(samepage.CodeForbidden)

	d := n.desk(sofia)
	d.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "supervisor"})
	expect(l.tab.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, sofia) == "supervisor" })
	viewer := n.screen(sofia, l.session)
	viewer.send(wire.PointerMoveBody{Kind: wire.PointerMove, Epoch: 1, Node: 1})
	viewer.expectError(samepage.CodeNotAllowed)

	d.send(wire.PeopleJoinBody{Kind: wire.PeopleJoin, Session: l.session, Role: "joined"})
	expect(viewer.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, sofia) == "joined" })
	eventually(t, "the owner has read it too", func() bool {
		viewer.send(wire.PointerMoveBody{Kind: wire.PointerMove, Epoch: 1, Node: 1})
		return l.tab.got(wire.PointerMove)
	})
	if p := expect[wire.PointerMoveBody](l.tab.client, wire.PointerMove, nil); p.From.Name != sofia.Name {
		t.Errorf("the pointer is %+v", p.From)
	}
}

// A18: the lead is handed over with the session running; Full Control ends with it (W26).
func TestPeople_A18_W26_TheLeadIsHandedOver(t *testing.T) {
	w := newWorld(t)
	w.offerFull()
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	ben := n.desk(w.house.Ben)
	n.awaitOnline(w.house.Ben)
	l.take(ben)
	l.takeControl()
	ben.send(wire.PersonRefBody{Kind: wire.PeopleLead, Session: l.session, Agent: string(w.house.Ben.ID)})
	ben.expectError(samepage.CodeNotAllowed)
	l.desk.send(wire.PersonRefBody{Kind: wire.PeopleLead, Session: l.session, Agent: string(w.house.Ben.ID)})
	s := expect(l.tab.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ben) == "lead" })
	if s.Control != "none" || roleIn(s, w.house.Ana) != "joined" || s.Mode != string(org.ModePointer) {
		t.Errorf("after the hand-over the customer reads %+v", s)
	}
	expect(ben.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ben) == "lead" })
	ben.send(wire.SessionRefBody{Kind: wire.SessionEnd, Session: l.session})
	if s := l.tab.expectStatus("ended"); s.EndedName != w.house.Ben.Name {
		t.Errorf("the customer reads that %s ended it", s.EndedName)
	}
}

// A18, A22: the lead follows the chat to another agent, on another node; who gave it away is out.
func TestTransfer_A18_TheLeadFollowsTheChat(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	viewer := w.nodes[1].screen(w.house.Ana, l.session)
	ben := w.nodes[0].desk(w.house.Ben)
	l.desk.send(wire.ChatTransferBody{Kind: wire.ChatTransfer, Chat: l.tab.chat, To: string(w.house.Ben.ID)})
	for _, c := range []*client{ben.client, l.tab.client} {
		s := expect(c, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ben) == "lead" })
		if s.Status != "live" || len(s.People) != 1 {
			t.Errorf("%s reads %+v", c.name, s.People)
		}
	}
	viewer.expectClosed(wire.CloseForbidden)
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return roleIn(s, w.house.Ana) == "" })
	benSees := w.nodes[0].screen(w.house.Ben, l.session)
	l.key("the page")
	benSees.expectPayload("the page")

	ben.send(wire.ChatTransferBody{Kind: wire.ChatTransfer, Chat: l.tab.chat})
	if s := l.tab.expectStatus("ended"); s.EndedBy != "agent" {
		t.Errorf("nobody leads the session of a chat in the queue, and yet %+v", s)
	}
}

// A3: a chat whose session runs is not given to an agent who is in another.
func TestTransfer_A3_NotToWhoIsEngaged(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	ben, other := n.desk(w.house.Ben), n.tab("another tab")
	other.openChat("Hello")
	ben.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: other.chat})
	expect(ben.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" && c.Chat == other.chat })
	ben.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: other.chat})
	engaged := ben.expectStatus("invited").Session
	l.desk.send(wire.ChatTransferBody{Kind: wire.ChatTransfer, Chat: l.tab.chat, To: string(w.house.Ben.ID)})
	if p := l.desk.expectError(samepage.CodeEngaged); p.Ref != engaged {
		t.Errorf("the refusal reads %+v", p)
	}
	l.desk.send(wire.ChatSendBody{Kind: wire.ChatSend, Chat: l.tab.chat, ID: uuid.NewString(), Text: "still mine"})
	expect[wire.ChatAckBody](l.desk.client, wire.ChatAck, nil)
	if s := w.session(l.session); s.Status != session.Live {
		t.Errorf("session is %+v", s)
	}
}
