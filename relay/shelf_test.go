package relay

import (
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const picture = "\x89PNG\r\n\x1a\nbytes"

// textName is how a page calls a text.
func textName(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "s" + base64.RawURLEncoding.EncodeToString(sum[:])
}

// packed is a text as it travels.
func packed(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// W38, M9: the text of a sheet comes once in a session: unasked, before what names it, and
// not again for the next page or the second agent.
func TestMirror_W38_ATextComesUnaskedAndServesTheWholeSession(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	name := textName("p{}")
	s.resource(1, 0, typedPayload(name, typeText, packed(t, "p{}")))
	given := typedPayload(name, typeText, packed(t, "p{}"))
	s.sees("a", given)
	s.m.start("next page")
	if !slices.Equal(s.held, []string{name}) {
		t.Errorf("the next page is told that %v is held", s.held)
	}
	s.epoch, s.seq = 1, 1
	s.servesLateUntilPurge(name, given)
}

// servesLateUntilPurge lets a second agent come, who gets what is held without the page being
// asked, and wants it again after a purge, when the page is.
func (s *stage) servesLateUntilPurge(ref, given string) {
	s.t.Helper()
	s.m.join("b")
	if ask := s.m.want("b", []string{ref}); len(ask) != 0 {
		s.t.Errorf("the page is asked again for %v", ask)
	}
	s.sees("b", given)
	s.m.purge(s.epoch + 1)
	if ask := s.m.want("b", []string{ref}); len(ask) != 1 {
		s.t.Errorf("%s outlives a purge", ref)
	}
}

// W38: a name is believed only with the text that it is made of, also when that was made to
// be costly, and what came first under it stays.
func TestMirror_W38_ANameIsHeldAgainstItsText(t *testing.T) {
	long := strings.Repeat("p{}", textFloor)
	for what, c := range map[string]struct{ text, payload string }{
		"another text":    {"p{}", packed(t, "p{color:red}")},
		"no text at all":  {"p{}", "\xff\xff"},
		"half a text":     {"p{}", packed(t, "p{}")[:2]},
		"more than it":    {"p{}", packed(t, "p{}") + "!"},
		"a text blown up": {long, packed(t, long)},
	} {
		s := newStage(t)
		s.m.join("a")
		s.m.want("a", []string{textName(c.text)})
		s.resource(1, 0, typedPayload(textName(c.text), typeText, c.payload))
		s.sees("a", typedPayload(textName(c.text), "", ""))
		if used := s.m.assets.shelf.hold.of.bytesUsed(); used != 0 {
			t.Errorf("%s: %d bytes of it are held", what, used)
		}
	}
	s := newStage(t)
	right := typedPayload(textName("p{}"), typeText, packed(t, "p{}"))
	s.resource(1, 0, right)
	s.m.join("a")
	s.resource(2, 0, typedPayload(textName("p{}"), typeText, packed(t, "p{color:red}")))
	s.sees("a", right)
}

// W38, M7: what a canvas shows comes unasked, and is there for who joins.
func TestMirror_W38_APictureOfWhatMovesComesUnasked(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	for i := range maxPictures + 1 {
		s.resource(uint32(i+1), 0, assetPayload("p"+strconv.Itoa(i), picture))
	}
	if got := len(s.views["a"]); got != maxPictures+1 {
		t.Errorf("the viewer got %d pictures of %d", got, maxPictures+1)
	}
	if ask := s.m.want("a", []string{"p0"}); !slices.Equal(ask, []string{"p0"}) {
		t.Errorf("for the oldest picture, which is not held, the page is asked for %v", ask)
	}
	last := "p" + strconv.Itoa(maxPictures)
	s.servesLateUntilPurge(last, string(rune(len(last)))+last+"\x09image/png"+picture)
}

func TestMirror_W38_NothingElseComesUnasked(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	for _, ref := range []string{"pic", "s" + strings.Repeat("!", hashLetters), textName("")[:20]} {
		s.resource(1, 0, typedPayload(ref, typeText, packed(t, "p{}")))
	}
	s.resource(1, 0, assetPayload(textName("p{}"), picture)) // not the type of a text
	s.sees("a", "")
	if used := s.m.assets.shelf.hold.of.bytesUsed(); used != 0 {
		t.Errorf("%d bytes are held that nobody asked for", used)
	}
}

// W22: what a reference means ends with the page, or the keyframe, that it is of.
func TestMirror_W22_AReferenceOfAnotherPageMeansNothing(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.m.want("a", []string{"a1"})
	s.resource(1, 0, assetPayload("a1", picture))
	s.m.start("next page")
	if ask := s.m.want("a", []string{"a1"}); len(ask) != 1 {
		t.Error("the next page's a1 is answered with the last one's")
	}
}

// M9: each content is sent once and held once, whatever refers to it.
func TestMirror_M9_TheSameBytesAreSentAndHeldOnce(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.m.want("a", []string{"a1", "a2"})
	s.resource(1, 0, assetPayload("a1", picture))
	s.resource(2, 0, assetPayload("a2", picture))
	shelf := s.m.assets.shelf
	if used := shelf.hold.of.bytesUsed(); used != int64(len(picture)) {
		t.Errorf("%d bytes are held for two references of the same %d", used, len(picture))
	}
	s.m.start("next page")
	sum := sha256.Sum256([]byte(picture))
	if want := "h" + base64.RawURLEncoding.EncodeToString(sum[:]); !slices.Equal(s.held, []string{want}) {
		t.Errorf("the next page is told that %v is held", s.held)
	}
	s.m.join("b")
	s.m.want("b", []string{"a7"})
	s.resource(1, 0, typedPayload("a7", typeSame, string(sum[:])))
	s.sees("b", "\x02a7\x09image/png"+picture)
	shelf.empty()
	s.m.want("b", []string{"a8"})
	s.resource(2, 0, typedPayload("a8", typeSame, string(sum[:])))
	if got := s.page[len(s.page)-1]; got != "=a8" {
		t.Errorf("the page is asked for %q where its bytes are gone", got)
	}
	s.resource(3, 0, assetPayload("a8", picture))
	s.sees("b", "\x02a7\x09image/png"+picture+" \x02a8\x09image/png"+picture)
}

// M9: the placeholder of what can't be had says where it is.
func TestMirror_M9_WhatCannotBeHadNamesItsHost(t *testing.T) {
	s := newStage(t)
	s.m.join("a")
	s.m.want("a", []string{"a1", "a2"})
	s.resource(1, 0, typedPayload("a1", typeMissing, "cdn.example:8443"))
	s.resource(2, 0, typedPayload("a2", typeMissing, "<b>no host</b>"))
	s.sees("a", "\x02a1\x12"+typeMissing+"cdn.example:8443 \x02a2\x00")
	s.m.assets.renew()
	if used := s.m.assets.shelf.hold.of.bytesUsed(); used != 0 {
		t.Errorf("%d bytes are left of it", used)
	}
}

func TestShelf_HoldsNoMoreThanItsBound(t *testing.T) {
	s := newShelf(newBudget(DefaultMirrorBudget), sitePublic{})
	for i := range 6 {
		s.put(asset{ref: string(rune('a' + i)), typ: "image/png", data: make([]byte, maxShelf/4+i)})
	}
	if s.bytes > maxShelf || s.hold.of.bytesUsed() != int64(s.bytes) {
		t.Errorf("%d bytes are held, %d of the budget", s.bytes, s.hold.of.bytesUsed())
	}
	if _, ok := s.get("a"); ok {
		t.Error("the oldest stays")
	}
	if _, ok := s.get("f"); !ok {
		t.Error("the newest is gone")
	}
}
