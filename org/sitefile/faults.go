package sitefile

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// Fault is one thing that is wrong in a file.
type Fault struct {
	Line   int    // from 1; 0 = of the whole file
	Path   string // such as privacy.rules[2].selector
	Reason string
}

func (f Fault) String() string {
	text := f.Reason
	if f.Path != "" {
		text = f.Path + ": " + text
	}
	if f.Line > 0 {
		text = fmt.Sprintf("line %d: %s", f.Line, text)
	}
	return text
}

// Faults are all that is wrong in a file, in its order.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// syntaxFault gives what the YAML reader refuses our form: bad syntax, unknown keys, wrong types.
func syntaxFault(err error) error {
	var yerr yaml.Error
	if errors.As(err, &yerr) && yerr.GetToken() != nil {
		return Faults{{Line: yerr.GetToken().Position.Line, Reason: inWords(yerr.GetMessage())}}
	}
	return Faults{{Reason: inWords(err.Error())}}
}

// wrongType is how the YAML reader speaks of a value that does not fit, in its two ways.
var wrongType = regexp.MustCompile(
	`(?:cannot unmarshal (.+) into Go .* of type (\S+)|^(\S+) was used where (\S+) is expected)`)

// inWords says what is wrong with a value without naming types of Go.
func inWords(message string) string {
	found := wrongType.FindStringSubmatch(message)
	if found == nil {
		return message
	}
	return fmt.Sprintf("this is %s where %s is needed", kindOf(found[1]+found[3]), kindOf(found[2]+found[4]))
}

func kindOf(goType string) string {
	switch {
	case strings.HasPrefix(goType, "[]"), goType == "sequence":
		return "a list"
	case goType == "bool", goType == "boolean":
		return "true or false"
	case goType == "string", strings.HasSuffix(goType, "Mode"):
		return "a text"
	case goType == "mapping", strings.HasPrefix(goType, "map["):
		return "a group of settings"
	case strings.Contains(goType, "int"), strings.Contains(goType, "float"):
		return "a number"
	default:
		return "a group of settings"
	}
}

// checker collects faults and finds their lines.
type checker struct {
	source []byte
	faults Faults
}

// refuse notes a fault at a path; the line is that of the longest part of the path that the
// file has.
func (c *checker) refuse(path, format string, args ...any) {
	c.faults = append(c.faults, Fault{Line: c.lineOf(path), Path: path, Reason: fmt.Sprintf(format, args...)})
}

func (c *checker) lineOf(path string) int {
	for part := path; part != ""; part = parent(part) {
		p, err := yaml.PathString("$." + part)
		if err != nil {
			continue
		}
		node, err := p.ReadNode(bytes.NewReader(c.source))
		if err == nil && node != nil && node.GetToken() != nil {
			return node.GetToken().Position.Line
		}
	}
	return 0
}

// parent cuts the last step off a path.
func parent(path string) string {
	return path[:max(0, strings.LastIndexAny(path, ".["))]
}
