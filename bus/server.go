package bus

import (
	"fmt"
	"log/slog"
	"net/url"
	"samepage"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
)

// Cluster names the other nodes of an embedded cluster.
type Cluster struct {
	Name   string   // the same on every node
	Host   string   // address that this node listens on for the others
	Port   int      // -1 = any free port
	Routes []string // the others' addresses, nats://host:port; some are enough, they tell each other
	Secret string   // the same on every node: who does not know it does not get in
}

// clusterUser is the name that goes with Cluster.Secret.
const clusterUser = "samepage"

// startServer runs NATS in this process. Its clients connect through memory, with a
// password that only this process knows; a lone node opens no port at all.
func startServer(cluster *Cluster, log *slog.Logger) (*server.Server, nats.Option, error) {
	name, password := string(samepage.NewNodeID()), samepage.NewSecret()
	options := &server.Options{
		ServerName: name,
		DontListen: true,
		NoSigs:     true,
		MaxPayload: MaxPayload,
		Username:   clusterUser,
		Password:   password,
		MaxPending: pendingBytes,
	}
	if cluster != nil {
		if err := joinCluster(options, cluster); err != nil {
			return nil, nil, err
		}
	}
	s, err := server.NewServer(options)
	if err != nil {
		return nil, nil, fmt.Errorf("make embedded NATS: %w", err)
	}
	s.SetLoggerV2(natsLog{log}, false, false, false)
	s.Start()
	if !s.ReadyForConnections(readyWithin) {
		s.Shutdown()
		return nil, nil, fmt.Errorf("embedded NATS was not ready within %s", readyWithin)
	}
	return s, nats.UserInfo(clusterUser, password), nil
}

func joinCluster(options *server.Options, cluster *Cluster) error {
	// NATS starts its routes only after its listener for clients: give it one that is
	// reached from this machine only, by who knows the password.
	options.DontListen, options.Host, options.Port = false, "127.0.0.1", server.RANDOM_PORT
	options.Cluster = server.ClusterOpts{
		Name: cluster.Name, Host: cluster.Host, Port: cluster.Port,
		Username: clusterUser, Password: cluster.Secret,
	}
	for _, route := range cluster.Routes {
		u, err := url.Parse(route)
		if err != nil {
			return fmt.Errorf("route %q: %w", route, err)
		}
		u.User = url.UserPassword(clusterUser, cluster.Secret)
		options.Routes = append(options.Routes, u)
	}
	return nil
}
