package storetest

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/report"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"testing"
)

// testHostile hands over texts that were made to break a query. None may find a row, and
// none may look like a fault of ours.
func testHostile(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	h := Build(t, s, "house")
	c := h.Chat(t, s, "cht_one", "vis_one")
	h.Live(t, s, h.Invitation("ses_one", c, h.Ana), "nod_one")

	for _, text := range []string{
		"\x00", "cht_one\x00", "\xff\xfe", "' OR 1=1 --", `\' OR 1=1 --`, "$$; DROP TABLE chat; --", "?", "?0", "%", "_", "\ufffd",
	} {
		id := samepage.ChatID(text)
		for what, err := range map[string]error{
			"site":     second(s.SiteByKey(ctx, text)),
			"account":  second(s.Account(ctx, text)),
			"scope":    second(s.Scope(ctx, samepage.OrgID(text))),
			"chat":     second(s.Chats().Chat(ctx, h.Scope, id)),
			"send":     second(s.Chats().Send(ctx, h.Scope, id, says("hello"))),
			"accept":   second(s.Chats().Accept(ctx, h.Scope, id, h.Ana)),
			"transfer": second(s.Chats().Transfer(ctx, h.Scope, c.ID, h.Ana.ID, samepage.AgentID(text))),
			"session":  second(s.Sessions().Session(ctx, h.Scope, samepage.SessionID(text))),
			"claim":    second(s.Sessions().Claim(ctx, h.Scope, samepage.SessionID(text), "nod_one")),
			"report":   second(s.SessionReport(ctx, h.Scope, samepage.SessionID(text))),
		} {
			if samepage.CodeOf(err) != samepage.CodeNotFound {
				t.Errorf("%s of %q: %v, want not found", what, text, err)
			}
		}
		for what, err := range map[string]error{
			"sign-in": second(s.SignIn(ctx, text)),
			"ticket":  second(s.RedeemTicket(ctx, text, org.TicketConsole)),
			"token":   second(s.PresentToken(ctx, h.Scope, text, org.Binding{Kind: org.TokenChat})),
		} {
			if samepage.CodeOf(err) != samepage.CodeUnauthorised {
				t.Errorf("%s of %q: %v, want unauthorised", what, text, err)
			}
		}
		wantEmptyReport(t, s, h, text)
	}

	t.Run("what people write comes back as they wrote it", func(t *testing.T) {
		const text = `it's \ "quoted" ?0 $1 %s {} 'x' -- ; 日本語 😀`
		sent, err := s.Chats().Send(ctx, h.Scope, c.ID, says(text))
		must(t, err)
		got, err := s.Chats().After(ctx, h.Scope, c.ID, sent.Message.Number-1, 1)
		must(t, err)
		if len(got) != 1 || got[0].Text != text {
			t.Fatalf("read %+v", got)
		}
		page := wire.Page{URL: "https://shop.example/it's", Title: text + "\x00"}
		visited, err := s.Chats().Visit(ctx, h.Scope, c.ID, page, wire.ClientInfo{Browser: text})
		must(t, err)
		if visited.Client.Browser != text {
			t.Fatalf("read %+v", visited)
		}
	})

	t.Run("a hostile hello opens a chat like any other", func(t *testing.T) {
		_, err := s.Chats().Open(ctx, h.Scope, chat.New{
			ID: samepage.NewChatID(), Site: h.Site.ID, Visitor: "vis\x00'", Customer: "K\x00im'\xff", ExternalKey: "\x00",
			Page: wire.Page{Title: "\x00\xff"}, Client: wire.ClientInfo{OS: "\x00\xff'"},
		})
		must(t, err)
	})
}

// wantEmptyReport filters by a text that no row has.
func wantEmptyReport(t *testing.T, s *store.Store, h House, text string) {
	t.Helper()
	ctx := context.Background()
	for _, f := range []report.Filter{
		{Agent: samepage.AgentID(text)}, {Site: samepage.SiteID(text)}, {EndReason: session.EndReason(text)},
	} {
		rows, err := s.SessionsReport(ctx, h.Scope, f)
		wantEmpty(t, "report", len(rows.Rows), err)
	}
	_, err := s.SessionsReport(ctx, h.Scope, report.Filter{Cursor: "x" + text})
	if err != nil && samepage.CodeOf(err) != samepage.CodeInvalid {
		t.Errorf("cursor of %q: %v", text, err)
	}
}
