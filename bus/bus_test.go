package bus_test

import (
	"context"
	"log/slog"
	"samepage/bus"
	"samepage/bus/bustest"
	"samepage/relay"
	"testing"
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
