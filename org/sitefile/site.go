package sitefile

import (
	"encoding/json"
	"fmt"
	"samepage/org"
	"samepage/wire"
	"slices"
	"time"
)

// Onto returns the site with everything that the file says; what a file does not hold (id,
// versions, times) stays. The file was checked by Parse.
func (f File) Onto(site org.Site) (org.Site, error) {
	site.Key, site.Name, site.CoBrowse = f.Site, f.Name, f.CoBrowse
	site.Origins = nil
	for _, o := range f.Origins {
		origin, _ := org.ParseOrigin(o) // was checked
		site.Origins = append(site.Origins, origin)
	}
	site.Deployment = org.Deployment{Instant: f.Deployment.Instant.value(), Advanced: f.Deployment.Advanced.value()}
	site.Limits = org.Limits{
		Invitation: lasting(f.Limits.Invitation), CustomerAway: lasting(f.Limits.CustomerAway), LeadAway: lasting(f.Limits.LeadAway),
	}
	site.Branding = wire.Branding{
		Name: f.Branding.Name, Accent: f.Branding.Accent, Position: f.Branding.Position, Language: f.Branding.Language,
		Logo: f.Branding.Logo,
	}
	site.Face = org.Face{
		NoButton: !f.Launchers.Button, NoCode: !f.Launchers.Code, NoReceipt: !f.After.Receipt, Selector: f.Launchers.Selector,
		HotKey: f.Launchers.HotKey, Feedback: f.After.Feedback, Hooks: f.Hooks,
	}
	for tag, words := range f.Texts {
		data, err := json.Marshal(words)
		if err != nil {
			return org.Site{}, fmt.Errorf("texts of %s: %w", tag, err)
		}
		if site.Face.Texts == nil {
			site.Face.Texts = map[string]json.RawMessage{}
		}
		site.Face.Texts[tag] = data
	}
	site.Policy = org.Policy{
		Version: site.Policy.Version, MaskAll: f.Privacy.MaskAll, Rules: f.Privacy.rules(), Pages: f.Pages,
	}
	return site, nil
}

// rules are those of the presets, then the site's own.
func (p Privacy) rules() []wire.Rule {
	rules := []wire.Rule{}
	for _, name := range p.Presets {
		rules = append(rules, wire.Rule{Do: "mask", Pattern: Presets[name]})
	}
	for _, r := range p.Rules {
		rules = append(rules, wire.Rule(r))
	}
	return rules
}

func (m ModeSet) value() org.ModeSet {
	set := org.ModeSet{On: m.On, Modes: append([]org.Mode{}, m.Modes...), Default: m.Default}
	if set.Default == "" && len(set.Modes) > 0 {
		set.Default = set.Modes[0]
	}
	return set
}

// lasting reads a time that was checked; "" is none.
func lasting(text string) time.Duration {
	d, _ := time.ParseDuration(text) // was checked
	return d
}

// Of is the file that a site is the result of.
func Of(site org.Site) (File, error) {
	f := File{
		Site: site.Key, Name: site.Name, Origins: site.Origins, CoBrowse: site.CoBrowse,
		Deployment: Deployment{Instant: modesOf(site.Deployment.Instant), Advanced: modesOf(site.Deployment.Advanced)},
		Limits: Limits{
			Invitation: written(site.Limits.Invitation), CustomerAway: written(site.Limits.CustomerAway), LeadAway: written(site.Limits.LeadAway),
		},
		Branding: Branding{
			Name: site.Branding.Name, Accent: site.Branding.Accent, Position: site.Branding.Position,
			Language: site.Branding.Language, Logo: site.Branding.Logo,
		},
		Launchers: Launchers{
			Button: !site.Face.NoButton, Code: !site.Face.NoCode, Selector: site.Face.Selector, HotKey: site.Face.HotKey,
		},
		Privacy: Privacy{MaskAll: site.Policy.MaskAll}, Pages: site.Policy.Pages,
		After: After{Receipt: !site.Face.NoReceipt, Feedback: site.Face.Feedback}, Hooks: site.Face.Hooks,
	}
	for _, r := range site.Policy.Rules {
		if name := presetOf(r.Pattern); name != "" && r == (wire.Rule{Do: "mask", Pattern: r.Pattern}) {
			f.Privacy.Presets = append(f.Privacy.Presets, name)
			continue
		}
		f.Privacy.Rules = append(f.Privacy.Rules, Rule(r))
	}
	for tag, data := range site.Face.Texts {
		var words map[string]any
		if err := json.Unmarshal(data, &words); err != nil {
			return File{}, fmt.Errorf("texts of %s: %w", tag, err)
		}
		if f.Texts == nil {
			f.Texts = map[string]map[string]any{}
		}
		f.Texts[tag] = words
	}
	return f, nil
}

func modesOf(set org.ModeSet) ModeSet {
	return ModeSet{On: set.On, Modes: slices.Clone(set.Modes), Default: set.Default}
}

// written is a time as files have it.
func written(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return d.String()
}
