// Package sitefile reads and writes a site's settings as one declarative file, YAML or
// JSON: what the file does not say has its default. docs/operating.md shows one.
package sitefile

import (
	"bytes"
	"errors"
	"io"
	"samepage/org"

	"github.com/goccy/go-yaml"
)

// MaxBytes is the most a file may hold: texts of all languages and a logo fit.
const MaxBytes = 512 << 10

// File is the file as it is written.
type File struct {
	Site       string                    `yaml:"site"` // the key in the script tag
	Name       string                    `yaml:"name"`
	Origins    []string                  `yaml:"origins"`
	CoBrowse   bool                      `yaml:"cobrowse"`
	Deployment Deployment                `yaml:"deployment"`
	Limits     Limits                    `yaml:"limits,omitempty"`
	Branding   Branding                  `yaml:"branding"`
	Launchers  Launchers                 `yaml:"launchers"`
	Privacy    Privacy                   `yaml:"privacy"`
	Pages      []string                  `yaml:"pages,omitempty"` // that may be shared; none = all of the origins
	After      After                     `yaml:"after"`
	Hooks      []string                  `yaml:"hooks,omitempty"` // instant, control: questions that the page may ask itself
	Texts      map[string]map[string]any `yaml:"texts,omitempty"` // by language
}

// Deployment is what the site offers, separately for the two escalation modes (R1).
type Deployment struct {
	Instant  ModeSet `yaml:"instant"`
	Advanced ModeSet `yaml:"advanced"`
}

// ModeSet is what one escalation mode offers.
type ModeSet struct {
	On      bool       `yaml:"on"`
	Modes   []org.Mode `yaml:"modes,omitempty"`
	Default org.Mode   `yaml:"default,omitempty"`
}

// Limits are times such as 60s or 10m; empty = the product's own.
type Limits struct {
	Invitation   string `yaml:"invitation,omitempty"`
	CustomerAway string `yaml:"customer_away,omitempty"`
	LeadAway     string `yaml:"lead_away,omitempty"`
}

// Branding is how the customer-side parts look.
type Branding struct {
	Name     string `yaml:"name"`
	Accent   string `yaml:"accent,omitempty"`
	Position string `yaml:"position,omitempty"`
	Language string `yaml:"language,omitempty"`
	Logo     string `yaml:"logo,omitempty"` // a file beside this one, or a data: URL
}

// Launchers are the ways to begin (C9).
type Launchers struct {
	Button   bool   `yaml:"button"`
	Code     bool   `yaml:"code"`
	Selector string `yaml:"selector,omitempty"`
	HotKey   string `yaml:"hot_key,omitempty"`
}

// Privacy is the site's policy (P1).
type Privacy struct {
	MaskAll bool     `yaml:"mask_all"`
	Presets []string `yaml:"presets,omitempty"` // see Presets
	Rules   []Rule   `yaml:"rules,omitempty"`
}

// Rule is one rule, as wire.Rule.
type Rule struct {
	Do       string `yaml:"do"`
	Selector string `yaml:"selector,omitempty"`
	URL      string `yaml:"url,omitempty"`
	Field    string `yaml:"field,omitempty"`
	Pattern  string `yaml:"pattern,omitempty"`
	Mode     string `yaml:"mode,omitempty"`
}

// After is what comes after a session.
type After struct {
	Receipt  bool   `yaml:"receipt"`
	Feedback string `yaml:"feedback,omitempty"` // address of a page (C5)
}

// defaults is the file of a site that says nothing.
func defaults() File {
	offer := org.DefaultDeployment()
	return File{
		CoBrowse:   true,
		Deployment: Deployment{Instant: modesOf(offer.Instant), Advanced: ModeSet{}},
		Branding:   Branding{Position: "bottom-right", Language: "en"},
		Launchers:  Launchers{Button: true, Code: true},
		After:      After{Receipt: true},
	}
}

// Parse reads a file and holds everything in it to the rules. readLogo reads a picture
// that it names. The error is Faults where the file itself is wrong.
func Parse(source []byte, readLogo func(name string) ([]byte, error)) (File, error) {
	if len(source) > MaxBytes {
		return File{}, Faults{{Reason: "the file is larger than a site's settings may be"}}
	}
	f := defaults()
	decoder := yaml.NewDecoder(bytes.NewReader(source), yaml.Strict())
	if err := decoder.Decode(&f); err != nil && !errors.Is(err, io.EOF) {
		return File{}, syntaxFault(err)
	}
	c := &checker{source: source}
	c.logo(&f, readLogo)
	c.file(f)
	if len(c.faults) > 0 {
		return File{}, c.faults
	}
	return f, nil
}

// Format writes the file again, in the order of this page.
func (f File) Format() ([]byte, error) {
	return yaml.MarshalWithOptions(f, yaml.Indent(2), yaml.IndentSequence(true))
}
