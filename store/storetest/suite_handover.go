package storetest

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/store"
	"testing"
	"time"
)

// testHandovers: a claim is good once, in time, at the place that it was made for (W30).
func testHandovers(t *testing.T, open Opener) {
	ctx := context.Background()
	clock := NewClock()
	s := open(t, store.Options{Clock: clock})
	h := Build(t, s, "house")
	const there = "https://www.shop.example"
	leaves := org.Handover{
		Site: h.Site.ID, Origin: there, Visitor: "vis_one", Tab: "tab_one", Chat: "cht_one", Session: "ses_one",
	}
	make := func(t *testing.T, o org.Handover) string {
		claim, err := s.MakeHandover(ctx, h.Scope, o)
		must(t, err)
		return claim
	}
	refused := func(t *testing.T, claim string, site samepage.SiteID, origin string) {
		t.Helper()
		_, err := s.ClaimHandover(ctx, h.Scope, claim, site, origin)
		wantCode(t, err, samepage.CodeUnauthorised)
	}

	t.Run("W30 once", func(t *testing.T) {
		claim := make(t, leaves)
		got, err := s.ClaimHandover(ctx, h.Scope, claim, h.Site.ID, there)
		must(t, err)
		if got != leaves {
			t.Fatalf("claimed %+v", got)
		}
		refused(t, claim, h.Site.ID, there)
	})
	t.Run("W30 nowhere else, which does not use it up", func(t *testing.T) {
		claim := make(t, leaves)
		refused(t, claim, h.Site.ID, "https://shop.example")
		refused(t, claim, "site_two", there)
		refused(t, "unknown", h.Site.ID, there)
		_, err := s.ClaimHandover(ctx, h.Scope, claim, h.Site.ID, there)
		must(t, err)
	})
	t.Run("W30 not after its time", func(t *testing.T) {
		claim := make(t, leaves)
		clock.Add(org.HandoverLife + time.Millisecond)
		refused(t, claim, h.Site.ID, there)
	})
	t.Run("W30 a tab leaves to one place at a time", func(t *testing.T) {
		first, other := make(t, leaves), leaves
		other.Tab = "tab_two"
		beside := make(t, other)
		second := make(t, leaves)
		refused(t, first, h.Site.ID, there)
		for _, claim := range []string{second, beside} {
			_, err := s.ClaimHandover(ctx, h.Scope, claim, h.Site.ID, there)
			must(t, err)
		}
	})
}

// testWatches: a ticket of the customer's own look is good once and in time (W31).
func testWatches(t *testing.T, open Opener) {
	ctx := context.Background()
	clock := NewClock()
	s := open(t, store.Options{Clock: clock})
	h := Build(t, s, "house")
	h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")

	ticket, err := s.CreateWatch(ctx, h.Scope, "ses_one")
	must(t, err)
	got, err := s.RedeemWatch(ctx, ticket)
	must(t, err)
	if got != (org.Watch{Scope: h.Scope, Session: "ses_one"}) {
		t.Fatalf("redeemed %+v", got)
	}
	_, err = s.RedeemWatch(ctx, ticket)
	wantCode(t, err, samepage.CodeUnauthorised)

	late, err := s.CreateWatch(ctx, h.Scope, "ses_one")
	must(t, err)
	clock.Add(org.TicketLife + time.Millisecond)
	_, err = s.RedeemWatch(ctx, late)
	wantCode(t, err, samepage.CodeUnauthorised)
}
