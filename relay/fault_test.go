package relay_test

import (
	"fmt"
	"samepage"
	"samepage/org"
	"samepage/relay"
	"samepage/session"
	"samepage/wire"
	"strings"
	"sync/atomic"
	"testing"
)

// A paused owner: it is stopped at the worst moment, after it has checked its lease and
// before it publishes; another node takes over; then it wakes. Not one byte of it reaches
// anybody (DESIGN §3, §8).
func TestOwner_PausedAndWokenReachesNobody(t *testing.T) {
	w := emptyWorld(t)
	first := openBus(t, cluster())
	frozen := newStopped(first)
	store := &away{Store: w.store.Sessions()}
	owner := w.add(frozen, func(c *relay.Config) { c.Sessions = store })
	defer frozen.wake()
	ends := w.add(openBus(t, cluster(first.RouteURL())), nil)
	w.awaitCluster()

	// The customer's first page makes the first node the owner; the next one and the agent
	// come to the second node, and find the owner there.
	l := goLive(t, w, owner, ends)
	l.tab.hangUp()
	l.tab.connect(ends)
	l.takeStart()
	viewer := ends.screen(w.house.Ana, l.session)
	l.key("before")
	viewer.expectPayload("before")
	old := l.start.Fence

	frozen.stop()
	store.noRenew.Store(true)
	l.mirror(0, "secret of the old owner")
	eventually(t, "the old owner is about to speak", func() bool { return frozen.kept.Load() > 0 })
	l.takeStart()
	if l.start.Fence <= old {
		t.Fatalf("the new owner has fence %d after %d", l.start.Fence, old)
	}
	frozen.wake()
	l.key("after")
	env := viewer.expectPayload("after")
	if env.Fence != l.start.Fence {
		t.Errorf("the frame carries fence %d", env.Fence)
	}
	l.mirror(0, "and on")
	for { // the keyframe may be served again from the log; nothing else may come
		_, payload := viewer.frame()
		if string(payload) == "and on" {
			break
		}
		if string(payload) != "after" {
			t.Fatalf("the viewer shows %q", payload)
		}
	}
	for _, c := range []*client{viewer.client, l.tab.client} {
		c.mu.Lock()
		for _, f := range c.frames {
			t.Errorf("%s got %q of the old owner", c.name, f)
		}
		for _, m := range c.texts {
			if strings.Contains(string(m.raw), fmt.Sprintf(`"fence":%d`, old)) {
				t.Errorf("%s got %s of the old owner", c.name, m.raw)
			}
		}
		c.mu.Unlock()
	}
}

// Every announcement is lost, on both nodes, and every state arrives all the same (DESIGN §8).
func TestAnnouncements_AllLostAndAllStatesArrive(t *testing.T) {
	var lost atomic.Int64
	w := newCluster(t, 2, func(_ int, b relay.Bus) relay.Bus { return deaf{b, &lost} })
	mainStory(t, w, w.nodes[0], w.nodes[1])
	if lost.Load() == 0 {
		t.Error("nothing was announced: this test proves nothing")
	}
}

// S3: the node of the customer and of the room dies; the session goes on at another.
func TestNode_S3_DiesAndTheSessionGoesOn(t *testing.T) {
	w := emptyWorld(t)
	first := openBus(t, cluster())
	dying := &cut{Bus: first}
	store := &away{Store: w.store.Sessions()}
	doomed := w.add(dying, func(c *relay.Config) { c.Sessions = store })
	other := w.add(openBus(t, cluster(first.RouteURL())), nil)
	w.awaitCluster()
	l := goLive(t, w, doomed, other)
	viewer := other.screen(w.house.Ana, l.session)
	l.key("before")
	viewer.expectPayload("before")

	dying.dead.Store(true)
	store.noRenew.Store(true)
	l.tab.drop()
	l.tab.connect(other)
	if l.tab.welcome.Session == nil || l.tab.welcome.Session.Status != "live" {
		t.Fatalf("the page was welcomed with %+v", l.tab.welcome.Session)
	}
	l.takeStart()
	l.key("after")
	viewer.expectPayload("after")
}

// S6: a node that drains hands its rooms over at once, and its ends go elsewhere.
func TestNode_S4_DrainHandsTheRoomsOver(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	viewer := w.nodes[1].screen(w.house.Ana, l.session)
	l.key("before")
	viewer.expectPayload("before")
	w.nodes[0].stop()
	l.tab.expectClosed(wire.CloseElsewhere)
	l.tab.connect(w.nodes[1])
	l.takeStart()
	l.key("after")
	viewer.expectPayload("after")
}

// Both ends come back at once, in any order, on other nodes.
func TestReconnect_BothEndsAtOnce(t *testing.T) {
	w := newCluster(t, 2, nil)
	l := goLive(t, w, w.nodes[0], w.nodes[1])
	viewer := w.nodes[1].screen(w.house.Ana, l.session)
	l.key("before")
	viewer.expectPayload("before")
	l.tab.drop()
	viewer.drop()
	l.desk.drop()
	back := make(chan *screen, 1)
	go func() { back <- w.nodes[0].screen(w.house.Ana, l.session) }()
	l.tab.connect(w.nodes[1])
	l.takeStart()
	l.key("after")
	viewer = <-back
	for {
		if _, payload := viewer.frame(); string(payload) == "after" {
			return
		} else if string(payload) != "before" {
			t.Fatalf("the viewer shows %q", payload)
		}
	}
}

// While the database is away, what takes away works at once and is written later; what
// gives is refused (DESIGN §3).
func TestStore_AwayEndsWorkAndInvitationsAreRefused(t *testing.T) {
	w := emptyWorld(t)
	store := &away{Store: w.store.Sessions()}
	n := w.add(openBus(t, nil), func(c *relay.Config) { c.Sessions = store })
	l := goLive(t, w, n, n)
	l.desk.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: "view"})
	expect(l.tab.client, wire.SessionState, func(s wire.SessionStateBody) bool { return s.Mode == "view" })
	eventually(t, "the mode is written", func() bool { return w.session(l.session).Mode == org.ModeView })

	store.gone.Store(true)
	l.desk.send(wire.ModeSetBody{Kind: wire.ModeSet, Session: l.session, Mode: "pointer"})
	l.desk.expectError(samepage.CodeUnavailable)
	if w.session(l.session).Mode != org.ModeView {
		t.Error("a mode was given without being written")
	}
	l.desk.send(wire.SessionEndBody{Kind: wire.SessionEnd, Session: l.session})
	l.tab.expectStatus("ended")
	l.desk.expectStatus("ended")
	if w.session(l.session).Status != session.Live {
		t.Fatal("the end is in the row though the database is away")
	}
	store.gone.Store(false)
	eventually(t, "the end is written", func() bool { return w.session(l.session).Status == session.Ended })
}

// C4: an end that the customer chose without a connection is final, whatever else the
// hello carries.
func TestStopped_C4_ToldLaterIsFinal(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	l.tab.drop()
	l.tab.stopped = []string{l.session}
	l.tab.connect(n)
	if s := l.tab.welcome.Session; s != nil && s.Status != "ended" {
		t.Errorf("the session goes on: %+v", s)
	}
	if ended := viewer.expectStatus("ended"); ended.EndedBy != "customer" {
		t.Errorf("it was ended by %s", ended.EndedBy)
	}
	eventually(t, "the row says so", func() bool { return w.session(l.session).Status == session.Ended })
	// A stranger cannot end it with the same word.
	other := goLiveAgain(t, w, n)
	stranger := &tab{client: &client{t: t, name: "stranger"}, stopped: []string{other}}
	stranger.connect(n)
	if got := w.session(other); got.Status != session.Live {
		t.Error("a stranger ended a session")
	}
}

// goLiveAgain runs the main flow for another customer and agent.
func goLiveAgain(t *testing.T, w *world, n *node) string {
	t.Helper()
	d, k := n.desk(w.house.Ben), n.tab("second customer")
	k.openChat("Hi")
	d.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(d.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	d.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: k.chat})
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept"})
	return d.expectStatus("live").Session
}

// A viewer that does not read does not delay the others (DESIGN §4).
func TestRoom_SlowViewerDoesNotDelayOthers(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	l.join(w.house.Ben)
	quick := n.screen(w.house.Ana, l.session)
	slow := n.open("slow viewer", "/ws/agent", "http://127.0.0.1") // nobody reads it
	ticket := w.ticket(w.house.Ben, org.TicketViewer, samepage.SessionID(l.session))
	slow.send(wire.ViewerHelloBody{Kind: wire.ViewerHello, Ticket: ticket})
	eventually(t, "both viewers are there", func() bool { return n.figure(t, "samepage_relay_sockets") == 4 })
	l.key("K")
	quick.expectPayload("K")
	big := strings.Repeat("x", 200<<10)
	for i := range 30 {
		l.mirror(0, fmt.Sprint(i, big))
		env, payload := quick.frame()
		if want := fmt.Sprint(i, big); string(payload) != want {
			t.Fatalf("frame %d came as %d bytes", i, len(payload))
		}
		quick.send(wire.MirrorAckBody{Kind: wire.MirrorAck, Stream: env.Stream, Epoch: env.Epoch, Seq: env.Seq})
	}
	eventually(t, "the slow one is skipped", func() bool {
		l.mirror(0, "tick")
		quick.frame()
		return n.figure(t, "samepage_relay_mirror_skips_total") > 0
	})
	// What it reads in the end has no hole: it begins with keyframes and goes on without a gap.
	slow.start()
	l.key("the end")
	slow.wait("the newest picture", func() bool {
		return len(slow.frames) > 0 && strings.HasSuffix(string(slow.frames[len(slow.frames)-1]), "the end")
	})
	slow.mu.Lock()
	defer slow.mu.Unlock()
	next := uint32(0)
	for _, f := range slow.frames {
		env, _, err := wire.ParseEnvelope(f)
		must(t, err)
		if env.Flags&wire.FlagKeyStart == 0 && env.Seq != next {
			t.Fatalf("frame %d came where %d was due", env.Seq, next)
		}
		next = env.Seq + 1
	}
}

// join brings another agent into the session, as a later issue will do over the wire.
func (l *live) join(agent org.Agent) {
	l.w.t.Helper()
	sc, id := l.w.house.Scope, samepage.SessionID(l.session)
	applied, err := l.w.store.Sessions().Apply(l.w.t.Context(), sc, id, l.w.fence(l.w.t, l.session),
		session.Join{Agent: agent.Person(), Role: session.Joined, Supervises: true})
	must(l.w.t, err)
	subject := fmt.Sprintf("samepage.org.%s.session.%s", sc.Org(), id)
	must(l.w.t, l.w.nodes[0].bus.Publish(subject, fmt.Appendf(nil, `{"row":"session","ver":%d}`, applied.Session.Version)))
	expect(l.desk.client, wire.SessionState, func(s wire.SessionStateBody) bool { return len(s.People) == 2 })
}

// fence reads who owns the session.
func (w *world) fence(t *testing.T, id string) session.Fence {
	t.Helper()
	l, err := w.store.Sessions().Owner(t.Context(), w.house.Scope, samepage.SessionID(id))
	must(t, err)
	return l.Fence
}

// M11, DESIGN §4: the page is acknowledged no further than the pacing viewer has shown.
func TestMirror_ThePacingViewerHoldsThePage(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	viewer := n.screen(w.house.Ana, l.session)
	l.key("K")
	viewer.expectPayload("K")
	expect(l.tab.client, wire.MirrorAck, func(a wire.MirrorAckBody) bool { return a.Seq == l.seq-1 })
	big := strings.Repeat("x", 200<<10)
	for range 3 {
		l.mirror(0, big)
	}
	ack := expect(l.tab.client, wire.MirrorAck, func(a wire.MirrorAckBody) bool { return a.Seq >= l.seq-2 })
	if ack.Seq != l.seq-2 {
		t.Errorf("frame %d was acknowledged before anything was shown", ack.Seq)
	}
	for range 3 {
		env, _ := viewer.frame()
		viewer.send(wire.MirrorAckBody{Kind: wire.MirrorAck, Stream: env.Stream, Epoch: env.Epoch, Seq: env.Seq})
	}
	expect(l.tab.client, wire.MirrorAck, func(a wire.MirrorAckBody) bool { return a.Seq == l.seq-1 })
}

// W14: a newer socket of the same tab, or of the same agent's viewer, replaces the older.
func TestReplace_W14_TheNewerSocketGoesOn(t *testing.T) {
	w := newWorld(t)
	n := w.nodes[0]
	l := goLive(t, w, n, n)
	first := n.screen(w.house.Ana, l.session)
	second := n.screen(w.house.Ana, l.session)
	first.expectClosed(wire.CloseReplaced)
	l.key("K")
	second.expectPayload("K")
}
