package storetest

import (
	"context"
	"reflect"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/report"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"testing"

	"github.com/google/uuid"
)

// testBoundary runs every query with a scope that does not own what it asks for: two
// organisations whose rows have the same ids.
func testBoundary(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	full, other := Build(t, s, "full"), Build(t, s, "other")
	c := full.Chat(t, s, "cht_one", "vis_one")
	draft := says("only for the full house")
	_, err := s.Chats().Send(ctx, full.Scope, c.ID, draft)
	must(t, err)
	live, lease := full.Live(t, s, full.Invitation("ses_one", c, full.Ana), "nod_one")
	in, _, err := s.CreateSignIn(ctx, full.Scope, full.Ana.ID)
	must(t, err)
	token, err := s.IssueToken(ctx, full.Scope, org.Binding{Kind: org.TokenChat, Subject: "cht_one", Site: "site_one", Visitor: "vis_one"})
	must(t, err)
	claim, err := s.MakeHandover(ctx, full.Scope, org.Handover{
		Site: "site_one", Origin: "https://www.shop.example", Visitor: "vis_one", Tab: "tab_one", Session: "ses_one",
	})
	must(t, err)
	must(t, s.SetCanned(ctx, full.Scope, []org.Canned{{Title: "Hi", Text: "Hi"}}))
	must(t, s.Chats().LeaveOffline(ctx, full.Scope, chat.Offline{ID: uuid.NewString(), Site: "site_one", Email: "a@b.example", Text: "Hi"}))
	past := full.Chat(t, s, "cht_past", "vis_past")
	_, err = s.Chats().Accept(ctx, full.Scope, past.ID, full.Ana)
	must(t, err)
	_, err = s.Chats().Finish(ctx, full.Scope, past.ID, customer)
	must(t, err)

	for _, sc := range map[string]org.Scope{"another organisation": other.Scope, "no organisation": {}} {
		wantNothing(t, s, sc)
		refused := map[string]error{
			"send":               second(s.Chats().Send(ctx, sc, c.ID, says("from outside"))),
			"repeat":             second(s.Chats().Send(ctx, sc, c.ID, draft)),
			"accept":             second(s.Chats().Accept(ctx, sc, c.ID, full.Ana)),
			"transfer":           second(s.Chats().Transfer(ctx, sc, c.ID, full.Ana.ID, "")),
			"finish":             second(s.Chats().Finish(ctx, sc, c.ID, customer)),
			"mark read":          second(s.Chats().MarkRead(ctx, sc, c.ID, chat.Agent, 1)),
			"visit":              second(s.Chats().Visit(ctx, sc, c.ID, wire.Page{}, wire.ClientInfo{})),
			"claim":              second(s.Sessions().Claim(ctx, sc, "ses_one", "nod_one")),
			"apply due":          second(s.Sessions().ApplyDue(ctx, session.Due{Scope: sc, Session: "ses_one", Version: live.Version})),
			"present token":      second(s.PresentToken(ctx, sc, token, org.Binding{Kind: org.TokenChat, Site: "site_one", Visitor: "vis_one"})),
			"ack token":          s.AckToken(ctx, sc, token),
			"claim of hand-over": second(s.ClaimHandover(ctx, sc, claim, "site_one", "https://www.shop.example")),
			"watch":              second(s.CreateWatch(ctx, sc, "ses_one")),
		}
		_, err := s.Sessions().Apply(ctx, sc, "ses_one", lease.Fence, session.CustomerLost{})
		refused["apply"] = err
		for what, err := range refused {
			if err == nil {
				t.Errorf("%s went through", what)
			}
		}
		must(t, s.RevokeSignIn(ctx, sc, in.ID))
		must(t, s.RevokeSignIns(ctx, sc, full.Ana.ID))
		must(t, s.VoidTokens(ctx, sc, org.TokenChat, "cht_one"))
		must(t, s.Sessions().Release(ctx, sc, lease))
		if kept, err := s.Sessions().Renew(ctx, "nod_one", []session.ScopedLease{{Scope: sc, Lease: lease}}); err != nil || len(kept) != 0 {
			t.Errorf("renewed %+v, %v", kept, err)
		}
	}

	t.Run("and the full house is as it was", func(t *testing.T) {
		got, err := s.Sessions().Session(ctx, full.Scope, "ses_one")
		must(t, err)
		if !reflect.DeepEqual(got, live) {
			t.Fatalf("session is %+v", got)
		}
		if _, err := s.PresentToken(ctx, full.Scope, token, org.Binding{Kind: org.TokenChat, Site: "site_one", Visitor: "vis_one"}); err != nil {
			t.Fatal(err)
		}
		versions, err := s.Versions(ctx, []org.RowRef{{Scope: full.Scope, Kind: org.RowSignIn, ID: in.ID}})
		must(t, err)
		if len(versions) != 1 {
			t.Fatalf("versions are %v", versions)
		}
		for _, v := range versions {
			if v != 1 {
				t.Fatalf("the sign-in was revoked: version %d", v)
			}
		}
	})

	t.Run("both can use the same ids", func(t *testing.T) {
		otherLive, _ := other.Live(t, s, other.Invitation("ses_one", other.Chat(t, s, "cht_one", "vis_one"), other.Ana), "nod_two")
		if otherLive.SiteName != other.Site.Name {
			t.Fatalf("session is %+v", otherLive)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// wantNothing asks every question that has a list or a row for an answer.
func wantNothing(t *testing.T, s *store.Store, sc org.Scope) {
	t.Helper()
	ctx := context.Background()
	absent := map[string]error{
		"chat":            second(s.Chats().Chat(ctx, sc, "cht_one")),
		"session":         second(s.Sessions().Session(ctx, sc, "ses_one")),
		"session of chat": second(s.Sessions().OfChat(ctx, sc, "cht_one")),
		"owner":           second(s.Sessions().Owner(ctx, sc, "ses_one")),
		"time line":       second(s.SessionReport(ctx, sc, "ses_one")),
	}
	for what, err := range absent {
		if samepage.CodeOf(err) != samepage.CodeNotFound {
			t.Errorf("%s: %v, want not found", what, err)
		}
	}
	after, err := s.Chats().After(ctx, sc, "cht_one", 0, 0)
	wantEmpty(t, "messages", len(after), err)
	queue, err := s.Chats().Queue(ctx, sc, "agt_ana")
	wantEmpty(t, "queue", len(queue.Chats)+int(queue.Version), err)
	active, err := s.Chats().ActiveOf(ctx, sc, "agt_ana")
	wantEmpty(t, "active chats", len(active), err)
	ended, err := s.Chats().EndedOf(ctx, sc, "agt_ana", "", 0)
	wantEmpty(t, "past chats", len(ended.Chats), err)
	offline, err := s.Chats().OfflineOf(ctx, sc, "site_one", 10)
	wantEmpty(t, "offline messages", len(offline), err)
	sessions, err := s.Sessions().OfAgent(ctx, sc, "agt_ana")
	wantEmpty(t, "sessions", len(sessions), err)
	rows, err := s.SessionsReport(ctx, sc, report.Filter{})
	wantEmpty(t, "report", len(rows.Rows)+rows.Total, err)
	canned, err := s.Canned(ctx, sc)
	wantEmpty(t, "canned replies", len(canned), err)
	versions, err := s.Versions(ctx, []org.RowRef{
		{Scope: sc, Kind: org.RowSession, ID: "ses_one"}, {Scope: sc, Kind: org.RowChat, ID: "cht_one"},
	})
	wantEmpty(t, "versions", len(versions), err)
}

func wantEmpty(t *testing.T, what string, n int, err error) {
	t.Helper()
	if err != nil || n != 0 {
		t.Errorf("%s: %d found, %v", what, n, err)
	}
}
