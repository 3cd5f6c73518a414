package httpapi

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"runtime/debug"
	"samepage"
	"samepage/org"
	"strings"
)

type signInKey struct{}

// withSignIn looks the cookie up once, for every request of the interface that needs it.
func (s *server) withSignIn(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		cookie, err := r.Cookie(s.cookieName())
		if err != nil || !strings.HasPrefix(r.URL.Path, "/api/") {
			next.ServeHTTP(w, r)
			return
		}
		in, err := s.Orgs.SignIn(r.Context(), cookie.Value)
		switch samepage.CodeOf(err) {
		case "":
			r = r.WithContext(context.WithValue(r.Context(), signInKey{}, in))
		case samepage.CodeUnauthorised: // the handler says so where it needs a sign-in
		default:
			s.fail(w, err)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// signedIn returns who asks; unauthorised where nobody is signed in.
func signedIn(ctx context.Context) (org.SignIn, error) {
	in, ok := ctx.Value(signInKey{}).(org.SignIn)
	if !ok {
		return org.SignIn{}, samepage.Fault(samepage.CodeUnauthorised, "Please sign in.")
	}
	return in, nil
}

// guardUnsafe refuses requests that change something and come from another site's page
// (Sec-Fetch-Site, or Origin where the browser does not send it).
func (s *server) guardUnsafe(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.fail(w, samepage.Fault(samepage.CodeForbidden, "This request came from another site."))
	}))
	return guard.Handler(next)
}

// headers that hold for every answer; routes add their own. The client's address goes
// along for the handlers that count by it.
func (s *server) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		if s.secureCookie {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if strings.HasPrefix(r.URL.Path, "/api/") {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), addressKey{}, s.remoteIP(r))))
	})
}

func (s *server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				s.Log.Error("panic in a request", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				s.fail(w, samepage.Fault(samepage.CodeInternal, "Something went wrong on our side. Please try again."))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// fail answers outside the library's own handlers, in the same form.
func (s *server) fail(w http.ResponseWriter, err error) {
	e := samepage.Public(err)
	if e.Code == samepage.CodeInternal || e.Code == samepage.CodeUnavailable {
		s.Log.Error("request failed", "err", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(statusOf(e.Code))
	_ = json.NewEncoder(w).Encode(apiError{Code: e.Code, Message: e.Message, Next: e.Next}) // the other side may be gone
}

// remoteIP is the client's address: of the connection, or as the trusted proxy saw it.
func (s *server) remoteIP(r *http.Request) string {
	if s.TrustProxy {
		hops := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(hops[len(hops)-1]); net.ParseIP(last) != nil {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
