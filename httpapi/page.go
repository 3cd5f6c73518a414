package httpapi

import (
	"encoding/json"
	"net/http"
	"samepage"
)

// cachePage is how long browsers may keep what a page knows of its site: a change of texts
// or launchers reaches every page within a minute. Privacy rules do not come this way.
const cachePage = "public, max-age=60"

// pageConfig tells the site's own pages what they have to know before any connection. It
// is public: pages of other origins are refused so that a copied tag shows itself.
func (s *server) pageConfig(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Vary", "Origin")
	site, err := s.Orgs.SiteByKey(r.Context(), r.PathValue("key"))
	if err != nil {
		h.Set("Access-Control-Allow-Origin", "*") // so that the page can read what is wrong
		s.fail(w, err)
		return
	}
	if origin := r.Header.Get("Origin"); origin != "" {
		if !site.Lists(origin) {
			h.Set("Access-Control-Allow-Origin", "*")
			s.fail(w, samepage.Fault(samepage.CodeOriginUnlisted, "This page's address is not listed for the site."))
			return
		}
		h.Set("Access-Control-Allow-Origin", origin)
	}
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Cache-Control", cachePage)
	h.Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(site.PageConfig()) // the other side may be gone
}
