package bustest

import (
	"samepage/relay"
	"testing"
	"time"
)

// probe is published until the listener on the other node is known to this one.
const probe = "probe"

// probeEvery is the pause between two probes.
const probeEvery = 2 * time.Millisecond

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func listen(t *testing.T, b relay.Bus, subject string) chan relay.Message {
	t.Helper()
	heard := make(chan relay.Message, 1<<14)
	stop, err := b.Subscribe(subject, func(m relay.Message) { heard <- m })
	must(t, err)
	t.Cleanup(stop)
	return heard
}

// join waits until what from publishes reaches heard: nodes of a cluster tell each other
// of their listeners in their own time.
func join(t *testing.T, from relay.Bus, subject string, heard chan relay.Message) {
	t.Helper()
	limit := time.After(patience)
	for {
		must(t, from.Publish(subject, []byte(probe)))
		select {
		case <-heard:
			return
		case <-time.After(probeEvery):
		case <-limit:
			t.Fatalf("nothing published on %s arrived", subject)
		}
	}
}

// expect waits for a message with that text, past probes; any other is a fault.
func expect(t *testing.T, heard chan relay.Message, want string) {
	t.Helper()
	for {
		m := receive(t, heard)
		if string(m.Data) == want {
			return
		}
		if string(m.Data) != probe {
			t.Fatalf("%q came where %q was due", m.Data, want)
		}
	}
}

func receive[T any](t *testing.T, from chan T) T {
	t.Helper()
	select {
	case v := <-from:
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
		panic("unreachable")
	}
}
