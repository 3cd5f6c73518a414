package session_test

import (
	"samepage/session"
	"samepage/wire"
	"strings"
	"testing"
)

func TestMaskAddress_KeepsOriginAndPathOnly(t *testing.T) {
	for address, want := range map[string]string{
		"https://shop.example/a/b?q=secret#frag": "https://shop.example/a/b",
		"https://user:pass@shop.example:8443/a":  "https://shop.example:8443/a",
		" http://localhost:3000/ ":               "http://localhost:3000/",
		"https://shop.example/a%2Fb":             "https://shop.example/a%2Fb",
		"https://shop.example":                   "https://shop.example",
		"javascript:alert(1)":                    "",
		"data:text/html,secret":                  "",
		"file:///etc/passwd":                     "",
		"about:blank":                            "",
		"/relative?token=1":                      "",
		"https://shop.example/%zz":               "",
		"":                                       "",
		"https:opaque?x":                         "",
	} {
		if got := session.MaskAddress(address); got != want {
			t.Errorf("%q became %q, want %q", address, got, want)
		}
	}
}

func TestMaskPage_BoundsAndMends(t *testing.T) {
	p := session.MaskPage(wire.Page{URL: "https://shop.example/" + strings.Repeat("a", 5000), Title: strings.Repeat("é", 1000) + "\xff"})
	if n := len(p.URL); n > 2000 {
		t.Errorf("address of %d bytes", n)
	}
	if p.Title != strings.Repeat("é", 300) {
		t.Errorf("title of %d bytes", len(p.Title))
	}
}

func FuzzMaskAddress(f *testing.F) {
	f.Add("https://shop.example/a?b=c#d")
	f.Add("http://[::1]:80/x")
	f.Fuzz(func(t *testing.T, address string) {
		got := session.MaskAddress(address)
		if strings.ContainsAny(got, "?#") || got != "" && !strings.HasPrefix(got, "http") {
			t.Fatalf("%q became %q", address, got)
		}
	})
}
