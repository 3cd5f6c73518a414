package wire

import (
	"bytes"
	"errors"
	"testing"
)

// W4: what is written is what is read, and the payload stays as it is.
func TestEnvelope_W4_RoundTrip(t *testing.T) {
	for _, e := range []Envelope{
		{},
		{Kind: BinaryMirror, Flags: FlagKeyStart | FlagKeyEnd, Stream: 1, Epoch: 2, Seq: 3, Fence: 4},
		{Kind: 255, Flags: 255, Stream: 1<<32 - 1, Epoch: 1<<32 - 1, Seq: 1<<32 - 1, Fence: 1<<32 - 1},
	} {
		b := append(AppendEnvelope(nil, e), "payload"...)
		got, payload, err := ParseEnvelope(b)
		if err != nil || got != e || string(payload) != "payload" {
			t.Errorf("%+v became %+v, %q, %v", e, got, payload, err)
		}
	}
}

// W4: every prefix of a header is refused, and none panics.
func TestEnvelope_W4_RefusesTruncated(t *testing.T) {
	whole := AppendEnvelope(nil, Envelope{Kind: 1, Stream: 1 << 31, Epoch: 1 << 31, Seq: 1 << 31, Fence: 1 << 31})
	for n := range whole {
		if _, _, err := ParseEnvelope(whole[:n]); !errors.Is(err, ErrEnvelope) {
			t.Errorf("%d of %d bytes: %v", n, len(whole), err)
		}
	}
}

func FuzzParseEnvelope(f *testing.F) {
	f.Add(AppendEnvelope(nil, Envelope{Kind: 1, Seq: 300}))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, payload, err := ParseEnvelope(b)
		if err != nil {
			return
		}
		again, p2, err := ParseEnvelope(append(AppendEnvelope(nil, e), payload...))
		if err != nil || again != e || !bytes.Equal(p2, payload) {
			t.Errorf("%x reads as %+v, written again as %+v, %v", b, e, again, err)
		}
	})
}
