package session_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"samepage"
	"samepage/session"
	"samepage/wire"
	"strings"
	"testing"
	"time"
)

// journalOf runs events and keeps what each wrote.
func journalOf(t *testing.T, events ...session.Event) (session.Session, []session.Entry) {
	t.Helper()
	out, err := session.Invite(invitation(), start)
	if err != nil {
		t.Fatal(err)
	}
	journal := out.Journal
	for i, ev := range events {
		out = next(t, out.Session, ev, time.Duration(i+1)*time.Second)
		journal = append(journal, out.Journal...)
	}
	return out.Session, journal
}

func TestReceipt_C14_TellsWhoWhatWhereAndTheAnswers(t *testing.T) {
	s, journal := journalOf(t, accept, askBen, joinBen, askFull, session.Answer{Ask: "ask_full", Answer: "decline"},
		session.SetMode{By: byAna, Mode: "full", Ask: "ask_two"}, session.Answer{Ask: "ask_two", Answer: "accept", Asker: session.AskedByPage},
		session.PageShown{Page: wire.Page{URL: "https://shop.example/pay?card=1", Title: "Payment"}},
		session.ReleaseControl{By: byKim}, session.Finish{By: byKim})
	page := func(kind string, detail map[string]string) session.Entry {
		return session.Entry{At: start, Kind: kind, ByPage: true, By: session.Actor{End: session.ByCustomer}, Detail: detail}
	}
	journal = append(journal,
		page(session.EntryDone, map[string]string{"agent": "Ana", "action": "type", "label": "Name", "result": "done", "chars": "7"}),
		page(session.EntryDone, map[string]string{"agent": "Ana", "action": "click", "label": "Delete", "result": "refused"}),
		page(session.EntryStepUp, map[string]string{"agent": "Ana", "state": "asked", "label": "Pay"}),
		page(session.EntryStepUp, map[string]string{"agent": "Ana", "state": "denied", "label": "Pay"}))
	r := session.Receipt(s, journal)
	if r.Kind != wire.SessionReceipt || r.EndedBy != "customer" || !r.LiveAt.Equal(s.LiveAt) || !reflect.DeepEqual(r.Agents, []string{"Ana", "Ben"}) {
		t.Errorf("receipt is %+v", r)
	}
	if len(r.Pages) != 2 || r.Pages[1].URL != "https://shop.example/pay" || r.Pages[1].Title != "Payment" {
		t.Errorf("pages are %+v", r.Pages)
	}
	if want := []wire.ReceiptAction{{At: start, Agent: "Ana", Action: "type", Label: "Name", Chars: 7}}; !reflect.DeepEqual(r.Done, want) {
		t.Errorf("done is %+v", r.Done)
	}
	var answers []string
	for _, c := range r.Consents {
		answers = append(answers, strings.Join([]string{c.What, c.Answer, c.Agent, c.Asker}, " "))
	}
	want := []string{
		"instant accept Ana samepage", "control decline Ana samepage", "control accept Ana page",
		"control taken_back Ana samepage", "stepup decline Ana samepage",
	}
	if !reflect.DeepEqual(answers, want) {
		t.Errorf("answers are %q", answers)
	}
}

func TestReceipt_C14_FitsIntoAFrameWhateverTheJournalHolds(t *testing.T) {
	var journal []session.Entry
	for i := range 5000 {
		by := session.Actor{End: session.ByAgent, Agent: samepage.AgentID(fmt.Sprint(i)), Name: strings.Repeat("<", 80)}
		journal = append(journal,
			session.Entry{Kind: "agent_joined", By: by},
			session.Entry{Kind: "page_shown", Detail: map[string]string{"page": strings.Repeat("漢", 2000), "title": strings.Repeat("&", 300)}},
			session.Entry{Kind: session.EntryDone, Detail: map[string]string{"label": fmt.Sprint(strings.Repeat("<", 200), i), "result": "done"}})
	}
	raw, err := json.Marshal(session.Receipt(session.Session{ID: "ses_one"}, journal))
	if err != nil || len(raw) > wire.MaxControl {
		t.Fatalf("the receipt has %d bytes, %v", len(raw), err)
	}
	if raw, err = json.Marshal(session.Receipt(session.Session{}, nil)); err != nil || strings.Contains(string(raw), "null") {
		t.Fatalf("an empty receipt is %s, %v", raw, err)
	}
}

func TestRated_C5_OnlyOfWhatWasLiveAndWithinBounds(t *testing.T) {
	ended := states(t)["ended"]
	for stars, code := range map[int]samepage.Code{0: samepage.CodeInvalid, 1: "", 5: "", 6: samepage.CodeInvalid} {
		_, err := session.Next(ended, session.Rated{Feedback: session.Feedback{Stars: stars}}, start.Add(time.Hour))
		if samepage.CodeOf(err) != code {
			t.Errorf("%d stars: %v", stars, err)
		}
	}
	out := next(t, ended, session.Rated{Feedback: session.Feedback{Stars: 3, Text: strings.Repeat("x", 2*session.MaxFeedback)}}, time.Hour)
	if len(out.Session.Feedback.Text) != session.MaxFeedback || kinds(out.Journal) != "rated" {
		t.Errorf("feedback is %+v, journal %q", out.Session.Feedback, kinds(out.Journal))
	}
	if next(t, out.Session, session.Rated{Feedback: out.Session.Feedback}, time.Hour).Changed {
		t.Error("the same feedback again changed something")
	}
	declined := from(t, after(t), session.Answer{Ask: "ask_one", Answer: "decline"})
	if _, err := session.Next(declined, session.Rated{Feedback: session.Feedback{Stars: 3}}, start.Add(time.Hour)); samepage.CodeOf(err) != samepage.CodeNotAllowed {
		t.Errorf("a declined invitation was rated: %v", err)
	}
}
