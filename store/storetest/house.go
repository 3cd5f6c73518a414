package storetest

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"testing"

	"github.com/google/uuid"
)

// House is an organisation with a site, a group and two agents who serve it.
type House struct {
	Scope    org.Scope
	Site     org.Site
	Ana, Ben org.Agent
}

// PasswordHash is what the agents of a House have; no password fits it.
const PasswordHash = "not a hash"

// Build makes a house. The ids of sites, groups and agents are the same in every house,
// so that two houses in one store prove that nothing crosses the boundary.
func Build(t testing.TB, s *store.Store, name string) House {
	t.Helper()
	ctx := context.Background()
	o, err := s.CreateOrg(ctx, samepage.OrgID("org_"+name), name)
	must(t, err)
	h := House{Scope: o.Scope, Site: org.Site{
		Scope: o.Scope, ID: "site_one", Key: "key-" + name, Name: "Shop " + name,
		Origins: []string{"https://shop.example", "https://*.shop.example"}, CoBrowse: true,
		Deployment: org.DefaultDeployment(), Branding: wire.Branding{Name: "Shop " + name, Language: "en"},
	}}
	must(t, s.CreateSite(ctx, o.Scope, h.Site))
	must(t, s.CreateGroup(ctx, o.Scope, org.Group{ID: "grp_one", Name: "All", Sites: []samepage.SiteID{"site_one"}}))
	h.Ana = agent(t, s, o.Scope, "ana", name)
	h.Ben = agent(t, s, o.Scope, "ben", name)
	return h
}

func agent(t testing.TB, s *store.Store, sc org.Scope, who, house string) org.Agent {
	t.Helper()
	a, err := s.CreateAgent(context.Background(), sc, org.Agent{
		ID: samepage.AgentID("agt_" + who), Name: who + " of " + house, Email: who + "@" + house + ".example",
		Roles: []org.Role{org.RoleAgent}, Groups: []samepage.GroupID{"grp_one"}, Available: true,
	}, PasswordHash)
	must(t, err)
	return a
}

// Chat opens a chat of a visitor.
func (h House) Chat(t testing.TB, s *store.Store, id samepage.ChatID, visitor samepage.VisitorID) chat.Chat {
	t.Helper()
	c, err := s.Chats().Open(context.Background(), h.Scope, chat.New{
		ID: id, Site: h.Site.ID, Visitor: visitor, Customer: "Kim",
		Page:  wire.Page{URL: "https://shop.example/basket?item=7", Title: "Basket"},
		First: &chat.Draft{ID: uuid.NewString(), From: chat.Actor{Side: chat.Customer, Name: "Kim"}, Text: "Hello"},
	})
	must(t, err)
	return c
}

// Invitation is what an agent's invitation of the customer in a chat begins with.
func (h House) Invitation(id samepage.SessionID, c chat.Chat, lead org.Agent) session.New {
	return session.New{
		ID: id, Chat: c.ID, Lead: lead.Person(), Ask: "ask_" + string(id), Site: h.Site,
		Start: session.Session{
			Visitor: c.Visitor, Customer: c.Customer, Page: c.Page, CustomerOnline: true, Tab: "tab_one",
		},
	}
}

// Live makes a session live that the node owns with the lease that is returned.
func (h House) Live(t testing.TB, s *store.Store, n session.New, node samepage.NodeID) (session.Session, session.Lease) {
	t.Helper()
	ctx := context.Background()
	_, err := s.Sessions().Invite(ctx, h.Scope, n)
	must(t, err)
	lease, err := s.Sessions().Claim(ctx, h.Scope, n.ID, node)
	must(t, err)
	done, err := s.Sessions().Apply(ctx, h.Scope, n.ID, lease.Fence, session.Answer{Ask: n.Ask, Answer: "accept"})
	must(t, err)
	return done.Session, lease
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantCode(t testing.TB, err error, code samepage.Code) {
	t.Helper()
	if samepage.CodeOf(err) != code {
		t.Fatalf("error is %v, want code %q", err, code)
	}
}
