package org

import (
	"net/url"
	"strings"
)

// MatchOrigin reports whether an origin (scheme, host, port) matches a listed pattern.
// Everything is compared exactly but a first label "*", which stands for one label:
// "https://*.shop.example" matches "https://www.shop.example", not "https://shop.example"
// nor "https://a.b.shop.example".
func MatchOrigin(pattern, origin string) bool {
	p, ok := ParseOrigin(pattern)
	if !ok {
		return false
	}
	o, ok := ParseOrigin(origin)
	if !ok || strings.Contains(o, "*") {
		return false
	}
	if p == o {
		return true
	}
	scheme, host, _ := strings.Cut(p, "://")
	parent, wild := strings.CutPrefix(host, "*.")
	if !wild {
		return false
	}
	oScheme, oHost, _ := strings.Cut(o, "://")
	label, rest, dotted := strings.Cut(oHost, ".")
	return scheme == oScheme && dotted && label != "" && rest == parent
}

// ParseOrigin brings an origin or a pattern of one into its one form: lower case, no
// default port, nothing behind the port. It refuses everything that is not http or https,
// that has a user, path, query or fragment, or a wildcard anywhere but as the first of at
// least three labels.
func ParseOrigin(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.User != nil || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.ForceQuery {
		return "", false
	}
	if strings.HasSuffix(s, "#") || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	host := strings.ToLower(u.Hostname())
	if host == "" || strings.HasSuffix(host, ".") || !wildcardAllowed(host) {
		return "", false
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "" && strings.HasSuffix(u.Host, ":") {
		return "", false
	}
	if port != "" && port != defaultPort[u.Scheme] {
		host += ":" + port
	}
	return u.Scheme + "://" + host, true
}

var defaultPort = map[string]string{"http": "80", "https": "443"}

// minWildcardLabels keeps a wildcard from covering a whole public suffix such as *.example.
const minWildcardLabels = 3

func wildcardAllowed(host string) bool {
	labels := strings.Split(host, ".")
	for i, label := range labels {
		if strings.Contains(label, "*") && (label != "*" || i > 0 || len(labels) < minWildcardLabels) {
			return false
		}
	}
	return true
}
