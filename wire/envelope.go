package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// EnvelopeVersion is the first byte of every binary frame.
const EnvelopeVersion = 1

// Subprotocol is what both ends name when they open the socket.
const Subprotocol = "samepage.1"

// PayloadVersion is the version of the mirror's payload that this build writes and reads.
const PayloadVersion = 1

// Stream kinds of binary frames.
const (
	BinaryMirror uint8 = 1 // the mirror: opaque to the server
	BinaryAsset  uint8 = 2 // a resource of the page: reference, type and bytes
)

// Flags of a binary frame.
const (
	FlagKeyStart uint8 = 1 << iota // the first frame of a keyframe: all before it may be forgotten
	FlagKeyPart                    // belongs to a keyframe that is not whole yet
	FlagKeyEnd                     // the keyframe is whole with this frame
	FlagMore                       // the payload goes on in the next frame of this stream (W7)
)

// Envelope is all of a binary frame that the server reads. The payload behind it is opaque.
type Envelope struct {
	Kind   uint8
	Flags  uint8
	Stream uint32 // one a tab; given by the owner in mirror.start
	Epoch  uint32 // rises with every keyframe: ids and tables begin anew
	Seq    uint32 // rises by one a frame within the stream, over epochs
	Fence  uint32 // the owner's; older ones are dropped
}

// ErrEnvelope is returned for bytes that are no frame of this protocol.
var ErrEnvelope = errors.New("malformed envelope")

// AppendEnvelope writes the header: version, kind, flags as bytes, then stream, epoch,
// seq, fence as unsigned LEB128. It is 7 to 23 bytes long.
func AppendEnvelope(b []byte, e Envelope) []byte {
	b = append(b, EnvelopeVersion, e.Kind, e.Flags)
	for _, v := range [...]uint32{e.Stream, e.Epoch, e.Seq, e.Fence} {
		b = binary.AppendUvarint(b, uint64(v))
	}
	return b
}

// ParseEnvelope reads the header and returns the payload behind it, which shares b's memory.
func ParseEnvelope(b []byte) (Envelope, []byte, error) {
	if len(b) < 7 {
		return Envelope{}, nil, fmt.Errorf("%w: %d bytes", ErrEnvelope, len(b))
	}
	if b[0] != EnvelopeVersion {
		return Envelope{}, nil, fmt.Errorf("%w: version %d", ErrEnvelope, b[0])
	}
	e := Envelope{Kind: b[1], Flags: b[2]}
	b = b[3:]
	for _, p := range [...]*uint32{&e.Stream, &e.Epoch, &e.Seq, &e.Fence} {
		v, n := binary.Uvarint(b)
		if n <= 0 || n > 5 || v > 1<<32-1 {
			return Envelope{}, nil, fmt.Errorf("%w: bad number", ErrEnvelope)
		}
		*p = uint32(v)
		b = b[n:]
	}
	return e, b, nil
}
