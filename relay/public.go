package relay

import (
	"samepage"
	"sync"
)

// publicKey names what anybody could have fetched. The hash is the server's own, so that no
// page puts other bytes under a name; organisation and site keep everybody to their own.
type publicKey struct {
	org  samepage.OrgID
	site samepage.SiteID
	sum  hash
}

// publicShelf holds what customers' browsers have brought to this node and anybody could
// have fetched: each content once a site, for as long as the budget has room for it. What a
// session may take from it is the session's affair (shelf).
type publicShelf struct {
	budget *budget
	mu     sync.Mutex
	held   map[publicKey]publicContent
}

type publicContent struct {
	content
	hold *holding
}

func newPublicShelf(b *budget) *publicShelf {
	return &publicShelf{budget: b, held: map[publicKey]publicContent{}}
}

// of is the part of one site.
func (p *publicShelf) of(org samepage.OrgID, site samepage.SiteID) sitePublic {
	return sitePublic{shelf: p, org: org, site: site}
}

// sitePublic is the part of a public shelf that sessions of one site share.
type sitePublic struct {
	shelf *publicShelf
	org   samepage.OrgID
	site  samepage.SiteID
}

func (s sitePublic) key(sum hash) publicKey { return publicKey{org: s.org, site: s.site, sum: sum} }

// get finds a content, which counts as used now.
func (s sitePublic) get(sum hash) (content, bool) {
	s.shelf.mu.Lock()
	c, ok := s.shelf.held[s.key(sum)]
	s.shelf.mu.Unlock()
	if ok {
		c.hold.touch()
	}
	return c.content, ok
}

// put keeps a content whose SHA-256 the server has computed; it reports whether it is new.
func (s sitePublic) put(sum hash, c content) bool {
	key := s.key(sum)
	hold := s.shelf.budget.openWith(func() { s.shelf.drop(key) })
	if !s.shelf.add(key, publicContent{content: c, hold: hold}) {
		return false
	}
	hold.grow(len(c.data)) // outside the lock: what has to go for it may be another of these
	return true
}

func (p *publicShelf) add(key publicKey, c publicContent) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.held[key]; known {
		return false
	}
	p.held[key] = c
	return true
}

func (p *publicShelf) drop(key publicKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.held, key)
}
