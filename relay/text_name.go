package relay

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"io"
)

const (
	// maxText is the longest text that a name may stand for, in bytes: what viewers take.
	maxText = 16 << 20
	// textRatio and textFloor bound what is inflated to look at a text, in bytes out of each
	// byte that came, and at least: sheets shrink to a tenth, and a few bytes can be made to
	// say megabytes.
	textRatio = 64
	textFloor = 64 << 10
)

// isTextName reports whether a reference is made of the text that it stands for: s and a
// SHA-256 in base64url.
func isTextName(ref string) bool {
	if len(ref) != 1+hashLetters || ref[0] != 's' {
		return false
	}
	_, err := base64.RawURLEncoding.DecodeString(ref[1:])
	return err == nil
}

// isTextOf reports whether a name is the one of a text, which is deflated: the name is made
// by the page, and another page of the session may count on it.
func isTextOf(name string, packed []byte) bool {
	limit := int64(min(maxText, max(textFloor, textRatio*len(packed))))
	sum, rest := sha256.New(), bytes.NewReader(packed)
	n, err := io.Copy(sum, io.LimitReader(flate.NewReader(rest), limit+1))
	return err == nil && n <= limit && rest.Len() == 0 &&
		name[1:] == base64.RawURLEncoding.EncodeToString(sum.Sum(nil))
}
