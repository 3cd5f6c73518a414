package demo

import (
	"bytes"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
)

// shopPages are the templates that fill layout.gohtml.
var shopPages = []string{
	"home", "list", "product", "basket", "checkout", "order", "sign-in", "account", "studio", "help", "about", "not-found",
}

// pages are parsed templates by name.
type pages map[string]*template.Template

// view is what every page knows; Data is the page's own.
type view struct {
	Nonce, ScriptURL, SiteKey string
	ClubURL, ShopURL          string
	Title                     string
	// Section is the entry of the main menu that the page belongs to.
	Section     string
	BasketCount int
	// Customer is the first name of who is signed in, or empty.
	Customer string
	// Notice is shown once, as a toast.
	Notice string
	Year   int
	Data   any
}

func loadPages(layout string, names []string) (pages, error) {
	base, err := template.New(layout).Funcs(template.FuncMap{
		"price": price, "stars": stars, "join": strings.Join, "add": func(a, b int) int { return a + b },
		"picture": pictureURL,
	}).ParseFS(files, "templates/"+layout, "templates/parts.gohtml")
	if err != nil {
		return nil, fmt.Errorf("parse %s: %w", layout, err)
	}
	all := pages{}
	for _, name := range names {
		page, err := template.Must(base.Clone()).ParseFS(files, "templates/"+name+".gohtml")
		if err != nil {
			return nil, fmt.Errorf("parse page %s: %w", name, err)
		}
		all[name] = page
	}
	return all, nil
}

// render writes a page whole or, when the template fails, an error in its place.
func (p pages) render(w http.ResponseWriter, status int, name string, v view) {
	var body bytes.Buffer
	if err := p[name].Execute(&body, v); err != nil {
		slog.Error("render demo page", "page", name, "error", err)
		http.Error(w, "This page could not be shown.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if _, err := body.WriteTo(w); err != nil {
		slog.Debug("send demo page", "page", name, "error", err)
	}
}

// EarlyURL is the address of the part of the page script that comes before all others.
func (v view) EarlyURL() string {
	return strings.TrimSuffix(v.ScriptURL, "samepage.js") + "early.js"
}

// show renders a page of the shop with what every page knows. It takes the waiting notice with it.
func (s *shop) show(w http.ResponseWriter, r *http.Request, status int, name string, v view) {
	v.Nonce, v.ScriptURL, v.SiteKey, v.ClubURL = nonceOf(r), s.options.ScriptURL, s.options.SiteKey, s.options.ClubURL
	v.BasketCount = readBasket(r, s.catalogue).count()
	v.Customer = customerName(r)
	v.Notice = takeNotice(w, r)
	v.Year = s.now().Year()
	s.pages.render(w, status, name, v)
}

func (s *shop) notFound(w http.ResponseWriter, r *http.Request) {
	s.show(w, r, http.StatusNotFound, "not-found", view{Title: "Page not found"})
}

// price writes an amount of pence in pounds.
func price(pence int) string {
	return fmt.Sprintf("£%d.%02d", pence/100, pence%100)
}

// stars draws a rating of 0 to 5 in whole stars.
func stars(rating float64) string {
	full := min(5, int(rating+0.5))
	return strings.Repeat("★", full) + strings.Repeat("☆", 5-full)
}
