package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"samepage"
	"samepage/bus"
	"samepage/org"
	"samepage/org/sitefile"
	"samepage/relay"
	"samepage/store"
	"strings"
)

// siteCommand keeps sites as files (R1, P1).
type siteCommand struct {
	Apply siteApply `cmd:"" help:"Check a site's file and make it so; running sessions follow within two seconds."`
	Show  siteShow  `cmd:"" help:"Write a site's settings down as a file."`
	Diff  siteDiff  `cmd:"" help:"Check a site's file and list what it would change."`
}

type siteApply struct {
	databaseFlags
	File         string `arg:"" type:"existingfile" help:"YAML or JSON; docs/operating.md shows one."`
	Organisation string `default:"Samepage" help:"Name of the organisation of a new site, made if there is none."`
	NATS         string `name:"nats" help:"The nodes' outside NATS, to tell them at once; without it they notice within a second."`
}

type siteShow struct {
	databaseFlags
	Key string `arg:"" help:"The site's key, as in the script tag."`
}

type siteDiff struct {
	databaseFlags
	File string `arg:"" type:"existingfile" help:"YAML or JSON; docs/operating.md shows one."`
}

// databaseFlags name the database of a command that runs beside the server.
type databaseFlags struct {
	Data     string `default:"data" type:"path" help:"Folder of the database."`
	Database string `help:"postgres:// address; without it the SQLite file in the data folder."`
}

// with opens the database for the time of do.
func (f databaseFlags) with(ctx context.Context, do func(*store.Store) error) (err error) {
	dsn, err := serverFlags{Data: f.Data, Database: f.Database}.dsn()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		return fmt.Errorf("open the database: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return do(db)
}

// Run makes the site what the file says; a key that is new makes a new site.
func (c *siteApply) Run(ctx context.Context, s *streams) error {
	f, err := readSiteFile(c.File)
	if err != nil {
		return err
	}
	return c.with(ctx, func(db *store.Store) error {
		site, err := db.SiteByKey(ctx, f.Site)
		if samepage.CodeOf(err) == samepage.CodeNotFound {
			return c.make(ctx, s, db, f)
		}
		if err != nil {
			return err
		}
		changes, err := sitefile.Changes(site, f)
		if err != nil || len(changes) == 0 {
			return printChanges(s, changes, err)
		}
		next, err := f.Onto(site)
		if err != nil {
			return err
		}
		version, err := db.UpdateSite(ctx, site.Scope, next)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s\nApplied to %s as version %d.\n", strings.Join(changes, "\n"), next.Key, version)
		return c.announce(site)
	})
}

// announce tells the nodes, where their bus can be reached from here.
func (c *siteApply) announce(site org.Site) error {
	if c.NATS == "" {
		return nil
	}
	b, err := bus.Open(bus.Config{URL: c.NATS})
	if err != nil {
		return fmt.Errorf("the site is applied, but the nodes were not told: %w", err)
	}
	defer b.Close()
	return relay.AnnounceSite(b, site.Scope, site.ID)
}

// make creates the site with a group of its own, which every agent is in.
func (c *siteApply) make(ctx context.Context, s *streams, db *store.Store, f sitefile.File) error {
	home, err := firstOrg(ctx, db, c.Organisation)
	if err != nil {
		return err
	}
	site, err := f.Onto(org.Site{Scope: home.Scope, ID: samepage.NewSiteID()})
	if err != nil {
		return err
	}
	if err := db.CreateSite(ctx, home.Scope, site); err != nil {
		return err
	}
	group := org.Group{ID: samepage.NewGroupID(), Name: site.Name, Sites: []samepage.SiteID{site.ID}}
	if err := db.CreateGroup(ctx, home.Scope, group); err != nil {
		return err
	}
	agents, err := db.Agents(ctx, home.Scope)
	if err != nil {
		return err
	}
	for _, a := range agents {
		if err := db.AddToGroup(ctx, home.Scope, group.ID, a.ID); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.out, "Made the site %s of %s; %d agents serve it.\n", site.Key, home.Name, len(agents))
	return nil
}

// Run writes the site's file to standard output.
func (c *siteShow) Run(ctx context.Context, s *streams) error {
	return c.with(ctx, func(db *store.Store) error {
		site, err := db.SiteByKey(ctx, c.Key)
		if err != nil {
			return err
		}
		f, err := sitefile.Of(site)
		if err != nil {
			return err
		}
		text, err := f.Format()
		if err != nil {
			return err
		}
		_, err = s.out.Write(text)
		return err
	})
}

// Run lists what would change.
func (c *siteDiff) Run(ctx context.Context, s *streams) error {
	f, err := readSiteFile(c.File)
	if err != nil {
		return err
	}
	return c.with(ctx, func(db *store.Store) error {
		site, err := db.SiteByKey(ctx, f.Site)
		if err != nil && samepage.CodeOf(err) != samepage.CodeNotFound {
			return err
		}
		changes, err := sitefile.Changes(site, f)
		return printChanges(s, changes, err)
	})
}

func printChanges(s *streams, changes []string, err error) error {
	if err != nil {
		return err
	}
	if len(changes) == 0 {
		changes = []string{"Nothing changes."}
	}
	_, err = fmt.Fprintln(s.out, strings.Join(changes, "\n"))
	return err
}

// readSiteFile reads and checks a file. Pictures are looked for beside it.
func readSiteFile(path string) (sitefile.File, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return sitefile.File{}, err
	}
	f, err := sitefile.Parse(source, func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(filepath.Dir(path), filepath.FromSlash(name)))
	})
	var faults sitefile.Faults
	if errors.As(err, &faults) {
		lines := make([]string, len(faults))
		for i, fault := range faults {
			lines[i] = path + ": " + fault.String()
		}
		return sitefile.File{}, errors.New(strings.Join(lines, "\n"))
	}
	return f, err
}
