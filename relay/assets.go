package relay

import (
	"encoding/binary"
	"errors"
	"samepage"
	"samepage/wire"
)

const (
	// maxRef is the longest reference or type of a resource, in bytes.
	maxRef = 256
	// maxAsset is the largest resource that a page may send, in bytes: a large photograph.
	maxAsset = 16 << 20
	// maxWants is how many resources may be asked for and not be there yet.
	maxWants = 4096
	// maxAssets is how many resources a session may hold.
	maxAssets = 8192
)

var errAsset = errors.New("malformed resource")

// asset is a resource of the page, as viewers get it.
type asset struct {
	ref, typ string
	data     []byte
}

// assets holds the resources of one session by the reference that its page gave them, so
// that a second viewer does not touch the page. They live and die with the session.
type assets struct {
	hold    *holding
	byRef   map[string]asset
	wanted  map[string]map[samepage.ConnID]struct{} // asked of the page by these viewers
	partial []byte                                  // frames of a split resource so far
	next    uint32                                  // number of the next part
}

func newAssets(b *budget) *assets {
	return &assets{hold: b.open(), byRef: map[string]asset{}, wanted: map[string]map[samepage.ConnID]struct{}{}}
}

// want returns what is held already, and which references have to be asked of the page.
func (a *assets) want(conn samepage.ConnID, refs []string) (held []asset, ask []string) {
	a.sync()
	for _, ref := range refs {
		if ref == "" || len(ref) > maxRef {
			continue
		}
		if have, ok := a.byRef[ref]; ok {
			held = append(held, have)
			continue
		}
		who := a.wanted[ref]
		if who == nil {
			if len(a.wanted) >= maxWants {
				continue
			}
			who = map[samepage.ConnID]struct{}{}
			a.wanted[ref] = who
			ask = append(ask, ref)
		}
		who[conn] = struct{}{}
	}
	return held, ask
}

// take joins the frames of a resource and keeps it when it is whole, wanted and of a type
// that viewers show. It returns the resource and who waits for it.
func (a *assets) take(env wire.Envelope, payload []byte) (asset, map[samepage.ConnID]struct{}, error) {
	if len(a.partial) > 0 && env.Seq != a.next {
		a.partial = nil
	}
	if len(a.partial)+len(payload) > maxAsset {
		a.partial = nil
		return asset{}, nil, errAsset
	}
	if env.Flags&wire.FlagMore != 0 {
		a.partial, a.next = append(a.partial, payload...), env.Seq+1
		return asset{}, nil, nil
	}
	whole := payload
	if len(a.partial) > 0 {
		whole, a.partial = append(a.partial, payload...), nil
	}
	got, err := parseAsset(whole)
	if err != nil {
		return asset{}, nil, err
	}
	who := a.wanted[got.ref]
	if who == nil {
		return asset{}, nil, nil // nobody asked: nothing to keep
	}
	delete(a.wanted, got.ref)
	a.keep(got)
	return got, who, nil
}

func (a *assets) keep(got asset) {
	a.sync()
	if len(a.byRef) < maxAssets {
		a.byRef[got.ref] = got
		a.hold.grow(len(got.data))
	}
}

// parseAsset reads a resource frame's payload (W22) and judges its type by its bytes. What
// the page could not or may not read has no bytes; the viewer has to know that too.
func parseAsset(b []byte) (asset, error) {
	ref, b, ok := cutText(b)
	if !ok || ref == "" {
		return asset{}, errAsset
	}
	_, b, ok = cutText(b)
	if !ok {
		return asset{}, errAsset
	}
	if len(b) == 0 {
		return asset{ref: ref}, nil
	}
	typ, ok := viewable(b)
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

// forget drops everything, after a purge (W21).
func (a *assets) forget() {
	a.hold.empty()
	clear(a.byRef)
	clear(a.wanted)
	a.partial = nil
}

// lost forgets what was asked of a page that is gone. What is held stays.
func (a *assets) lost() {
	clear(a.wanted)
	a.partial = nil
}

func (a *assets) sync() {
	if a.hold.takeDropped() {
		clear(a.byRef)
	}
}

func (a *assets) close() {
	a.forget()
	a.hold.close()
}
