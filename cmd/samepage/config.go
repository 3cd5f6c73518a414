package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"samepage/bus"
	"strconv"
)

// serverFlags are what serve and demo have in common.
type serverFlags struct {
	Listen       string   `default:"localhost:8460" help:"Address to listen on; port 0 takes a free one."`
	Data         string   `default:"data" type:"path" help:"Folder of the database and everything else that is kept."`
	Database     string   `help:"postgres:// address; without it an SQLite file in the data folder."`
	PublicURL    string   `help:"Where agents reach the console, e.g. https://help.example.com; without it http at the listening address."`
	ViewerOrigin string   `help:"Origin of its own for the customer's picture, e.g. https://view.help.example.com; without it 127.0.0.1 beside localhost."`
	TrustProxy   bool     `help:"Take the client's address from the last entry of X-Forwarded-For."`
	NATS         string   `name:"nats" help:"Address of an outside NATS; without it one runs in this process."`
	ClusterName  string   `default:"samepage" help:"Name of the cluster of embedded NATS servers."`
	ClusterAt    string   `name:"cluster-listen" help:"Address for other nodes, e.g. 10.0.0.1:6222; without it this node is alone."`
	ClusterRoute []string `name:"cluster-route" help:"Address of another node's cluster-listen; may be repeated."`
	ClusterKey   string   `name:"cluster-secret" help:"The same on every node; who does not know it does not get in."`
	LogLevel     string   `default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error."`
	LogFormat    string   `default:"text" enum:"text,json" help:"text or json."`
}

// faults reports everything that is wrong at once.
func (f serverFlags) faults() error {
	var faults []error
	if _, _, err := net.SplitHostPort(f.Listen); err != nil {
		faults = append(faults, fmt.Errorf("--listen %q: %w", f.Listen, err))
	}
	for name, origin := range map[string]string{"--public-url": f.PublicURL, "--viewer-origin": f.ViewerOrigin} {
		if origin != "" && !isOrigin(origin) {
			faults = append(faults, fmt.Errorf("%s %q: must be scheme and host, like https://help.example.com", name, origin))
		}
	}
	if f.PublicURL != "" && f.ViewerOrigin == "" {
		faults = append(faults, errors.New("--viewer-origin: needed with --public-url; "+
			"the customer's picture must live on an origin that has no cookies of yours"))
	}
	if f.PublicURL != "" && f.PublicURL == f.ViewerOrigin {
		faults = append(faults, errors.New("--viewer-origin: must differ from --public-url"))
	}
	return errors.Join(append(faults, f.clusterFaults()...)...)
}

func (f serverFlags) clusterFaults() []error {
	if f.ClusterAt == "" {
		if len(f.ClusterRoute) > 0 {
			return []error{errors.New("--cluster-route: needs --cluster-listen")}
		}
		return nil
	}
	var faults []error
	if _, err := f.cluster(); err != nil {
		faults = append(faults, err)
	}
	if f.ClusterKey == "" {
		faults = append(faults, errors.New("--cluster-secret: needed with --cluster-listen, the same on every node"))
	}
	return faults
}

// cluster is this node's place among the others; nil when it is alone.
func (f serverFlags) cluster() (*bus.Cluster, error) {
	if f.ClusterAt == "" {
		return nil, nil
	}
	host, port, err := net.SplitHostPort(f.ClusterAt)
	if err != nil {
		return nil, fmt.Errorf("--cluster-listen %q: %w", f.ClusterAt, err)
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil || number == 0 {
		return nil, fmt.Errorf("--cluster-listen %q: needs a port that others can name", f.ClusterAt)
	}
	routes := make([]string, 0, len(f.ClusterRoute))
	for _, r := range f.ClusterRoute {
		routes = append(routes, "nats://"+r)
	}
	return &bus.Cluster{Name: f.ClusterName, Host: host, Port: int(number), Routes: routes, Secret: f.ClusterKey}, nil
}

func isOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.Path == "" && u.RawQuery == ""
}

// dsn is the database's address: the given one, or a file in the data folder.
func (f serverFlags) dsn() (string, error) {
	if f.Database != "" {
		return f.Database, nil
	}
	if err := os.MkdirAll(f.Data, 0o700); err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	return filepath.Join(f.Data, "samepage.db"), nil
}

func (f serverFlags) busConfig(log *slog.Logger) (bus.Config, error) {
	cluster, err := f.cluster()
	return bus.Config{URL: f.NATS, Cluster: cluster, Log: log}, err
}

func (f serverFlags) logger(s *streams) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(f.LogLevel)) // kong has held it to the known names
	options := &slog.HandlerOptions{Level: level}
	if f.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(s.err, options))
	}
	return slog.New(slog.NewTextHandler(s.err, options))
}
