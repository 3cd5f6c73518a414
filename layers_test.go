package samepage_test

import (
	"os/exec"
	"strings"
	"testing"
)

// What a room may import of ours besides libraries, and why. A room that is not
// here may import nothing of ours.
var layers = map[string]struct {
	may []string
	why string
}{
	"":                {nil, "the root is the words that every room shares"},
	"wire":            {[]string{""}, "the protocol knows no server"},
	"session":         {[]string{"", "wire", "org"}, "the rules of a session are pure; the wire names its grants, a site its modes and its scope"},
	"chat":            {[]string{"", "session", "wire", "org"}, "an engagement may lead to a session, never the other way round"},
	"org":             {[]string{"", "wire"}, "sites and people know nothing of what they do together"},
	"org/sitefile":    {[]string{"", "wire", "org"}, "a way to write a site down"},
	"bus":             {[]string{"", "relay"}, "a technology behind an interface of the relay"},
	"relay":           {[]string{"", "wire", "session", "chat", "org"}, "live things; durable ones come through interfaces"},
	"store":           {[]string{"", "wire", "session", "chat", "org", "report"}, "a technology behind the interfaces of the nouns"},
	"report":          {[]string{"", "session", "org", "wire"}, "reads what the journal holds"},
	"httpapi":         {[]string{"", "wire", "session", "chat", "org", "relay", "report", "console", "sdk", "viewer"}, "decides nothing: it may not know the store"},
	"cmd/samepage":    {[]string{"*"}, "joins everything"},
	"demo":            {[]string{""}, "a company's site; it knows the tag and nothing else"},
	"console":         {nil, "embedded files"},
	"sdk":             {nil, "embedded files"},
	"viewer":          {nil, "embedded files"},
	"bench/relay":     {[]string{"*"}, "prepares sessions through the store and speaks the wire to the very program"},
	"bus/bustest":     {[]string{"", "bus", "relay"}, "a shared suite sees what it tests"},
	"store/storetest": {[]string{"*"}, "a shared suite sees what it tests"},
}

// A layer rule that is broken fails the build and gives its reason.
func TestLayers_EachRoomImportsOnlyWhatItMay(t *testing.T) {
	out, err := exec.Command("go", "list", "-e", "-f", "{{.ImportPath}} {{join .Imports \" \"}}", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		words := strings.Fields(line)
		room := roomOf(words[0])
		if strings.HasPrefix(room, "node_modules/") {
			continue
		}
		rule, known := layers[room]
		if !known {
			t.Errorf("room %q has no row in the layer table: add one, with its reason", room)
			continue
		}
		for _, imported := range words[1:] {
			if ours(imported) && !allowed(rule.may, roomOf(imported)) {
				t.Errorf("%s imports %s: %s", room, roomOf(imported), rule.why)
			}
		}
	}
}

func ours(path string) bool { return path == "samepage" || strings.HasPrefix(path, "samepage/") }

func roomOf(path string) string { return strings.TrimPrefix(strings.TrimPrefix(path, "samepage"), "/") }

func allowed(may []string, room string) bool {
	for _, m := range may {
		if m == "*" || m == room {
			return true
		}
	}
	return false
}
