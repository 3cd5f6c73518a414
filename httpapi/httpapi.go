// Package httpapi is the server's face on the web: the REST interface, sign-in, the
// upgrade of sockets and the files that browsers load. It decides nothing: rules are
// session's, chat's and org's, live things the relay's.
package httpapi

import (
	"context"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/relay"
	"samepage/report"
	"strings"
	"time"

	"github.com/coder/websocket"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// Relay serves the sockets once they are upgraded.
type Relay interface {
	ServeCustomer(ctx context.Context, conn *websocket.Conn, r relay.CustomerRequest)
	ServeAgent(ctx context.Context, conn *websocket.Conn, r relay.AgentRequest)
	Online(sc org.Scope) map[samepage.AgentID]bool
	Draining() bool
	AnnounceSignOut(sc org.Scope, agent samepage.AgentID)
}

// Files are the built parts for browsers.
type Files struct{ Console, Viewer, SDK fs.FS }

// Config is all that the interface needs. Origins are scheme, host and port.
type Config struct {
	Orgs     org.Store
	Chats    chat.Store
	Reports  report.Store
	Sessions Sessions
	Ping     func(context.Context) error // whether the database answers
	Relay    Relay
	Files    Files
	Clock    samepage.Clock
	Log      *slog.Logger
	Metrics  http.Handler
	Version  string
	// ConsoleOrigin is where agents sign in. ViewerOrigin is where the replica lives: an
	// origin of its own, without cookies or storage (DESIGN §7).
	ConsoleOrigin string
	ViewerOrigin  string
	// TrustProxy takes the client's address from the last entry of X-Forwarded-For.
	TrustProxy bool
}

type server struct {
	Config
	consoleHost, viewerHost string
	secureCookie            bool
	tries                   *tryLimiter
	door                    *org.Door
}

// New joins the routes. The configuration must be whole: two different origins included.
func New(c Config) http.Handler {
	s := &server{
		Config:       c,
		consoleHost:  hostOf(c.ConsoleOrigin),
		viewerHost:   hostOf(c.ViewerOrigin),
		secureCookie: schemeOf(c.ConsoleOrigin) == "https",
		tries:        newTryLimiter(c.Clock),
		door:         org.NewDoor(c.Orgs),
	}
	mux := http.NewServeMux()
	s.sockets(mux)
	s.operations(mux)
	mux.HandleFunc("GET /api/v1/sites/{key}/page", s.pageConfig)
	s.files(mux)
	api := humago.New(mux, apiConfig(c.Version))
	for _, register := range []func(huma.API){s.auth, s.tickets, s.people, s.sites, s.chats, s.reports, s.running} {
		register(api)
	}
	return s.recoverPanics(s.headers(s.guardUnsafe(s.withSignIn(mux))))
}

func apiConfig(version string) huma.Config {
	config := huma.DefaultConfig("Samepage", version)
	config.OpenAPIPath = "/api/v1/openapi"
	config.DocsPath = ""     // the library's page loads scripts from elsewhere
	config.SchemasPath = ""  // no links in answers
	config.CreateHooks = nil // nor a $schema in them
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	return config
}

// schemaName tells types of one name apart by the room that they come from.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	room := path.Base(t.PkgPath())
	if t.PkgPath() == "" || room == "httpapi" {
		return name
	}
	return strings.ToUpper(room[:1]) + room[1:] + name
}

func hostOf(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return u.Host
}

func schemeOf(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return u.Scheme
}

// healthTimeout bounds the readiness check: a load balancer asks again soon.
const healthTimeout = 2 * time.Second

// operations are the routes for those who run the server (S4).
func (s *server) operations(mux *http.ServeMux) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { writeText(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), healthTimeout)
		defer cancel()
		switch err := s.Ping(ctx); {
		case s.Relay.Draining():
			writeText(w, http.StatusServiceUnavailable, "draining")
		case err != nil:
			s.Log.Warn("not ready", "err", err)
			writeText(w, http.StatusServiceUnavailable, "database away")
		default:
			writeText(w, http.StatusOK, "ready")
		}
	})
	if s.Metrics != nil {
		mux.Handle("GET /metrics", s.Metrics)
	}
}

func writeText(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text)) // the other side is gone: nobody is left to tell
}
