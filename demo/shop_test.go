package demo

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

const scriptURL = "https://help.example:8443/samepage.js"

var testOptions = Options{
	ScriptURL: scriptURL, SiteKey: "site-key-1", Connect: []string{"https://help.example:8443", "wss://help.example:8443"},
	ClubURL: "https://club.example", ShopURL: "https://shop.example",
}

// visitor is a browser without scripts: it keeps cookies and follows redirects.
type visitor struct {
	t      *testing.T
	client *http.Client
	server string
}

// page is one answer, read whole.
type page struct {
	status int
	header http.Header
	body   string
	path   string
}

func visit(t *testing.T, h http.Handler) *visitor {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t: t, client: &http.Client{Jar: jar}, server: server.URL}
}

func (v *visitor) read(res *http.Response, err error) page {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return page{res.StatusCode, res.Header, string(body), res.Request.URL.Path}
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	return v.read(v.client.Get(v.server + path))
}

func (v *visitor) post(path string, form url.Values) page {
	v.t.Helper()
	return v.read(v.client.PostForm(v.server+path, form))
}

func (v *visitor) signIn() {
	v.t.Helper()
	p := v.post("/sign-in", url.Values{"email": {"robin.hale@example.com"}, "password": {"long enough"}, "next": {"/account"}})
	if p.path != "/account" || p.status != http.StatusOK {
		v.t.Fatalf("after sign-in: %d %s, want the account", p.status, p.path)
	}
}

func (v *visitor) buyMug() {
	v.t.Helper()
	p := v.post("/basket/add", url.Values{"slug": {"enamel-camp-mug"}, "size": {"350 ml"}, "colour": {"Harbour"}, "quantity": {"2"}})
	if p.path != "/basket" || !strings.Contains(p.body, "Enamel camp mug") {
		v.t.Fatalf("after adding a mug: %d %s, want it in the basket", p.status, p.path)
	}
}

func (p page) wants(t *testing.T, sentences ...string) {
	t.Helper()
	for _, s := range sentences {
		if !strings.Contains(p.body, s) {
			t.Errorf("%s does not say %q", p.path, s)
		}
	}
}

var shopPaths = []struct {
	path   string
	status int
	title  string
}{
	{"/", 200, "Outdoor and home goods"},
	{"/shop", 200, "Everything"},
	{"/shop?category=wear&colour=Rust&sort=price-desc&max=200", 200, "Wear"},
	{"/shop?q=nothing+like+this", 200, "Everything"},
	{"/shop?page=-1&max=x", 200, "Everything"},
	{"/product/fell-walker-jacket", 200, "Fell Walker waxed jacket"},
	{"/product/soup-mug?missing=size", 200, "Deep soup mug"},
	{"/basket", 200, "Your basket"},
	{"/checkout", 200, "Check out"},
	{"/sign-in", 200, "Sign in"},
	{"/account", 200, "Your account"},
	{"/account/orders", 200, "Your account"},
	{"/gift-studio", 200, "Gift studio"},
	{"/help", 200, "Help and contact"},
	{"/about", 200, "Our story"},
	{"/product/unknown", 404, "Page not found"},
	{"/order/HP-1", 404, "Page not found"},
	{"/nowhere", 404, "Page not found"},
}

func TestShop_EveryPageAnswersWithTagAndPolicy_C1(t *testing.T) {
	v := visit(t, Handler(testOptions))
	v.signIn()
	v.buyMug()
	for _, c := range shopPaths {
		t.Run(c.path, func(t *testing.T) {
			p := v.get(c.path)
			if p.status != c.status {
				t.Errorf("status %d, want %d", p.status, c.status)
			}
			p.wants(t, "<title>"+c.title+" · Harbour &amp; Pine</title>", `data-samepage-start`)
			checkPage(t, p)
		})
	}
}

func TestClub_EveryPageAnswersWithTagAndPolicy_C1(t *testing.T) {
	v := visit(t, ClubHandler(testOptions))
	for _, path := range []string{"/", "/walks"} {
		p := v.get(path)
		if p.status != http.StatusOK {
			t.Errorf("%s: status %d", path, p.status)
		}
		p.wants(t, `href="https://shop.example/#departments"`, `data-samepage-start`)
		checkPage(t, p)
	}
}

var (
	noncePattern  = regexp.MustCompile(`'nonce-([A-Za-z0-9]{20,})'`)
	scriptPattern = regexp.MustCompile(`<script[^>]*>`)
	inlinePattern = regexp.MustCompile(`(?i)\sstyle\s*=|<style|\son[a-z]+\s*=\s*"|javascript:|https?://(?:[a-z0-9-]+\.)*(?:googleapis|jsdelivr|unpkg)`)
)

// checkPage holds every page to the same promises: one tag, a fresh nonce, no inline style or script.
func checkPage(t *testing.T, p page) {
	t.Helper()
	csp := p.header.Get("Content-Security-Policy")
	nonce := noncePattern.FindStringSubmatch(csp)
	if nonce == nil {
		t.Fatalf("no nonce in the policy %q", csp)
	}
	for _, part := range []string{
		"default-src 'self';", "script-src 'self' 'nonce-" + nonce[1] + "' https://help.example:8443;",
		"connect-src 'self' https://help.example:8443 wss://help.example:8443;", "style-src 'self';",
		"img-src 'self' data: blob:;", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'",
		"require-trusted-types-for 'script'",
	} {
		if !strings.Contains(csp, part) {
			t.Errorf("policy lacks %q: %s", part, csp)
		}
	}
	if strings.Contains(csp, "unsafe") {
		t.Errorf("policy is loose: %s", csp)
	}
	tag := `<script async src="` + scriptURL + `" data-site="site-key-1" data-accent="#1f6f5c" nonce="` + nonce[1] + `"></script>`
	if n := strings.Count(p.body, tag); n != 1 {
		t.Errorf("the page has the tag %d times, want once", n)
	}
	for _, script := range scriptPattern.FindAllString(p.body, -1) {
		if !strings.Contains(script, ` nonce="`+nonce[1]+`"`) || !strings.Contains(script, " src=") {
			t.Errorf("script without nonce or source: %s", script)
		}
	}
	if inline := inlinePattern.FindString(p.body); inline != "" {
		t.Errorf("the page holds %q", inline)
	}
}

func TestShop_NonceIsNewForEveryAnswer(t *testing.T) {
	v := visit(t, Handler(testOptions))
	first, second := v.get("/about"), v.get("/about")
	if first.header.Get("Content-Security-Policy") == second.header.Get("Content-Security-Policy") {
		t.Error("two answers have the same nonce")
	}
}

func TestShop_WithoutScriptURLThereIsNoTag(t *testing.T) {
	p := visit(t, Handler(Options{})).get("/")
	if strings.Contains(p.body, "data-site") {
		t.Error("the page has a tag though no script was named")
	}
}

func TestShop_RefusesFormsOfOtherSites(t *testing.T) {
	v := visit(t, Handler(testOptions))
	req, err := http.NewRequest(http.MethodPost, v.server+"/sign-out", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", "https://evil.example")
	if p := v.read(v.client.Do(req)); p.status != http.StatusForbidden {
		t.Errorf("status %d, want %d", p.status, http.StatusForbidden)
	}
}

// clock is the time that tests with dates run at.
var clock = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func shopAt(t *testing.T, now time.Time) http.Handler {
	t.Helper()
	s, err := newShop(testOptions, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	return s.guard(s.routes())
}
