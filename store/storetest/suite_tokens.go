package storetest

import (
	"context"
	"errors"
	"samepage"
	"samepage/org"
	"samepage/store"
	"sync"
	"testing"
)

func testTokens(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{})
	h := Build(t, s, "house")
	binding := org.Binding{
		Kind: org.TokenSession, Subject: "ses_one", Site: h.Site.ID, Origin: "https://shop.example",
		Visitor: "vis_one", Tab: "tab_one",
	}
	issue := func(t *testing.T, b org.Binding) string {
		secret, err := s.IssueToken(ctx, h.Scope, b)
		must(t, err)
		return secret
	}
	present := func(secret string, b org.Binding) (org.Presented, error) {
		b.Subject = ""
		return s.PresentToken(ctx, h.Scope, secret, b)
	}

	t.Run("each connect gives the next, and the one before is void after the acknowledgement", func(t *testing.T) {
		first := issue(t, binding)
		proof, err := present(first, binding)
		must(t, err)
		if proof.Binding != binding {
			t.Fatalf("proof is %+v", proof)
		}
		must(t, s.AckToken(ctx, h.Scope, proof.Next))
		must(t, s.AckToken(ctx, h.Scope, proof.Next))
		_, err = present(first, binding)
		wantConflict(t, err)
		_, err = present(proof.Next, binding)
		must(t, err)
	})

	t.Run("a welcome that never arrived costs nothing", func(t *testing.T) {
		first := issue(t, binding)
		lost, err := present(first, binding)
		must(t, err)
		got, err := present(first, binding)
		must(t, err)
		must(t, s.AckToken(ctx, h.Scope, got.Next))
		_, err = present(lost.Next, binding)
		wantConflict(t, err)
	})

	t.Run("an acknowledgement that never arrived costs nothing", func(t *testing.T) {
		first := issue(t, binding)
		second, err := present(first, binding)
		must(t, err)
		third, err := present(second.Next, binding)
		must(t, err)
		must(t, s.AckToken(ctx, h.Scope, third.Next))
		_, err = present(first, binding)
		wantConflict(t, err)
	})

	t.Run("a token is worth nothing elsewhere", func(t *testing.T) {
		secret := issue(t, binding)
		for name, elsewhere := range map[string]org.Binding{
			"kind":    {Kind: org.TokenChat, Site: h.Site.ID, Origin: binding.Origin, Visitor: "vis_one", Tab: "tab_one"},
			"site":    {Kind: org.TokenSession, Site: "site_two", Origin: binding.Origin, Visitor: "vis_one", Tab: "tab_one"},
			"origin":  {Kind: org.TokenSession, Site: h.Site.ID, Origin: "https://evil.example", Visitor: "vis_one", Tab: "tab_one"},
			"visitor": {Kind: org.TokenSession, Site: h.Site.ID, Origin: binding.Origin, Visitor: "vis_two", Tab: "tab_one"},
			"tab":     {Kind: org.TokenSession, Site: h.Site.ID, Origin: binding.Origin, Visitor: "vis_one", Tab: "tab_two"},
		} {
			if _, err := present(secret, elsewhere); samepage.CodeOf(err) != samepage.CodeUnauthorised {
				t.Errorf("another %s: %v", name, err)
			}
		}
		if _, err := present("unknown", binding); samepage.CodeOf(err) != samepage.CodeUnauthorised {
			t.Errorf("an unknown token: %v", err)
		}
		if _, err := present(secret, binding); err != nil {
			t.Errorf("at home: %v", err)
		}
	})

	t.Run("C7 two tabs that present one chat token at once both go on", func(t *testing.T) {
		chatBinding := binding
		chatBinding.Kind, chatBinding.Subject = org.TokenChat, "cht_one"
		secret := issue(t, chatBinding)
		other := chatBinding
		other.Tab = "tab_two"
		one, err := present(secret, chatBinding)
		must(t, err)
		two, err := present(secret, other)
		must(t, err)
		must(t, s.AckToken(ctx, h.Scope, one.Next))
		must(t, s.AckToken(ctx, h.Scope, two.Next))
		for b, next := range map[org.Binding]string{chatBinding: one.Next, other: two.Next} {
			if _, err := present(next, b); err != nil {
				t.Errorf("tab %s: %v", b.Tab, err)
			}
		}
	})

	t.Run("a stolen token shows itself: of two ends with one token one wins", func(t *testing.T) {
		for range 10 {
			secret := issue(t, binding)
			var conflicts, wins int
			var mu sync.Mutex
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() {
					proof, err := present(secret, binding)
					if err == nil {
						err = s.AckToken(ctx, h.Scope, proof.Next)
					}
					mu.Lock()
					defer mu.Unlock()
					switch {
					case err == nil:
						wins++
					case errors.Is(err, org.ErrTokenConflict):
						conflicts++
					default:
						t.Errorf("present and acknowledge: %v", err)
					}
				})
			}
			both.Wait()
			if wins != 1 || conflicts != 1 {
				t.Fatalf("%d ends won, %d saw a conflict", wins, conflicts)
			}
		}
	})

	t.Run("the tokens of what is over are void", func(t *testing.T) {
		b := binding
		b.Subject = "ses_over"
		secret := issue(t, b)
		must(t, s.VoidTokens(ctx, h.Scope, org.TokenSession, "ses_over"))
		_, err := present(secret, b)
		wantCode(t, err, samepage.CodeUnauthorised)
	})
}

func wantConflict(t *testing.T, err error) {
	t.Helper()
	wantCode(t, err, samepage.CodeUnauthorised)
	if !errors.Is(err, org.ErrTokenConflict) {
		t.Fatalf("error is %v, want a conflict", err)
	}
}
