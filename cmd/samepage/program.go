package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"samepage"
	"samepage/bus"
	"samepage/console"
	"samepage/httpapi"
	"samepage/relay"
	"samepage/sdk"
	"samepage/store"
	"samepage/viewer"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Times of the HTTP server.
const (
	headerTimeout = 10 * time.Second // a client that takes longer to ask is not serious
	drainTimeout  = 15 * time.Second // sockets are told to go elsewhere; requests finish
)

// program is the whole server, joined. Open, Run, Close; tests start it on port 0.
type program struct {
	flags    serverFlags
	log      *slog.Logger
	store    *store.Store
	bus      *bus.Bus
	relay    *relay.Relay
	listener net.Listener
	server   *http.Server
	metrics  *prometheus.Registry

	consoleOrigin string
	viewerOrigin  string
}

// openProgram opens database, bus and listener; nothing is served yet.
func openProgram(ctx context.Context, flags serverFlags, s *streams) (*program, error) {
	if err := flags.faults(); err != nil {
		return nil, err
	}
	p := &program{flags: flags, log: flags.logger(s)}
	for _, open := range []func(context.Context) error{p.openStore, p.openBus, p.openListener, p.openRelay} {
		if err := open(ctx); err != nil {
			return nil, errors.Join(err, p.Close())
		}
	}
	return p, nil
}

func (p *program) openStore(ctx context.Context) error {
	dsn, err := p.flags.dsn()
	if err != nil {
		return err
	}
	p.store, err = store.Open(ctx, dsn, store.Options{Log: p.log})
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	return nil
}

func (p *program) openBus(context.Context) (err error) {
	config, err := p.flags.busConfig(p.log)
	if err != nil {
		return err
	}
	if p.bus, err = bus.Open(config); err != nil {
		return fmt.Errorf("open the bus: %w", err)
	}
	return nil
}

func (p *program) openRelay(context.Context) (err error) {
	p.relay, err = relay.New(relay.Config{
		Node: samepage.NewNodeID(), Orgs: p.store, Chats: p.store.Chats(), Sessions: p.store.Sessions(), Bus: p.bus,
		Clock: samepage.SystemClock{}, Log: p.log, ViewerOrigin: p.viewerOrigin,
	})
	if err != nil {
		return fmt.Errorf("start the relay: %w", err)
	}
	p.metrics = prometheus.NewRegistry()
	p.metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	p.metrics.MustRegister(p.relay.Collectors()...)
	p.makeServer()
	return nil
}

func (p *program) openListener(context.Context) (err error) {
	if p.listener, err = net.Listen("tcp", p.flags.Listen); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	port := portOf(p.listener)
	p.consoleOrigin, p.viewerOrigin = p.flags.PublicURL, p.flags.ViewerOrigin
	if p.consoleOrigin == "" {
		p.consoleOrigin = "http://localhost:" + port
	}
	if p.viewerOrigin == "" {
		p.viewerOrigin = "http://127.0.0.1:" + port
	}
	return nil
}

// makeServer joins the routes; they need all the other parts.
func (p *program) makeServer() {
	p.server = &http.Server{
		ReadHeaderTimeout: headerTimeout,
		ErrorLog:          slog.NewLogLogger(p.log.Handler(), slog.LevelDebug),
		Handler: httpapi.New(httpapi.Config{
			Orgs: p.store, Chats: p.store.Chats(), Reports: p.store, Sessions: p.store.Sessions(), Ping: p.store.Ping, Relay: p.relay, Clock: samepage.SystemClock{}, Log: p.log, Version: version,
			Files:         httpapi.Files{Console: built(console.Built), Viewer: built(viewer.Built), SDK: built(sdk.Built)},
			Metrics:       promhttp.HandlerFor(p.metrics, promhttp.HandlerOpts{}),
			ConsoleOrigin: p.consoleOrigin, ViewerOrigin: p.viewerOrigin, TrustProxy: p.flags.TrustProxy,
		}),
	}
}

// built is what the browser parts were built into.
func built(room embed.FS) fs.FS {
	files, err := fs.Sub(room, "dist")
	if err != nil {
		panic(err) // fs.Sub refuses nothing but names that are no paths
	}
	return files
}

func portOf(l net.Listener) string {
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return ""
	}
	return port
}

// Run serves until ctx is done, then drains: sockets are told to go elsewhere, requests
// under way finish.
func (p *program) Run(ctx context.Context) error {
	relayDone := make(chan error, 1)
	relayCtx, stopRelay := context.WithCancel(context.WithoutCancel(ctx))
	defer stopRelay()
	go func() { relayDone <- p.relay.Run(relayCtx) }()
	served := make(chan error, 1)
	go func() { served <- p.server.Serve(p.listener) }()
	p.log.Info("serving", "console", p.consoleOrigin, "viewer", p.viewerOrigin)

	var cause error
	select {
	case <-ctx.Done():
	case cause = <-served:
	case cause = <-relayDone:
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	errs := []error{cause, p.relay.Drain(drain), p.server.Shutdown(drain)}
	stopRelay()
	return ignoreExpected(errors.Join(errs...))
}

// ignoreExpected: a server that was told to stop reports just that.
func ignoreExpected(err error) error {
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Close releases what openProgram opened. It may be called on a half-open program.
func (p *program) Close() error {
	var errs []error
	if p.listener != nil {
		if err := p.listener.Close(); !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	if p.bus != nil {
		p.bus.Close()
	}
	if p.store != nil {
		errs = append(errs, p.store.Close())
	}
	return errors.Join(errs...)
}
