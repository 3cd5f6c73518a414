package storetest

import (
	"context"
	"fmt"
	"reflect"
	"samepage"
	"samepage/org"
	"samepage/report"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"strings"
	"testing"
	"time"
)

func testJournal(t *testing.T, open Opener) {
	ctx := context.Background()
	clock := NewClock()
	s := open(t, store.Options{Clock: clock})
	h := Build(t, s, "house")
	_, lease := h.Live(t, s, h.Invitation("ses_one", h.Chat(t, s, "cht_one", "vis_one"), h.Ana), "nod_one")

	t.Run("R3 the state class is written with the state, the detail class in batches", func(t *testing.T) {
		clock.Add(time.Second)
		s.Sessions().Record(h.Scope, "ses_one",
			session.Entry{Kind: "done", ByPage: true, By: session.Actor{End: session.ByAgent, Name: "ana"}, Detail: map[string]string{"label": "Basket"}},
		)
		s.Sessions().Record(h.Scope, "ses_none", session.Entry{Kind: "lost"})
		must(t, s.Flush(ctx))
		got, err := s.SessionReport(ctx, h.Scope, "ses_one")
		must(t, err)
		var kinds []string
		for _, m := range got.Timeline {
			kinds = append(kinds, string(m.Class)+" "+m.Kind)
		}
		want := []string{"state invited", "state accepted", "state page_shown", "detail done"}
		if !reflect.DeepEqual(kinds, want) {
			t.Fatalf("time line is %v, want %v", kinds, want)
		}
		last := got.Timeline[3]
		if !last.ByPage || last.Detail["label"] != "Basket" || last.By != "ana" || !last.At.Equal(clock.Now()) {
			t.Fatalf("detail is %+v", last)
		}
	})

	t.Run("what is refused leaves no trace", func(t *testing.T) {
		before, err := s.SessionReport(ctx, h.Scope, "ses_one")
		must(t, err)
		_, err = s.Sessions().Apply(ctx, h.Scope, "ses_one", lease.Fence, session.HandLead{To: "agt_nobody"})
		wantCode(t, err, samepage.CodeNotFound)
		after, err := s.SessionReport(ctx, h.Scope, "ses_one")
		must(t, err)
		if !reflect.DeepEqual(before.Timeline, after.Timeline) {
			t.Fatalf("time line is %+v", after.Timeline)
		}
	})
}

func testReports(t *testing.T, open Opener) {
	ctx := context.Background()
	clock := NewClock()
	s := open(t, store.Options{Clock: clock})
	h := Build(t, s, "house")
	began := clock.Now()
	reasons := []session.EndReason{session.ReasonEnded, session.ReasonDeclined, session.ReasonEnded, session.ReasonLost}
	for i, reason := range reasons {
		id := samepage.SessionID(fmt.Sprintf("ses_%d", i))
		c := h.Chat(t, s, samepage.ChatID(fmt.Sprintf("cht_%d", i)), samepage.VisitorID(fmt.Sprintf("vis_%d", i)))
		n := h.Invitation(id, c, []org.Agent{h.Ana, h.Ben}[i%2])
		n.Start.ExternalKey, n.Start.Client.Browser = "order-7", "Firefox"
		_, lease := h.Live(t, s, n, "nod_one")
		apply := func(ev session.Event) {
			clock.Add(time.Second)
			_, err := s.Sessions().Apply(ctx, h.Scope, id, lease.Fence, ev)
			must(t, err)
		}
		apply(session.SetMode{By: session.Actor{End: session.ByAgent, Agent: samepage.AgentID(n.Lead.Agent)}, Mode: org.ModeView})
		apply(session.PageShown{Page: wire.Page{URL: "https://shop.example/two"}})
		_, err := s.Sessions().Renew(ctx, "nod_one", []session.ScopedLease{{Scope: h.Scope, Lease: lease}})
		must(t, err)
		apply(session.Finish{By: session.Actor{End: session.ByCustomer, Name: "Kim"}, Reason: reason})
		clock.Add(time.Hour)
	}
	ids := func(f report.Filter) string {
		page, err := s.SessionsReport(ctx, h.Scope, f)
		must(t, err)
		var list []string
		for _, r := range page.Rows {
			list = append(list, string(r.Session))
		}
		return strings.Join(list, " ")
	}

	t.Run("R3 the row of a session is complete", func(t *testing.T) {
		page, err := s.SessionsReport(ctx, h.Scope, report.Filter{})
		must(t, err)
		got := page.Rows[3]
		live, ended := began, began.Add(3*time.Second)
		want := report.Row{
			Session: "ses_0", StartedAt: began, LiveAt: &live, EndedAt: &ended, DurationS: 3,
			Agent: h.Ana.Name, Agents: []string{h.Ana.Name}, Customer: "Kim", Site: h.Site.Name, Chat: "cht_0",
			Pages: 2, Escalation: session.Instant, Mode: org.ModeView,
			Modes:     []session.ModeUse{{Mode: org.ModePointer, Seconds: 1}, {Mode: org.ModeView, Seconds: 2}},
			EndReason: session.ReasonEnded, EndedBy: session.ByCustomer, ExternalKey: "order-7",
			Client: wire.ClientInfo{Browser: "Firefox"},
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("row is\n%+v\nwant\n%+v", got, want)
		}
	})

	t.Run("R4 filters narrow, newest first", func(t *testing.T) {
		for _, c := range []struct {
			name   string
			filter report.Filter
			want   string
		}{
			{"none", report.Filter{}, "ses_3 ses_2 ses_1 ses_0"},
			{"agent", report.Filter{Agent: h.Ana.ID}, "ses_2 ses_0"},
			{"site", report.Filter{Site: "site_two"}, ""},
			{"reason", report.Filter{EndReason: session.ReasonEnded}, "ses_2 ses_0"},
			{"from", report.Filter{From: began.Add(time.Second)}, "ses_3 ses_2 ses_1"},
			{"to", report.Filter{To: began.Add(time.Second)}, "ses_0"},
		} {
			if got := ids(c.filter); got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	})

	t.Run("R4 pages follow each other and tell the total", func(t *testing.T) {
		page, err := s.SessionsReport(ctx, h.Scope, report.Filter{Limit: 3})
		must(t, err)
		if len(page.Rows) != 3 || page.Total != 4 || page.Next == "" {
			t.Fatalf("page is %+v", page)
		}
		page, err = s.SessionsReport(ctx, h.Scope, report.Filter{Limit: 3, Cursor: page.Next})
		must(t, err)
		if len(page.Rows) != 1 || page.Rows[0].Session != "ses_0" || page.Next != "" {
			t.Fatalf("page is %+v", page)
		}
	})
}
