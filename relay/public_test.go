package relay

import (
	"crypto/hmac"
	"crypto/sha256"
	"slices"
	"strconv"
	"testing"
)

// image is a picture whose bytes nobody else's are.
func image(name string) string { return picture + name }

func imageSum(name string) string {
	sum := sha256.Sum256([]byte(image(name)))
	return string(sum[:])
}

// sharing is a session of a site, with one agent.
type sharing struct {
	*stage
	sent uint32
}

func sharingOf(t *testing.T, public sitePublic) *sharing {
	s := &sharing{stage: newStageOf(t, public)}
	s.m.join("a")
	return s
}

func (s *sharing) say(ref, typ, data string) {
	s.sent++
	s.resource(s.sent, 0, typedPayload(ref, typ, data))
}

// offers has the agent want a reference, and the page offer a picture for it.
func (s *sharing) offers(ref, name string) {
	s.m.want("a", []string{ref})
	mac := hmac.New(sha256.New, []byte(s.dare))
	mac.Write([]byte(image(name)))
	s.say(ref, typeOffer, imageSum(name)+string(mac.Sum(nil)))
}

// asked is what the page was asked for since the last call, but for states.
func (s *sharing) asked() []string {
	asked := slices.DeleteFunc(s.page, func(ref string) bool { return ref[0] != '=' })
	s.page = nil
	return asked
}

func (s *sharing) isAsked(what string, want ...string) {
	s.t.Helper()
	if got := s.asked(); !slices.Equal(got, want) {
		s.t.Errorf("%s: the page is asked for %v, not %v", what, got, want)
	}
}

// shows compares what the agent sees: references of two signs, each with its picture.
func (s *sharing) shows(refs ...string) {
	s.t.Helper()
	var want []string
	for _, ref := range refs {
		want = append(want, typedPayload(ref[:2], "image/png", image(ref[3:])))
	}
	if got := s.views["a"]; !slices.Equal(got, want) {
		s.t.Errorf("the agent sees %q, not %q", got, want)
	}
}

// brings has a session of the site offer a picture and send it.
func brings(t *testing.T, public sitePublic, name string) *sharing {
	t.Helper()
	s := sharingOf(t, public)
	s.offers("a1", name)
	s.isAsked("what nobody has brought", "=a1")
	s.say("a1", "x", image(name))
	return s
}

func newPublic() *publicShelf { return newPublicShelf(newBudget(DefaultMirrorBudget)) }

func TestPublic_M9_W39_WhatAnotherCustomerBroughtIsNotSentAgain(t *testing.T) {
	site := newPublic().of("org", "site")
	first := brings(t, site, "sun")
	first.shows("a1 sun")
	second := sharingOf(t, site)
	second.offers("b7", "sun")
	second.isAsked("what the site has")
	second.shows("b7 sun")
	if spared := total(t, second.m.metrics.spared); int(spared) != len(image("sun")) {
		t.Errorf("%v bytes are told as spared", spared)
	}
	second.m.join("later")
	if ask := second.m.want("later", []string{"b7"}); len(ask) != 0 {
		t.Errorf("the page is asked for %v", ask)
	}
	if used := site.shelf.budget.bytesUsed(); used != int64(len(image("sun"))) {
		t.Errorf("%d bytes are held of the same %d", used, len(image("sun")))
	}
}

// Organisation and site are part of the name: equal bytes are others there.
func TestPublic_W39_NothingIsSharedBeyondTheSite(t *testing.T) {
	public := newPublic()
	brings(t, public.of("org", "site"), "sun")
	for _, other := range []sitePublic{public.of("org", "other"), public.of("other", "site"), public.of("other", "other")} {
		brings(t, other, "sun") // is asked for it
	}
	again := sharingOf(t, public.of("org", "site"))
	again.offers("a1", "sun")
	again.isAsked("what the site has")
}

// What a page cannot show to have is asked of it, as what nobody has: a hash alone opens nothing.
func TestPublic_W39_OnlyWhoHasTheBytesGetsThem(t *testing.T) {
	site := newPublic().of("org", "site")
	first := brings(t, site, "sun")
	for what, say := range map[string]func(*sharing){
		"no proof": func(s *sharing) { s.say("a1", typeOffer, imageSum("sun")+imageSum("sun")) },
		"another stream's proof": func(s *sharing) {
			s.dare = first.dare
			s.offers("a1", "sun")
		},
		"a hash, as of what this session has": func(s *sharing) { s.say("a1", typeSame, imageSum("sun")) },
		"a hash that was offered without proof": func(s *sharing) {
			s.say("a2", typeOffer, imageSum("sun")+imageSum("sun"))
			s.asked()
			s.m.assets.awaited.clear()
			s.say("a1", typeSame, imageSum("sun"))
		},
	} {
		s := sharingOf(t, site)
		s.m.want("a", []string{"a1", "a2"})
		say(s)
		s.isAsked(what, "=a1")
		s.sees("a", "")
	}
}

func TestPublic_W39_NobodyMayAskForWhatTheAgentDoesNotWant(t *testing.T) {
	site := newPublic().of("org", "site")
	brings(t, site, "sun")
	s := sharingOf(t, site)
	mac := hmac.New(sha256.New, []byte(s.dare))
	mac.Write([]byte(image("sun")))
	s.say("a1", typeOffer, imageSum("sun")+string(mac.Sum(nil)))
	s.isAsked("unasked")
	if ask := s.m.want("a", []string{"a1"}); len(ask) != 1 {
		t.Error("an offer that nobody asked for is remembered")
	}
}

// What was loaded with a sign-in is never offered, and never serves another session.
func TestPublic_M9_WhatWasNotOfferedStaysInItsSession(t *testing.T) {
	site := newPublic().of("org", "site")
	s := sharingOf(t, site)
	s.m.want("a", []string{"a1"})
	s.say("a1", "x", image("account"))
	s.shows("a1 account")
	brings(t, site, "account")
	s.m.close()
	if used := site.shelf.budget.bytesUsed(); used != int64(len(image("account"))) {
		t.Errorf("%d bytes are left, of which another session has offered %d", used, len(image("account")))
	}
}

// The server's own hash names: who offers one thing and sends another harms their own picture only.
func TestPublic_W39_OtherBytesNeverComeUnderAName(t *testing.T) {
	site := newPublic().of("org", "site")
	s := sharingOf(t, site)
	s.offers("a1", "sun")
	s.isAsked("what nobody has", "=a1")
	s.say("a1", "x", image("moon"))
	s.shows("a1 moon")
	brings(t, site, "sun")
	brings(t, site, "moon")
}

// Several references stand for the same bytes, such as places of a sheet: they are asked for once.
func TestPublic_W39_TheBytesOfAHashAreAskedForOnce(t *testing.T) {
	s := sharingOf(t, newPublic().of("org", "site"))
	s.offers("a1", "sun")
	s.offers("a2", "sun")
	s.m.want("a", []string{"a3"})
	s.say("a3", typeSame, imageSum("sun"))
	s.isAsked("three references", "=a1")
	s.say("a1", "x", image("sun"))
	s.shows("a1 sun", "a2 sun", "a3 sun")

	s.offers("b1", "moon")
	s.offers("b2", "moon")
	s.isAsked("two references", "=b1")
	s.say("b1", typeMissing, "cdn.example")
	s.isAsked("the second, where the first is not to be had", "=b2")
}

// W21: a purge ends what the session may have; the page names it anew, and the bytes are there.
func TestPublic_W21_APurgeEndsTheSessionsUse(t *testing.T) {
	s := brings(t, newPublic().of("org", "site"), "sun")
	s.m.purge(s.epoch + 1)
	s.epoch++
	if ask := s.m.want("a", []string{"a1"}); len(ask) != 1 {
		t.Error("a reference outlives a purge")
	}
	s.say("a1", typeSame, imageSum("sun"))
	s.isAsked("a hash of before the purge", "=a1")
	s.offers("a2", "sun")
	s.isAsked("what the page offers anew")
	if got := s.views["a"]; got[len(got)-1] != typedPayload("a2", "image/png", image("sun")) {
		t.Errorf("the agent sees %q", got)
	}
}

// Over the node's budget what was used longest ago goes, of sessions and of sites alike. A
// session that counted on it asks its page, and brings it back for all.
func TestPublic_W39_TheColdestGoesAndIsAskedForAgain(t *testing.T) {
	size := int64(len(image("one")))
	site := newPublicShelf(newBudget(3*size)).of("org", "site")
	s := brings(t, site, "one")
	for i, name := range []string{"two", "tri"} {
		ref := "b" + strconv.Itoa(i)
		s.offers(ref, name)
		s.say(ref, "x", image(name))
	}
	other := sharingOf(t, site)
	other.offers("a1", "one") // used now: the second is the coldest
	other.m.want("a", []string{"a2"})
	other.say("a2", "x", image("own"))
	s.asked()
	if ask := s.m.want("a", []string{"a1", "b0", "b1"}); !slices.Equal(ask, []string{"b0"}) {
		t.Errorf("the page is asked for %v", ask)
	}
	s.say("b0", typeSame, imageSum("two"))
	s.isAsked("what was dropped", "=b0")
	s.say("b0", "x", image("two"))
	other.offers("a3", "two")
	other.isAsked("what came back for all")
	if used := site.shelf.budget.bytesUsed(); used != 3*size {
		t.Errorf("%d bytes are held, of %d", used, 3*size)
	}
}

func TestPublic_ASessionBringsNoMoreThanItsBound(t *testing.T) {
	public := newPublic()
	s := newShelf(public.budget, public.of("org", "site"))
	for i := range 5 {
		data := make([]byte, maxShelf/4+i)
		s.offered[hash(sha256.Sum256(data))] = false
		s.put(asset{ref: strconv.Itoa(i), typ: "image/png", data: data})
	}
	if s.brought > maxShelf || len(public.held) != 3 || len(s.byHash) != 2 {
		t.Errorf("%d bytes are shared in %d pieces, and %d are the session's", s.brought, len(public.held), len(s.byHash))
	}
}
