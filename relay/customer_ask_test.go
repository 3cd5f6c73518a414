package relay_test

import (
	"encoding/json"
	"samepage/wire"
	"testing"
)

// C2: where the owner's word is lost, the customer's edge reads the row, and the page is told
// the true reason why its question is gone, once.
func TestQuestion_C2_IsClosedForItsReasonByTheRow(t *testing.T) {
	w := emptyWorld(t)
	bus := &mute{Bus: openBus(t, nil)}
	n := w.add(bus, nil)
	w.offerFull()
	l := goLive(t, w, n, n)
	ana := string(w.house.Ana.ID)
	byRow := func(change func(ask wire.ConsentAskBody), control, controller string) []string {
		t.Helper()
		ask := l.askFull(l.desk)
		bus.on.Store(true)
		defer bus.on.Store(false)
		change(ask)
		return l.tab.closedUntil(control, controller)
	}
	for _, c := range []struct {
		name, control, controller, want string
		change                          func(ask wire.ConsentAskBody)
	}{
		{"withdrawn", "none", "", "withdrawn", func(wire.ConsentAskBody) {
			l.desk.send(wire.SessionRefBody{Kind: wire.SessionWithdraw, Session: l.session})
		}},
		{"declined", "denied", "", "answered", func(ask wire.ConsentAskBody) { l.answer(ask, "decline") }},
		{"accepted", "granted", ana, "answered", func(ask wire.ConsentAskBody) { l.answer(ask, "accept") }},
	} {
		if got := byRow(c.change, c.control, c.controller); len(got) != 1 || got[0] != c.want {
			t.Errorf("a question that was %s was closed because %v", c.name, got)
		}
	}
}

// C2: a question whose end the owner has told is not told again, whoever reads the row next.
func TestQuestion_C2_AnsweredIsForgotten(t *testing.T) {
	w := emptyWorld(t)
	bus := &mute{Bus: openBus(t, nil)}
	n := w.add(bus, nil)
	w.offerFull()
	l := goLive(t, w, n, n)
	l.answer(l.askFull(l.desk), "accept")
	if got := l.tab.closedUntil("granted", string(w.house.Ana.ID)); len(got) != 1 || got[0] != "answered" {
		t.Fatalf("an accepted question was closed because %v", got)
	}
	bus.on.Store(true)
	l.desk.send(wire.SessionRefBody{Kind: wire.ControlRelease, Session: l.session})
	if got := l.tab.closedUntil("none", ""); len(got) != 0 {
		t.Errorf("a question that was answered is closed again because %v", got)
	}
}

// closedUntil waits for a state of the consent to Full Control, and returns why questions were
// closed on the way there.
func (c *client) closedUntil(control, controller string) []string {
	c.t.Helper()
	var reasons []string
	c.wait("control "+control, func() bool {
		for i, m := range c.texts {
			switch m.kind {
			case wire.ConsentClosed:
				reasons = append(reasons, decoded[wire.ConsentClosedBody](c, m.raw).Reason)
			case wire.SessionState:
				if s := decoded[wire.SessionStateBody](c, m.raw); s.Control == control && s.Controller == controller {
					c.texts = c.texts[i+1:]
					return true
				}
			}
		}
		c.texts = nil
		return false
	})
	return reasons
}

func decoded[T any](c *client, raw []byte) T {
	c.t.Helper()
	var body T
	if err := json.Unmarshal(raw, &body); err != nil {
		c.t.Errorf("%s got %s: %v", c.name, raw, err)
	}
	return body
}
