package sitefile

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// Bounds of a policy: every page of the site carries it, and holds every element to it.
const (
	maxRules    = 500
	maxSelector = 500 // characters
	maxPattern  = 500 // characters
	maxStates   = 1500
)

// Presets are text patterns by name: each masks what it matches on every page of the site.
var Presets = map[string]string{
	"card":  `\b(?:\d[ -]?){12,18}\d\b`,
	"iban":  `(?i)\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?\b`,
	"email": `[^\s@]+@[^\s@]+\.[^\s@]+`,
	// United States, United Kingdom, Germany, France, Spain
	"national-id": `(?i)\b\d{3}-\d{2}-\d{4}\b|\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b|\b\d{2} ?\d{3} ?\d{3} ?\d{3}\b|` +
		`\b[12] ?\d{2} ?\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{2}\b|\b[xyz]?-?\d{7,8}-?[a-z]\b`,
}

// What a rule may say.
var (
	verbs  = []string{"mask", "hide", "block", "readonly", "stepup", "viewonly", "exclude", "allow"}
	fields = []string{"text", "email", "tel", "number", "date", "search", "url", "textarea", "select", "file"}
)

func (c *checker) privacy(p Privacy) {
	for i, name := range p.Presets {
		if Presets[name] == "" {
			c.refuse(fmt.Sprintf("privacy.presets[%d]", i), "%q is not one of %s", name, strings.Join(presetNames(), ", "))
		}
	}
	if len(p.Rules) > maxRules {
		c.refuse("privacy.rules", "there are %d, more than %d", len(p.Rules), maxRules)
		return
	}
	for i, r := range p.Rules {
		c.rule(fmt.Sprintf("privacy.rules[%d]", i), r)
	}
}

func (c *checker) rule(path string, r Rule) {
	oneOf(c, path+".do", r.Do, verbs...)
	if r.Mode != "" {
		oneOf(c, path+".mode", r.Mode, "instant", "advanced")
	}
	if r.Field != "" {
		oneOf(c, path+".field", r.Field, fields...)
	}
	if r.Selector != "" {
		if why := selectorFault(r.Selector); why != "" {
			c.refuse(path+".selector", "%s", why)
		}
	}
	if r.URL != "" {
		if why := addressFault(r.URL); why != "" {
			c.refuse(path+".url", "%s", why)
		}
	}
	if r.Selector == "" && r.URL == "" && r.Field == "" && r.Pattern == "" {
		c.refuse(path, "a rule needs selector, url, field or pattern; for everything there is mask_all")
	}
	if (r.Do == "viewonly" || r.Do == "exclude") && r.Field != "" {
		c.refuse(path+".field", "%s is about whole pages", r.Do)
	}
	if r.Pattern != "" {
		c.pattern(path, r)
	}
}

// pattern checks a rule about texts: it masks what it matches, wherever it stands.
func (c *checker) pattern(path string, r Rule) {
	if r.Do != "mask" {
		c.refuse(path+".do", "a text pattern masks; it cannot %s", r.Do)
	}
	if r.Selector != "" || r.URL != "" || r.Field != "" {
		c.refuse(path, "a text pattern holds on every page and has no other condition")
	}
	if why := patternFault(r.Pattern); why != "" {
		c.refuse(path+".pattern", "%s", why)
	}
}

// pageOnly finds what RE2 knows and the page's own machine does not (mirror/capture/mask/pattern.ts).
var pageOnly = regexp.MustCompile(`\\[^dDwWsSbBnrtfv\W_]|\[\[:|\(\?(?:[^:]|$)|\{\d{4,}|\{\d*,\d{4,}`)

// patternFault tells why a text pattern cannot be used; "" where it can.
func patternFault(pattern string) string {
	if len(pattern) > maxPattern {
		return fmt.Sprintf("a pattern has at most %d characters", maxPattern)
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return err.Error()
	}
	plain := strings.TrimPrefix(pattern, "(?i)")
	plain = strings.ReplaceAll(plain, `\\`, "")
	if odd := pageOnly.FindString(plain); odd != "" {
		return fmt.Sprintf("%s is not known in pages: write \\d \\w \\s \\b, classes in [ ], groups in ( ) or (?: ), (?i) in front", odd)
	}
	program, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return err.Error()
	}
	if len(program.Inst) > maxStates {
		return "the pattern is too large"
	}
	if regexp.MustCompile("^(?:" + pattern + ")$").MatchString("") {
		return "the pattern matches the empty text"
	}
	return ""
}

// presetOf names the preset that a pattern is; "" where it is none.
func presetOf(pattern string) string {
	for name, p := range Presets {
		if p == pattern {
			return name
		}
	}
	return ""
}

// presetNames lists the presets in their order.
func presetNames() []string {
	names := make([]string, 0, len(Presets))
	for name := range Presets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
