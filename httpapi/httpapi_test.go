package httpapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"samepage"
	"samepage/httpapi"
	"samepage/org"
	"samepage/relay"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/coder/websocket"
)

const password = "a long enough password"

// fakeRelay takes sockets and closes them: what happens on them is the relay's own test.
type fakeRelay struct {
	customers, agents, signedOut atomic.Int32
	drained                      bool
}

func (f *fakeRelay) ServeCustomer(_ context.Context, ws *websocket.Conn, _ relay.CustomerRequest) {
	f.customers.Add(1)
	_ = ws.CloseNow()
}

func (f *fakeRelay) ServeAgent(_ context.Context, ws *websocket.Conn, _ relay.AgentRequest) {
	f.agents.Add(1)
	_ = ws.CloseNow()
}

func (f *fakeRelay) Online(org.Scope) map[samepage.AgentID]bool  { return nil }
func (f *fakeRelay) AnnounceSignOut(org.Scope, samepage.AgentID) { f.signedOut.Add(1) }
func (f *fakeRelay) Draining() bool                              { return f.drained }

// house is a server with one organisation, an agent and an administrator.
type house struct {
	t      *testing.T
	url    string // of the console
	viewer string // same server, other host
	relay  *fakeRelay
	store  *store.Store
	agent  org.Agent
	admin  org.Agent
	site   org.Site
	group  samepage.GroupID
	hash   string // of everybody's password
}

func newHouse(t *testing.T) *house {
	t.Helper()
	ctx := t.Context()
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "test.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := &house{t: t, relay: &fakeRelay{}, store: db}
	h.seed(ctx)
	ts := httptest.NewUnstartedServer(nil)
	port := ts.Listener.Addr().String()[len("127.0.0.1:"):]
	h.url, h.viewer = "http://localhost:"+port, "http://127.0.0.1:"+port
	page := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	ts.Config.Handler = httpapi.New(httpapi.Config{
		Orgs: db, Chats: db.Chats(), Reports: db, Sessions: db.Sessions(), Ping: db.Ping, Relay: h.relay, Clock: samepage.SystemClock{}, Log: slog.New(slog.DiscardHandler), Version: "test",
		Files: httpapi.Files{
			Console: fstest.MapFS{"index.html": page("console"), "assets/a.js": page("1")},
			Viewer:  fstest.MapFS{"index.html": page("console at %CONSOLE_ORIGIN%"), "replica.html": page("replica"), "watch.html": page("watch")},
			SDK:     fstest.MapFS{"samepage.js": page("loader"), "v/1/core.js": page("core"), ".keep": page("")},
		},
		ConsoleOrigin: h.url, ViewerOrigin: h.viewer,
	})
	ts.Start()
	t.Cleanup(func() { ts.Close(); must(t, db.Close()) })
	return h
}

func (h *house) seed(ctx context.Context) {
	home, err := h.store.CreateOrg(ctx, samepage.NewOrgID(), "Test")
	must(h.t, err)
	h.site = org.Site{
		Scope: home.Scope, ID: samepage.NewSiteID(), Key: "key", Name: "Shop", Origins: []string{"https://shop.example"},
		CoBrowse: true, Deployment: org.DefaultDeployment(),
	}
	must(h.t, h.store.CreateSite(ctx, home.Scope, h.site))
	group := org.Group{ID: samepage.NewGroupID(), Name: "Support", Sites: []samepage.SiteID{h.site.ID}}
	must(h.t, h.store.CreateGroup(ctx, home.Scope, group))
	hash, err := org.HashPassword(password)
	must(h.t, err)
	h.group, h.hash = group.ID, hash
	add := func(name string, roles ...org.Role) org.Agent {
		a, err := h.store.CreateAgent(ctx, home.Scope, org.Agent{
			ID: samepage.NewAgentID(), Name: name, Email: strings.ToLower(name) + "@test.example", Roles: roles,
		}, hash)
		must(h.t, err)
		return a
	}
	h.agent, h.admin = add("Mia", org.RoleAgent), add("Ada", org.RoleAdministrator)
	must(h.t, h.store.AddToGroup(ctx, home.Scope, group.ID, h.agent.ID))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// person is a browser with cookies of its own.
type person struct {
	h      *house
	client *http.Client
}

func (h *house) someone() *person {
	jar, err := cookiejar.New(nil)
	must(h.t, err)
	return &person{h: h, client: &http.Client{Jar: jar}}
}

func (h *house) signedIn(a org.Agent) *person {
	p := h.someone()
	if status, body := p.post("/api/v1/auth/sign-in", map[string]string{"email": a.Email, "password": password}); status != http.StatusOK {
		h.t.Fatalf("sign in: %d %s", status, body)
	}
	return p
}

func (p *person) do(method, url string, body any, header map[string]string) (*http.Response, string) {
	p.h.t.Helper()
	data, err := json.Marshal(body)
	must(p.h.t, err)
	req, err := http.NewRequestWithContext(p.h.t.Context(), method, url, bytes.NewReader(data))
	must(p.h.t, err)
	req.Header.Set("Content-Type", "application/json")
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res, err := p.client.Do(req)
	must(p.h.t, err)
	text, err := io.ReadAll(res.Body)
	must(p.h.t, err)
	must(p.h.t, res.Body.Close())
	return res, string(text)
}

func (p *person) post(path string, body any) (int, string) {
	res, text := p.do(http.MethodPost, p.h.url+path, body, map[string]string{"Origin": p.h.url})
	return res.StatusCode, text
}

func (p *person) get(path string) (*http.Response, string) {
	return p.do(http.MethodGet, p.h.url+path, nil, nil)
}

func wantCode(t *testing.T, body string, code samepage.Code) {
	t.Helper()
	var e struct{ Code samepage.Code }
	if err := json.Unmarshal([]byte(body), &e); err != nil || e.Code != code {
		t.Errorf("want code %s, got %s", code, body)
	}
}

// P7: who signs in gets a cookie that scripts cannot read, and who signs out loses it.
func TestSignIn_P7_OpensAndSignOutCloses(t *testing.T) {
	h := newHouse(t)
	p := h.someone()
	res, body := p.get("/api/v1/me")
	if res.StatusCode != http.StatusUnauthorized {
		t.Errorf("nobody is signed in, yet: %d %s", res.StatusCode, body)
	}
	res, body = p.do(http.MethodPost, h.url+"/api/v1/auth/sign-in", map[string]string{"email": " MIA@test.example ", "password": password}, nil)
	if res.StatusCode != http.StatusOK || !strings.Contains(body, `"viewer_origin":"`+h.viewer) {
		t.Fatalf("sign in: %d %s", res.StatusCode, body)
	}
	if c := res.Cookies(); len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteLaxMode {
		t.Errorf("the cookie: %v", c)
	}
	if res, _ := p.get("/api/v1/me"); res.StatusCode != http.StatusOK {
		t.Errorf("signed in, yet: %d", res.StatusCode)
	}
	if status, body := p.post("/api/v1/auth/sign-out", nil); status >= 300 {
		t.Errorf("sign out: %d %s", status, body)
	}
	if res, _ := p.get("/api/v1/me"); res.StatusCode != http.StatusUnauthorized {
		t.Errorf("signed out, yet: %d", res.StatusCode)
	}
	if n := h.relay.signedOut.Load(); n != 1 {
		t.Errorf("the sockets were told %d times", n)
	}
}

// P7: a wrong password and an unknown address say the same, and the account locks.
func TestSignIn_P7_WrongPasswordsLockTheAccount(t *testing.T) {
	h := newHouse(t)
	p := h.someone()
	_, unknown := p.post("/api/v1/auth/sign-in", map[string]string{"email": "nobody@test.example", "password": "x"})
	var wrong string
	for range org.LockAfter {
		_, wrong = p.post("/api/v1/auth/sign-in", map[string]string{"email": h.agent.Email, "password": "x"})
	}
	if wrong != unknown {
		t.Errorf("an unknown address says %s, a wrong password %s", unknown, wrong)
	}
	_, body := p.post("/api/v1/auth/sign-in", map[string]string{"email": h.agent.Email, "password": password})
	wantCode(t, body, samepage.CodeTooFast)
}

func TestUnsafeRequests_RefusedFromOtherSites(t *testing.T) {
	h := newHouse(t)
	p := h.signedIn(h.agent)
	for _, header := range []map[string]string{
		{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": h.viewer},
	} {
		res, body := p.do(http.MethodPost, h.url+"/api/v1/tickets", map[string]string{"for": "console"}, header)
		if res.StatusCode != http.StatusForbidden {
			t.Errorf("%v: %d %s", header, res.StatusCode, body)
		}
	}
}

// W12: tickets are given to who is signed in only, and name a session if they are for a viewer.
func TestTickets_W12(t *testing.T) {
	h := newHouse(t)
	if status, _ := h.someone().post("/api/v1/tickets", map[string]string{"for": "console"}); status != http.StatusUnauthorized {
		t.Errorf("a stranger got %d", status)
	}
	p := h.signedIn(h.agent)
	for body, want := range map[string]int{
		`{"for":"console"}`:                       http.StatusOK,
		`{"for":"viewer"}`:                        http.StatusUnprocessableEntity,
		`{"for":"viewer","session":"../etc"}`:     http.StatusUnprocessableEntity,
		`{"for":"viewer","session":"ses_abc234"}`: http.StatusOK,
		`{"for":"everything"}`:                    http.StatusUnprocessableEntity,
	} {
		if status, text := p.post("/api/v1/tickets", json.RawMessage(body)); status != want {
			t.Errorf("%s: %d %s", body, status, text)
		}
	}
}

// P4: the replica's document can load nothing and run nothing, and the viewer's listens
// to its console only. Neither is served on the console's host, nor the console on theirs.
func TestFiles_P4_EachHostServesItsOwn(t *testing.T) {
	h := newHouse(t)
	p := h.someone()
	res, _ := p.do(http.MethodGet, h.viewer+"/viewer/replica.html", nil, nil)
	csp := res.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "sandbox allow-same-origin", "form-action 'none'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("the replica's policy lacks %q: %s", want, csp)
		}
	}
	loads, _, _ := strings.Cut(csp, "frame-ancestors")
	if strings.Contains(csp, "script-src") || strings.Contains(loads, "http") {
		t.Errorf("the replica's policy opens something: %s", csp)
	}
	res, body := p.do(http.MethodGet, h.viewer+"/viewer/", nil, nil)
	if body != "console at "+h.url || !strings.Contains(res.Header.Get("Content-Security-Policy"), "frame-ancestors "+h.url) {
		t.Errorf("the viewer's page: %q, %s", body, res.Header.Get("Content-Security-Policy"))
	}
	for _, url := range []string{h.url + "/viewer/", h.viewer + "/", h.viewer + "/index.html"} {
		if res, _ := p.do(http.MethodGet, url, nil, nil); res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", url, res.StatusCode)
		}
	}
}

func TestFiles_ConsoleRoutesAndPageScript(t *testing.T) {
	h := newHouse(t)
	p := h.someone()
	for path, want := range map[string]string{"/": "console", "/reports/sessions": "console", "/assets/a.js": "1"} {
		if res, body := p.get(path); body != want || !strings.Contains(res.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s: %q %s", path, body, res.Header.Get("Content-Security-Policy"))
		}
	}
	res, _ := p.get("/v/1/core.js")
	if res.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(res.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("the page script's headers: %v", res.Header)
	}
	for _, path := range []string{"/v/1/none.js", "/v/../.keep", "/v/", "/api/v1/none"} {
		if res, body := p.get(path); res.StatusCode == http.StatusOK && body != "console" {
			t.Errorf("%s is served: %q", path, body)
		}
	}
}

// W12: an agent's socket opens from the console and the viewer only; the customer's from
// anywhere, as whose site lists what is known after the hello.
func TestSockets_W12_Origins(t *testing.T) {
	h := newHouse(t)
	for _, c := range []struct {
		path, origin string
		opens        bool
	}{
		{"/ws/agent", h.url, true},
		{"/ws/agent", h.viewer, true},
		{"/ws/agent", "https://shop.example", false},
		{"/ws/agent", "", false},
		{"/ws/customer", "https://shop.example", true},
	} {
		ws, _, err := websocket.Dial(t.Context(), strings.Replace(h.url, "http", "ws", 1)+c.path, &websocket.DialOptions{
			HTTPHeader: http.Header{"Origin": {c.origin}}, Subprotocols: []string{wire.Subprotocol},
		})
		if (err == nil) != c.opens {
			t.Errorf("%s from %q: %v", c.path, c.origin, err)
		}
		if err == nil {
			_ = ws.CloseNow()
		}
	}
}

// S4: a node that is on its way out says so.
func TestOperations_S4_Readiness(t *testing.T) {
	h := newHouse(t)
	if res, _ := h.someone().get("/readyz"); res.StatusCode != http.StatusOK {
		t.Errorf("ready: %d", res.StatusCode)
	}
	h.relay.drained = true
	if res, _ := h.someone().get("/readyz"); res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("draining: %d", res.StatusCode)
	}
}

// R3: agents see their own sessions; sites are those that they serve.
func TestReportsAndSites_R3_ShowWhatMayBeSeen(t *testing.T) {
	h := newHouse(t)
	for _, a := range []org.Agent{h.agent, h.admin} {
		res, body := h.signedIn(a).get("/api/v1/reports/sessions?limit=10")
		if res.StatusCode != http.StatusOK || !strings.Contains(body, `"total":0`) {
			t.Errorf("%s: %d %s", a.Name, res.StatusCode, body)
		}
		if _, body := h.signedIn(a).get("/api/v1/sites"); !strings.Contains(body, `data-site=\"key\"`) {
			t.Errorf("%s sees no site: %s", a.Name, body)
		}
	}
	res, body := h.signedIn(h.agent).get("/api/v1/reports/sessions/ses_none")
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("a session that is not: %d %s", res.StatusCode, body)
	}
}

// A18: supervisors find the live sessions of their sites, and nobody else does.
func TestRunning_A18_ForSupervisorsOfTheSite(t *testing.T) {
	h := newHouse(t)
	ctx := t.Context()
	sofia, err := h.store.CreateAgent(ctx, h.site.Scope, org.Agent{
		ID: samepage.NewAgentID(), Name: "Sofia", Email: "sofia@test.example", Roles: []org.Role{org.RoleSupervisor},
	}, h.hash)
	must(t, err)
	if res, body := h.signedIn(h.agent).get("/api/v1/sessions/running"); res.StatusCode != http.StatusForbidden {
		t.Errorf("an agent reads %d %s", res.StatusCode, body)
	}
	_, err = h.store.Sessions().Invite(ctx, h.site.Scope, session.New{
		ID: "ses_one", Lead: h.agent.Person(), Ask: "ask_one", Site: h.site,
		Start: session.Session{Visitor: "vis_one", Customer: "Kim", Page: wire.Page{URL: "https://shop.example/secret"}},
	})
	must(t, err)
	lease, err := h.store.Sessions().Claim(ctx, h.site.Scope, "ses_one", "nod_one")
	must(t, err)
	_, err = h.store.Sessions().Apply(ctx, h.site.Scope, "ses_one", lease.Fence, session.Answer{Ask: "ask_one", Answer: "accept"})
	must(t, err)
	p := h.signedIn(sofia)
	if _, body := p.get("/api/v1/sessions/running"); body != "[]\n" {
		t.Errorf("a supervisor of no site reads %s", body)
	}
	must(t, h.store.AddToGroup(ctx, h.site.Scope, h.group, sofia.ID))
	_, body := p.get("/api/v1/sessions/running")
	if !strings.Contains(body, `"session":"ses_one"`) || !strings.Contains(body, `"name":"Mia","role":"lead"`) || strings.Contains(body, "secret") {
		t.Errorf("the supervisor reads %s", body)
	}
}
