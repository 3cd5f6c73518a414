package relay

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"regexp"
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
)

// Types of resource frames that are no media types (W38).
const (
	// typeText: the deflated text that a name stands for.
	typeText = "x-samepage/text"
	// typeMissing: the name of the host of what can't be had.
	typeMissing = "x-samepage/missing"
	// typeSame: the SHA-256 of bytes that the page has sent before.
	typeSame = "x-samepage/same"
)

// wantWhole before a reference asks the page for the bytes themselves: those that it takes
// for sent are not here any more.
const wantWhole = "="

// hostName is what a host may be called: nothing that anybody takes for more.
var hostName = regexp.MustCompile(`^[\w.:\[\]-]{1,260}$`)

var errAsset = errors.New("malformed resource")

// asset is a resource of the page, as viewers get it.
type asset struct {
	ref, typ string
	data     []byte
}

// answer is what became of a resource frame.
type answer struct {
	got asset
	who map[samepage.ConnID]struct{} // viewers that wait for it
	all bool                         // every viewer gets it, unasked
	ask string                       // what has to be asked of the page instead, "" = nothing
}

// assets is what one session's viewers want of its page, and what came of it. It lives and
// dies with the session.
type assets struct {
	shelf    *shelf
	pictures pictures
	wanted   map[string]map[samepage.ConnID]struct{} // asked of the page by these viewers
	partial  []byte                                  // frames of a split resource so far
	next     uint32                                  // number of the next part
}

func newAssets(b *budget) *assets {
	return &assets{shelf: newShelf(b), pictures: pictures{hold: b.open()}, wanted: map[string]map[samepage.ConnID]struct{}{}}
}

// want returns what is held already, and which references have to be asked of the page.
func (a *assets) want(conn samepage.ConnID, refs []string) (held []asset, ask []string) {
	for _, ref := range refs {
		if ref == "" || len(ref) > maxRef {
			continue
		}
		if have, ok := a.find(ref); ok {
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

func (a *assets) find(ref string) (asset, bool) {
	if isPicture(ref) {
		return a.pictures.get(ref)
	}
	return a.shelf.get(ref)
}

// take joins the frames of a resource and keeps it when it is whole, of a type that viewers
// show, and wanted or one that comes unasked.
func (a *assets) take(env wire.Envelope, payload []byte) (answer, error) {
	whole, err := a.join(env, payload)
	if whole == nil || err != nil {
		return answer{}, err
	}
	got, err := parseAsset(whole)
	if err != nil {
		return answer{}, err
	}
	who, all := a.wanted[got.ref], isTextName(got.ref) || isPicture(got.ref)
	if who == nil && !all {
		return answer{}, nil // nobody asked: nothing to keep
	}
	switch {
	case isPicture(got.ref):
		a.pictures.add(got)
	case got.typ == typeSame:
		have, ok := a.shelf.again(got.ref, got.data)
		if !ok {
			return answer{ask: wantWhole + got.ref}, nil
		}
		got = have
	default:
		a.shelf.put(got)
	}
	delete(a.wanted, got.ref)
	return answer{got: got, who: who, all: all && len(got.data) > 0}, nil
}

// join returns the payload of a resource when its last frame has come, nil before.
func (a *assets) join(env wire.Envelope, payload []byte) ([]byte, error) {
	if len(a.partial) > 0 && env.Seq != a.next {
		a.partial = nil
	}
	if len(a.partial)+len(payload) > maxAsset {
		a.partial = nil
		return nil, errAsset
	}
	if env.Flags&wire.FlagMore != 0 {
		a.partial, a.next = append(a.partial, payload...), env.Seq+1
		return nil, nil
	}
	whole := payload
	if len(a.partial) > 0 {
		whole, a.partial = append(a.partial, payload...), nil
	}
	if len(whole) == 0 {
		return nil, errAsset
	}
	return whole, nil
}

// renew forgets what references mean: a keyframe or another page counts them anew. The
// bytes stay, and the names of texts, which say what they mean themselves.
func (a *assets) renew() {
	a.shelf.renew()
	a.pictures.empty()
	for ref := range a.wanted {
		if !isTextName(ref) {
			delete(a.wanted, ref)
		}
	}
}

// forget drops everything, after a purge (W21).
func (a *assets) forget() {
	a.shelf.empty()
	a.pictures.empty()
	a.lost()
}

// lost forgets what was asked of a page that is gone. What is held stays.
func (a *assets) lost() {
	clear(a.wanted)
	a.partial = nil
}

func (a *assets) close() {
	a.forget()
	a.shelf.hold.close()
	a.pictures.hold.close()
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
		typ, ok = typeText, claimed == typeText
	case claimed == typeSame && !isPicture(ref):
		typ, ok = typeSame, true
	case claimed == typeMissing:
		typ, ok = typeMissing, hostName.Match(b)
	}
	if !ok {
		return asset{ref: ref}, nil // refused: to the viewer it is one without bytes
	}
	return asset{ref: ref, typ: typ, data: append([]byte(nil), b...)}, nil
}

// isTextName reports whether a reference is made of the text that it stands for: s and a
// SHA-256 in base64url.
func isTextName(ref string) bool {
	if len(ref) != 1+hashLetters || ref[0] != 's' {
		return false
	}
	_, err := base64.RawURLEncoding.DecodeString(ref[1:])
	return err == nil
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
