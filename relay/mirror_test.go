package relay

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"samepage"
	"samepage/wire"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// stage is a mirror with a page and viewers that note what they get.
type stage struct {
	t     *testing.T
	m     *mirror
	page  []string                     // kinds that the page was sent, and what the owner itself wants of it
	held  []string                     // what the page was told that it need not send
	dare  string                       // the challenge of the stream
	views map[samepage.ConnID][]string // payloads, "blank" for a purge
	acked uint32
	seq   uint32
	epoch uint32
}

func newStage(t *testing.T) *stage {
	return newStageOf(t, newPublicShelf(newBudget(DefaultMirrorBudget)).of("org", "site"))
}

// newStageOf is a stage of a session that shares what is public with others.
func newStageOf(t *testing.T, public sitePublic) *stage {
	r := &Relay{started: time.Now(), budget: public.shelf.budget}
	r.metrics = newMetrics(r)
	s := &stage{t: t, views: map[samepage.ConnID][]string{}, seq: 1}
	s.m = newMirror(r, s, public, 5)
	s.m.start("page")
	t.Cleanup(s.m.close)
	return s
}

func (s *stage) toPage(_ samepage.ConnID, body any) {
	switch b := body.(type) {
	case wire.MirrorAckBody:
		s.acked = b.Seq
	case wire.MirrorRefBody:
		s.page = append(s.page, string(b.Kind))
	case wire.MirrorStartBody:
		s.page, s.held, s.dare = append(s.page, string(b.Kind)), b.Held, b.Challenge
	case wire.AssetWantBody:
		s.page = append(s.page, b.Refs...)
	}
}

func (s *stage) toViewer(id samepage.ConnID, o op, data []byte) {
	if o == opBlank {
		s.views[id] = append(s.views[id], "blank")
		return
	}
	env, payload, err := wire.ParseEnvelope(data)
	if err != nil {
		s.t.Fatal(err)
	}
	if env.Fence != 5 {
		s.t.Errorf("a frame carries fence %d", env.Fence)
	}
	s.views[id] = append(s.views[id], string(payload))
}

func (s *stage) send(flags uint8, payload string) {
	if flags&wire.FlagKeyStart != 0 {
		s.epoch++
	}
	s.take(wire.Envelope{Kind: wire.BinaryMirror, Flags: flags, Stream: s.m.stream, Epoch: s.epoch, Seq: s.seq, Fence: 5}, payload)
	s.seq++
}

func (s *stage) take(env wire.Envelope, payload string) {
	s.m.take(env, append(wire.AppendEnvelope(nil, env), payload...))
}

func (s *stage) key(payload string) { s.send(wire.FlagKeyStart|wire.FlagKeyEnd, payload) }

func (s *stage) asked() int {
	n := 0
	for _, k := range s.page {
		if k == string(wire.MirrorKeyframe) {
			n++
		}
	}
	return n
}

func (s *stage) sees(id samepage.ConnID, want string) {
	s.t.Helper()
	if got := strings.Join(s.views[id], " "); got != want {
		s.t.Errorf("viewer %s sees %q, not %q", id, got, want)
	}
}

func TestMirror_WhoJoinsIsServedWithoutTouchingThePage(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.key("K")
	s.send(0, "1")
	s.m.join("b")
	s.send(0, "2")
	s.sees("a", "K 1 2")
	s.sees("b", "K 1 2")
	if s.asked() != 0 {
		t.Errorf("the page was asked for %d keyframes", s.asked())
	}
}

func TestMirror_AGapIsRepairedByAKeyframeAskedAtMostOnceInTwoSeconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.m.join("a")
		s.key("K")
		time.Sleep(10 * time.Second)
		s.seq++ // one frame is lost
		for range 50 {
			s.send(0, "x")
			time.Sleep(10 * time.Millisecond)
			s.m.tick()
		}
		s.sees("a", "K")
		if s.asked() != 1 {
			t.Errorf("asked %d times in half a second", s.asked())
		}
		if s.m.acknowledge(); s.acked != s.seq-1 {
			t.Errorf("frames of no use hold the page back: acknowledged %d of %d", s.acked, s.seq-1)
		}
		s.key("K2")
		s.send(0, "y")
		s.sees("a", "K K2 y")
	})
}

func TestMirror_OldStreamsFencesEpochsAndRepeatsAreDropped(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.key("K")
	now := wire.Envelope{Kind: wire.BinaryMirror, Stream: s.m.stream, Epoch: s.epoch, Seq: s.seq, Fence: 5}
	for name, change := range map[string]func(*wire.Envelope){
		"stream": func(e *wire.Envelope) { e.Stream-- },
		"fence":  func(e *wire.Envelope) { e.Fence-- },
		"repeat": func(e *wire.Envelope) { e.Seq-- },
	} {
		env := now
		change(&env)
		s.take(env, name)
	}
	s.send(0, "1")
	s.sees("a", "K 1")
}

// W21: whoever joins at whatever moment around a purge sees nothing older than it, and
// begins with a whole keyframe.
func TestMirror_W21_JoiningAtEveryMessageAroundAPurge(t *testing.T) {
	script := []func(*stage){
		func(s *stage) { s.key("old1") },
		func(s *stage) { s.send(0, "old2") },
		func(s *stage) { s.m.purge(s.epoch + 1) },
		func(s *stage) { s.late("old3") },
		func(s *stage) { s.send(wire.FlagKeyStart|wire.FlagKeyPart, "newA") },
		func(s *stage) { s.send(wire.FlagKeyPart, "newB") },
		func(s *stage) { s.send(wire.FlagKeyEnd, "newC") },
		func(s *stage) { s.send(0, "new1") },
	}
	const purged = 3 // the purge has happened before this step
	for joins := range len(script) + 1 {
		s := newStage(t)
		for i := range len(script) + 1 {
			if i == joins {
				s.m.join("v")
			}
			if i < len(script) {
				script[i](s)
			}
			if joins >= purged && i >= joins && i < 6 && len(s.views["v"]) > 0 {
				t.Errorf("joined before step %d, it sees %v before the keyframe is whole", joins, s.views["v"])
			}
		}
		got := s.views["v"]
		after := got[slices.Index(got, "blank")+1:]
		if joins < purged && !slices.Contains(got, "blank") {
			t.Errorf("joined before step %d, it was not blanked: %v", joins, got)
		}
		if fmt.Sprint(after) != "[newA newB newC new1]" {
			t.Errorf("joined before step %d, it sees %v after the purge", joins, after)
		}
	}
}

// late is a frame of before the purge that was on its way.
func (s *stage) late(payload string) {
	s.take(wire.Envelope{Kind: wire.BinaryMirror, Stream: s.m.stream, Epoch: s.epoch, Seq: s.seq, Fence: 5}, payload)
	s.seq++
}

func TestMirror_W19_WithNobodyLookingThePagePauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.m.tick()
		time.Sleep(nobodyFor)
		s.m.tick()
		s.m.tick()
		s.m.join("a")
		s.m.part("a")
		time.Sleep(nobodyFor - 1)
		s.m.tick()
		want := []string{"mirror.start", "mirror.pause", "mirror.resume"}
		if !slices.Equal(s.page, want) {
			t.Errorf("the page heard %v", s.page)
		}
	})
}

func TestMirror_AViewerThatFellBehindIsServedAnewWhenItHasCaughtUp(t *testing.T) {
	s := newStage(t)
	s.m.join("slow")
	s.m.join("quick")
	s.key("K")
	s.m.fellBehind("slow")
	s.send(0, "1")
	s.send(0, "2")
	s.sees("slow", "K")
	s.m.caughtUp("slow")
	s.send(0, "3")
	s.sees("slow", "K K 1 2 3")
	s.sees("quick", "K 1 2 3")
}

func TestMirror_AViewerThatCannotReadTheLogGetsAKeyframe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.m.join("a")
		s.key("K")
		time.Sleep(keyEvery)
		s.m.lostThread("a")
		if s.asked() != 0 {
			t.Error("the page was asked though the log holds a keyframe")
		}
		s.m.lostThread("a")
		if s.asked() != 1 {
			t.Error("the same log was served again to who could not read it")
		}
	})
}

func TestMirror_AnotherTabStopsTheFirstAndBeginsAStreamOfItsOwn(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.key("K")
	before := s.m.stream
	s.m.start("other tab")
	s.take(wire.Envelope{Kind: wire.BinaryMirror, Stream: before, Epoch: s.epoch, Seq: s.seq, Fence: 5}, "late")
	s.seq = 1
	s.key("K2")
	s.sees("a", "K K2")
	if want := []string{"mirror.start", "mirror.stop", "mirror.start"}; !slices.Equal(s.page, want) {
		t.Errorf("the page heard %v", s.page)
	}
}

func assetPayload(ref, data string) string { return typedPayload(ref, "x", data) }

func typedPayload(ref, typ, data string) string {
	b := binary.AppendUvarint(nil, uint64(len(ref)))
	b = append(b, ref...)
	b = append(binary.AppendUvarint(b, uint64(len(typ))), typ...)
	return string(b) + data
}

func (s *stage) resource(seq uint32, flags uint8, payload string) {
	env := wire.Envelope{Kind: wire.BinaryAsset, Flags: flags, Stream: s.m.stream, Epoch: s.epoch, Seq: seq, Fence: 5}
	if err := s.m.resource(env, []byte(payload)); err != nil {
		s.t.Error(err)
	}
}

// M9: a resource comes once from the page, however many want it.
func TestMirror_M9_AResourceComesOnceAndServesEveryViewer(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.m.join("b")
	if ask := s.m.want("a", []string{"pic"}); !slices.Equal(ask, []string{"pic"}) {
		t.Errorf("the page is asked for %v", ask)
	}
	if ask := s.m.want("b", []string{"pic"}); len(ask) != 0 {
		t.Errorf("the page is asked again for %v", ask)
	}
	whole := assetPayload("pic", "\x89PNG\r\n\x1a\nbytes")
	s.resource(1, wire.FlagMore, whole[:8])
	s.resource(2, 0, whole[8:])
	want := "\x03pic\x09image/png\x89PNG\r\n\x1a\nbytes"
	s.sees("a", want)
	s.sees("b", want)
	s.m.join("c")
	if ask := s.m.want("c", []string{"pic"}); len(ask) != 0 {
		t.Errorf("the page is asked for %v that is held", ask)
	}
	s.sees("c", want)
	s.m.purge(s.epoch + 1)
	if ask := s.m.want("c", []string{"pic"}); len(ask) != 1 {
		t.Error("a resource outlives a purge")
	}
}

func TestMirror_AResourceOfAnotherTypeReachesNoViewer(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.m.want("a", []string{"page"})
	s.resource(1, 0, assetPayload("page", "<!DOCTYPE html><script>alert(1)</script>"))
	s.sees("a", "\x04page\x00") // it is told that there is nothing to show
}

func TestNote_StatesAndPulsesAreReadAsTheyWereWritten(t *testing.T) {
	body, _ := json.Marshal(map[string]int{"a": 1})
	v, err := decodeVersioned(versioned{version: 7, over: true, body: body}.encode())
	if err != nil || v.version != 7 || !v.over || string(v.body) != string(body) {
		t.Errorf("the state came as %+v, %v", v, err)
	}
	p, err := decodePulse(pulse{asked: 5 * time.Second, left: -time.Second}.encode())
	if err != nil || p.asked != 5*time.Second || p.left != -time.Second {
		t.Errorf("the pulse came as %+v, %v", p, err)
	}
	code, reason := decodeClose(closeNote(wire.CloseEnded, "over"))
	if code != wire.CloseEnded || reason != "over" {
		t.Errorf("the end came as %d %q", code, reason)
	}
}

// M12: a viewer that gave up following a page is counted, once.
func TestMirror_M12_ViewersThatGaveUpAreCountedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.m.join("a")
		s.m.join("b")
		s.m.watch("customer")
		s.key("K")
		for _, id := range []samepage.ConnID{"a", "a", "customer", "stranger", "b"} {
			s.m.shown(id, wire.MirrorAckBody{Stream: s.m.stream, Seq: 1, Stuck: true})
		}
		s.m.shown("b", wire.MirrorAckBody{Stream: s.m.stream, Seq: 2})
		if got := total(t, s.m.metrics.stuck); got != 2 {
			t.Errorf("%v viewers gave up, not 2", got)
		}
	})
}

// M12: what viewers' drift checks compared is counted, as far as it can be true.
func TestMirror_M12_DriftIsCountedWithinWhatAViewerCanHaveCompared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t)
		s.m.join("a")
		s.m.watch("customer")
		s.key("K")
		tell := func(id samepage.ConnID, checked, drifted uint32) {
			s.m.shown(id, wire.MirrorAckBody{Stream: s.m.stream, Seq: 1, Checked: checked, Drifted: drifted})
		}
		counted := func(checked, drifted float64) {
			t.Helper()
			got := [2]float64{total(t, s.m.metrics.checked), total(t, s.m.metrics.drifted)}
			if want := [2]float64{checked, drifted}; got != want {
				t.Errorf("compared and drifted nodes: %v, not %v", got, want)
			}
		}
		tell("a", 64, 2)
		counted(64, 2)
		tell("a", 64, 0)        // sooner than another check can be there
		tell("customer", 64, 1) // the customer's own look
		tell("stranger", 64, 1)
		counted(64, 2)
		time.Sleep(10 * time.Second)
		tell("a", 10, 11)
		tell("a", 1<<31, 1<<31)
		counted(64, 2)
		tell("a", 300, 3)
		counted(364, 5)
		time.Sleep(24 * time.Hour)
		tell("a", checkLead*checkNodes+1, 0)
		counted(364, 5)
	})
}

func total(t *testing.T, c prometheus.Counter) float64 {
	t.Helper()
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(c)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	return families[0].GetMetric()[0].GetCounter().GetValue()
}
