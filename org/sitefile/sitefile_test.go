package sitefile_test

import (
	"errors"
	"os"
	"reflect"
	"samepage/org"
	"samepage/org/sitefile"
	"strings"
	"testing"
)

const whole = `# the shop
site: shop
name: Harbour & Pine
origins: [https://shop.example, "https://*.shop.example"]
cobrowse: true
deployment:
  instant: {on: true, modes: [view, pointer, full], default: pointer}
limits: {invitation: 90s}
branding: {name: Harbour & Pine, accent: "#1f6f5c", position: bottom-left, language: en}
launchers:
  selector: "[data-help]"
  hot_key: Control+Alt+H
privacy:
  presets: [card, national-id]
  rules:
    - {do: mask, selector: ".iban, input[name='a]b']"}
    - {do: exclude, url: https://shop.example/private/*}
    - {do: mask, pattern: 'KD-\d{6}'}
    - {do: stepup, selector: "button.pay", mode: instant}
pages: [https://shop.example/*]
after: {feedback: https://shop.example/thanks}
hooks: [instant]
texts:
  de: {send: Los, lines: {ended: Vorbei}, hiddenList: [Passwort]}
`

func noLogo(name string) ([]byte, error) { return nil, os.ErrNotExist }

func parse(t *testing.T, source string) sitefile.File {
	t.Helper()
	f, err := sitefile.Parse([]byte(source), noLogo)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// R1: what a file says is what the site is, and the site written down again is the file.
func TestFile_R1_ComesBackAsItWasWritten(t *testing.T) {
	f := parse(t, whole)
	site, err := f.Onto(org.Site{ID: "site_one", Policy: org.Policy{Version: 7}})
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case site.ID != "site_one" || site.Policy.Version != 7 || site.Key != "shop":
		t.Errorf("the site became another: %+v", site)
	case len(site.Policy.Rules) != 6 || site.Policy.Rules[5].Do != "stepup" || site.Policy.Rules[0].Pattern != sitefile.Presets["card"]:
		t.Errorf("the rules are %+v", site.Policy.Rules)
	case site.Face.NoButton || site.Face.NoReceipt || !site.Face.MayAsk("instant") || site.Face.MayAsk("control"):
		t.Errorf("what is not said has no default: %+v", site.Face)
	case site.Limits.Invitation.Seconds() != 90 || site.Deployment.Advanced.On || !site.Deployment.Instant.Has(org.ModeFull):
		t.Errorf("limits %+v, deployment %+v", site.Limits, site.Deployment)
	case string(site.Face.Texts["de"]) != `{"hiddenList":["Passwort"],"lines":{"ended":"Vorbei"},"send":"Los"}`:
		t.Errorf("the words are %s", site.Face.Texts["de"])
	}
	again, err := sitefile.Of(site)
	if err != nil {
		t.Fatal(err)
	}
	written, err := again.Format()
	if err != nil {
		t.Fatal(err)
	}
	back := parse(t, string(written))
	same, err := back.Onto(org.Site{ID: "site_one", Policy: org.Policy{Version: 7}})
	if err != nil || !reflect.DeepEqual(same, site) {
		t.Errorf("written down\n%s\nread again %+v, %v", written, same, err)
	}
	if lines, err := sitefile.Changes(site, back); err != nil || len(lines) != 0 {
		t.Errorf("differs in %v, %v", lines, err)
	}
	changed := f
	changed.CoBrowse, changed.Pages = false, nil
	lines, err := sitefile.Changes(site, changed)
	want := []string{"- cobrowse: true", "+ cobrowse: false", "- pages[0]: https://shop.example/*"}
	if err != nil || !reflect.DeepEqual(lines, want) {
		t.Errorf("differs in %q, %v", lines, err)
	}
}

// R1: JSON is a file too.
func TestFile_R1_JSON(t *testing.T) {
	f := parse(t, `{"site": "shop", "name": "Shop", "origins": ["https://shop.example"], "branding": {"name": "Shop"},
		"privacy": {"rules": [{"do": "hide", "selector": "#salary"}]}}`)
	if f.Privacy.Rules[0].Do != "hide" || !f.Launchers.Button || f.Branding.Position != "bottom-right" {
		t.Errorf("read %+v", f)
	}
}

// P1: what is wrong is refused with its line and a reason.
func TestFile_P1_RefusesWithLineAndReason(t *testing.T) {
	for _, c := range []struct{ replace, by, want string }{
		{"cobrowse: true", "cobrows: true", "line 5: unknown field \"cobrows\""},
		{"cobrowse: true", "cobrowse: perhaps", "line 5: this is a text where true or false is needed"},
		{"cobrowse: true", "cobrowse: [true]", "line 5: this is "},
		{"do: stepup", "do: stepdown", `privacy.rules[3].do: "stepdown" is not one of`},
		{"do: mask, selector", "dos: mask, selector", `unknown field "dos"`},
		{".iban, input[name='a]b']", ".iban, input[name", "line 16: privacy.rules[0].selector: a bracket is not closed"},
		{".iban, input[name='a]b']", ".iban {}", "{ is no part of a selector"},
		{".iban, input[name='a]b']", ".iban,", "between commas there is nothing"},
		{".iban, input[name='a]b']", ".iban)", ") closes nothing"},
		{".iban, input[name='a]b']", "p::first-line", "only elements"},
		{"KD-\\d{6}", "KD-(\\d{6}", "line 18: privacy.rules[2].pattern: error parsing regexp"},
		{"KD-\\d{6}", "(?P<n>KD)", "is not known in pages"},
		{"KD-\\d{6}", "[[:digit:]]+", "is not known in pages"},
		{"KD-\\d{6}", "(KD)\\1", "error parsing regexp"},
		{"KD-\\d{6}", "\\d*", "matches the empty text"},
		{"KD-\\d{6}", "((a{100}){100}){10}", "error parsing regexp"},
		{"KD-\\d{6}", "a{900}b{900}", "too large"},
		{"[card, national-id]", "[card, ssn]", `privacy.presets[1]: "ssn" is not one of card, email, iban, national-id`},
		{"https://shop.example/private/*", "shop.example/private", "a pattern begins with https://"},
		{"https://shop.example/private/*", "https://shop.example/private?x=1", "query and fragment"},
		{"do: exclude, url: https://shop.example/private/*", "do: exclude", "a rule needs selector, url, field or pattern"},
		{"do: exclude, url", "do: exclude, field: email, url", "about whole pages"},
		{"do: mask, pattern", "do: hide, pattern", "a text pattern masks"},
		{"do: mask, pattern", "do: mask, selector: p, pattern", "no other condition"},
		{"[https://shop.example, ", "[http://shop.example, ", "line 4: origins[0]: browsers allow co-browsing on https"},
		{"[https://shop.example, ", "[https://shop.example/, ", "is no origin"},
		{"default: pointer", "default: view", ""},
		{"default: pointer", "default: true_pointer", `"true_pointer" is not among its modes`},
		{"modes: [view, pointer, full]", "modes: [view, pointer, everything]", "deployment.instant.modes[2]"},
		{"modes: [view, pointer, full]", "modes: [view, pointer, true_pointer]", "deployment.instant.modes[2]"},
		{"invitation: 90s", "invitation: soon", "limits.invitation"},
		{"invitation: 90s", "invitation: 1s", "limits.invitation"},
		{"#1f6f5c", "red;}", "branding.accent"},
		{"position: bottom-left", "position: top", "branding.position"},
		{"language: en}", "language: en, logo: no.png}", "branding.logo: the picture cannot be read"},
		{"Control+Alt+H", "H", "launchers.hot_key"},
		{"Control+Alt+H", "Shift+H", "launchers.hot_key"},
		{"https://shop.example/thanks", "javascript:alert(1)", "after.feedback"},
		{"hooks: [instant]", "hooks: [advanced]", "hooks[0]"},
		{"{send: Los,", "{send: 7,", "texts.de.send"},
		{"  de:", "  Deutsch:", "is no language"},
		{"site: shop", "site: a b", "line 2: site: "},
	} {
		if !strings.Contains(whole, c.replace) {
			t.Fatalf("the file has no %q", c.replace)
		}
		_, err := sitefile.Parse([]byte(strings.Replace(whole, c.replace, c.by, 1)), noLogo)
		var faults sitefile.Faults
		if c.want == "" {
			if err != nil {
				t.Errorf("%q: %v", c.by, err)
			}
			continue
		}
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q is refused with\n%v\nwant %s", c.by, err, c.want)
		}
	}
}

// C10: a logo is read beside the file, and is a picture.
func TestFile_C10_LogoIsAPicture(t *testing.T) {
	png := []byte("\x89PNG\r\n\x1a\n and so on")
	source := strings.Replace(whole, "language: en}", "language: en, logo: logo.png}", 1)
	f, err := sitefile.Parse([]byte(source), func(name string) ([]byte, error) { return png, nil })
	if err != nil || !strings.HasPrefix(f.Branding.Logo, "data:image/png;base64,") {
		t.Fatalf("the logo is %q, %v", f.Branding.Logo, err)
	}
	written, err := f.Format()
	if err != nil {
		t.Fatal(err)
	}
	if back := parse(t, string(written)); back.Branding.Logo != f.Branding.Logo {
		t.Error("the logo did not come back")
	}
	for _, no := range []string{"<svg onload=alert(1)>", "GIF89a", strings.Repeat("x", 10)} {
		if _, err := sitefile.Parse([]byte(source), func(string) ([]byte, error) { return []byte(no), nil }); err == nil {
			t.Errorf("%q is taken as a logo", no)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("site: [\n"))
	f.Fuzz(func(t *testing.T, source []byte) {
		file, err := sitefile.Parse(source, noLogo)
		if err != nil {
			return
		}
		if _, err := file.Onto(org.Site{}); err != nil {
			t.Fatal(err)
		}
	})
}
