package org

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"time"
)

// codes is how many 6-digit codes there are (A19).
const codes = 1_000_000

// Wrong codes before an address, or a site, has to wait (W29). A code does not name its
// site: a wrong one counts for every site that the agent who typed it serves.
const (
	WrongCodesOfAddress = 5
	WrongCodesOfSite    = 50
	// CodeAddressPeriod is the life of a code: what was guessed at before is void by then.
	CodeAddressPeriod = 20 * time.Minute
	CodeSitePeriod    = time.Hour
)

// OpenCodesOfSite bounds the codes that are open at once: the more there are, the sooner a
// guess hits one.
const OpenCodesOfSite = 1000

// NewCode makes a code of six digits.
func NewCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(codes))
	if err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	return fmt.Sprintf("%06d", n), nil
}

// HashCode is how a code is stored. A million codes are soon tried out: the hash keeps open
// codes out of what people read, limits and a short life are what protects them.
func HashCode(sc Scope, code string) string { return HashSecret(string(sc.Org()) + " " + code) }
