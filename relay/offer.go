package relay

import (
	"crypto/hmac"
	"crypto/sha256"
)

// offerBytes is how long an offer is: a SHA-256 and a proof.
const offerBytes = 2 * sha256.Size

// offer is what a page says of bytes that it has and anybody could fetch.
type offer struct {
	sum       hash
	proof     []byte // HMAC-SHA-256 of the bytes under the challenge
	challenge string // of the stream
}

// readOffer reads the bytes of an offer, which are offerBytes long.
func readOffer(data []byte, challenge string) offer {
	return offer{sum: hash(data[:sha256.Size]), proof: data[sha256.Size:], challenge: challenge}
}

// proves reports whether who made the offer has the very bytes, and not their hash alone:
// a hash that was read somewhere, or heard in another session, opens nothing.
func (o offer) proves(data []byte) bool {
	mac := hmac.New(sha256.New, []byte(o.challenge))
	mac.Write(data)
	return hmac.Equal(mac.Sum(nil), o.proof)
}
