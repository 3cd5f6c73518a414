// Package demo is the web shop that a fresh installation shows: "Harbour & Pine", outdoor and home goods.
//
// Half of it is rendered on the server, half (the account area) is a single-page application. It stands for
// any company's site: it knows nothing of Samepage but the one script tag, and keeps what a visitor does in
// the visitor's own cookies and storage, so that it needs no database and any number of people can try it.
//
// The scripts come from demo/spa: build them there before the program, else the pages are served without.
package demo

import (
	"embed"
	"fmt"
	"net/http"
	"time"
)

//go:embed data templates art all:static
var files embed.FS

// Options says where the page script comes from and what the pages may reach.
type Options struct {
	// ScriptURL is the absolute address of the page script, such as https://help.example/samepage.js.
	// Empty leaves the tag out.
	ScriptURL string
	// SiteKey names the site to the page script.
	SiteKey string
	// Connect lists the origins the page script must reach (http, https, ws or wss), for connect-src.
	Connect []string
	// ClubURL is the origin of the company's second site, linked from the footer and reached by a form. Empty leaves them out.
	ClubURL string
	// ShopURL is the origin of the shop, linked from the club's pages. Empty leaves the link out.
	ShopURL string
	// Dev forbids caching, so that a rebuilt page shows at the next load.
	Dev bool
}

// shop is one running site: its pages, its goods and the clock that dates its orders.
type shop struct {
	options   Options
	policy    policy
	pages     pages
	catalogue *catalogue
	artist    *artist
	gallery   gallery
	static    http.Handler
	now       func() time.Time
}

// Handler serves the shop. It panics when a file embedded in the program is broken.
func Handler(o Options) http.Handler {
	s, err := newShop(o, time.Now)
	if err != nil {
		panic(fmt.Sprintf("demo shop: %v", err))
	}
	return s.guard(s.routes())
}

func newShop(o Options, now func() time.Time) (*shop, error) {
	templates, err := loadPages("layout.gohtml", shopPages)
	if err != nil {
		return nil, err
	}
	goods, err := loadCatalogue()
	if err != nil {
		return nil, err
	}
	artist, err := newArtist()
	if err != nil {
		return nil, err
	}
	static, err := newStatic()
	if err != nil {
		return nil, err
	}
	return &shop{
		options: o, policy: newPolicy(o), pages: templates, catalogue: goods,
		artist: artist, gallery: newGallery(), static: static, now: now,
	}, nil
}

func (s *shop) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.showHome)
	mux.HandleFunc("GET /shop", s.showList)
	mux.HandleFunc("GET /shop/items", s.listItems)
	mux.HandleFunc("GET /product/{slug}", s.showProduct)
	mux.HandleFunc("GET /basket", s.showBasket)
	mux.HandleFunc("POST /basket/add", s.addToBasket)
	mux.HandleFunc("POST /basket/update", s.updateBasket)
	mux.HandleFunc("GET /checkout", s.showCheckout)
	mux.HandleFunc("POST /checkout", s.placeOrder)
	mux.HandleFunc("GET /order/{number}", s.showOrder)
	mux.HandleFunc("GET /sign-in", s.showSignIn)
	mux.HandleFunc("POST /sign-in", s.signIn)
	mux.HandleFunc("POST /sign-out", s.signOut)
	mux.HandleFunc("GET /account", s.showAccount)
	mux.HandleFunc("GET /account/{view...}", s.showAccount)
	mux.HandleFunc("GET /api/account", s.accountData)
	mux.HandleFunc("GET /gift-studio", s.showStudio)
	mux.HandleFunc("GET /help", s.showHelp)
	mux.HandleFunc("POST /help/message", s.receiveMessage)
	mux.HandleFunc("GET /about", s.showAbout)
	mux.HandleFunc("GET /art/{kind}/{picture}", s.artist.serve)
	mux.HandleFunc("GET /scenes/{scene}", s.gallery.serve)
	mux.Handle("GET /static/", s.static)
	mux.HandleFunc("/", s.notFound)
	return mux
}
