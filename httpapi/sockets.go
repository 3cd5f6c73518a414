package httpapi

import (
	"net/http"
	"samepage/relay"
	"samepage/wire"

	"github.com/coder/websocket"
)

// sockets are upgraded here and served by the relay. Whose site lists which origin is
// only known after the hello: the customer's origin is checked by the relay, the agent's here (W11, W12).
func (s *server) sockets(mux *http.ServeMux) {
	mux.HandleFunc("GET /ws/customer", func(w http.ResponseWriter, r *http.Request) {
		conn, ok := s.upgrade(w, r)
		if !ok {
			return
		}
		s.Relay.ServeCustomer(r.Context(), conn, relay.CustomerRequest{
			Origin: r.Header.Get("Origin"), RemoteIP: s.remoteIP(r), UserAgent: r.UserAgent(),
		})
	})
	mux.HandleFunc("GET /ws/agent", func(w http.ResponseWriter, r *http.Request) {
		origin := r.Header.Get("Origin")
		if origin != s.ConsoleOrigin && origin != s.ViewerOrigin {
			writeText(w, http.StatusForbidden, "this origin may not open an agent's socket")
			return
		}
		conn, ok := s.upgrade(w, r)
		if !ok {
			return
		}
		s.Relay.ServeAgent(r.Context(), conn, relay.AgentRequest{
			RemoteIP: s.remoteIP(r), FromViewer: origin == s.ViewerOrigin && origin != s.ConsoleOrigin,
		})
	})
}

func (s *server) upgrade(w http.ResponseWriter, r *http.Request) (*websocket.Conn, bool) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols: []string{wire.Subprotocol},
		// Origins are judged above and by the relay, by lists that this option cannot express.
		InsecureSkipVerify: true,
		// Frames are compressed by the ends, one by one (DESIGN §4).
		CompressionMode: websocket.CompressionDisabled,
	})
	if err != nil {
		s.Log.Debug("upgrade refused", "path", r.URL.Path, "err", err)
		return nil, false
	}
	if conn.Subprotocol() != wire.Subprotocol {
		_ = conn.Close(websocket.StatusCode(wire.CloseVersion), "This page is too old for the server: please reload.") // it may be gone
		return nil, false
	}
	conn.SetReadLimit(wire.MaxFrame)
	return conn, true
}
