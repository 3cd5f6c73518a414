package relay

import (
	"context"
	"fmt"
	"samepage/wire"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// drain writes everything that waits and returns it.
func drain(t *testing.T, q *queue) (out []string, caughtUp bool) {
	t.Helper()
	for {
		q.mu.Lock()
		left := len(q.items)
		q.mu.Unlock()
		if left == 0 {
			return out, caughtUp
		}
		it, _, err := q.next(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(it.data))
		caughtUp = q.written() || caughtUp
	}
}

func TestQueue_ASlowViewerIsSkippedToTheNextKeyframeAndSeesNoHole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue()
		q.frame([]byte("key 1"), true, false)
		q.frame([]byte("a"), false, false)
		time.Sleep(behindAfter + time.Millisecond)
		if !q.frame([]byte("b"), false, false) {
			t.Fatal("a viewer whose oldest frame waits for more than a second is not behind")
		}
		if q.frame([]byte("c"), false, false) || q.frame([]byte("key 2"), true, false) {
			t.Error("it is told more than once")
		}
		q.text([]byte("state"))
		out, _ := drain(t, q)
		if !slices.Equal(out, []string{"state"}) {
			t.Errorf("what waited was %v: frames before the skip are worthless", out)
		}
		q.frame([]byte("d"), false, false)
		q.frame([]byte("key 3"), true, false)
		q.frame([]byte("e"), false, false)
		if out, _ := drain(t, q); !slices.Equal(out, []string{"key 3", "e"}) {
			t.Errorf("after the skip came %v", out)
		}
	})
}

func TestQueue_TheViewerThatSetsThePaceIsNotSkippedForItsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue()
		q.frame([]byte("key"), true, true)
		time.Sleep(time.Minute)
		if q.frame([]byte("a"), false, true) {
			t.Error("it was skipped, though the page waits for it")
		}
	})
}

func TestQueue_AReplayIsNeverSkipped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := newQueue()
		q.replay([]byte("key"), true)
		q.replay([]byte("a"), false)
		q.frame([]byte("b"), false, false)
		time.Sleep(2 * behindAfter)
		if !q.frame([]byte("c"), false, false) {
			t.Fatal("live frames behind a long replay grow without bound")
		}
		out, caughtUp := drain(t, q)
		if !slices.Equal(out, []string{"key", "a"}) || !caughtUp {
			t.Errorf("of the replay came %v, caught up: %v", out, caughtUp)
		}
	})
}

func TestQueue_IsBoundedInBytesForEveryViewer(t *testing.T) {
	q := newQueue()
	frame := make([]byte, wire.MaxFrame)
	behind := false
	for i := 0; i < 2*queueBytes/len(frame) && !behind; i++ {
		behind = q.frame(frame, i == 0, true)
		q.mu.Lock()
		if q.bytes > queueBytes {
			t.Fatalf("%d bytes wait", q.bytes)
		}
		q.mu.Unlock()
	}
	if !behind {
		t.Error("nothing bounds the viewer that sets the pace")
	}
}

func TestQueue_WhoReadsNoControlMessagesIsClosed(t *testing.T) {
	q := newQueue()
	for range controlMessages {
		if !q.text([]byte("state")) {
			t.Fatal("closed too early")
		}
	}
	if q.text([]byte("state")) {
		t.Error("control messages wait without bound")
	}
}

// W21: after a purge nothing older is written, and the blank is the first of all.
func TestQueue_W21_APurgeGoesFirstAndForgetsTheRest(t *testing.T) {
	q := newQueue()
	q.text([]byte("state"))
	q.frame([]byte("old key"), true, false)
	q.resource([]byte("old picture"))
	q.replay([]byte("old"), false)
	q.purge([]byte("blank"))
	q.frame([]byte("old delta"), false, false)
	q.frame([]byte("new key"), true, false)
	if out, _ := drain(t, q); !slices.Equal(out, []string{"blank", "state", "new key"}) {
		t.Errorf("after a purge came %v", out)
	}
}

func TestQueue_ClosesAfterWhatWaits(t *testing.T) {
	q := newQueue()
	q.text([]byte("ended"))
	q.close(wire.CloseEnded, "over")
	q.close(wire.CloseRetry, "later")
	q.text([]byte("late"))
	if out, _ := drain(t, q); !slices.Equal(out, []string{"ended"}) {
		t.Errorf("before the end came %v", out)
	}
	if _, end, err := q.next(context.Background()); err != nil || end == nil || end.code != wire.CloseEnded {
		t.Errorf("closed with %+v, %v", end, err)
	}
}

func TestPace_ThePageIsHeldToAWindowOfWhatIsShown(t *testing.T) {
	p := &pace{}
	now := time.Now()
	const size = 100 << 10
	for seq := range uint32(6) {
		p.take(seq+1, size, now)
	}
	// Frames 1–3 begin within 256 KiB of what is shown; 4 does not.
	if seq, due := p.due(); !due || seq != 3 {
		t.Errorf("acknowledged %d, %v", seq, due)
	}
	if seq, due := p.due(); due {
		t.Errorf("acknowledged %d again", seq)
	}
	p.show(2, now)
	if seq, due := p.due(); !due || seq != 5 {
		t.Errorf("after two were shown %d was acknowledged, %v", seq, due)
	}
	if p.stalled(now.Add(paceStall)) || !p.stalled(now.Add(paceStall+1)) {
		t.Error("a stall is not seen when it is due")
	}
	p.showAll()
	if seq, due := p.due(); !due || seq != 6 {
		t.Errorf("without a pacing viewer %d was acknowledged, %v", seq, due)
	}
}

func TestBudget_TheColdestLogIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBudget(100)
		logs := make([]*keyLog, 3)
		for i := range logs {
			logs[i] = newKeyLog(b)
			logs[i].add(wire.Envelope{Flags: wire.FlagKeyStart | wire.FlagKeyEnd}, make([]byte, 30))
			time.Sleep(time.Second)
		}
		logs[0].replay() // used now: the second is the coldest
		logs[2].add(wire.Envelope{}, make([]byte, 30))
		var kept []bool
		for _, l := range logs {
			kept = append(kept, len(l.replay()) > 0)
		}
		if fmt.Sprint(kept) != "[true false true]" {
			t.Errorf("kept are %v", kept)
		}
		for _, l := range logs {
			l.drop()
		}
		if used := b.bytesUsed(); used != 0 {
			t.Errorf("%d bytes are still counted", used)
		}
	})
}

func TestKeyLog_HoldsTheLastKeyframeAndWhatFollowed(t *testing.T) {
	l := newKeyLog(newBudget(DefaultMirrorBudget))
	defer l.drop()
	l.add(wire.Envelope{}, []byte("too late to begin with"))
	if len(l.replay()) != 0 {
		t.Error("a log without a beginning replays")
	}
	l.add(wire.Envelope{Flags: wire.FlagKeyStart | wire.FlagKeyPart}, []byte("1"))
	if l.complete() {
		t.Error("half a keyframe is whole")
	}
	l.add(wire.Envelope{Flags: wire.FlagKeyEnd}, []byte("2"))
	l.add(wire.Envelope{}, []byte("3"))
	if !l.complete() || len(l.replay()) != 3 {
		t.Errorf("the log holds %d frames", len(l.replay()))
	}
	l.add(wire.Envelope{Flags: wire.FlagKeyStart | wire.FlagKeyEnd}, []byte("4"))
	if got := l.replay(); len(got) != 1 || string(got[0].data) != "4" {
		t.Errorf("after the next keyframe the log holds %d frames", len(got))
	}
	for range logFloor/wire.MaxFrame + 1 {
		l.add(wire.Envelope{}, make([]byte, wire.MaxFrame))
	}
	if len(l.replay()) != 0 {
		t.Error("the log grows over its bound")
	}
}

func TestViewable_OnlyWhatAReplicaShows(t *testing.T) {
	for _, c := range []struct{ name, data, typ string }{
		{"png", "\x89PNG\r\n\x1a\n....", "image/png"},
		{"gif", "GIF89a....", "image/gif"},
		{"webp", "RIFF....WEBPVP8 ", "image/webp"},
		{"avif", "\x00\x00\x00\x20ftypavif....", "image/avif"},
		{"woff2", "wOF2........", "font/woff2"},
		{"mp4", "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "video/mp4"},
		{"svg", "<?xml version='1.0'?>\n<!-- logo -->\n<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"},
		{"html", "<!DOCTYPE html><script>alert(1)</script>", ""},
		{"html that claims to be a picture", "<html><svg></svg>", ""},
		{"script", "alert(1)", ""},
		{"pdf", "%PDF-1.7", ""},
		{"zip", "PK\x03\x04", ""},
		{"nothing", "", ""},
	} {
		if typ, ok := viewable([]byte(c.data)); typ != c.typ || ok != (c.typ != "") {
			t.Errorf("%s is %q, %v", c.name, typ, ok)
		}
	}
}
