package chat

import (
	"samepage"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what is kept, in characters.
const (
	MaxText  = 4000
	MaxName  = 80
	maxFirst = 160 // of the queue's preview
)

// Clean brings a message into the form that is stored: valid, bounded, without control
// characters but line breaks and tabs, and with card numbers masked. Fault invalid where
// nothing is left, too_large where it is too long.
func Clean(text string) (string, error) {
	text = strings.TrimSpace(stripControls(text, "\n\t"))
	if text == "" {
		return "", samepage.Fault(samepage.CodeInvalid, "The message is empty.")
	}
	if utf8.RuneCountInString(text) > MaxText {
		return "", samepage.Fault(samepage.CodeTooLarge, "A message can have at most %d characters.", MaxText)
	}
	return MaskCards(text), nil
}

// CleanName brings a name, a key or an address of a person into one bounded line.
func CleanName(name string) string {
	return cut(MaskCards(strings.TrimSpace(stripControls(name, ""))), MaxName)
}

// Preview is the first line of a text, shortened, for the queue.
func Preview(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return cut(line, maxFirst)
}

// stripControls drops control and formatting characters (such as those that turn the
// direction of text round) but those in keep.
func stripControls(s, keep string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(keep, r) || r == '\u200d' || r == '\u200c' { // joiners belong to words and emoji
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

func cut(s string, characters int) string {
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	return string([]rune(s)[:characters-1]) + "…"
}

// LinkAllowed reports whether an address in a message may become a link: http(s) only.
func LinkAllowed(address string) bool {
	lower := strings.ToLower(address)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}
