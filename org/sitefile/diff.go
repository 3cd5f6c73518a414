package sitefile

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"samepage/org"
	"slices"

	"github.com/goccy/go-yaml"
)

// Changes lists what the file would change about a site, a line each: "- path: old" and
// "+ path: new", in the order of paths.
func Changes(site org.Site, f File) ([]string, error) {
	next, err := f.Onto(site)
	if err != nil {
		return nil, err
	}
	before, err := flat(site)
	if err != nil {
		return nil, err
	}
	after, err := flat(next)
	if err != nil {
		return nil, err
	}
	both := maps.Clone(before)
	maps.Copy(both, after)
	var lines []string
	for _, path := range slices.Sorted(maps.Keys(both)) {
		old, had := before[path]
		now, has := after[path]
		if old == now && had == has {
			continue
		}
		if had {
			lines = append(lines, fmt.Sprintf("- %s: %s", path, old))
		}
		if has {
			lines = append(lines, fmt.Sprintf("+ %s: %s", path, now))
		}
	}
	return lines, nil
}

// flat is a site's file as paths and their values.
func flat(site org.Site) (map[string]string, error) {
	f, err := Of(site)
	if err != nil {
		return nil, err
	}
	data, err := f.Format()
	if err != nil {
		return nil, err
	}
	var tree map[string]any
	if err := yaml.Unmarshal(data, &tree); err != nil {
		return nil, fmt.Errorf("read our own file: %w", err)
	}
	leaves := map[string]string{}
	flatten("", tree, leaves)
	return leaves, nil
}

func flatten(path string, value any, into map[string]string) {
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			flatten(joined(path, name), inner, into)
		}
	case []any:
		for i, inner := range value {
			flatten(fmt.Sprintf("%s[%d]", path, i), inner, into)
		}
	default:
		into[path] = shortened(fmt.Sprintf("%v", value))
	}
}

// shownAtMost is how much of one value a line shows, in characters: logos are long.
const shownAtMost = 200

func shortened(text string) string {
	if r := []rune(text); len(r) > shownAtMost {
		sum := sha256.Sum256([]byte(text))
		return fmt.Sprintf("%s… (%d characters, %x)", string(r[:shownAtMost]), len(r), sum[:4])
	}
	return text
}

func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
