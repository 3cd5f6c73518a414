package session

import (
	"net/url"
	"samepage/wire"
	"strings"
	"unicode/utf8"
)

// Bounds of what is kept of a page, in characters.
const (
	maxAddress = 2000
	maxTitle   = 300
)

// MaskAddress keeps origin and path of an http(s) address and drops the rest: user, query
// and fragment never reach a row. Anything else becomes "".
func MaskAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	masked := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}
	return cut(masked.String(), maxAddress)
}

// MaskPage does the same for a page, and bounds its title.
func MaskPage(p wire.Page) wire.Page {
	return wire.Page{URL: MaskAddress(p.URL), Title: cut(strings.ToValidUTF8(p.Title, ""), maxTitle)}
}

// cut bounds a text without breaking a character.
func cut(s string, characters int) string {
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	return string([]rune(s)[:characters])
}
