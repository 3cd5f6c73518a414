package org

import (
	"samepage"
	"samepage/wire"
	"slices"
	"time"
)

// Role is what a person may do in the console. A person may have several.
type Role string

// The roles.
const (
	RoleAgent         Role = "agent"
	RoleSupervisor    Role = "supervisor"    // an agent who may also join others' sessions and see their reports
	RoleAdministrator Role = "administrator" // sites, people, policies
)

// Agent is a person who signs in to the console.
type Agent struct {
	Scope     Scope
	ID        samepage.AgentID
	Name      string // as customers and colleagues read it
	Email     string // lower case; unique in the installation, as sign-in knows no organisation yet
	Roles     []Role
	Groups    []samepage.GroupID
	Sites     []samepage.SiteID // through the groups
	Available bool              // takes new chats
	CreatedAt time.Time
}

// Has reports whether the person has a role. A supervisor is an agent too.
func (a Agent) Has(r Role) bool {
	return slices.Contains(a.Roles, r) || r == RoleAgent && slices.Contains(a.Roles, RoleSupervisor)
}

// Serves reports whether the agent works for a site.
func (a Agent) Serves(site samepage.SiteID) bool { return slices.Contains(a.Sites, site) }

// Person is how the agent appears to others.
func (a Agent) Person() wire.Person { return wire.Person{Agent: string(a.ID), Name: a.Name} }
