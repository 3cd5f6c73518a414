package chat

import "strings"

// Length of payment card numbers, in digits (ISO/IEC 7812).
const (
	cardMin = 13
	cardMax = 19
)

// cardKept is how many last digits stay readable, as on a receipt.
const cardKept = 4

// MaskCards replaces the digits of card numbers by •, all but the last four. A card number
// is one group of digits, or several with single spaces, dots or hyphens between them, of 13
// to 19 digits together, whose Luhn sum holds. Parts of a group are none: nearly every long
// order number has a part with that sum. It is the second net: the customer's page masks
// before sending.
func MaskCards(text string) string {
	runes := []rune(text)
	for i := 0; i < len(runes); {
		digits, end := digitRun(runes, i)
		if len(digits) == 0 {
			i++
			continue
		}
		maskRun(runes, digits)
		i = end
	}
	return string(runes)
}

// digitRun returns the places of the digits of the run that begins at i, and its end.
func digitRun(runes []rune, i int) (places []int, end int) {
	for end = i; end < len(runes); end++ {
		switch {
		case digit(runes[end]):
			places = append(places, end)
		case len(places) > 0 && strings.ContainsRune(" .-\u00a0", runes[end]) && end+1 < len(runes) && digit(runes[end+1]):
		default:
			return places, end
		}
	}
	return places, end
}

// maskRun masks the longest card number at each place of a run.
func maskRun(runes []rune, places []int) {
	for from := 0; from+cardMin <= len(places); {
		n := cardAt(runes, places[from:])
		if n == 0 {
			from++
			continue
		}
		for _, p := range places[from : from+n-cardKept] {
			runes[p] = '•'
		}
		from += n
	}
}

// cardAt is the length of the longest card number that the digits begin with, 0 = none.
func cardAt(runes []rune, places []int) int {
	if places[0] > 0 && digit(runes[places[0]-1]) {
		return 0
	}
	for n := min(cardMax, len(places)); n >= cardMin; n-- {
		wholeGroup := n == len(places) || places[n] > places[n-1]+1
		if wholeGroup && luhn(runes, places[:n]) {
			return n
		}
	}
	return 0
}

// luhn is the check sum of card numbers. A row of zeros has it too, and is none.
func luhn(runes []rune, places []int) bool {
	sum, nonzero := 0, false
	for i := range places {
		d := int(runes[places[len(places)-1-i]] - '0')
		nonzero = nonzero || d != 0
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return nonzero && sum%10 == 0
}

func digit(r rune) bool { return r >= '0' && r <= '9' }
