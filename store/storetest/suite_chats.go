package storetest

import (
	"context"
	"fmt"
	"samepage"
	"samepage/chat"
	"samepage/store"
	"samepage/wire"
	"strings"
	"testing"

	"github.com/google/uuid"
)

var customer = chat.Actor{Side: chat.Customer, Name: "Kim"}

func says(text string) chat.Draft {
	return chat.Draft{ID: uuid.NewString(), From: customer, Text: text}
}

func testChats(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("A22 messages have numbers without gaps, and a repeat is not stored again", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		if c.Status != chat.Queued || c.Last != 1 || c.First != "Hello" || c.SiteName != "Shop house" || !c.CoBrowse {
			t.Fatalf("chat is %+v", c)
		}
		draft := says("Where is my order?")
		sent, err := s.Chats().Send(ctx, h.Scope, c.ID, draft)
		must(t, err)
		if sent.Repeat || sent.Message.Number != 2 || sent.Chat.Version <= c.Version {
			t.Fatalf("sent %+v", sent)
		}
		again, err := s.Chats().Send(ctx, h.Scope, c.ID, draft)
		must(t, err)
		if !again.Repeat || again.Message != sent.Message || again.Chat.Version != sent.Chat.Version {
			t.Fatalf("repeat gave %+v, first %+v", again, sent)
		}
		after, err := s.Chats().After(ctx, h.Scope, c.ID, 1, 0)
		must(t, err)
		if len(after) != 1 || after[0] != sent.Message {
			t.Fatalf("after 1 comes %+v", after)
		}
	})

	t.Run("A22 card numbers never reach a row", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		sent, err := s.Chats().Send(ctx, h.Scope, c.ID, says("pay with 4111 1111 1111 1111 please"))
		must(t, err)
		if strings.Contains(sent.Message.Text, "4111") {
			t.Fatalf("stored %q", sent.Message.Text)
		}
	})

	t.Run("A22 opening again returns the open chat of the visitor", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		h.Chat(t, s, "cht_one", "vis_one")
		if c := h.Chat(t, s, "cht_two", "vis_one"); c.ID != "cht_one" || c.Last != 2 {
			t.Fatalf("opened %+v", c)
		}
		_, err := s.Chats().Finish(ctx, h.Scope, "cht_one", customer)
		must(t, err)
		if c := h.Chat(t, s, "cht_two", "vis_one"); c.ID != "cht_two" {
			t.Fatalf("opened %+v", c)
		}
	})

	t.Run("A22 accept, transfer to an agent, to the queue, end", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		q, err := s.Chats().Queue(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		if len(q.Chats) != 1 || q.Chats[0].ID != c.ID {
			t.Fatalf("queue is %+v", q)
		}
		c, err = s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana)
		must(t, err)
		if c.Status != chat.Active || c.Agent != h.Ana.ID || c.AgentName != h.Ana.Name {
			t.Fatalf("chat is %+v", c)
		}
		_, err = s.Chats().Accept(ctx, h.Scope, c.ID, h.Ben)
		wantCode(t, err, samepage.CodeConflict)
		if !strings.Contains(samepage.Public(err).Message, h.Ana.Name) {
			t.Fatalf("the other agent reads %q", samepage.Public(err).Message)
		}
		if _, err = s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana); err != nil {
			t.Fatalf("accepting one's own again: %v", err)
		}
		c, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ana.ID, h.Ben.ID)
		must(t, err)
		if c.Agent != h.Ben.ID || c.Status != chat.Active {
			t.Fatalf("chat is %+v", c)
		}
		_, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ana.ID, "")
		wantCode(t, err, samepage.CodeConflict)
		c, err = s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ben.ID, "")
		must(t, err)
		if c.Agent != "" || c.Status != chat.Queued {
			t.Fatalf("chat is %+v", c)
		}
		later, err := s.Chats().Queue(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		if later.Version <= q.Version || len(later.Chats) != 1 {
			t.Fatalf("queue is %+v, was %+v", later, q)
		}
		c, err = s.Chats().Finish(ctx, h.Scope, c.ID, customer)
		must(t, err)
		again, err := s.Chats().Finish(ctx, h.Scope, c.ID, chat.Actor{Side: chat.Agent})
		must(t, err)
		if again.EndedBy != chat.Customer || again.Version != c.Version {
			t.Fatalf("ended twice: %+v", again)
		}
		_, err = s.Chats().Send(ctx, h.Scope, c.ID, says("hello?"))
		wantCode(t, err, samepage.CodeEnded)
		_, err = s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana)
		wantCode(t, err, samepage.CodeEnded)
	})

	t.Run("A22 read marks only go forwards, to the last message at most", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		for _, step := range []struct{ mark, want int64 }{{0, 0}, {9, 1}, {0, 1}} {
			c, err := s.Chats().MarkRead(ctx, h.Scope, c.ID, chat.Agent, step.mark)
			must(t, err)
			if c.AgentRead != step.want || c.CustomerRead != 0 {
				t.Fatalf("mark %d gave %d, want %d", step.mark, c.AgentRead, step.want)
			}
		}
	})

	t.Run("a visit is kept without query and fragment", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		c := h.Chat(t, s, "cht_one", "vis_one")
		c, err := s.Chats().Visit(ctx, h.Scope, c.ID,
			wire.Page{URL: "https://shop.example/account?token=s3cret#x", Title: "Account"},
			wire.ClientInfo{Browser: "Firefox", OS: "Linux"})
		must(t, err)
		if c.Page.URL != "https://shop.example/account" || c.Client.Browser != "Firefox" {
			t.Fatalf("chat is %+v", c)
		}
	})

	t.Run("past chats come in pages, the newest first", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		for i := range 5 {
			c := h.Chat(t, s, samepage.ChatID(fmt.Sprintf("cht_%d", i)), "vis_one")
			_, err := s.Chats().Accept(ctx, h.Scope, c.ID, h.Ana)
			must(t, err)
			_, err = s.Chats().Finish(ctx, h.Scope, c.ID, customer)
			must(t, err)
		}
		var got []string
		cursor := ""
		for {
			page, err := s.Chats().EndedOf(ctx, h.Scope, h.Ana.ID, cursor, 2)
			must(t, err)
			for _, c := range page.Chats {
				got = append(got, string(c.ID))
			}
			if cursor = page.Next; cursor == "" {
				break
			}
		}
		if want := "cht_4 cht_3 cht_2 cht_1 cht_0"; strings.Join(got, " ") != want {
			t.Fatalf("pages hold %v", got)
		}
		_, err := s.Chats().EndedOf(ctx, h.Scope, h.Ana.ID, "no cursor", 2)
		wantCode(t, err, samepage.CodeInvalid)
	})

	t.Run("C12 an offline message is kept once, with an address to answer to", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		m := chat.Offline{ID: uuid.NewString(), Site: h.Site.ID, Name: "Kim", Email: "kim@mail.example", Text: "Call me"}
		must(t, s.Chats().LeaveOffline(ctx, h.Scope, m))
		must(t, s.Chats().LeaveOffline(ctx, h.Scope, m))
		got, err := s.Chats().OfflineOf(ctx, h.Scope, h.Site.ID, 10)
		must(t, err)
		if len(got) != 1 || got[0].Email != m.Email || got[0].Text != m.Text {
			t.Fatalf("kept %+v", got)
		}
		m.Email = "nobody"
		wantCode(t, s.Chats().LeaveOffline(ctx, h.Scope, m), samepage.CodeInvalid)
	})
}
