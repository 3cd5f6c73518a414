package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"samepage/demo"
)

type demoCommand struct {
	serverFlags
	ShopListen string `default:"localhost:0" help:"Address of the demo shop; port 0 takes a free one."`
	ClubListen string `default:"localhost:0" help:"Address of the shop's second origin."`
	JSON       bool   `name:"json" help:"Print addresses and sign-ins as one line of JSON."`
}

// demoAnnouncement is what the command prints: where everything is and who may sign in.
type demoAnnouncement struct {
	ConsoleURL string       `json:"console_url"`
	ViewerURL  string       `json:"viewer_origin"`
	ShopURL    string       `json:"shop_url"`
	ClubURL    string       `json:"club_url"`
	SiteKey    string       `json:"site_key"`
	Agents     []demoSignIn `json:"agents"`
	Supervisor demoSignIn   `json:"supervisor"`
	Admin      demoSignIn   `json:"admin"`
}

// demoSignIn is a person of the demo.
type demoSignIn struct {
	Email    string `json:"email"`
	Password string `json:"password"`
	Name     string `json:"name"`
}

// Run serves the product and the shop until the process is told to stop.
func (c *demoCommand) Run(ctx context.Context, s *streams) (err error) {
	p, err := openProgram(ctx, c.serverFlags, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	shop, err := net.Listen("tcp", c.ShopListen)
	if err != nil {
		return fmt.Errorf("listen for the shop: %w", err)
	}
	club, err := net.Listen("tcp", c.ClubListen)
	if err != nil {
		return errors.Join(fmt.Errorf("listen for the club: %w", err), shop.Close())
	}
	shopURL, clubURL := "http://localhost:"+portOf(shop), "http://localhost:"+portOf(club)
	people, err := seedDemo(ctx, p.store, c.Data, []string{shopURL, clubURL})
	if err != nil {
		return errors.Join(err, shop.Close(), club.Close())
	}
	options := demo.Options{
		ScriptURL: p.consoleOrigin + "/samepage.js", SiteKey: people.SiteKey, Connect: connectSources(p.consoleOrigin),
		ShopURL: shopURL, ClubURL: clubURL,
	}
	shopServer := &http.Server{Handler: demo.Handler(options), ReadHeaderTimeout: headerTimeout}
	clubServer := &http.Server{Handler: demo.ClubHandler(options), ReadHeaderTimeout: headerTimeout}
	go func() { _ = shopServer.Serve(shop) }() // ends with Close below
	go func() { _ = clubServer.Serve(club) }()
	defer func() { err = errors.Join(err, shopServer.Close(), clubServer.Close()) }()

	announcement := demoAnnouncement{
		ConsoleURL: p.consoleOrigin + "/", ViewerURL: p.viewerOrigin, ShopURL: shopURL + "/", ClubURL: clubURL + "/",
		SiteKey: people.SiteKey, Agents: people.Agents, Supervisor: people.Supervisor, Admin: people.Admin,
	}
	if err := announcement.print(s, c.JSON); err != nil {
		return err
	}
	return p.Run(ctx)
}

// connectSources are what the shop's Content-Security-Policy must let the page script reach.
func connectSources(origin string) []string {
	return []string{origin, "ws" + origin[len("http"):]}
}

func (a demoAnnouncement) print(s *streams, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(s.out).Encode(a)
	}
	_, err := fmt.Fprintf(s.out, `
  Console     %s
  Demo shop   %s   (be the customer here, in another window)

  Sign in as
%s
  Stop with Ctrl+C. Everything is kept; the next start goes on with it.

`, a.ConsoleURL, a.ShopURL, a.signIns())
	return err
}

func (a demoAnnouncement) signIns() string {
	text := ""
	line := func(role string, p demoSignIn) {
		text += fmt.Sprintf("    %-14s %-24s %s\n", role, p.Email, p.Password)
	}
	for _, p := range a.Agents {
		line("agent", p)
	}
	line("supervisor", a.Supervisor)
	line("administrator", a.Admin)
	return text
}
