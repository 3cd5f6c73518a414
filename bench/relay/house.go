package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/store"
	"samepage/wire"
	"strconv"

	"golang.org/x/sync/errgroup"
)

// shopOrigin is where the customers' pages come from.
const shopOrigin = "https://shop.example"

// noPassword is the agents' password hash: no password fits it. Signing in with a password
// costs memory and time on purpose and is not what is measured here.
const noPassword = "no password fits"

// writers is how many rows are prepared at the same time: enough to fill the store's group commits.
const writers = 16

// house is an organisation with its sessions, written to the database before the server starts.
type house struct {
	store *store.Store
	scope org.Scope
	site  org.Site
	seats []seat
}

// seat is one session that was accepted, and what its two ends show to get in.
type seat struct {
	session samepage.SessionID
	visitor samepage.VisitorID
	tab     samepage.TabID
	token   string // of the customer's tab
	signIn  string // what the agent's browser keeps in its cookie
}

func buildHouse(ctx context.Context, folder string, pairs int) (*house, error) {
	db, err := store.Open(ctx, filepath.Join(folder, "samepage.db"), store.Options{})
	if err != nil {
		return nil, err
	}
	h := &house{store: db, seats: make([]seat, pairs)}
	// Closed before the server opens the file: from then on it is the only one that writes.
	return h, errors.Join(h.furnish(ctx), db.Close())
}

func (h *house) furnish(ctx context.Context) error {
	home, err := h.store.CreateOrg(ctx, samepage.NewOrgID(), "Northgate Living")
	if err != nil {
		return err
	}
	h.scope = home.Scope
	h.site = org.Site{
		Scope: h.scope, ID: samepage.NewSiteID(), Key: "bench", Name: "Northgate Living",
		Origins: []string{shopOrigin}, CoBrowse: true, Deployment: org.DefaultDeployment(),
	}
	if err := h.store.CreateSite(ctx, h.scope, h.site); err != nil {
		return err
	}
	group := org.Group{ID: samepage.NewGroupID(), Name: "Support", Sites: []samepage.SiteID{h.site.ID}}
	if err := h.store.CreateGroup(ctx, h.scope, group); err != nil {
		return err
	}
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(writers)
	for i := range h.seats {
		work.Go(func() (err error) {
			h.seats[i], err = h.newSeat(ctx, group.ID, i)
			return err
		})
	}
	return work.Wait()
}

// newSeat makes an agent who is signed in, and a session of theirs that its customer has accepted.
func (h *house) newSeat(ctx context.Context, group samepage.GroupID, number int) (seat, error) {
	s := seat{session: samepage.NewSessionID(), visitor: samepage.NewVisitorID(), tab: samepage.NewTabID()}
	agent, err := h.store.CreateAgent(ctx, h.scope, org.Agent{
		ID: samepage.NewAgentID(), Name: "Agent " + strconv.Itoa(number), Email: fmt.Sprintf("agent%d@bench.example", number),
		Roles: []org.Role{org.RoleAgent}, Groups: []samepage.GroupID{group}, Available: true,
	}, noPassword)
	if err != nil {
		return s, err
	}
	if _, s.signIn, err = h.store.CreateSignIn(ctx, h.scope, agent.ID); err != nil {
		return s, err
	}
	if err := h.goLive(ctx, s, agent); err != nil {
		return s, err
	}
	s.token, err = h.store.IssueToken(ctx, h.scope, org.Binding{
		Kind: org.TokenSession, Subject: string(s.session), Site: h.site.ID, Origin: shopOrigin, Visitor: s.visitor, Tab: s.tab,
	})
	return s, err
}

// goLive writes the session as a node that owned it would have, and gives it up again.
func (h *house) goLive(ctx context.Context, s seat, agent org.Agent) error {
	sessions := h.store.Sessions()
	ask := "ask_" + string(s.session)
	_, err := sessions.Invite(ctx, h.scope, session.New{
		ID: s.session, Lead: agent.Person(), Ask: ask, Site: h.site,
		Start: session.Session{
			Visitor: s.visitor, Customer: "Kim", Page: wire.Page{URL: shopOrigin + "/"}, CustomerOnline: true, Tab: s.tab,
		},
	})
	if err != nil {
		return err
	}
	lease, err := sessions.Claim(ctx, h.scope, s.session, samepage.NewNodeID())
	if err != nil {
		return err
	}
	if _, err := sessions.Apply(ctx, h.scope, s.session, lease.Fence, session.Answer{Ask: ask, Answer: "accept"}); err != nil {
		return err
	}
	return sessions.Release(ctx, h.scope, lease)
}
