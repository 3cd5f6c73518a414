package main

import (
	"context"
	_ "embed" // the demo's settings
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"samepage"
	"samepage/org"
	"samepage/org/sitefile"
	"slices"
	"strings"
)

// demoPeople is the demo's own note of what it made, so that a second start prints the
// same sign-ins. The database keeps only hashes.
type demoPeople struct {
	SiteKey    string       `json:"site_key"`
	Agents     []demoSignIn `json:"agents"`
	Supervisor demoSignIn   `json:"supervisor"`
	Admin      demoSignIn   `json:"admin"`
}

const demoNote = "demo.json"

// seedDemo fills an empty folder with a shop and its people, or finds them again. The
// shop's ports may differ from start to start: its origins are written each time.
func seedDemo(ctx context.Context, db org.Store, folder string, origins []string) (demoPeople, error) {
	people, err := readDemoNote(folder)
	if errors.Is(err, os.ErrNotExist) {
		people, err = createDemo(ctx, db, folder, origins)
	}
	if err != nil {
		return demoPeople{}, fmt.Errorf("demo data: %w", err)
	}
	site, err := db.SiteByKey(ctx, people.SiteKey)
	if err != nil {
		return demoPeople{}, fmt.Errorf("demo site: %w", err)
	}
	if slices.Equal(site.Origins, origins) {
		return people, nil
	}
	site.Origins = origins
	if _, err := db.UpdateSite(ctx, site.Scope, site); err != nil {
		return demoPeople{}, fmt.Errorf("demo origins: %w", err)
	}
	return people, nil
}

func readDemoNote(folder string) (demoPeople, error) {
	var people demoPeople
	note, err := os.ReadFile(filepath.Join(folder, demoNote))
	if err != nil {
		return people, err
	}
	return people, json.Unmarshal(note, &people)
}

func createDemo(ctx context.Context, db org.Store, folder string, origins []string) (demoPeople, error) {
	home, err := db.CreateOrg(ctx, samepage.NewOrgID(), "Harbour & Pine")
	if err != nil {
		return demoPeople{}, err
	}
	site, err := demoSite(home.Scope, origins)
	if err != nil {
		return demoPeople{}, err
	}
	if err := db.CreateSite(ctx, home.Scope, site); err != nil {
		return demoPeople{}, err
	}
	group := org.Group{ID: samepage.NewGroupID(), Name: "Support", Sites: []samepage.SiteID{site.ID}}
	if err := db.CreateGroup(ctx, home.Scope, group); err != nil {
		return demoPeople{}, err
	}
	people := demoPeople{SiteKey: site.Key}
	add := func(name string, roles ...org.Role) demoSignIn {
		if err != nil {
			return demoSignIn{}
		}
		var in demoSignIn
		in, err = createDemoPerson(ctx, db, home.Scope, group.ID, name, roles)
		return in
	}
	people.Agents = []demoSignIn{add("Mia Lindqvist", org.RoleAgent), add("Jonas Weber", org.RoleAgent)}
	people.Supervisor = add("Sofia Marques", org.RoleSupervisor, org.RoleAgent)
	people.Admin = add("Adrian Novak", org.RoleAdministrator, org.RoleSupervisor, org.RoleAgent)
	if err == nil {
		err = db.SetCanned(ctx, home.Scope, demoReplies)
	}
	if err != nil {
		return demoPeople{}, err
	}
	return people, writeDemoNote(folder, people)
}

// noteMode: the note holds passwords; only its owner reads it.
const noteMode = 0o600

func writeDemoNote(folder string, people demoPeople) error {
	note, err := json.MarshalIndent(people, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, demoNote), append(note, '\n'), noteMode)
}

//go:embed demo.yaml
var demoSettings []byte

func demoSite(sc org.Scope, origins []string) (org.Site, error) {
	f, err := sitefile.Parse(demoSettings, func(string) ([]byte, error) { return nil, os.ErrNotExist })
	if err != nil {
		return org.Site{}, err
	}
	f.Site, f.Origins = "shop-"+samepage.NewSecret()[:12], origins
	return f.Onto(org.Site{Scope: sc, ID: samepage.NewSiteID()})
}

func createDemoPerson(ctx context.Context, db org.Store, sc org.Scope, group samepage.GroupID, name string, roles []org.Role) (demoSignIn, error) {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	in := demoSignIn{Email: first + "@harbour-pine.example", Name: name, Password: samepage.NewSecret()[:14]}
	hash, err := org.HashPassword(in.Password)
	if err != nil {
		return demoSignIn{}, err
	}
	agent, err := db.CreateAgent(ctx, sc, org.Agent{
		ID: samepage.NewAgentID(), Name: name, Email: in.Email, Roles: roles, Available: true,
	}, hash)
	if err != nil {
		return demoSignIn{}, err
	}
	return in, db.AddToGroup(ctx, sc, group, agent.ID)
}

var demoReplies = []org.Canned{
	{Title: "Greeting", Text: "Hello, you are talking to Harbour & Pine. How can I help?"},
	{Title: "Offer to look together", Text: "Shall we look at it together? I can see the page you are on if you agree, and point at things."},
	{Title: "Delivery times", Text: "Orders that reach us before 14:00 leave our warehouse the same day."},
	{Title: "Returns", Text: "You can send anything back within 30 days; the label is in your account under Orders."},
	{Title: "Closing", Text: "Gladly done! Is there anything else I can do for you?"},
}
