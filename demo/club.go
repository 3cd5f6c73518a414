package demo

import (
	"fmt"
	"net/http"
	"time"
)

var clubPages = []string{"club-home", "club-walks"}

// walk is one outing that members can join.
type walk struct {
	Name, Place, Level string
	// Kilometres is the way there and back.
	Kilometres int
	When       time.Time
}

// ClubHandler serves the company's second site, to be run on an origin of its own: the members' club.
func ClubHandler(o Options) http.Handler {
	templates, err := loadPages("club-layout.gohtml", clubPages)
	if err != nil {
		panic(fmt.Sprintf("demo club: %v", err))
	}
	static, err := newStatic()
	if err != nil {
		panic(fmt.Sprintf("demo club: %v", err))
	}
	show := func(name, title string, data func() any) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			templates.render(w, http.StatusOK, name, view{
				Nonce: nonceOf(r), ScriptURL: o.ScriptURL, SiteKey: o.SiteKey, ShopURL: o.ShopURL,
				Title: title, Section: name, Year: time.Now().Year(), Data: data(),
			})
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", show("club-home", "The Club", func() any { return nil }))
	mux.HandleFunc("GET /walks", show("club-walks", "Walks", func() any { return upcomingWalks(time.Now()) }))
	mux.HandleFunc("GET /next", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/walks", http.StatusFound)
	})
	mux.HandleFunc("POST /join", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/walks", http.StatusSeeOther) // the demo keeps no members
	})
	mux.HandleFunc("GET /scenes/{scene}", newGallery().serve)
	mux.Handle("GET /static/", static)
	return guarded(newPolicy(o), apart(mux), trusted(o.ShopURL)...)
}

// apart keeps the club's windows out of reach of the pages that open them.
func apart(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// trusted is the shop, whose forms lead here, where there is one.
func trusted(shop string) []string {
	if shop == "" {
		return nil
	}
	return []string{shop}
}

// upcomingWalks are the next outings, one each Saturday from the week after the given day.
func upcomingWalks(from time.Time) []walk {
	saturday := from.AddDate(0, 0, 7+int(time.Saturday-from.Weekday()))
	walks := []walk{
		{Name: "Skerry Point at low tide", Place: "Portishead", Level: "Easy", Kilometres: 8},
		{Name: "The three tarns", Place: "Grasmere", Level: "Steep", Kilometres: 17},
		{Name: "Ropewalk to the lighthouse", Place: "Whitby", Level: "Easy", Kilometres: 11},
		{Name: "Night walk with lanterns", Place: "Keswick", Level: "Moderate", Kilometres: 6},
	}
	for i := range walks {
		walks[i].When = saturday.AddDate(0, 0, 7*i)
	}
	return walks
}
