package relay_test

import (
	"samepage"
	"samepage/session"
	"samepage/wire"
	"testing"
)

// C13: the company's own page asks in our place only where its site lets it, and the receipt
// says so.
func TestHooks_C13_ThePageAsksOnlyWhereItsSiteLetsIt(t *testing.T) {
	w := newWorld(t)
	w.offerFull()
	n := w.nodes[0]
	site, err := w.store.Site(t.Context(), w.house.Scope, w.house.Site.ID)
	must(t, err)
	site.Face.Hooks = []string{session.AskControl}
	_, err = w.store.UpdateSite(t.Context(), w.house.Scope, site)
	must(t, err)
	d, k := n.desk(w.house.Ana), n.tab("Kim's tab")
	k.openChat("Hello")
	d.send(wire.ChatRefBody{Kind: wire.ChatAccept, Chat: k.chat})
	expect(d.client, wire.ChatState, func(c wire.ChatStateBody) bool { return c.Status == "active" })
	d.send(wire.SessionInviteBody{Kind: wire.SessionInvite, Chat: k.chat})
	l := &live{w: w, desk: d, tab: k, session: d.expectStatus("invited").Session}
	ask := expect[wire.ConsentAskBody](k.client, wire.ConsentAsk, nil)
	byPage := func(ask wire.ConsentAskBody) {
		k.send(wire.ConsentAnswerBody{Kind: wire.ConsentAnswer, Ask: ask.Ask, Answer: "accept", Asker: session.AskedByPage})
	}
	byPage(ask)
	k.expectError(samepage.CodeForbidden)
	l.answer(ask, "accept")
	d.expectStatus("live")

	byPage(l.askFull(d))
	d.wantControl("granted", string(w.house.Ana.ID))
	k.send(wire.SessionEndBody{Kind: wire.SessionEnd})
	r := expect[wire.SessionReceiptBody](k.client, wire.SessionReceipt, nil)
	if len(r.Consents) != 2 || r.Consents[0].Asker != "samepage" || r.Consents[1].Asker != session.AskedByPage {
		t.Errorf("the receipt tells %+v", r.Consents)
	}
}
