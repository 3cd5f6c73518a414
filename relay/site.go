package relay

import (
	"context"
	"log/slog"
	"maps"
	"reflect"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"slices"
	"time"
)

// sitesEvery is the pause between two looks at the sites that this node serves: how late a
// stricter policy reaches a running session whose announcement was lost, or was made by a
// command in another process. P1 allows two seconds.
const sitesEvery = time.Second

// siteRef names the row of a site's settings.
func siteRef(sc org.Scope, site samepage.SiteID) org.RowRef {
	return org.RowRef{Scope: sc, Kind: org.RowPolicy, ID: string(site)}
}

// watchSites tells pages and rooms of this node what has changed about their site.
func (r *Relay) watchSites(ctx context.Context) {
	each(ctx, sitesEvery, r.lookAtSites)
}

func (r *Relay) lookAtSites(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, storeWithin)
	defer cancel()
	r.mu.Lock()
	var pages []*customer
	for _, e := range r.edges {
		if c, ok := e.self.(*customer); ok {
			pages = append(pages, c)
		}
	}
	rooms := slices.Collect(maps.Values(r.rooms))
	r.mu.Unlock()
	refs := map[org.RowRef]bool{}
	for _, c := range pages {
		refs[siteRef(c.sc, c.site.ID)] = true
	}
	for _, o := range rooms {
		refs[o.site] = true
	}
	versions, err := r.versions(ctx, refs)
	if err != nil {
		r.cfg.Log.Debug("look at sites", slog.Any("error", err)) // the slower comparison of all rows warns
	}
	staffed := r.agents.staffed()
	for _, c := range pages {
		if ref := siteRef(c.sc, c.site.ID); versions[ref] > c.policyShown() {
			c.stale(ref)
		}
		c.tellStaffed(staffed[siteKey{c.sc.Org(), c.site.ID}])
	}
	for _, o := range rooms {
		if versions[o.site] > o.siteSeen.Load() {
			o.readSite()
		}
	}
}

// siteKey names a site over all organisations.
type siteKey struct {
	org  samepage.OrgID
	site samepage.SiteID
}

// staffed are the sites of which an agent takes new chats (C12).
func (p *presence) staffed() map[siteKey]bool {
	found := map[siteKey]bool{}
	p.each(func(a present) {
		if !a.Available {
			return
		}
		for _, site := range a.Sites {
			found[siteKey{a.Org, site}] = true
		}
	})
	return found
}

// policyShown is the version of the policy that this page has.
func (c *customer) policyShown() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.policy
}

// tellStaffed tells the page when the last agent goes, or the first one comes.
func (c *customer) tellStaffed(online bool) {
	c.mu.Lock()
	news := c.staffed != online
	c.staffed = online
	c.mu.Unlock()
	if news {
		c.send(wire.SiteStateBody{Kind: wire.SiteState, AgentsOnline: online})
	}
}

// refreshSite sends the site's privacy policy where it is newer than the page's, and ends
// the connection of a page that the site does not list any more.
func (c *customer) refreshSite(ctx context.Context) error {
	site, err := c.r.cfg.Orgs.Site(ctx, c.sc, c.site.ID)
	if err != nil {
		return err
	}
	c.mu.Lock()
	newer := site.Policy.Version > c.policy
	c.policy = max(c.policy, site.Policy.Version)
	c.mu.Unlock()
	switch {
	case !site.Lists(c.req.Origin):
		c.shut(wire.CloseForbidden, "This page's address is not listed for the site any more.")
	case newer:
		c.send(site.Policy.Body())
	}
	return nil
}

// maxFaults bounds the rules that one report of a page names.
const maxFaults = 50

// policyFault notes that a customer's browser could not read the site's rules: the page
// masks everything, and whoever wrote the rules has to know (P1).
func (c *customer) policyFault(raw []byte) {
	body, err := read[wire.PolicyFaultBody](raw)
	if err != nil {
		return
	}
	_, client := c.visit()
	for _, flaw := range body.Faults[:min(len(body.Faults), maxFaults)] {
		c.log.Warn("a browser could not read a privacy rule, the page is masked",
			slog.String("site", c.site.Key), slog.Int64("version", body.Version), slog.Int("rule", flaw.Rule),
			slog.String("why", cut(flaw.Why, maxFact)), slog.String("browser", client.Browser+" "+client.BrowserVersion))
	}
	c.mu.Lock()
	current := c.current
	c.mu.Unlock()
	if current != "" && len(body.Faults) > 0 {
		c.r.cfg.Sessions.Record(c.sc, current, session.Entry{
			Class: session.ClassDetail, Kind: "policy_fault", By: session.Actor{End: session.ByCustomer}, ByPage: true,
			Detail: map[string]string{"why": cut(body.Faults[0].Why, maxFact)},
		})
	}
}

// readSite has the room read the settings of its site.
func (o *room) readSite() {
	site := samepage.SiteID(o.site.ID)
	o.r.errand(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, storeWithin)
		defer cancel()
		got, err := o.r.cfg.Orgs.Site(ctx, o.sc, site)
		if err != nil {
			o.log.Warn("read the site", slog.Any("error", err)) // the next look tries again
			return
		}
		o.put(got)
	})
}

// redeployed holds the session to what the site offers now (P1, R1): where co-browse or
// Instant is off, it ends.
func (o *room) redeployed(site org.Site) {
	if site.Policy.Version <= o.siteSeen.Load() {
		return
	}
	o.siteSeen.Store(site.Policy.Version)
	offers := site.Deployment
	offers.Instant.On = offers.Instant.On && site.CoBrowse
	if o.state.Open() && !reflect.DeepEqual(offers, o.state.Deployment) {
		o.apply(session.Redeployed{Deployment: offers}, nil, "")
	}
}
