package sitefile

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// closing brackets by their opening ones.
var closing = map[rune]rune{'(': ')', '[': ']'}

// selectorFault tells why a CSS selector cannot be one; "" where it may be. Whether a
// browser knows every part of it only the browser can tell: a page that cannot read a
// selector masks everything and reports it.
func selectorFault(selector string) string {
	if utf8.RuneCountInString(selector) > maxSelector {
		return fmt.Sprintf("a selector has at most %d characters", maxSelector)
	}
	var open []rune
	var quote rune
	escaped := false
	for _, r := range selector {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case closing[r] != 0:
			open = append(open, closing[r])
		case r == ')' || r == ']':
			if len(open) == 0 || open[len(open)-1] != r {
				return fmt.Sprintf("%c closes nothing", r)
			}
			open = open[:len(open)-1]
		case strings.ContainsRune("{};@!<", r):
			return fmt.Sprintf("%c is no part of a selector", r)
		}
	}
	switch {
	case quote != 0:
		return "a quoted text is not closed"
	case len(open) > 0:
		return fmt.Sprintf("a bracket is not closed: %c is missing", open[len(open)-1])
	case escaped:
		return "it ends with a backslash"
	case strings.Contains(selector, "::"):
		return "parts of elements (::) cannot be named, only elements"
	}
	return partsFault(selector)
}

// partsFault finds empty alternatives and combinators that combine nothing.
func partsFault(selector string) string {
	for part := range strings.SplitSeq(selector, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			return "between commas there is nothing"
		}
		if strings.ContainsRune(">+~", rune(part[len(part)-1])) || strings.ContainsRune(">+~", rune(part[0])) && !strings.Contains(selector, "(") {
			return fmt.Sprintf("%q begins or ends with a combinator", part)
		}
	}
	return ""
}
