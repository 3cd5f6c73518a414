// Package bustest holds the promises of a bus. They are kept by one node and by a
// cluster of several in the same words.
package bustest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"samepage/relay"
	"testing"
	"time"
)

// patience is how long a test waits for what must come; it is never waited for in full
// by a test that passes.
const patience = time.Minute

// Run holds the buses that open returns, which are joined, against every promise. With
// one bus all parts of a case use that one.
func Run(t *testing.T, open func(t *testing.T) []relay.Bus) {
	nodes := open(t)
	first, last := nodes[0], nodes[len(nodes)-1]
	t.Run("WhatIsPublishedReachesEveryListener", func(t *testing.T) { reachesAll(t, nodes) })
	t.Run("OrderOfOnePublisherHolds", func(t *testing.T) { keepsOrder(t, first, last) })
	t.Run("WholeFramesPass", func(t *testing.T) { passesWholeFrames(t, first, last) })
	t.Run("RequestIsAnswered", func(t *testing.T) { answers(t, first, last) })
	t.Run("RequestToNobodySaysSo", func(t *testing.T) { saysNobody(t, last) })
	t.Run("StarStandsForOneWord", func(t *testing.T) { matchesOneWord(t, first, last) })
	t.Run("StoppedListenerHearsNothing", func(t *testing.T) { stops(t, first, last) })
	t.Run("SlowListenerDoesNotDelayOthers", func(t *testing.T) { slowDelaysNobody(t, first, last) })
}

func reachesAll(t *testing.T, nodes []relay.Bus) {
	var all []chan relay.Message
	for _, n := range nodes {
		all = append(all, listen(t, n, "t.all"))
	}
	for i, heard := range all {
		join(t, nodes[0], "t.all", heard)
		if i == len(all)-1 {
			break
		}
	}
	if err := nodes[0].Publish("t.all", []byte("hello")); err != nil {
		t.Fatal(err)
	}
	for _, heard := range all {
		expect(t, heard, "hello")
	}
}

func keepsOrder(t *testing.T, from, to relay.Bus) {
	const n = 5000
	heard := make(chan uint32, n)
	ready := listen(t, to, "t.order.ready")
	stop, err := to.Subscribe("t.order", func(m relay.Message) { heard <- binary.BigEndian.Uint32(m.Data) })
	must(t, err)
	defer stop()
	join(t, from, "t.order.ready", ready)
	for i := range uint32(n) {
		must(t, from.Publish("t.order", binary.BigEndian.AppendUint32(nil, i)))
	}
	for want := range uint32(n) {
		if got := receive(t, heard); got != want {
			t.Fatalf("number %d came where %d was due", got, want)
		}
	}
}

func passesWholeFrames(t *testing.T, from, to relay.Bus) {
	heard := listen(t, to, "t.frame")
	join(t, from, "t.frame", heard)
	frame := bytes.Repeat([]byte{0, 255, 10, 13}, (256<<10)/4+64)
	must(t, from.Publish("t.frame", frame))
	for {
		if m := receive(t, heard); string(m.Data) != probe {
			if !bytes.Equal(m.Data, frame) {
				t.Fatalf("%d bytes became %d others", len(frame), len(m.Data))
			}
			return
		}
	}
}

func answers(t *testing.T, from, to relay.Bus) {
	stop, err := to.Subscribe("t.ask", func(m relay.Message) {
		if err := to.Publish(m.Reply, append([]byte("re: "), m.Data...)); err != nil {
			t.Errorf("answer: %v", err)
		}
	})
	must(t, err)
	defer stop()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		got, err := from.Request(ctx, "t.ask", []byte("who?"))
		if errors.Is(err, relay.ErrNobody) && ctx.Err() == nil {
			continue // the other node has not told of its listener yet
		}
		must(t, err)
		if string(got) != "re: who?" {
			t.Fatalf("answer is %q", got)
		}
		return
	}
}

func saysNobody(t *testing.T, from relay.Bus) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if _, err := from.Request(ctx, "t.nobody", nil); !errors.Is(err, relay.ErrNobody) {
		t.Fatalf("asked nobody and got %v", err)
	}
}

func matchesOneWord(t *testing.T, from, to relay.Bus) {
	heard := listen(t, to, "t.*.word")
	join(t, from, "t.any.word", heard)
	must(t, from.Publish("t.two.words.word", []byte("wrong")))
	must(t, from.Publish("t.one.word", []byte("right")))
	expect(t, heard, "right")
}

func stops(t *testing.T, from, to relay.Bus) {
	after := listen(t, to, "t.stop")
	heard := make(chan relay.Message, 100)
	stop, err := to.Subscribe("t.stop", func(m relay.Message) { heard <- m })
	must(t, err)
	join(t, from, "t.stop", heard)
	stop()
	for len(heard) > 0 {
		<-heard
	}
	must(t, from.Publish("t.stop", []byte("late")))
	expect(t, after, "late")
	for len(heard) > 0 {
		if m := <-heard; string(m.Data) != probe {
			t.Fatalf("a stopped listener heard %q", m.Data)
		}
	}
}

func slowDelaysNobody(t *testing.T, from, to relay.Bus) {
	hold := make(chan struct{})
	stop, err := to.Subscribe("t.slow", func(relay.Message) { <-hold })
	must(t, err)
	defer stop()
	defer close(hold)
	quick := listen(t, to, "t.slow")
	join(t, from, "t.slow", quick)
	must(t, from.Publish("t.slow", []byte("through")))
	expect(t, quick, "through")
}
