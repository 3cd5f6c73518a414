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
// What anybody could have fetched is held with other sessions of the site; the shelf knows
// which of it its own page has named and has.
type shelf struct {
	hold    *holding
	byHash  map[hash]content
	byRef   map[string]hash
	order   []held // oldest first
	bytes   int
	public  sitePublic
	offered map[hash]bool // what the page says anybody could fetch: true where it has shown that it has it
	brought int           // bytes that the session has added to what is public
}

// held is one content of a shelf.
type held struct {
	hash hash
	name string // how the page calls it
}

func newShelf(b *budget, public sitePublic) *shelf {
	return &shelf{
		hold: b.open(), public: public,
		byHash: map[hash]content{}, byRef: map[string]hash{}, offered: map[hash]bool{},
	}
}

func (s *shelf) get(ref string) (asset, bool) {
	s.sync()
	h, known := s.byRef[ref]
	if !known {
		return asset{}, false
	}
	c, here := s.content(h)
	if !here && h != nothing {
		return asset{}, false
	}
	s.hold.touch()
	return asset{ref: ref, typ: c.typ, data: c.data}, true
}

// content finds what the session may have: its own, or what is public and its page has too.
func (s *shelf) content(h hash) (content, bool) {
	if c, own := s.byHash[h]; own {
		return c, true
	}
	if !s.offered[h] {
		return content{}, false
	}
	return s.public.get(h)
}

// put keeps a resource and returns the hash of its bytes. One that the page can't give is
// kept as such, unless it is a text, which may have a name later.
func (s *shelf) put(a asset) hash {
	s.sync()
	h := hash(sha256.Sum256(a.data))
	if _, known := s.byRef[a.ref]; isTextName(a.ref) && (known || len(a.data) == 0) {
		return h
	}
	if !s.name(a.ref, h) {
		return h
	}
	if _, ok := s.content(h); ok || len(a.data) == 0 || s.publish(a, h) {
		return h
	}
	s.keep(a, h)
	return h
}

// name notes what a reference stands for, unless there are too many.
func (s *shelf) name(ref string, h hash) bool {
	if len(s.byRef) >= maxAssets {
		return false
	}
	s.byRef[ref] = h
	return true
}

// publish gives to all sessions of the site what the page has said that anybody could
// fetch. Beyond its bound a session keeps to itself what it brings.
func (s *shelf) publish(a asset, h hash) bool {
	if _, ok := s.offered[h]; !ok || a.typ == typeMissing || isTextName(a.ref) {
		return false
	}
	if s.brought+len(a.data) > maxShelf {
		return false
	}
	if s.public.put(h, content{typ: a.typ, data: a.data}) {
		s.brought += len(a.data)
	}
	s.offered[h] = true
	return true
}

// keep holds a content for this session alone.
func (s *shelf) keep(a asset, h hash) {
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

// again finds what the page has sent or offered before, for another reference.
func (s *shelf) again(ref string, h hash) (asset, bool) {
	s.sync()
	c, ok := s.content(h)
	if !ok || c.typ == typeText || c.typ == typeMissing || !s.name(ref, h) {
		return asset{}, false
	}
	return asset{ref: ref, typ: c.typ, data: c.data}, true
}

// offer finds what the page says anybody could fetch, if the site has it and the page
// proves that it has it too. Else its bytes, when they come, are for the whole site.
func (s *shelf) offer(ref string, o offer) (asset, bool) {
	if _, known := s.offered[o.sum]; !known && len(s.offered) >= maxAssets {
		return asset{}, false
	}
	c, here := s.public.get(o.sum)
	s.offered[o.sum] = s.offered[o.sum] || here && o.proves(c.data)
	return s.again(ref, o.sum)
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

// empty forgets everything, what is public too: the page has to name it anew.
func (s *shelf) empty() {
	s.drop()
	clear(s.offered)
}

// sync lets go of what the budget took away.
func (s *shelf) sync() {
	if s.hold.takeDropped() {
		s.drop()
	}
}

// drop lets go of what is the session's own.
func (s *shelf) drop() {
	s.hold.empty()
	clear(s.byHash)
	clear(s.byRef)
	s.order, s.bytes = nil, 0
}
