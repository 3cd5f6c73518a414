package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"samepage"
	"samepage/org"
	"samepage/store"
	"strings"
)

type adminCommand struct {
	Create adminCreate `cmd:"" help:"Make the first administrator; asks for the password on standard input."`
}

type adminCreate struct {
	databaseFlags
	Email        string `required:"" help:"Address to sign in with."`
	Name         string `required:"" help:"Name that colleagues and customers read."`
	Organisation string `default:"Samepage" help:"Name of the organisation, made if there is none."`
}

// Run makes an organisation where there is none, and an administrator who is also an agent.
func (c *adminCreate) Run(ctx context.Context, s *streams) error {
	fmt.Fprint(s.err, "Password: ")
	line, err := bufio.NewReader(s.in).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if err != nil && password == "" {
		return errors.New("no password: type it, or pipe it in")
	}
	hash, err := org.HashPassword(password)
	if err != nil {
		return err
	}
	return c.with(ctx, func(db *store.Store) error { return c.make(ctx, s, db, hash) })
}

func (c *adminCreate) make(ctx context.Context, s *streams, db *store.Store, hash string) error {
	home, err := firstOrg(ctx, db, c.Organisation)
	if err != nil {
		return err
	}
	agent, err := db.CreateAgent(ctx, home.Scope, org.Agent{
		ID: samepage.NewAgentID(), Name: c.Name, Email: strings.ToLower(c.Email),
		Roles: []org.Role{org.RoleAdministrator, org.RoleSupervisor, org.RoleAgent},
	}, hash)
	if err != nil {
		return err
	}
	fmt.Fprintf(s.out, "%s <%s> may now sign in as administrator of %s.\n", agent.Name, agent.Email, home.Name)
	return nil
}

// firstOrg returns the installation's first organisation, made where there is none.
func firstOrg(ctx context.Context, db org.Store, name string) (org.Org, error) {
	orgs, err := db.Orgs(ctx)
	if err != nil {
		return org.Org{}, err
	}
	if len(orgs) > 0 {
		return orgs[0], nil
	}
	return db.CreateOrg(ctx, samepage.NewOrgID(), name)
}
