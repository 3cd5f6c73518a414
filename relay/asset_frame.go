package relay

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"regexp"
	"samepage/wire"
)

// maxRef is the longest reference or type of a resource, in bytes.
const maxRef = 256

// Types of resource frames that are no media types (W38, W39).
const (
	// typeText: the deflated text that a name stands for.
	typeText = "x-samepage/text"
	// typeMissing: the name of the host of what can't be had.
	typeMissing = "x-samepage/missing"
	// typeSame: the SHA-256 of bytes that the page has sent before.
	typeSame = "x-samepage/same"
	// typeOffer: what names bytes that anybody could fetch.
	typeOffer = "x-samepage/offer"
)

// hostName is what a host may be called: nothing that anybody takes for more.
var hostName = regexp.MustCompile(`^[\w.:\[\]-]{1,260}$`)

var errAsset = errors.New("malformed resource")

// asset is a resource of the page, as viewers get it.
type asset struct {
	ref, typ string
	data     []byte
}

// parseAsset reads a resource frame's payload (W22) and judges its type by its bytes. What
// the page could not or may not read has no bytes; the viewer has to know that too.
func parseAsset(b []byte) (asset, error) {
	ref, b, ok := cutText(b)
	if !ok || ref == "" {
		return asset{}, errAsset
	}
	claimed, b, ok := cutText(b)
	if !ok {
		return asset{}, errAsset
	}
	if len(b) == 0 {
		return asset{ref: ref}, nil
	}
	typ, ok := viewable(b)
	switch {
	case isTextName(ref):
		typ, ok = typeText, claimed == typeText && isTextOf(ref, b)
	case claimed == typeSame && !isPicture(ref):
		typ, ok = typeSame, len(b) == sha256.Size
	case claimed == typeOffer && !isPicture(ref):
		typ, ok = typeOffer, len(b) == offerBytes
	case claimed == typeMissing:
		typ, ok = typeMissing, hostName.Match(b)
	}
	if !ok {
		return asset{ref: ref}, nil // refused: to the viewer it is one without bytes
	}
	return asset{ref: ref, typ: typ, data: append([]byte(nil), b...)}, nil
}

func cutText(b []byte) (string, []byte, bool) {
	n, rest, ok := cutUvarint(b)
	if !ok || n > maxRef || n > uint64(len(rest)) {
		return "", nil, false
	}
	return string(rest[:n]), rest[n:], true
}

// comesUnasked reports whether nobody has to want the resource first.
func (a asset) comesUnasked() bool { return isTextName(a.ref) || isPicture(a.ref) }

// frames writes a resource for a viewer, split as W7 says. It returns the number after the last.
func (a asset) frames(env wire.Envelope) ([][]byte, uint32) {
	payload := binary.AppendUvarint(nil, uint64(len(a.ref)))
	payload = append(payload, a.ref...)
	payload = binary.AppendUvarint(payload, uint64(len(a.typ)))
	payload = append(payload, a.typ...)
	payload = append(payload, a.data...)
	env.Kind = wire.BinaryAsset
	var out [][]byte
	for {
		n := min(len(payload), wire.MaxFrame-maxEnvelope)
		env.Flags = 0
		if n < len(payload) {
			env.Flags = wire.FlagMore
		}
		out = append(out, append(wire.AppendEnvelope(nil, env), payload[:n]...))
		payload = payload[n:]
		env.Seq++
		if len(payload) == 0 {
			return out, env.Seq
		}
	}
}

// maxEnvelope is the most that an envelope takes, in bytes (W4).
const maxEnvelope = 23
