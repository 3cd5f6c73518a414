package org_test

import (
	"encoding/json"
	"samepage/org"
	"testing"
	"time"
)

func TestMatchOrigin_ExactOrOneLabel(t *testing.T) {
	for _, c := range []struct {
		pattern, origin string
		want            bool
	}{
		{"https://shop.example", "https://shop.example", true},
		{"https://shop.example", "https://SHOP.example:443", true},
		{"https://shop.example:443", "https://shop.example", true},
		{"http://localhost:8080", "http://localhost:8080", true},
		{"http://[::1]:8080", "http://[::1]:8080", true},
		{"https://shop.example", "http://shop.example", false},
		{"https://shop.example", "https://shop.example:8443", false},
		{"https://shop.example", "https://www.shop.example", false},
		{"https://shop.example", "https://shop.example.evil.example", false},
		{"https://shop.example", "https://evilshop.example", false},
		{"https://shop.example", "null", false},
		{"https://shop.example", "", false},
		{"https://*.shop.example", "https://www.shop.example", true},
		{"https://*.shop.example:8443", "https://www.shop.example:8443", true},
		{"https://*.shop.example", "https://www.shop.example:8443", false},
		{"https://*.shop.example", "http://www.shop.example", false},
		{"https://*.shop.example", "https://shop.example", false},
		{"https://*.shop.example", "https://a.b.shop.example", false},
		{"https://*.shop.example", "https://.shop.example", false},
		{"https://*.shop.example", "https://*.shop.example", false},
		{"https://*.example", "https://shop.example", false}, // too wide
		{"https://*", "https://shop", false},
		{"https://w*.shop.example", "https://www.shop.example", false},
		{"https://www.*.example", "https://www.shop.example", false},
		{"*", "https://shop.example", false},
	} {
		if got := org.MatchOrigin(c.pattern, c.origin); got != c.want {
			t.Errorf("%q matches %q: %v, want %v", c.pattern, c.origin, got, c.want)
		}
	}
}

func TestParseOrigin_RefusesWhatIsNoOrigin(t *testing.T) {
	for _, s := range []string{
		"shop.example", "//shop.example", "https://", "https://shop.example/", "https://shop.example/path",
		"https://shop.example?q", "https://shop.example?", "https://shop.example#f", "https://shop.example#",
		"https://user@shop.example", "https://shop.example:", "https://shop.example.", "ftp://shop.example",
		"file:///x", "https://shop example", "https://shop.example:port",
	} {
		if got, ok := org.ParseOrigin(s); ok {
			t.Errorf("%q was taken as %q", s, got)
		}
	}
}

func FuzzParseOrigin(f *testing.F) {
	f.Add("https://*.shop.example:8443")
	f.Add("http://[::1]:80")
	f.Fuzz(func(t *testing.T, s string) {
		once, ok := org.ParseOrigin(s)
		if !ok {
			return
		}
		if twice, ok := org.ParseOrigin(once); !ok || twice != once {
			t.Fatalf("%q became %q, then %q", s, once, twice)
		}
	})
}

func TestLock_P7_WaitsLongerAndNeverForGood(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var lock org.Lock
	for range org.LockAfter - 1 {
		if lock = lock.After(now); lock.Holds(now) {
			t.Fatalf("locked after %d tries", lock.Failed)
		}
	}
	want := org.LockFor
	for range 8 {
		lock = lock.After(now)
		if got := lock.Until.Sub(now); got != min(want, org.LockForAtMost) {
			t.Fatalf("after %d tries locked for %v, want %v", lock.Failed, got, want)
		}
		want *= 2
	}
	if lock.Holds(lock.Until) {
		t.Fatal("the lock does not end")
	}
}

func TestDeployment_StartsWithWhatIsOffered(t *testing.T) {
	for _, c := range []struct {
		set  org.ModeSet
		want org.Mode
	}{
		{org.DefaultDeployment().Instant, org.ModePointer},
		{org.DefaultDeployment().Advanced, org.ModeView}, // off
		{org.ModeSet{On: true, Modes: []org.Mode{org.ModeFull, org.ModePointer}, Default: org.ModeView}, org.ModePointer},
		{org.ModeSet{}, org.ModeView},
	} {
		if got := c.set.Start(); got != c.want {
			t.Errorf("%+v starts with %s, want %s", c.set, got, c.want)
		}
	}
}

func TestScope_CannotComeFromARequest(t *testing.T) {
	var in struct{ Scope org.Scope }
	err := json.Unmarshal([]byte(`{"Scope":{"id":"org_victim","ID":"org_victim"}}`), &in)
	if err != nil || !in.Scope.IsZero() {
		t.Fatalf("a request made the scope %q (%v)", in.Scope.Org(), err)
	}
	if err := json.Unmarshal([]byte(`{"Scope":"org_victim"}`), &in); err == nil && !in.Scope.IsZero() {
		t.Fatalf("a request made the scope %q", in.Scope.Org())
	}
}

func TestBinding_SessionTokensFitOneTab(t *testing.T) {
	b := org.Binding{Kind: org.TokenSession, Subject: "ses_one", Site: "site_one", Origin: "https://shop.example", Visitor: "vis_one", Tab: "tab_one"}
	other := b
	other.Subject, other.Tab = "", "tab_two"
	if b.Fits(other) {
		t.Error("a session's token fits another tab")
	}
	b.Kind, other.Kind = org.TokenChat, org.TokenChat
	if !b.Fits(other) {
		t.Error("a chat's token does not fit another tab of the visitor")
	}
}
