package wire

import "strings"

// RefusalReasons are the words of input.refused for why nothing was done, in one list for
// every end: the browsers' types and sentences follow from it.
const RefusalReasons = "no_consent paused moved gone covered masked hidden blocked readonly ours disabled not_editable off_screen stepup needs_customer other_origin view_only too_fast failed"

// CustomersOwns are what only the customer's own press may begin in a browser, in the words
// of input.refused for the reason needs_customer.
const CustomersOwns = "file popup fullscreen clipboard payment other"

// RefusalReason is the reason if it is one of RefusalReasons, else "failed": a page may say anything.
func RefusalReason(reason string) string { return oneOf(RefusalReasons, reason, "failed") }

// CustomersOwn is what it names if it is one of CustomersOwns or nothing, else "other".
func CustomersOwn(what string) string {
	if what == "" {
		return ""
	}
	return oneOf(CustomersOwns, what, "other")
}

func oneOf(words, word, otherwise string) string {
	for known := range strings.FieldsSeq(words) {
		if known == word {
			return word
		}
	}
	return otherwise
}
