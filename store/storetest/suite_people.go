package storetest

import (
	"context"
	"fmt"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"testing"
)

// testComings holds what brings agents into sessions, and out of them.
func testComings(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("A18 a colleague is asked, found by any node, and comes in", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		byAna := session.Actor{End: session.ByAgent, Agent: h.Ana.ID, Name: h.Ana.Name}
		join := session.Join{Agent: h.Ben.Person(), Role: session.Joined}
		_, err := s.Sessions().Change(ctx, h.Scope, "ses_one", join)
		wantCode(t, err, samepage.CodeForbidden)
		_, err = s.Sessions().Change(ctx, h.Scope, "ses_one", session.AskColleague{By: byAna, Colleague: h.Ben.Person()})
		must(t, err)
		wantAsked(t, s, h, "ses_one")
		done, err := s.Sessions().Change(ctx, h.Scope, "ses_one", join)
		must(t, err)
		if p, in := done.Session.Person(h.Ben.ID); !in || p.Role != session.Joined {
			t.Fatalf("people are %+v", done.Session.People)
		}
		wantAsked(t, s, h)
		lines, err := s.Chats().After(ctx, h.Scope, "cht_one", 0, 0)
		must(t, err)
		if last := lines[len(lines)-1]; last.Event != "joined" || last.Name != h.Ben.Name {
			t.Fatalf("the last line is %+v", last)
		}
	})

	t.Run("A18 a question to a colleague expires with its time", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		byAna := session.Actor{End: session.ByAgent, Agent: h.Ana.ID, Name: h.Ana.Name}
		_, err := s.Sessions().Change(ctx, h.Scope, "ses_one", session.AskColleague{By: byAna, Colleague: h.Ben.Person()})
		must(t, err)
		clock.Add(session.GuestLimit)
		due, err := s.Sessions().Due(ctx, 10)
		must(t, err)
		if len(due) != 1 {
			t.Fatalf("due is %+v", due)
		}
		done, err := s.Sessions().ApplyDue(ctx, due[0])
		must(t, err)
		if done.Session.Status != session.Live || len(done.Session.Guests) != 0 {
			t.Fatalf("session is %+v", done.Session)
		}
		wantAsked(t, s, h)
	})

	t.Run("A3 who is engaged elsewhere is neither asked nor handed a chat", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		c, err := s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana)
		must(t, err)
		h.Live(t, s, h.Invitation("ses_one", c, h.Ana), "nod_one")
		h.Live(t, s, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ben), "nod_one")
		byAna := session.Actor{End: session.ByAgent, Agent: h.Ana.ID, Name: h.Ana.Name}
		_, err = s.Sessions().Change(ctx, h.Scope, "ses_one", session.AskColleague{By: byAna, Colleague: h.Ben.Person()})
		wantEngaged(t, err, "ses_two", session.ByAgent)
		_, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ana.ID, h.Ben.ID)
		wantEngaged(t, err, "ses_two", session.ByAgent)
		got, err := s.Chats().Chat(ctx, h.Scope, c.ID)
		must(t, err)
		if got.Agent != h.Ana.ID || got.Status != chat.Active {
			t.Fatalf("the chat went without its session: %+v", got)
		}
	})

	t.Run("A18 the lead follows the chat, and the queue ends the session", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		c, err := s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana)
		must(t, err)
		h.Live(t, s, h.Invitation("ses_one", c, h.Ana), "nod_one")
		_, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ana.ID, h.Ben.ID)
		must(t, err)
		got, err := s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		if lead, _ := got.Lead(); lead.Agent != h.Ben.ID || len(got.People) != 1 {
			t.Fatalf("people are %+v", got.People)
		}
		_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ana))
		must(t, err) // Ana is free again
		_, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ben.ID, "")
		must(t, err)
		got, err = s.Sessions().Session(ctx, h.Scope, "ses_one")
		must(t, err)
		if got.EndReason != session.ReasonEnded || got.EndedBy.Agent != h.Ben.ID {
			t.Fatalf("session is %+v", got)
		}
	})

	t.Run("A18 running sessions are those of the sites that an agent serves", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		_, err := s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_two", h.Chat(t, s, "cht_two", "vis_two"), h.Ben))
		must(t, err) // not live
		running, err := s.Sessions().Running(ctx, h.Scope, h.Ben.ID)
		must(t, err)
		if len(running) != 1 || running[0].ID != "ses_one" {
			t.Fatalf("running are %+v", running)
		}
		stranger, err := s.CreateAgent(ctx, h.Scope, org.Agent{ID: "agt_zoe", Name: "Zoe", Email: "zoe@house.example"}, PasswordHash)
		must(t, err)
		if running, err = s.Sessions().Running(ctx, h.Scope, stranger.ID); err != nil || len(running) != 0 {
			t.Fatalf("a stranger sees %+v, %v", running, err)
		}
	})

	t.Run("C5 feedback is kept after the end, with its line in the journal", func(t *testing.T) {
		s := open(t, store.Options{Clock: NewClock()})
		h := Build(t, s, "house")
		_, lease := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")
		rated := session.Rated{Feedback: session.Feedback{Stars: 4, Text: "good"}}
		_, err := s.Sessions().Change(ctx, h.Scope, "ses_one", rated)
		wantCode(t, err, samepage.CodeNotAllowed)
		s.Sessions().Record(h.Scope, "ses_one", session.Entry{Kind: session.EntryDone, Detail: map[string]string{"label": "Save"}})
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", lease.Fence, session.Finish{By: session.Actor{End: session.ByCustomer}})
		must(t, err)
		_, err = s.Sessions().Change(ctx, h.Scope, "ses_one", rated)
		must(t, err)
		d, err := s.SessionReport(ctx, h.Scope, "ses_one")
		must(t, err)
		if d.Row.Stars != 4 || d.Row.Feedback != "good" {
			t.Fatalf("row is %+v", d.Row)
		}
		journal, err := s.Sessions().Journal(ctx, h.Scope, "ses_one")
		must(t, err)
		var kinds []string
		for _, e := range journal {
			kinds = append(kinds, e.Kind)
		}
		if got, want := fmt.Sprint(kinds), "[invited accepted page_shown done ended rated]"; got != want {
			t.Fatalf("the journal holds %s, want %s: details are written before the end", got, want)
		}
	})
}

// wantAsked holds that Ben is asked into these sessions, and no other.
func wantAsked(t *testing.T, s *store.Store, h House, ids ...samepage.SessionID) {
	t.Helper()
	sessions, err := s.Sessions().AskedToJoin(context.Background(), h.Scope, h.Ben.ID)
	must(t, err)
	var got []samepage.SessionID
	for _, v := range sessions {
		got = append(got, v.ID)
	}
	if fmt.Sprint(got) != fmt.Sprint(ids) {
		t.Fatalf("Ben is asked into %v, want %v", got, ids)
	}
}

// offer is what a customer's code begins with.
func (h House) offer(id samepage.SessionID, visitor samepage.VisitorID) session.New {
	return session.New{ID: id, Site: h.Site, Open: org.OpenCodesOfSite, Start: session.Session{
		Visitor: visitor, Page: wire.Page{URL: "https://shop.example/"}, CustomerOnline: true, Tab: "tab_one",
	}}
}
