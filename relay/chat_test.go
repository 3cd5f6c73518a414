package relay_test

import (
	"samepage"
	"samepage/wire"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// A22: of two agents who accept one wins, and the other reads who.
func TestChat_A22_OfTwoAgentsOneWinsAndTheOtherReadsWho(t *testing.T) {
	w := newCluster(t, 2, nil)
	ana, ben := w.nodes[0].desk(w.house.Ana), w.nodes[1].desk(w.house.Ben)
	k := w.nodes[0].tab("Kim's tab")
	k.openChat("Hello")
	waiting := func(q wire.QueueStateBody) bool { return len(q.Entries) == 1 && q.Entries[0].First == "Hello" }
	expect(ana.client, wire.QueueState, waiting)
	expect(ben.client, wire.QueueState, waiting)
	ana.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(ana.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" && c.Online })
	ben.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	if p := ben.expectError(samepage.CodeConflict); !strings.Contains(p.Message, w.house.Ana.Name) {
		t.Errorf("the second agent reads %q", p.Message)
	}
	expect(k.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Agent != nil && c.Agent.Name == w.house.Ana.Name })
}

// W17: a message is stored once and acknowledged each time; who comes back gets what is
// behind its last number, in order and without gaps.
func TestChat_W17_NothingIsLostOrDoubled(t *testing.T) {
	w := newCluster(t, 2, nil)
	k := w.nodes[0].tab("Kim's tab")
	k.openChat("one")
	ana := w.nodes[1].desk(w.house.Ana)
	ana.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(k.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	id := uuid.NewString()
	for range 2 {
		k.send(wire.ChatSendBody{Kind: wire.ChatSend, ID: id, Text: "two"})
		if a := expect[wire.ChatAckBody](k.client, wire.ChatAck, func(a wire.ChatAckBody) bool { return a.ID == id }); a.Number == 0 {
			t.Error("acknowledged without a number")
		}
	}
	k.drop()
	ana.send(wire.ChatSendBody{Kind: wire.ChatSend, Chat: k.chat, ID: uuid.NewString(), Text: "three"})
	expect[wire.ChatAckBody](ana.client, wire.ChatAck, nil)
	k.after = 1
	k.connect(w.nodes[1])
	var numbers []int64
	for {
		m := expect[wire.ChatMessageBody](k.client, wire.ChatMessage, nil)
		numbers = append(numbers, m.Number)
		if m.Text == "three" {
			break
		}
	}
	for i, n := range numbers {
		if n != int64(i)+2 {
			t.Fatalf("the numbers are %v", numbers)
		}
	}
	ana.send(wire.ChatAfterBody{Kind: wire.ChatAfter, Chat: k.chat, Number: 0})
	if m := expect[wire.ChatMessageBody](ana.client, wire.ChatMessage, func(m wire.ChatMessageBody) bool { return m.Number == 1 }); m.Text != "one" {
		t.Errorf("the first message is %q", m.Text)
	}
}

// A22: typing passes to the other side; read marks, presence, transfer and end reach both.
func TestChat_A22_TypingReadTransferEnd(t *testing.T) {
	w := newCluster(t, 2, nil)
	ana, ben := w.nodes[0].desk(w.house.Ana), w.nodes[1].desk(w.house.Ben)
	k := w.nodes[1].tab("Kim's tab")
	k.openChat("Hello")
	ana.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(ana.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	// Typing is not kept: both nodes have to know of both ends before it is sent.
	k.send(wire.ChatSendBody{Kind: wire.ChatSend, ID: uuid.NewString(), Text: "there?"})
	expect(ana.client, wire.ChatMessage, func(m wire.ChatMessageBody) bool { return m.Text == "there?" })
	k.send(wire.ChatTypingBody{Kind: wire.ChatTyping, On: true})
	expect(ana.client, wire.ChatTyping, func(b wire.ChatTypingBody) bool { return b.On && b.Chat == k.chat })
	ana.send(wire.ChatTypingBody{Kind: wire.ChatTyping, Chat: k.chat, On: true})
	expect(k.client, wire.ChatTyping, func(b wire.ChatTypingBody) bool { return b.On })
	ana.send(wire.ChatReadBody{Kind: wire.ChatRead, Chat: k.chat, Number: 1})
	expect(k.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.AgentRead == 1 })

	k.hangUp()
	expect(ana.client, wire.ChatState, func(c wire.ChatStateBody) bool { return !c.Online })
	k.connect(w.nodes[0])
	expect(ana.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Online })

	ana.send(wire.ChatTransferBody{Kind: wire.ChatTransfer, Chat: k.chat, To: string(w.house.Ben.ID)})
	expect(ben.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Agent != nil && c.Agent.Agent == string(w.house.Ben.ID) })
	expect(ana.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Agent != nil && c.Agent.Agent == string(w.house.Ben.ID) })
	ana.send(wire.ChatSendBody{Kind: wire.ChatSend, Chat: k.chat, ID: uuid.NewString(), Text: "not mine any more"})
	ana.expectError(samepage.CodeNotFound)
	ben.send(wire.ChatRefBody{Kind: wire.ChatEnd, Chat: k.chat})
	expect(k.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "ended" && c.EndedBy == "agent" })
}

// C12: the customer is told whether agents are there, on any node.
func TestChat_C12_AgentsOnlineOnAnyNode(t *testing.T) {
	w := newCluster(t, 2, nil)
	if k := w.nodes[0].tab("early"); k.welcome.AgentsOnline {
		t.Error("agents are online before any has come")
	}
	ana := w.nodes[1].desk(w.house.Ana)
	eventually(t, "the other node knows of the agent", func() bool {
		return w.nodes[0].relay.Online(w.house.Scope)[w.house.Ana.ID]
	})
	if k := w.nodes[0].tab("later"); !k.welcome.AgentsOnline {
		t.Error("no agent is online though one is")
	}
	ana.drop()
	eventually(t, "the agent's absence is known", func() bool {
		return !w.nodes[0].relay.Online(w.house.Scope)[w.house.Ana.ID]
	})
}

// The end of a chat ends its session, with its own reason.
func TestChat_EndEndsItsSession(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	l.desk.send(wire.ChatRefBody{Kind: wire.ChatEnd, Chat: l.tab.chat})
	pick(l.tab.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "ended" })
	if s := l.tab.expectStatus("ended"); s.EndReason != "chat_ended" {
		t.Errorf("the customer reads %s", s.EndReason)
	}
}
