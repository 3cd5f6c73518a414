package session

import (
	"encoding/json"
	"samepage"
	"samepage/wire"
	"slices"
	"strconv"
)

// Bounds of a receipt: it has to fit into one frame. Of longer lists the newest part stays.
const (
	receiptLines   = 300 // a list
	receiptAddress = 300 // characters
	receiptLabel   = 120 // characters
)

// Receipt is what the customer keeps of a session that was live (C14), made of its journal:
// who took part, which pages were seen, what was done there, and what the customer answered.
func Receipt(s Session, journal []Entry) wire.SessionReceiptBody {
	b := wire.SessionReceiptBody{
		Kind: wire.SessionReceipt, Session: string(s.ID), SiteName: s.SiteName, LiveAt: moment(s.LiveAt),
		EndedAt: moment(s.EndedAt), EndedBy: string(s.EndedBy.End),
		Agents: []string{}, Pages: []wire.ReceiptPage{}, Done: []wire.ReceiptAction{}, Consents: []wire.ReceiptDecision{},
	}
	names := map[samepage.AgentID]string{}
	for _, e := range journal {
		if e.By.End == ByAgent && e.By.Agent != "" {
			names[e.By.Agent] = e.By.Name
		}
		switch e.Kind {
		case "invited", "asked", "agent_joined":
			if !slices.Contains(b.Agents, e.By.Name) {
				b.Agents = append(b.Agents, e.By.Name)
			}
		case "page_shown":
			b.Pages = append(b.Pages, pageOf(e))
		case EntryDone:
			if e.Detail["result"] == "done" {
				b.Done = append(b.Done, actionOf(e))
			}
		default:
			if d, is := decisionOf(e, names); is {
				b.Consents = append(b.Consents, d)
			}
		}
	}
	return fit(b)
}

// The kinds of entries that the customer's page reports of what agents do.
const (
	EntryDone   = "done"
	EntryStepUp = "stepup"
)

func pageOf(e Entry) wire.ReceiptPage {
	return wire.ReceiptPage{At: e.At, URL: cut(e.Detail["page"], receiptAddress), Title: cut(e.Detail["title"], receiptLabel)}
}

func actionOf(e Entry) wire.ReceiptAction {
	chars, err := strconv.Atoi(e.Detail["chars"])
	if err != nil {
		chars = 0 // nothing was typed
	}
	return wire.ReceiptAction{
		At: e.At, Agent: e.Detail["agent"], Action: e.Detail["action"], Label: cut(e.Detail["label"], receiptLabel), Chars: chars,
	}
}

// decisionOf reads an answer of the customer out of an entry.
func decisionOf(e Entry, names map[samepage.AgentID]string) (wire.ReceiptDecision, bool) {
	d := wire.ReceiptDecision{At: e.At, Agent: names[samepage.AgentID(e.Detail["agent"])], Asker: e.Detail["asker"]}
	if d.Asker == "" {
		d.Asker = "samepage"
	}
	switch e.Kind {
	case "accepted":
		d.What, d.Answer = AskInstant, "accept"
	case "control_granted":
		d.What, d.Answer = AskControl, "accept"
	case "control_denied":
		d.What, d.Answer = AskControl, "decline"
	case "control_ended":
		d.What, d.Answer = AskControl, "taken_back"
		return d, e.By.End == ByCustomer && e.Detail["why"] == whyReleased
	case "escalation_accepted":
		d.What, d.Answer = AskAdvanced, "accept"
	case "escalation_refused":
		d.What, d.Answer = AskAdvanced, "decline"
	case "expired":
		d.What, d.Answer = e.Detail["what"], "expired"
	case EntryStepUp:
		answer, answered := map[string]string{"allowed": "accept", "denied": "decline", "expired": "expired"}[e.Detail["state"]]
		d.What, d.Answer, d.Agent = "stepup", answer, e.Detail["agent"]
		return d, answered
	default:
		return d, false
	}
	return d, true
}

// fit shortens the lists until the receipt is within a frame.
func fit(b wire.SessionReceiptBody) wire.SessionReceiptBody {
	for lines := receiptLines; ; lines /= 2 {
		b.Pages, b.Done, b.Consents = newest(b.Pages, lines), newest(b.Done, lines), newest(b.Consents, lines)
		b.Agents = newest(b.Agents, lines)
		raw, err := json.Marshal(b)
		if err != nil || len(raw) <= wire.MaxControl || lines == 0 {
			return b
		}
	}
}

func newest[T any](list []T, most int) []T { return list[max(0, len(list)-most):] }
