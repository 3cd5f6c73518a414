package bus_test

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/bus"
	"samepage/bus/bustest"
	"samepage/relay"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBus_OneNode(t *testing.T) {
	bustest.Run(t, func(t *testing.T) []relay.Bus {
		return []relay.Bus{open(t, nil)}
	})
}

func TestBus_ClusterOfThree_S2(t *testing.T) {
	bustest.Run(t, func(t *testing.T) []relay.Bus {
		first := open(t, member())
		second := open(t, member(first.RouteURL()))
		third := open(t, member(first.RouteURL()))
		return []relay.Bus{first, second, third}
	})
}

func TestBus_LoneNodeOpensNoPort(t *testing.T) {
	if url := open(t, nil).RouteURL(); url != "" {
		t.Errorf("a lone node listens on %s", url)
	}
}

func TestBus_ClusterRefusesWhoDoesNotKnowTheSecret(t *testing.T) {
	first := open(t, member())
	stranger := member(first.RouteURL())
	stranger.Secret = "guess"
	other := open(t, stranger)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	stop, err := first.Subscribe("t.secret", func(m relay.Message) { _ = first.Publish(m.Reply, nil) })
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	for ctx.Err() == nil {
		if _, err := other.Request(ctx, "t.secret", nil); err == nil {
			t.Fatal("a node with another secret was heard")
		}
	}
}

// S2: each node knows the living ones, and forgets one that has gone silent.
func TestMembers_ForgetWhoIsSilent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		air := &loopback{}
		first := bus.NewMembers(air, "nod_a", samepage.SystemClock{})
		second := bus.NewMembers(air, "nod_b", samepage.SystemClock{})
		ctx, cancel := context.WithCancel(t.Context())
		secondCtx, kill := context.WithCancel(ctx)
		go func() { _ = first.Run(ctx) }()
		go func() { _ = second.Run(secondCtx) }()
		time.Sleep(2 * time.Second)
		if alive := first.Alive(); !slices.Contains(alive, "nod_b") || len(alive) != 2 {
			t.Errorf("alive are %v", alive)
		}
		kill()
		time.Sleep(5 * time.Second)
		if alive := first.Alive(); !slices.Equal(alive, []samepage.NodeID{"nod_a"}) {
			t.Errorf("after one fell silent alive are %v", alive)
		}
		cancel()
		synctest.Wait()
	})
}

// loopback hands every message to every listener at once.
type loopback struct {
	mu       sync.Mutex
	handlers []func(relay.Message)
}

func (l *loopback) Publish(subject string, data []byte) error {
	l.mu.Lock()
	handlers := slices.Clone(l.handlers)
	l.mu.Unlock()
	for _, h := range handlers {
		h(relay.Message{Subject: subject, Data: data})
	}
	return nil
}

func (l *loopback) Subscribe(_ string, handle func(relay.Message)) (func(), error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.handlers = append(l.handlers, handle)
	return func() {}, nil
}

func open(t *testing.T, c *bus.Cluster) *bus.Bus {
	t.Helper()
	b, err := bus.Open(bus.Config{Cluster: c, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

func member(routes ...string) *bus.Cluster {
	return &bus.Cluster{Name: "test", Host: "127.0.0.1", Port: -1, Routes: routes, Secret: "shared"}
}
