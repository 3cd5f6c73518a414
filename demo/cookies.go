package demo

import (
	"net/http"
	"net/url"
	"time"
)

const (
	basketCookie   = "hp_basket"
	customerCookie = "hp_customer"
	noticeCookie   = "hp_notice"
	orderCookie    = "hp_order"

	// cookieLife is how long a basket waits for its visitor.
	cookieLife = 30 * 24 * time.Hour
	// maxCookieBytes stays below the 4 KB that browsers keep of one cookie.
	maxCookieBytes = 3500
)

// setCookie keeps a value in the visitor's browser; an empty value removes it.
// The shop also runs over plain http on a developer's machine, so Secure follows the request.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string) {
	c := &http.Cookie{
		Name: name, Value: url.QueryEscape(value), Path: "/", MaxAge: int(cookieLife.Seconds()),
		HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// cookie reads a value that setCookie kept; a missing or damaged one is empty.
func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil || len(c.Value) > maxCookieBytes {
		return ""
	}
	value, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return value
}

// redirect sends the visitor on after a form, with a notice for the next page when there is one.
func redirect(w http.ResponseWriter, r *http.Request, to, notice string) {
	if notice != "" {
		setCookie(w, r, noticeCookie, notice)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func takeNotice(w http.ResponseWriter, r *http.Request) string {
	notice := cookie(r, noticeCookie)
	if notice != "" {
		setCookie(w, r, noticeCookie, "")
	}
	return notice
}
