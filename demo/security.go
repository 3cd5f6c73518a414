package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// policy holds the parts of the Content-Security-Policy that are the same for every answer.
type policy struct {
	scriptOrigin string
	connect      string
	forms        string // the company's other site, which forms may lead to
	dev          bool
}

func newPolicy(o Options) policy {
	p := policy{connect: strings.Join(o.Connect, " "), forms: o.ClubURL, dev: o.Dev}
	if u, err := url.Parse(o.ScriptURL); err == nil && u.Host != "" {
		p.scriptOrigin = u.Scheme + "://" + u.Host
	}
	return p
}

// header is the Content-Security-Policy of one answer; nonce lets the page's own tags run.
func (p policy) header(nonce string) string {
	return strings.Join([]string{
		"default-src 'self'",
		strings.TrimSpace("script-src 'self' 'nonce-" + nonce + "' " + p.scriptOrigin),
		strings.TrimSpace("connect-src 'self' " + p.connect),
		"style-src 'self'",
		"img-src 'self' data: blob:",
		"frame-ancestors 'none'",
		strings.TrimSpace("form-action 'self' " + p.forms),
		"object-src 'none'",
		"base-uri 'none'",
		"require-trusted-types-for 'script'",
	}, "; ")
}

type nonceKey struct{}

// nonceOf returns the nonce that guarded put on the request.
func nonceOf(r *http.Request) string {
	nonce, _ := r.Context().Value(nonceKey{}).(string)
	return nonce
}

// guarded adds the headers of a strict site to every answer and refuses forms sent from other origins, but
// for those that the site trusts.
func guarded(p policy, next http.Handler, trusted ...string) http.Handler {
	protection := http.NewCrossOriginProtection()
	for _, origin := range trusted {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			panic(fmt.Sprintf("demo: %v", err)) // an origin that the program made itself
		}
	}
	sameOrigin := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		nonce := rand.Text()
		h := w.Header()
		h.Set("Content-Security-Policy", p.header(nonce))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		if p.dev {
			h.Set("Cache-Control", "no-store")
		}
		sameOrigin.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), nonceKey{}, nonce)))
	})
}

func (s *shop) guard(next http.Handler) http.Handler { return guarded(s.policy, next) }
