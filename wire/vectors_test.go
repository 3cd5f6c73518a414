package wire_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"samepage/wire"
	"testing"
)

// envelopeVectors is the file that the TypeScript tests run too.
type envelopeVectors struct {
	Frames []struct {
		Name     string
		Frame    string
		Envelope wire.Envelope
		Payload  string
	}
	Malformed []struct {
		Name  string
		Frame string
	}
}

func readVectors(t *testing.T) envelopeVectors {
	t.Helper()
	raw, err := os.ReadFile("vectors/envelope.json")
	if err != nil {
		t.Fatal(err)
	}
	var v envelopeVectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Frames) == 0 || len(v.Malformed) == 0 {
		t.Fatal("no vectors")
	}
	return v
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEnvelopeVectors_FramesReadAndWriteTheSame(t *testing.T) {
	for _, v := range readVectors(t).Frames {
		t.Run(v.Name, func(t *testing.T) {
			frame, payload := unhex(t, v.Frame), unhex(t, v.Payload)
			got, rest, err := wire.ParseEnvelope(frame)
			if err != nil {
				t.Fatal(err)
			}
			if got != v.Envelope {
				t.Errorf("envelope = %+v, want %+v", got, v.Envelope)
			}
			if !bytes.Equal(rest, payload) {
				t.Errorf("payload = %x, want %x", rest, payload)
			}
			written := append(wire.AppendEnvelope(nil, v.Envelope), payload...)
			if !bytes.Equal(written, frame) {
				t.Errorf("written = %x, want %x", written, frame)
			}
		})
	}
}

func TestEnvelopeVectors_MalformedAreRefused(t *testing.T) {
	for _, v := range readVectors(t).Malformed {
		t.Run(v.Name, func(t *testing.T) {
			if _, _, err := wire.ParseEnvelope(unhex(t, v.Frame)); !errors.Is(err, wire.ErrEnvelope) {
				t.Errorf("error = %v, want ErrEnvelope", err)
			}
		})
	}
}
