package report_test

import (
	"samepage/org"
	"samepage/report"
	"samepage/session"
	"testing"
	"time"
)

var began = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func TestRowOf_R3_ALiveSessionLastsUntilNow(t *testing.T) {
	s := session.Session{
		ID: "ses_one", Status: session.Live, Mode: org.ModePointer, InvitedAt: began,
		LiveAt: began.Add(10 * time.Second), ModeSince: began.Add(10 * time.Second),
		People: []session.Person{{Agent: "agt_ana", Name: "Ana", Role: session.Lead}},
	}
	r := report.RowOf(s, []string{"Ana"}, began.Add(40*time.Second))
	if r.DurationS != 30 || r.EndedAt != nil || r.Agent != "Ana" || len(r.Modes) != 1 || r.Modes[0].Seconds != 30 {
		t.Fatalf("row is %+v", r)
	}
}

func TestRowOf_R3_ADeclinedInvitationLastedNoTime(t *testing.T) {
	s := session.Session{Status: session.Ended, InvitedAt: began, EndedAt: began.Add(5 * time.Second), EndReason: session.ReasonDeclined}
	r := report.RowOf(s, nil, began.Add(time.Hour))
	if r.DurationS != 0 || r.LiveAt != nil || r.EndedAt == nil || !r.EndedAt.Equal(s.EndedAt) {
		t.Fatalf("row is %+v", r)
	}
}

func TestMomentOf_NamesWhoOrWhat(t *testing.T) {
	for want, by := range map[string]session.Actor{
		"Ana":      {End: session.ByAgent, Name: "Ana"},
		"customer": {End: session.ByCustomer},
		"system":   {End: session.BySystem},
	} {
		if got := report.MomentOf(session.Entry{By: by}); got.By != want {
			t.Errorf("by %q, want %q", got.By, want)
		}
	}
}

func TestFilter_ClampBoundsAPage(t *testing.T) {
	for limit, want := range map[int]int{-1: report.DefaultLimit, 0: report.DefaultLimit, 7: 7, 10_000: report.MaxLimit} {
		if got := (report.Filter{Limit: limit}).Clamp().Limit; got != want {
			t.Errorf("limit %d became %d, want %d", limit, got, want)
		}
	}
}
