// Package bus carries messages between nodes over NATS: embedded in this process
// without a port when the node is alone, embedded and joined by routes in a cluster,
// or an outside NATS. Which of them it is, the callers cannot tell.
package bus

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"samepage/relay"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

const (
	// MaxPayload is the most that one message may hold: a frame of 256 KiB and its address, twice over.
	MaxPayload = 1 << 20
	// pendingBytes and pendingMessages bound what may wait in this process for one
	// subscription before messages are dropped, which the receivers see as a gap.
	pendingBytes    = 64 << 20
	pendingMessages = 1 << 16
	// reconnectWait is the pause between attempts to reach an outside NATS again.
	reconnectWait = 250 * time.Millisecond
	// readyWithin is how long the embedded server may take to start.
	readyWithin = 10 * time.Second
)

// Config says where the bus runs. The zero value is a lone node.
type Config struct {
	// URL of an outside NATS, with credentials where it needs them; empty = embedded.
	URL string
	// Cluster joins this node's embedded server with others; nil = alone, with no port.
	Cluster *Cluster
	Log     *slog.Logger
}

// Bus is one node's access to NATS. It implements relay.Bus.
type Bus struct {
	conn     *nats.Conn
	embedded *server.Server // nil with an outside NATS
	log      *slog.Logger
}

var _ relay.Bus = (*Bus)(nil)

// Open starts the embedded server where one is needed, and connects.
func Open(cfg Config) (*Bus, error) {
	b := &Bus{log: cfg.Log}
	if b.log == nil {
		b.log = slog.New(slog.DiscardHandler)
	}
	options := b.clientOptions()
	url := cfg.URL
	if url == "" {
		embedded, credentials, err := startServer(cfg.Cluster, b.log)
		if err != nil {
			return nil, err
		}
		b.embedded = embedded
		options = append(options, nats.InProcessServer(embedded), credentials)
	}
	conn, err := nats.Connect(url, options...)
	if err != nil {
		b.stopServer()
		return nil, fmt.Errorf("connect to NATS: %w", err)
	}
	b.conn = conn
	return b, nil
}

func (b *Bus) clientOptions() []nats.Option {
	return []nats.Option{
		nats.Name("samepage"),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(reconnectWait),
		nats.ReconnectBufSize(-1), // what cannot be sent now is stale later: say so at once
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				b.log.Warn("bus disconnected", slog.Any("error", err))
			}
		}),
		nats.ErrorHandler(func(_ *nats.Conn, s *nats.Subscription, err error) {
			subject := ""
			if s != nil {
				subject = s.Subject
			}
			b.log.Warn("bus fault", slog.String("subject", subject), slog.Any("error", err))
		}),
	}
}

// Publish sends data to everybody who listens on subject, without waiting.
func (b *Bus) Publish(subject string, data []byte) error {
	if err := b.conn.Publish(subject, data); err != nil {
		return fmt.Errorf("publish on %s: %w", subject, err)
	}
	return nil
}

// Subscribe calls handle for each message, one at a time, until stop is called.
func (b *Bus) Subscribe(subject string, handle func(relay.Message)) (func(), error) {
	sub, err := b.conn.Subscribe(subject, func(m *nats.Msg) {
		handle(relay.Message{Subject: m.Subject, Reply: m.Reply, Data: m.Data})
	})
	if err != nil {
		return nil, fmt.Errorf("subscribe to %s: %w", subject, err)
	}
	if err := sub.SetPendingLimits(pendingMessages, pendingBytes); err != nil {
		return nil, fmt.Errorf("bound what waits for %s: %w", subject, err)
	}
	return func() { b.unsubscribe(sub) }, nil
}

func (b *Bus) unsubscribe(sub *nats.Subscription) {
	if err := sub.Unsubscribe(); err != nil && !errors.Is(err, nats.ErrConnectionClosed) {
		b.log.Warn("unsubscribe", slog.String("subject", sub.Subject), slog.Any("error", err))
	}
}

// Request sends data to the one who listens on subject and returns the answer.
func (b *Bus) Request(ctx context.Context, subject string, data []byte) ([]byte, error) {
	m, err := b.conn.RequestWithContext(ctx, subject, data)
	if errors.Is(err, nats.ErrNoResponders) {
		return nil, fmt.Errorf("request on %s: %w", subject, relay.ErrNobody)
	}
	if err != nil {
		return nil, fmt.Errorf("request on %s: %w", subject, err)
	}
	return m.Data, nil
}

// Sync waits until NATS has taken everything that was published and subscribed so far.
func (b *Bus) Sync(ctx context.Context) error {
	if err := b.conn.FlushWithContext(ctx); err != nil {
		return fmt.Errorf("flush the bus: %w", err)
	}
	return nil
}

// Connected reports whether messages flow, for readiness.
func (b *Bus) Connected() bool { return b.conn.IsConnected() }

// RouteURL is the address that other nodes name in Cluster.Routes; empty without a cluster.
func (b *Bus) RouteURL() string {
	if b.embedded == nil || b.embedded.ClusterAddr() == nil {
		return ""
	}
	return "nats://" + b.embedded.ClusterAddr().String()
}

// Close ends all subscriptions and the embedded server.
func (b *Bus) Close() {
	b.conn.Close()
	b.stopServer()
}

func (b *Bus) stopServer() {
	if b.embedded != nil {
		b.embedded.Shutdown()
		b.embedded.WaitForShutdown()
	}
}
