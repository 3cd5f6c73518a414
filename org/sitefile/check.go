package sitefile

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"samepage/org"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Bounds of a file: far above what sites need, so that no page gets settings that slow it down.
const (
	maxOrigins  = 50
	maxPages    = 100
	maxName     = 100      // characters
	maxAddress  = 1000     // characters
	maxLogo     = 24 << 10 // bytes: a welcome carries it
	shortest    = 10 * time.Second
	longest     = 24 * time.Hour
	secondsOnly = time.Second // limits are whole seconds
)

var (
	siteKey   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{2,63}$`)
	colour    = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	language  = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)
	hotKey    = regexp.MustCompile(`^((Control|Alt|Shift|Meta)\+)+([A-Z0-9]|F[1-9]|F1[0-2])$`)
	dataImage = regexp.MustCompile(`^data:image/(png|jpeg|webp);base64,`)
)

func (c *checker) file(f File) {
	if !siteKey.MatchString(f.Site) {
		c.refuse("site", "a key has 3 to 64 letters, digits, - and _")
	}
	c.text("name", f.Name, maxName, true)
	c.origins(f.Origins)
	c.modes("deployment.instant", f.Deployment.Instant, []org.Mode{org.ModeView, org.ModePointer, org.ModeFull})
	c.modes("deployment.advanced", f.Deployment.Advanced, org.Modes())
	c.limit("limits.invitation", f.Limits.Invitation)
	c.limit("limits.customer_away", f.Limits.CustomerAway)
	c.limit("limits.lead_away", f.Limits.LeadAway)
	c.branding(f.Branding)
	c.launchers(f.Launchers)
	c.privacy(f.Privacy)
	c.addresses("pages", f.Pages, maxPages)
	c.feedback(f.After.Feedback)
	c.hooks(f.Hooks)
	c.texts(f.Texts)
}

func (c *checker) text(path, text string, most int, needed bool) {
	n := utf8.RuneCountInString(text)
	if needed && n == 0 {
		c.refuse(path, "is needed")
	}
	if n > most {
		c.refuse(path, "has %d characters, more than %d", n, most)
	}
}

func oneOf[T ~string](c *checker, path string, value T, allowed ...T) {
	if !slices.Contains(allowed, value) {
		words := make([]string, len(allowed))
		for i, a := range allowed {
			words[i] = string(a)
		}
		c.refuse(path, "%q is not one of %s", value, strings.Join(words, ", "))
	}
}

func (c *checker) origins(origins []string) {
	if len(origins) == 0 || len(origins) > maxOrigins {
		c.refuse("origins", "a site has 1 to %d origins", maxOrigins)
	}
	for i, o := range origins {
		path := fmt.Sprintf("origins[%d]", i)
		origin, ok := org.ParseOrigin(o)
		switch {
		case !ok:
			c.refuse(path, "%q is no origin: write scheme, host and port, like https://shop.example or https://*.shop.example", o)
		case strings.HasPrefix(origin, "http:") && !isLocal(origin):
			c.refuse(path, "browsers allow co-browsing on https pages only (localhost apart)")
		}
	}
}

// isLocal reports whether browsers count an http origin as secure all the same.
func isLocal(origin string) bool {
	u, err := url.Parse(origin)
	if err != nil {
		return false
	}
	host := u.Hostname()
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "127.0.0.1" || host == "::1"
}

func (c *checker) modes(path string, set ModeSet, allowed []org.Mode) {
	for i, m := range set.Modes {
		oneOf(c, fmt.Sprintf("%s.modes[%d]", path, i), m, allowed...)
	}
	if set.On && len(set.Modes) == 0 {
		c.refuse(path+".modes", "at least one mode is needed where it is on")
	}
	if set.Default != "" && !slices.Contains(set.Modes, set.Default) {
		c.refuse(path+".default", "%q is not among its modes", set.Default)
	}
}

func (c *checker) limit(path, text string) {
	if text == "" {
		return
	}
	d, err := time.ParseDuration(text)
	if err != nil || d%secondsOnly != 0 || d < shortest || d > longest {
		c.refuse(path, "%q is no time from %v to %v, like 60s or 10m", text, shortest, longest)
	}
}

func (c *checker) branding(b Branding) {
	c.text("branding.name", b.Name, maxName, true)
	if b.Accent != "" && !colour.MatchString(b.Accent) {
		c.refuse("branding.accent", "%q is no colour like #1f6f5c", b.Accent)
	}
	oneOf(c, "branding.position", b.Position, "bottom-right", "bottom-left")
	if !language.MatchString(b.Language) {
		c.refuse("branding.language", "%q is no language like en or pt-br", b.Language)
	}
}

// logo reads the picture that the file names and puts it into the file as a data: URL.
func (c *checker) logo(f *File, read func(string) ([]byte, error)) {
	const path = "branding.logo"
	name := f.Branding.Logo
	if name == "" {
		return
	}
	var picture []byte
	var err error
	if data, is := strings.CutPrefix(name, dataImage.FindString(name)); dataImage.MatchString(name) && is {
		picture, err = base64.StdEncoding.DecodeString(data)
	} else {
		picture, err = read(name)
	}
	if err != nil {
		c.refuse(path, "the picture cannot be read: %v", err)
		return
	}
	kind := http.DetectContentType(picture)
	switch {
	case kind != "image/png" && kind != "image/jpeg" && kind != "image/webp":
		c.refuse(path, "the picture is %s, not PNG, JPEG or WebP", kind)
	case len(picture) > maxLogo:
		c.refuse(path, "the picture has %d bytes, more than %d", len(picture), maxLogo)
	default:
		f.Branding.Logo = "data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(picture)
	}
}

func (c *checker) launchers(l Launchers) {
	if l.Selector != "" {
		if why := selectorFault(l.Selector); why != "" {
			c.refuse("launchers.selector", "%s", why)
		}
	}
	if l.HotKey != "" && (!hotKey.MatchString(l.HotKey) || !strings.Contains(strings.TrimPrefix(l.HotKey, "Shift+"), "+")) {
		c.refuse("launchers.hot_key", "%q is no combination like Control+Alt+H", l.HotKey)
	}
}

// addresses checks patterns of origin and path.
func (c *checker) addresses(path string, patterns []string, most int) {
	if len(patterns) > most {
		c.refuse(path, "there are %d, more than %d", len(patterns), most)
	}
	for i, p := range patterns {
		if why := addressFault(p); why != "" {
			c.refuse(fmt.Sprintf("%s[%d]", path, i), "%s", why)
		}
	}
}

// addressFault tells why a pattern matches no address of a page; "" where it can.
func addressFault(p string) string {
	switch {
	case utf8.RuneCountInString(p) > maxAddress:
		return fmt.Sprintf("a pattern has at most %d characters", maxAddress)
	case strings.ContainsAny(p, "?#"):
		return "query and fragment are no part of a page's address here"
	case strings.ContainsFunc(p, func(r rune) bool { return r <= ' ' || r == '\\' }):
		return "an address holds no blank and no backslash"
	case !strings.HasPrefix(p, "https://") && !strings.HasPrefix(p, "http://") && !strings.HasPrefix(p, "*"):
		return "a pattern begins with https://, http:// or *"
	case !strings.Contains(p, "*") && strings.Count(p, "/") < 3:
		return "a page's address has a path: add / or /*"
	}
	return ""
}

func (c *checker) feedback(address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(address) > maxAddress {
		c.refuse("after.feedback", "%q is no https address", address)
	}
}

func (c *checker) hooks(hooks []string) {
	for i, h := range hooks {
		oneOf(c, fmt.Sprintf("hooks[%d]", i), h, "instant", "control")
	}
}
