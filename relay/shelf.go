package relay

import (
	"crypto/sha256"
	"encoding/base64"
)

const (
	// maxAssets is how many references a session may hold resources by.
	maxAssets = 8192
	// maxShelf is what a session may hold, in bytes: pages full of photographs. Over it the
	// oldest go.
	maxShelf = 64 << 20
	// maxTold is how many of what is held a page is told of: the newest.
	maxTold = 256
)

// hash is the SHA-256 of a resource's bytes.
type hash [sha256.Size]byte

// hashLetters is how long a hash is in base64url.
const hashLetters = 43

// nothing is the hash of what can't be had.
var nothing = hash(sha256.Sum256(nil))

// content is what references of the same bytes share.
type content struct {
	typ  string
	data []byte
}

// shelf holds a session's resources: each content once, under its SHA-256, by as many
// references as the page has for it. A second viewer, a keyframe and the session's next
// page find them here. Over the budget all of it may go; the page is asked again then.
type shelf struct {
	hold   *holding
	byHash map[hash]content
	byRef  map[string]hash
	order  []held // oldest first
	bytes  int
}

// held is one content of a shelf.
type held struct {
	hash hash
	name string // how the page calls it
}

func newShelf(b *budget) *shelf {
	return &shelf{hold: b.open(), byHash: map[hash]content{}, byRef: map[string]hash{}}
}

func (s *shelf) get(ref string) (asset, bool) {
	s.sync()
	h, known := s.byRef[ref]
	c, here := s.byHash[h]
	if !known || !here && h != nothing {
		return asset{}, false
	}
	s.hold.touch()
	return asset{ref: ref, typ: c.typ, data: c.data}, true
}

// put keeps a resource; one that the page can't give is kept as such, unless it is a text,
// which may have a name later.
func (s *shelf) put(a asset) {
	s.sync()
	if _, known := s.byRef[a.ref]; isTextName(a.ref) && (known || len(a.data) == 0) {
		return
	}
	if len(s.byRef) >= maxAssets {
		return
	}
	h := hash(sha256.Sum256(a.data))
	s.byRef[a.ref] = h
	if _, ok := s.byHash[h]; ok || len(a.data) == 0 {
		return
	}
	s.byHash[h] = content{typ: a.typ, data: a.data}
	if a.typ == typeMissing {
		s.account(len(a.data))
		return
	}
	name := a.ref
	if !isTextName(name) {
		name = "h" + base64.RawURLEncoding.EncodeToString(h[:])
	}
	s.order = append(s.order, held{h, name})
	s.account(len(a.data))
	for s.bytes > maxShelf {
		oldest := s.order[0].hash
		s.order = s.order[1:]
		s.account(-len(s.byHash[oldest].data))
		delete(s.byHash, oldest)
	}
}

func (s *shelf) account(n int) {
	s.bytes += n
	s.hold.grow(n)
}

// again finds what the page has sent before, for another reference.
func (s *shelf) again(ref string, sum []byte) (asset, bool) {
	s.sync()
	if len(sum) != sha256.Size || len(s.byRef) >= maxAssets {
		return asset{}, false
	}
	h := hash(sum)
	c, ok := s.byHash[h]
	if !ok || c.typ == typeText || c.typ == typeMissing {
		return asset{}, false
	}
	s.byRef[ref] = h
	return asset{ref: ref, typ: c.typ, data: c.data}, true
}

// told is what a page need not send again: names of texts, and h with the SHA-256 of other
// resources in base64url.
func (s *shelf) told() []string {
	s.sync()
	var names []string
	for _, h := range s.order[max(0, len(s.order)-maxTold):] {
		names = append(names, h.name)
	}
	return names
}

// renew forgets the references that the page counts anew, and what could not be had.
func (s *shelf) renew() {
	for h, c := range s.byHash {
		if c.typ == typeMissing {
			s.account(-len(c.data))
			delete(s.byHash, h)
		}
	}
	for ref := range s.byRef {
		if !isTextName(ref) {
			delete(s.byRef, ref)
		}
	}
}

func (s *shelf) empty() {
	s.hold.empty()
	s.forget()
}

// sync lets go of what the budget took away.
func (s *shelf) sync() {
	if s.hold.takeDropped() {
		s.forget()
	}
}

func (s *shelf) forget() {
	clear(s.byHash)
	clear(s.byRef)
	s.order, s.bytes = nil, 0
}
