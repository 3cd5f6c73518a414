package storetest

import (
	"context"
	"errors"
	"reflect"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"testing"
	"time"
)

func testSessions(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("A2 an accepted invitation comes back from the row as it was written", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		n := h.Invitation("ses_one", c, h.Ana)
		live, _ := h.Live(t, s, n, "nod_one")
		got, err := s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		if !reflect.DeepEqual(got, live) {
			t.Fatalf("read\n%+v\nwrote\n%+v", got, live)
		}
		if got.Status != session.Live || got.Version != 2 || !got.LiveAt.Equal(clock.Now()) {
			t.Fatalf("session is %+v", got)
		}
		if got.Page.URL != "https://shop.example/basket" {
			t.Fatalf("page is %q", got.Page.URL)
		}
		of, err := s.Sessions().OfChat(ctx, h.Scope, c.ID)
		must(t, err)
		if of.ID != "ses_one" {
			t.Fatalf("session of the chat is %s", of.ID)
		}
	})

	t.Run("A1 a site with co-browse off refuses", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		h.Site.CoBrowse = false
		n := h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana)
		_, err := s.Sessions().Invite(ctx, h.Scope, n)
		wantCode(t, err, samepage.CodeDisabled)
	})

	t.Run("A3 a second engagement names the open session", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		one := h.Chat(t, s, "cht_one", "vis_one")
		two := h.Chat(t, s, "cht_two", "vis_two")
		_, err := s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_one", one, h.Ana))
		must(t, err)
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", two, h.Ana))
		wantEngaged(t, err, "ses_one", session.ByAgent)
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", one, h.Ben))
		wantEngaged(t, err, "ses_one", session.ByCustomer)

		lease, err := s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_one")
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", lease.Fence, session.Finish{By: session.Actor{End: session.ByAgent}})
		must(t, err)
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", two, h.Ana))
		must(t, err)
	})

	t.Run("A3 A18 joining engages, watching and leaving do not", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		_, one := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, two := h.Live(t, s, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ben), "nod_one")
		apply := func(id samepage.SessionID, l session.Lease, ev session.Event) error {
			_, err := s.Sessions().Apply(ctx, h.Scope, id, l.Fence, ev)
			return err
		}
		wantEngaged(t, apply("ses_one", one, session.Join{Agent: h.Ben.Person(), Role: session.Joined, Supervises: true}), "ses_two", session.ByAgent)
		must(t, apply("ses_one", one, session.Join{Agent: h.Ben.Person(), Role: session.Supervisor, Supervises: true}))
		wantEngaged(t, apply("ses_one", one, session.Join{Agent: h.Ben.Person(), Role: session.Joined, Supervises: true}), "ses_two", session.ByAgent)
		wantEngaged(t, apply("ses_one", one, session.HandLead{To: h.Ben.ID}), "ses_two", session.ByAgent)
		of, err := s.Sessions().OfAgent(ctx, h.Scope, h.Ben.ID)
		must(t, err)
		if len(of) != 2 {
			t.Fatalf("Ben is in %d sessions, want 2", len(of))
		}
		must(t, apply("ses_two", two, session.Finish{By: session.Actor{End: session.ByAgent}}))
		must(t, apply("ses_one", one, session.Join{Agent: h.Ben.Person(), Role: session.Joined, Supervises: true}))
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_three", h.Chat(t, s, "cht_three", "vis_three"), h.Ben))
		wantEngaged(t, err, "ses_one", session.ByAgent)
		must(t, apply("ses_one", one, session.Leave{Agent: h.Ben.ID}))
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_three", h.Chat(t, s, "cht_four", "vis_four"), h.Ben))
		must(t, err)
	})

	t.Run("A2 an invitation that nobody answers expires once", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		_, err := s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_one", c, h.Ana))
		must(t, err)
		clock.Add(org.InvitationLimit - time.Microsecond)
		if due, err := s.Sessions().Due(ctx, 10); err != nil || len(due) != 0 {
			t.Fatalf("due too early: %v, %v", due, err)
		}
		clock.Add(time.Microsecond)
		due, err := s.Sessions().Due(ctx, 10)
		must(t, err)
		if len(due) != 1 || due[0].Scope != h.Scope || due[0].Session != "ses_one" {
			t.Fatalf("due is %+v", due)
		}
		done, err := s.Sessions().ApplyDue(ctx, due[0])
		must(t, err)
		if !done.Changed || done.Session.EndReason != session.ReasonExpired || done.ChatLast == 0 {
			t.Fatalf("applied %+v", done)
		}
		again, err := s.Sessions().ApplyDue(ctx, due[0])
		must(t, err)
		if again.Changed {
			t.Fatal("the deadline was applied twice")
		}
	})

	t.Run("C7 a session without its customer, or without its lead, is lost after its time", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		_, one := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, two := h.Live(t, s, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ben), "nod_one")
		_, err := s.Sessions().Apply(ctx, h.Scope, "ses_one", one.Fence, session.CustomerLost{})
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_two", two.Fence, session.AgentLost{Agent: h.Ben.ID})
		must(t, err)
		for _, step := range []struct {
			wait time.Duration
			id   samepage.SessionID
		}{{org.LeadAwayLimit, "ses_two"}, {org.CustomerAwayLimit - org.LeadAwayLimit, "ses_one"}} {
			clock.Add(step.wait)
			due, err := s.Sessions().Due(ctx, 10)
			must(t, err)
			if len(due) != 1 || due[0].Session != step.id {
				t.Fatalf("due is %+v, want %s", due, step.id)
			}
			done, err := s.Sessions().ApplyDue(ctx, due[0])
			must(t, err)
			if done.Session.EndReason != session.ReasonLost || done.Session.EndedBy.End != session.BySystem {
				t.Fatalf("session is %+v", done.Session)
			}
		}
	})

	t.Run("a sweep that read an older version changes nothing", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		_, lease := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, err := s.Sessions().Apply(ctx, h.Scope, "ses_one", lease.Fence, session.CustomerLost{})
		must(t, err)
		clock.Add(org.CustomerAwayLimit)
		due, err := s.Sessions().Due(ctx, 10)
		must(t, err)
		lease, err = s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_two")
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", lease.Fence, session.CustomerBack{Tab: "tab_one"})
		must(t, err)
		done, err := s.Sessions().ApplyDue(ctx, due[0])
		must(t, err)
		if done.Changed || done.Session.Status != session.Live {
			t.Fatalf("the customer was back, and yet %+v", done)
		}
	})

	t.Run("A23 the transcript has invitation, acceptance, link and end, and nothing else", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		_, l := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		for _, ev := range []session.Event{
			session.SetMode{By: session.Actor{End: session.ByAgent, Agent: h.Ana.ID}, Mode: org.ModeView},
			session.PageShown{Page: wire.Page{URL: "https://shop.example/secret"}, Tab: "tab_one"},
			session.CustomerLost{},
			session.Finish{By: session.Actor{End: session.ByCustomer, Name: "Kim"}},
		} {
			_, err := s.Sessions().Apply(ctx, h.Scope, "ses_one", l.Fence, ev)
			must(t, err)
		}
		lines, err := s.Chats().After(ctx, h.Scope, "cht_one", 1, 0)
		must(t, err)
		var events []string
		for i, m := range lines {
			events = append(events, m.Event)
			if m.Number != int64(i)+2 || m.Session != "ses_one" {
				t.Fatalf("line is %+v", m)
			}
		}
		if want := []string{"invited", "accepted", "link", "ended"}; !reflect.DeepEqual(events, want) {
			t.Fatalf("lines are %v, want %v", events, want)
		}
	})

	t.Run("A22 the end of the chat ends its session", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		h.Live(t, s, h.Invitation("ses_one", c, h.Ana), "nod_one")
		_, err := s.Chats().Finish(ctx, h.Scope, c.ID, customer)
		must(t, err)
		got, err := s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		if got.EndReason != session.ReasonChatEnded || got.EndedBy.End != session.ByCustomer {
			t.Fatalf("session is %+v", got)
		}
	})
}

func wantEngaged(t *testing.T, err error, open samepage.SessionID, who session.End) {
	t.Helper()
	wantCode(t, err, samepage.CodeEngaged)
	var e *session.Engaged
	if !errors.As(err, &e) || e.Session != open || e.Who != who {
		t.Fatalf("cause is %+v, want %s by %s", e, open, who)
	}
}

func testOwners(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("a session has one owner, and the fence rises with each", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		_, first := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		if first.Node != "nod_one" || first.Fence != 1 || first.Left != session.LeaseFor {
			t.Fatalf("lease is %+v", first)
		}
		other, err := s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_two")
		must(t, err)
		if other.Node != "nod_one" || other.Fence != 1 {
			t.Fatalf("two owners: %+v", other)
		}
		clock.Add(session.LeaseFor)
		_, err = s.Sessions().Owner(ctx, h.Scope, "ses_one")
		wantCode(t, err, samepage.CodeNotFound)
		second, err := s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_two")
		must(t, err)
		if second.Node != "nod_two" || second.Fence != 2 {
			t.Fatalf("lease is %+v", second)
		}
	})

	t.Run("a stale fence is refused, and so is a lease that is over", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		_, first := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		clock.Add(session.LeaseFor)
		_, err := s.Sessions().Apply(ctx, h.Scope, "ses_one", first.Fence, session.CustomerLost{})
		wantStale(t, err)
		second, err := s.Sessions().Claim(ctx, h.Scope, "ses_one", "nod_two")
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", first.Fence, session.CustomerLost{})
		wantStale(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", second.Fence, session.CustomerLost{})
		must(t, err)
	})

	t.Run("renewing keeps what is still one's own, and nothing else", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		_, one := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, two := h.Live(t, s, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ben), "nod_one")
		mine := []session.ScopedLease{{Scope: h.Scope, Lease: one}, {Scope: h.Scope, Lease: two}}
		clock.Add(session.LeaseFor / 2)
		kept, err := s.Sessions().Renew(ctx, "nod_one", mine)
		must(t, err)
		if len(kept) != 2 || kept[0].Left != session.LeaseFor {
			t.Fatalf("kept %+v", kept)
		}
		must(t, s.Sessions().Release(ctx, h.Scope, two))
		if _, err := s.Sessions().Claim(ctx, h.Scope, "ses_two", "nod_two"); err != nil {
			t.Fatal(err)
		}
		kept, err = s.Sessions().Renew(ctx, "nod_one", mine)
		must(t, err)
		if len(kept) != 1 || kept[0].Session != "ses_one" {
			t.Fatalf("kept %+v", kept)
		}
	})

	t.Run("what does not exist cannot be claimed", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		_, err := s.Sessions().Claim(ctx, h.Scope, "ses_none", "nod_one")
		wantCode(t, err, samepage.CodeNotFound)
	})
}

func wantStale(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, session.ErrFence) {
		t.Fatalf("error is %v, want a stale fence", err)
	}
}
