package httpapi

import (
	"bytes"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

// Content-Security-Policies. The replica's is the boundary that keeps a customer's page
// from running or loading anything (DESIGN §7); the others keep our own pages narrow.
const (
	replicaCSP = "default-src 'none'; style-src 'unsafe-inline'; img-src blob: data:; font-src blob: data:; " +
		"media-src blob: data:; base-uri 'none'; form-action 'none'; frame-ancestors %SELF% %CONSOLE%; sandbox allow-same-origin"
	viewerCSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' %WS%; " +
		"img-src blob: data:; font-src blob: data:; media-src blob: data:; frame-src %SELF%/viewer/replica.html; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors %CONSOLE%"
	// the customer's own look: a window of its own, in no frame and with no hold on the page that opened it
	watchCSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' %WS%; " +
		"img-src blob: data:; font-src blob: data:; media-src blob: data:; frame-src %SELF%/viewer/replica.html; " +
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	// style attributes are how the widget library places its pop-ups
	consoleCSP = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
		"font-src 'self'; connect-src 'self' %WS%; frame-src %VIEWER%; manifest-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

// How long browsers keep files: those with a hash or version in the name for good, the
// others are asked again each time.
const (
	cacheForGood = "public, max-age=31536000, immutable"
	cacheShort   = "public, max-age=300" // the loader: a new release reaches every page in five minutes
	cacheNot     = "no-cache"
)

func (s *server) files(mux *http.ServeMux) {
	mux.HandleFunc("GET /samepage.js", s.sdkFile("samepage.js", cacheShort))
	mux.HandleFunc("GET /early.js", s.sdkFile("early.js", cacheShort))
	mux.HandleFunc("GET /v/", func(w http.ResponseWriter, r *http.Request) {
		s.sdkFile(strings.TrimPrefix(path.Clean(r.URL.Path), "/"), cacheForGood)(w, r)
	})
	mux.HandleFunc("GET /viewer/", s.viewerFile)
	mux.HandleFunc("GET /", s.consoleFile)
}

// sdkFile serves a file of the page script to any page.
func (s *server) sdkFile(name, cache string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.Header().Set("Cache-Control", cache)
		serveFile(w, r, s.Files.SDK, name)
	}
}

// viewerFile serves the viewer's page on the viewer's host only.
func (s *server) viewerFile(w http.ResponseWriter, r *http.Request) {
	if r.Host != s.viewerHost {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", cacheNot)
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/viewer")
	switch name = strings.TrimPrefix(name, "/"); name {
	case "":
		w.Header().Set("Content-Security-Policy", s.fill(viewerCSP))
		s.viewerIndex(w)
	case "watch":
		w.Header().Set("Content-Security-Policy", s.fill(watchCSP))
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		w.Header().Set("X-Frame-Options", "DENY")
		serveFile(w, r, s.Files.Viewer, "watch.html")
	case "replica.html":
		w.Header().Set("Content-Security-Policy", s.fill(replicaCSP))
		serveFile(w, r, s.Files.Viewer, name)
	default:
		serveFile(w, r, s.Files.Viewer, name)
	}
}

// viewerIndex tells the viewer where its console lives: the only origin it listens to.
func (s *server) viewerIndex(w http.ResponseWriter) {
	page, err := fs.ReadFile(s.Files.Viewer, "index.html")
	if err != nil {
		s.Log.Error("the viewer was not built into this program", "err", err)
		writeText(w, http.StatusNotFound, "the viewer was not built into this program")
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(bytes.ReplaceAll(page, []byte("%CONSOLE_ORIGIN%"), []byte(s.ConsoleOrigin))) // the browser may be gone
}

// consoleFile serves the console on its host; what is no file is a page of the console.
func (s *server) consoleFile(w http.ResponseWriter, r *http.Request) {
	if r.Host != s.consoleHost {
		http.NotFound(w, r)
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || !isFile(s.Files.Console, name) {
		name = "index.html"
	}
	w.Header().Set("Content-Security-Policy", s.fill(consoleCSP))
	w.Header().Set("X-Frame-Options", "DENY")
	w.Header().Set("Cache-Control", cacheNot)
	if strings.HasPrefix(name, "assets/") {
		w.Header().Set("Cache-Control", cacheForGood)
	}
	serveFile(w, r, s.Files.Console, name)
}

// fill puts the installation's origins into a policy. Not every browser counts ws: as 'self'.
func (s *server) fill(policy string) string {
	ws := func(origin string) string { return strings.Replace(origin, "http", "ws", 1) }
	return strings.NewReplacer(
		"%WS%", ws(s.ConsoleOrigin)+" "+ws(s.ViewerOrigin), "%SELF%", s.ViewerOrigin,
		"%CONSOLE%", s.ConsoleOrigin, "%VIEWER%", s.ViewerOrigin,
	).Replace(policy)
}

func isFile(files fs.FS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && !info.IsDir()
}

func serveFile(w http.ResponseWriter, r *http.Request, files fs.FS, name string) {
	if !isFile(files, name) || strings.HasPrefix(path.Base(name), ".") {
		w.Header().Del("Cache-Control")
		http.NotFound(w, r)
		return
	}
	http.ServeFileFS(w, r, files, name)
}
