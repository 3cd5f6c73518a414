package relay_test

import (
	"samepage"
	"samepage/wire"
	"testing"

	"github.com/google/uuid"
)

// live is a customer and an agent on the same page.
type live struct {
	w       *world
	tab     *tab
	desk    *desk
	session string
	start   wire.MirrorStartBody
	seq     uint32 // number of the page's next frame
	epoch   uint32
}

// goLive runs the main flow up to the first mirror.start: chat, accept, invite, accept.
func goLive(t *testing.T, w *world, customers, agents *node) *live {
	t.Helper()
	l := &live{w: w, desk: agents.desk(w.house.Ana), tab: customers.tab("Kim's tab")}
	l.tab.openChat("Hello")
	l.desk.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: l.tab.chat})
	expect(l.desk.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	l.desk.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: l.tab.chat})
	l.session = l.desk.expectStatus("invited").Session
	ask := expect[wire.ConsentAskBody](l.tab.client, wire.ConsentAsk, nil)
	l.tab.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept"})
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool {
		return s.Status == "live" && s.CustomerOnline && len(s.Tabs) == 1 // and no state of before is still to come
	})
	l.tab.expectStatus("live")
	l.takeStart()
	return l
}

// takeStart waits until the owner wants this tab.
func (l *live) takeStart() {
	l.w.t.Helper()
	l.start = expect[wire.MirrorStartBody](l.tab.client, wire.MirrorStart, nil)
	l.seq, l.epoch = l.start.Seq, l.start.Epoch
}

// mirror sends one frame of the page.
func (l *live) mirror(flags uint8, payload string) {
	if flags&wire.FlagKeyStart != 0 {
		l.epoch++
	}
	l.tab.sendFrame(l.build(wire.BinaryMirror, flags, l.seq, payload))
	l.seq++
}

func (l *live) build(kind, flags uint8, seq uint32, payload string) []byte {
	return append(wire.AppendEnvelope(nil, wire.Envelope{
		Kind: kind, Flags: flags, Stream: l.start.Stream, Epoch: l.epoch, Seq: seq, Fence: l.start.Fence,
	}), payload...)
}

// key sends a whole keyframe in one frame.
func (l *live) key(payload string) { l.mirror(wire.FlagKeyStart|wire.FlagKeyEnd, payload) }

func (c *client) expectPayload(want string) wire.Envelope {
	c.t.Helper()
	env, payload := c.frame()
	if string(payload) != want {
		c.t.Fatalf("%s shows %q where %q was due", c.name, payload, want)
	}
	return env
}

// The main flow on one node: A2, A4, A7, A13, C2, C4.
func TestStory_A4_FromChatToTheSamePageAndBack(t *testing.T) {
	w := newWorld(t)
	mainStory(t, w, w.nodes[0], w.nodes[0])
}

// The main flow with customer and agent on two nodes (S2).
func TestStory_S2_CustomerAndAgentOnTwoNodes(t *testing.T) {
	w := newCluster(t, 2, nil)
	mainStory(t, w, w.nodes[0], w.nodes[1])
}

func mainStory(t *testing.T, w *world, customers, agents *node) {
	l := goLive(t, w, customers, agents)
	viewer := agents.screen(w.house.Ana, l.session)
	l.key("the page")
	viewer.expectPayload("the page")
	l.mirror(0, "a tick")
	viewer.expectPayload("a tick")
	expect(l.tab.client, wire.MirrorAck, func(a wire.MirrorAckBody) bool { return a.Seq == l.seq-1 })

	viewer.send(wire.PointerMoveBody{
		Kind: wire.PointerMove, Epoch: l.epoch, Node: 7, X: 0.5, Y: 0.25,
		From: &wire.Pointing{Agent: "somebody", Name: "Else"},
	})
	pointer := expect[wire.PointerMoveBody](l.tab.client, wire.PointerMove, nil)
	if pointer.From == nil || pointer.From.Name != w.house.Ana.Name || pointer.Node != 7 {
		t.Errorf("the pointer came as %+v of %+v", pointer, pointer.From)
	}

	l.tab.send(wire.ChatSendBody{Kind: wire.ChatSend, ID: uuid.NewString(), Text: "I see your pointer"})
	expect(l.desk.client, wire.ChatMessage, func(m wire.ChatMessageBody) bool { return m.Text == "I see your pointer" })

	l.desk.send(wire.SessionEndBody{Kind: wire.SessionEnd, Session: l.session})
	for _, c := range []*client{l.tab.client, l.desk.client, viewer.client} {
		if ended := c.expectStatus("ended"); ended.EndedBy != "agent" || ended.EndedName != w.house.Ana.Name {
			t.Errorf("%s reads that %s %q ended it", c.name, ended.EndedBy, ended.EndedName)
		}
	}
	viewer.expectClosed(wire.CloseEnded)
	eventually(t, "the row says that it ended", func() bool { return w.session(l.session).EndReason == "ended" })
	events := l.transcript(t)
	if len(events) != 4 || events[0] != "invited" || events[1] != "accepted" || events[2] != "link" || events[3] != "ended" {
		t.Errorf("the transcript holds %v", events)
	}
}

// transcript returns the system lines of the chat (A23).
func (l *live) transcript(t *testing.T) []string {
	t.Helper()
	messages, err := l.w.store.Chats().After(t.Context(), l.w.house.Scope, chatID(l.tab.chat), 0, 100)
	must(t, err)
	var events []string
	for _, m := range messages {
		if m.Event != "" {
			events = append(events, m.Event)
		}
	}
	return events
}

func chatID(id string) samepage.ChatID { return samepage.ChatID(id) }
