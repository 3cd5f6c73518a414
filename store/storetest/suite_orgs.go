package storetest

import (
	"context"
	"encoding/json"
	"reflect"
	"samepage"
	"samepage/org"
	"samepage/store"
	"samepage/wire"
	"testing"
	"time"
)

func testOrgs(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{Clock: NewClock()})
	h := Build(t, s, "house")

	t.Run("a scope is looked up, never made", func(t *testing.T) {
		sc, err := s.Scope(ctx, "org_house")
		must(t, err)
		if sc != h.Scope || sc.Org() != "org_house" {
			t.Fatalf("scope is %+v", sc)
		}
		_, err = s.Scope(ctx, "org_none")
		wantCode(t, err, samepage.CodeNotFound)
		orgs, err := s.Orgs(ctx)
		must(t, err)
		if len(orgs) != 1 || orgs[0].Scope != h.Scope || orgs[0].Name != "house" {
			t.Fatalf("organisations are %+v", orgs)
		}
	})

	t.Run("R1 a site comes back as it was written", func(t *testing.T) {
		got, err := s.SiteByKey(ctx, h.Site.Key)
		must(t, err)
		want := h.Site
		want.CreatedAt, want.Policy.Version = got.CreatedAt, 1
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("read\n%+v\nwrote\n%+v", got, want)
		}
		got.CoBrowse, got.Limits.Invitation = false, 20*time.Second
		got.Face = org.Face{
			NoButton: true, HotKey: "Control+Alt+H", Hooks: []string{"instant"},
			Texts: map[string]json.RawMessage{"de": json.RawMessage(`{"send":"Los"}`)},
		}
		got.Policy.Pages = []string{"https://shop.example/*"}
		got.Policy.Version, err = s.UpdateSite(ctx, h.Scope, got)
		must(t, err)
		again, err := s.Site(ctx, h.Scope, h.Site.ID)
		must(t, err)
		if !reflect.DeepEqual(got, again) {
			t.Fatalf("read\n%+v\nwrote\n%+v", again, got)
		}
		_, err = s.SiteByKey(ctx, "no key")
		wantCode(t, err, samepage.CodeNotFound)
	})

	t.Run("P1 a policy's version only rises", func(t *testing.T) {
		site, err := s.Site(ctx, h.Scope, h.Site.ID)
		must(t, err)
		before := site.Policy.Version
		site.Policy = org.Policy{MaskAll: true, Rules: []wire.Rule{{Do: "mask", Selector: ".iban"}}}
		version, err := s.UpdateSite(ctx, h.Scope, site)
		must(t, err)
		got, err := s.Site(ctx, h.Scope, h.Site.ID)
		must(t, err)
		site.Policy.Version = version
		if version != before+1 || !reflect.DeepEqual(got.Policy, site.Policy) {
			t.Fatalf("version %d after %d, policy %+v", version, before, got.Policy)
		}
		site.ID = "site_none"
		_, err = s.UpdateSite(ctx, h.Scope, site)
		wantCode(t, err, samepage.CodeNotFound)
	})

	t.Run("versions of all kinds of rows in one query", func(t *testing.T) {
		c := h.Chat(t, s, "cht_one", "vis_one")
		live, _ := h.Live(t, s, h.Invitation("ses_one", c, h.Ana), "nod_one")
		in, _, err := s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		ref := func(kind org.RowKind, id string) org.RowRef { return org.RowRef{Scope: h.Scope, Kind: kind, ID: id} }
		got, err := s.Versions(ctx, []org.RowRef{
			ref(org.RowSession, "ses_one"), ref(org.RowChat, "cht_one"), ref(org.RowChat, "cht_none"),
			ref(org.RowPolicy, "site_one"), ref(org.RowSignIn, in.ID),
		})
		must(t, err)
		now, err := s.Chats().Chat(ctx, h.Scope, "cht_one")
		must(t, err)
		want := map[org.RowRef]int64{
			ref(org.RowSession, "ses_one"): live.Version, ref(org.RowChat, "cht_one"): now.Version,
			ref(org.RowPolicy, "site_one"): 3, ref(org.RowSignIn, in.ID): 1,
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("versions are %v, want %v", got, want)
		}
		if none, err := s.Versions(ctx, nil); err != nil || len(none) != 0 {
			t.Fatalf("versions of nothing: %v, %v", none, err)
		}
	})
}

func testPeople(t *testing.T, open Opener) {
	ctx := context.Background()
	s := open(t, store.Options{})
	h := Build(t, s, "house")

	t.Run("R2 agents serve the sites of their groups", func(t *testing.T) {
		if !h.Ana.Serves(h.Site.ID) || h.Ana.Serves("site_two") {
			t.Fatalf("Ana serves %v", h.Ana.Sites)
		}
		must(t, s.CreateSite(ctx, h.Scope, org.Site{ID: "site_two", Key: "key-two", Name: "Two"}))
		must(t, s.CreateGroup(ctx, h.Scope, org.Group{ID: "grp_two", Name: "Two", Sites: []samepage.SiteID{"site_two", "site_one"}}))
		must(t, s.AddToGroup(ctx, h.Scope, "grp_two", h.Ana.ID))
		must(t, s.AddToGroup(ctx, h.Scope, "grp_two", h.Ana.ID))
		ana, err := s.Agent(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		if len(ana.Sites) != 2 || len(ana.Groups) != 2 {
			t.Fatalf("Ana is %+v", ana)
		}
		agents, err := s.Agents(ctx, h.Scope)
		must(t, err)
		if len(agents) != 2 || !reflect.DeepEqual(agents[0], ana) || agents[1].ID != h.Ben.ID {
			t.Fatalf("agents are %+v", agents)
		}
	})

	t.Run("an address belongs to one account", func(t *testing.T) {
		_, err := s.CreateAgent(ctx, h.Scope, org.Agent{ID: "agt_new", Name: "Ana again", Email: "ANA@house.example"}, PasswordHash)
		wantCode(t, err, samepage.CodeConflict)
	})

	t.Run("being available lasts", func(t *testing.T) {
		must(t, s.SetAvailable(ctx, h.Scope, h.Ana.ID, false))
		ana, err := s.Agent(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		if ana.Available {
			t.Fatal("still available")
		}
	})

	t.Run("A22 canned replies keep their order", func(t *testing.T) {
		want := []org.Canned{{Title: "Hi", Text: "Hello, how can I help?"}, {Title: "Bye", Text: "Good bye."}}
		must(t, s.SetCanned(ctx, h.Scope, []org.Canned{{Title: "Old", Text: "Old"}}))
		must(t, s.SetCanned(ctx, h.Scope, want))
		got, err := s.Canned(ctx, h.Scope)
		must(t, err)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("replies are %+v", got)
		}
	})
}

func testSignIn(t *testing.T, open Opener) {
	ctx := context.Background()

	t.Run("P7 wrong tries lock, a right one clears", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		for range org.LockAfter {
			_, err := s.CountTry(ctx, h.Scope, h.Ana.ID, false)
			must(t, err)
		}
		account, err := s.Account(ctx, " Ana@House.example ")
		must(t, err)
		if !account.Lock.Holds(account.Now) || account.PasswordHash != PasswordHash {
			t.Fatalf("account is %+v", account)
		}
		clock.Add(org.LockFor)
		if account, err = s.Account(ctx, "ana@house.example"); err != nil || account.Lock.Holds(account.Now) {
			t.Fatalf("still locked: %+v, %v", account, err)
		}
		_, err = s.CountTry(ctx, h.Scope, h.Ana.ID, true)
		must(t, err)
		if account, err = s.Account(ctx, "ana@house.example"); err != nil || account.Lock != (org.Lock{}) {
			t.Fatalf("not cleared: %+v, %v", account, err)
		}
		_, err = s.Account(ctx, "nobody@house.example")
		wantCode(t, err, samepage.CodeNotFound)
	})

	t.Run("P7 a sign-in holds until it is over or revoked", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		in, token, err := s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		got, err := s.SignIn(ctx, token)
		must(t, err)
		if !reflect.DeepEqual(got, in) || got.Scope != h.Scope || got.Agent.ID != h.Ana.ID {
			t.Fatalf("sign-in is\n%+v\nmade\n%+v", got, in)
		}
		_, err = s.SignIn(ctx, "no token")
		wantCode(t, err, samepage.CodeUnauthorised)
		must(t, s.RevokeSignIn(ctx, h.Scope, in.ID))
		_, err = s.SignIn(ctx, token)
		wantCode(t, err, samepage.CodeUnauthorised)
		_, token, err = s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		clock.Add(org.SignInLife)
		_, err = s.SignIn(ctx, token)
		wantCode(t, err, samepage.CodeUnauthorised)
	})

	t.Run("P7 a new password ends the sign-ins of before", func(t *testing.T) {
		s := open(t, store.Options{})
		h := Build(t, s, "house")
		_, token, err := s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		must(t, s.SetPassword(ctx, h.Scope, h.Ana.ID, "another hash"))
		_, err = s.SignIn(ctx, token)
		wantCode(t, err, samepage.CodeUnauthorised)
	})

	t.Run("a ticket is for one use, for its purpose, for 30 s, and dies with its sign-in", func(t *testing.T) {
		clock := NewClock()
		s := open(t, store.Options{Clock: clock})
		h := Build(t, s, "house")
		in, _, err := s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
		must(t, err)
		ticket := func() string {
			made, err := s.CreateTicket(ctx, in, org.TicketViewer, "ses_one")
			must(t, err)
			return made
		}
		good := ticket()
		_, err = s.RedeemTicket(ctx, good, org.TicketConsole)
		wantCode(t, err, samepage.CodeUnauthorised)
		proof, err := s.RedeemTicket(ctx, good, org.TicketViewer)
		must(t, err)
		if proof.Session != "ses_one" || !reflect.DeepEqual(proof.SignIn, in) {
			t.Fatalf("proof is %+v", proof)
		}
		_, err = s.RedeemTicket(ctx, good, org.TicketViewer)
		wantCode(t, err, samepage.CodeUnauthorised)
		late := ticket()
		clock.Add(org.TicketLife)
		_, err = s.RedeemTicket(ctx, late, org.TicketViewer)
		wantCode(t, err, samepage.CodeUnauthorised)
		orphan := ticket()
		must(t, s.RevokeSignIns(ctx, h.Scope, h.Ana.ID))
		_, err = s.RedeemTicket(ctx, orphan, org.TicketViewer)
		wantCode(t, err, samepage.CodeUnauthorised)
	})
}

func testTidy(t *testing.T, open Opener) {
	ctx := context.Background()
	clock := NewClock()
	s := open(t, store.Options{Clock: clock})
	h := Build(t, s, "house")
	in, _, err := s.CreateSignIn(ctx, h.Scope, h.Ana.ID)
	must(t, err)
	_, err = s.CreateTicket(ctx, in, org.TicketConsole, "")
	must(t, err)
	chatToken := org.Binding{Kind: org.TokenChat, Subject: "cht_one", Site: h.Site.ID, Visitor: "vis_one"}
	secret, err := s.IssueToken(ctx, h.Scope, chatToken)
	must(t, err)
	used, err := s.PresentToken(ctx, h.Scope, secret, chatToken)
	must(t, err)
	must(t, s.AckToken(ctx, h.Scope, used.Next))
	signIn := []org.RowRef{{Scope: h.Scope, Kind: org.RowSignIn, ID: in.ID}}

	must(t, s.Tidy(ctx))
	if got, err := s.Versions(ctx, signIn); err != nil || len(got) != 1 {
		t.Fatalf("a sign-in that holds is gone: %v, %v", got, err)
	}
	_, err = s.PresentToken(ctx, h.Scope, secret, chatToken)
	wantConflict(t, err)

	clock.Add(7 * 24 * time.Hour)
	must(t, s.Tidy(ctx))
	if got, err := s.Versions(ctx, signIn); err != nil || len(got) != 0 {
		t.Fatalf("a sign-in that is over stays: %v, %v", got, err)
	}
	_, err = s.PresentToken(ctx, h.Scope, secret, chatToken)
	wantCode(t, err, samepage.CodeUnauthorised)
	_, err = s.PresentToken(ctx, h.Scope, used.Next, chatToken)
	must(t, err)
}
