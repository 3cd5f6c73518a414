package httpapi_test

import (
	"encoding/json"
	"net/http"
	"samepage/org"
	"samepage/wire"
	"strings"
	"testing"
)

// C9, C10: the site's own pages get what they need before any connection; other pages are
// told why not, and no page gets anything that is not for everybody.
func TestPageConfig_C9_C10_ForTheSitesPagesAlone(t *testing.T) {
	h := newHouse(t)
	h.site.Face = org.Face{
		HotKey: "Control+Alt+H", NoReceipt: true, Hooks: []string{"instant"},
		Texts: map[string]json.RawMessage{"de": json.RawMessage(`{"send":"Los"}`)},
	}
	_, err := h.store.UpdateSite(t.Context(), h.site.Scope, h.site)
	must(t, err)

	res, body := h.someone().do(http.MethodGet, h.url+"/api/v1/sites/key/page", nil, map[string]string{"Origin": "https://shop.example"})
	var got wire.SiteConfigBody
	must(t, json.Unmarshal([]byte(body), &got))
	if res.StatusCode != http.StatusOK || res.Header.Get("Access-Control-Allow-Origin") != "https://shop.example" ||
		res.Header.Get("Cache-Control") != "public, max-age=60" || res.Header.Get("Vary") != "Origin" {
		t.Errorf("answered %d with %v", res.StatusCode, res.Header)
	}
	if !got.Launchers.Button || got.Launchers.HotKey != "Control+Alt+H" || got.Receipt || len(got.Hooks) != 1 ||
		string(got.Texts["de"]) != `{"send":"Los"}` || len(got.Origins) != 1 {
		t.Errorf("the page is told %+v", got)
	}

	res, body = h.someone().do(http.MethodGet, h.url+"/api/v1/sites/key/page", nil, map[string]string{"Origin": "https://evil.example"})
	var problem struct{ Code string }
	must(t, json.Unmarshal([]byte(body), &problem))
	if res.StatusCode != http.StatusForbidden || problem.Code != "origin_unlisted" {
		t.Errorf("another origin: %d %s", res.StatusCode, body)
	}
	if res, _ := h.someone().do(http.MethodGet, h.url+"/api/v1/sites/none/page", nil, nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown key: %d", res.StatusCode)
	}
}

// C11: the customer's own look is a window of its own on the viewer's host: in no frame,
// with no hold on the page that opened it, and nowhere else.
func TestFiles_C11_TheCustomersLookStandsAlone(t *testing.T) {
	h := newHouse(t)
	res, body := h.someone().do(http.MethodGet, h.viewer+"/viewer/watch", nil, nil)
	csp := res.Header.Get("Content-Security-Policy")
	if body != "watch" || !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "default-src 'none'") ||
		res.Header.Get("Cross-Origin-Opener-Policy") != "same-origin" {
		t.Errorf("answered %q with %v", body, res.Header)
	}
	if res, _ := h.someone().do(http.MethodGet, h.url+"/viewer/watch", nil, nil); res.StatusCode != http.StatusNotFound {
		t.Errorf("the console's host answers %d", res.StatusCode)
	}
}
