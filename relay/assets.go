package relay

import (
	"crypto/rand"
	"samepage"
	"samepage/wire"
)

const (
	// maxAsset is the largest resource that a page may send, in bytes: a large photograph.
	maxAsset = 16 << 20
	// maxWants is how many resources may be asked for and not be there yet.
	maxWants = 4096
)

// wantWhole before a reference asks the page for the bytes themselves: those that it takes
// for sent are not here any more.
const wantWhole = "="

// answer is what became of a resource frame.
type answer struct {
	given []gift
	ask   []string // references whose bytes the page has to be asked for
	spare int      // bytes that need not come, as a session of the site has brought them
}

// gift is a resource and who gets it.
type gift struct {
	asset
	who map[samepage.ConnID]struct{} // viewers that wait for it
	all bool                         // every viewer gets it, unasked
}

// assets is what one session's viewers want of its page, and what came of it. It lives and
// dies with the session.
type assets struct {
	shelf     *shelf
	pictures  pictures
	wanted    map[string]map[samepage.ConnID]struct{} // asked of the page by these viewers
	awaited   awaited
	challenge string // of the stream: what its page proves by that it has what it offers
	partial   []byte // frames of a split resource so far
	next      uint32 // number of the next part
}

func newAssets(b *budget, public sitePublic) *assets {
	return &assets{
		shelf: newShelf(b, public), pictures: pictures{hold: b.open()},
		wanted: map[string]map[samepage.ConnID]struct{}{}, awaited: newAwaited(),
	}
}

// challenged begins a stream: it makes what offers of its page are proved by. Nobody but
// this page hears of it, so that a proof is worth nothing elsewhere.
func (a *assets) challenged() string {
	a.challenge = rand.Text()
	return a.challenge
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
	if a.wanted[got.ref] == nil && !got.comesUnasked() {
		return answer{}, nil // nobody asked: nothing to keep
	}
	if isPicture(got.ref) {
		a.pictures.add(got)
		return answer{given: []gift{a.giftOf(got)}}, nil
	}
	if got.typ == typeSame || got.typ == typeOffer {
		return a.named(got), nil
	}
	return a.came(got), nil
}

// named is a resource that the page has told by its hash.
func (a *assets) named(got asset) answer {
	if got.typ == typeSame {
		have, ok := a.shelf.again(got.ref, hash(got.data))
		return a.found(got, have, ok)
	}
	have, ok := a.shelf.offer(got.ref, readOffer(got.data, a.challenge))
	out := a.found(got, have, ok)
	out.spare = len(have.data)
	return out
}

// found gives what was found by a hash, or asks for the bytes, if nobody has yet.
func (a *assets) found(named, have asset, ok bool) answer {
	switch {
	case ok:
		return answer{given: []gift{a.giftOf(have)}}
	case a.awaited.add(named.ref, hash(named.data)):
		return answer{ask: []string{wantWhole + named.ref}}
	default:
		return answer{}
	}
}

// came is a resource whose bytes have come, which may answer for other references too.
func (a *assets) came(got asset) answer {
	h := a.shelf.put(got)
	if have, ok := a.shelf.get(got.ref); ok {
		got = have // the same bytes are held once; of a text, what came first
	}
	same, others := a.awaited.settle(got.ref, h)
	out := answer{given: []gift{a.giftOf(got)}}
	for _, ref := range same {
		a.shelf.name(ref, h)
		out.given = append(out.given, a.giftOf(asset{ref: ref, typ: got.typ, data: got.data}))
	}
	for _, ref := range others {
		out.ask = append(out.ask, wantWhole+ref)
	}
	return out
}

// giftOf finds who gets a resource that is here now; nobody waits for it any more.
func (a *assets) giftOf(got asset) gift {
	who := a.wanted[got.ref]
	delete(a.wanted, got.ref)
	return gift{asset: got, who: who, all: got.comesUnasked() && len(got.data) > 0}
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
	a.awaited.clear()
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
	a.awaited.clear()
	a.partial = nil
}
