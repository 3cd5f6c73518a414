package sitefile_test

import (
	"os"
	"samepage/org/sitefile"
	"strings"
	"testing"
)

// The file that docs/operating.md shows is one that can be applied.
func TestFile_R1_TheExampleOfTheManualHolds(t *testing.T) {
	manual, err := os.ReadFile("../../docs/operating.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(manual), "```yaml\n")
	example, _, closed := strings.Cut(after, "```")
	if !found || !closed {
		t.Fatal("the manual shows no file")
	}
	png := func(string) ([]byte, error) { return []byte("\x89PNG\r\n\x1a\n"), nil }
	f, err := sitefile.Parse([]byte(example), png)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Privacy.Rules) != 9 || len(f.Privacy.Presets) != len(sitefile.Presets) {
		t.Errorf("the example has %d rules and %d presets", len(f.Privacy.Rules), len(f.Privacy.Presets))
	}
}
