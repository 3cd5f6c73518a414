package storetest

import (
	"context"
	"fmt"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"sync"
	"testing"
)

// wrongCode is one that is not right.
func wrongCode(right string) string {
	if right == "000000" {
		return "000001"
	}
	return "000000"
}

func (h House) try(who org.Agent, address, code string) session.CodeTry {
	return session.CodeTry{
		Agent: who.Person(), Sites: who.Sites, Address: address, Code: code, Ask: "ask_" + string(who.ID),
	}
}

func testCodes(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("A19 a code makes one agent the lead of one session, once", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		offer, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		of, err := s.Sessions().OfVisitor(ctx, h.Scope, h.Site.ID, "vis_one")
		must(t, err)
		_, other := s.Sessions().OfVisitor(ctx, h.Scope, h.Site.ID, "vis_two")
		wantCode(t, other, samepage.CodeNotFound)
		if of.ID != "ses_one" || of.Status != session.Offered {
			t.Fatalf("session of the visitor is %+v", of)
		}
		done, err := s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, "10.0.0.1", offer.Code))
		must(t, err)
		if lead, _ := done.Session.Lead(); done.Session.Status != session.Asked || lead.Agent != h.Ana.ID || done.Session.Chat != "" {
			t.Fatalf("session is %+v", done.Session)
		}
		_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ben, "10.0.0.2", offer.Code))
		wantCode(t, err, samepage.CodeNotFound)
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ana))
		wantEngaged(t, err, "ses_one", session.ByAgent)
		mine, err := s.Sessions().OfAgent(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		if len(mine) != 1 || mine[0].ID != "ses_one" {
			t.Fatalf("Ana's sessions are %+v", mine)
		}
	})

	t.Run("A19 a code is over after its time, and when another is made", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		first, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		second, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_two", "vis_one"))
		must(t, err)
		if !second.Dropped.Changed || second.Dropped.Session.ID != "ses_one" || second.Dropped.Session.EndReason != session.ReasonWithdrawn {
			t.Fatalf("dropped is %+v", second.Dropped.Session)
		}
		if first.Code != second.Code {
			_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, "10.0.0.1", first.Code))
			wantCode(t, err, samepage.CodeNotFound)
		}
		again, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_two", "vis_one"))
		must(t, err)
		if again.Dropped.Changed || again.Session.ID != "ses_two" {
			t.Fatalf("another code of the same offer is %+v", again)
		}
		clock.Add(session.OfferLimit)
		_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, "10.0.0.1", again.Code))
		wantCode(t, err, samepage.CodeNotFound)
	})

	t.Run("A19 a site has only so many codes open, and who has one gets another in its place", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		offer := func(id samepage.SessionID, visitor samepage.VisitorID) error {
			n := h.offer(id, visitor)
			n.Open = 2
			_, err := s.Sessions().Offer(ctx, h.Scope, n)
			return err
		}
		must(t, offer("ses_one", "vis_one"))
		must(t, offer("ses_two", "vis_two"))
		wantCode(t, offer("ses_three", "vis_three"), samepage.CodeTooFast)
		must(t, offer("ses_two", "vis_two"))
		_, err := s.Sessions().Change(ctx, h.Scope, "ses_one", session.DropCode{})
		must(t, err)
		must(t, offer("ses_three", "vis_three"))
	})

	t.Run("A3 a customer in a session gets no code", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_two", "vis_one"))
		wantEngaged(t, err, "ses_one", session.ByCustomer)
	})

	t.Run("W29 a code of another site or organisation is a wrong one", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h, other := Build(t, s, "house"), Build(t, s, "other")
		offer, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		elsewhere := h.try(h.Ana, "10.0.0.1", offer.Code)
		elsewhere.Sites = []samepage.SiteID{"site_two"}
		_, err = s.Sessions().JoinByCode(ctx, h.Scope, elsewhere)
		wantCode(t, err, samepage.CodeNotFound)
		_, err = s.Sessions().JoinByCode(ctx, other.Scope, other.try(other.Ana, "10.0.0.2", offer.Code))
		wantCode(t, err, samepage.CodeNotFound)
	})

	t.Run("W29 an address has five wrong codes, a site fifty an hour", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		offer, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		wrong := wrongCode(offer.Code)
		for i := range org.WrongCodesOfSite {
			address := fmt.Sprintf("10.0.0.%d", i/org.WrongCodesOfAddress)
			_, err := s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, address, wrong))
			wantCode(t, err, samepage.CodeNotFound)
			if i == org.WrongCodesOfAddress-1 {
				_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, address, offer.Code))
				wantCode(t, err, samepage.CodeTooFast)
			}
		}
		_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ben, "10.0.9.9", offer.Code))
		wantCode(t, err, samepage.CodeTooFast)
		clock.Add(org.CodeSitePeriod)
		offer, err = s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		_, err = s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ben, "10.0.0.0", offer.Code))
		must(t, err)
	})

	t.Run("W29 many wrong codes at once are counted one by one", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		offer, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		wrong, results := wrongCode(offer.Code), make(chan error, 4*org.WrongCodesOfAddress)
		var wg sync.WaitGroup
		for range cap(results) {
			wg.Go(func() {
				_, err := s.Sessions().JoinByCode(ctx, h.Scope, h.try(h.Ana, "10.0.0.1", wrong))
				results <- err
			})
		}
		wg.Wait()
		close(results)
		counts := map[samepage.Code]int{}
		for err := range results {
			counts[samepage.CodeOf(err)]++
		}
		if counts[samepage.CodeNotFound] != org.WrongCodesOfAddress || counts[samepage.CodeTooFast] != 3*org.WrongCodesOfAddress {
			t.Fatalf("answers are %v", counts)
		}
	})

	t.Run("A19 of two agents with one code one wins", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		offer, err := s.Sessions().Offer(ctx, h.Scope, h.offer("ses_one", "vis_one"))
		must(t, err)
		results := make(chan error, 2)
		for i, who := range []org.Agent{h.Ana, h.Ben} {
			go func() {
				_, err := s.Sessions().JoinByCode(ctx, h.Scope, h.try(who, fmt.Sprintf("10.0.0.%d", i), offer.Code))
				results <- err
			}()
		}
		first, second := <-results, <-results
		if (first == nil) == (second == nil) {
			t.Fatalf("answers are %v and %v", first, second)
		}
	})
}
