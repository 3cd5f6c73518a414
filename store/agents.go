package store

import (
	"context"
	"samepage"
	"samepage/org"
	"strings"

	"github.com/uptrace/bun"
)

type agentRow struct {
	bun.BaseModel `bun:"table:agent,alias:a"`

	Org          org.Scope        `bun:"org_id,pk"`
	ID           samepage.AgentID `bun:"agent_id,pk"`
	Name         string           `bun:"name"`
	Email        string           `bun:"email"`
	Roles        []org.Role       `bun:"roles"`
	Available    bool             `bun:"available"`
	PasswordHash string           `bun:"password_hash"`
	TOTPSecret   string           `bun:"totp_secret"`
	TOTPStep     int64            `bun:"totp_step"`
	Failed       int              `bun:"failed"`
	LockedUntil  stamp            `bun:"locked_until"`
	CreatedAt    stamp            `bun:"created_at"`
}

func (r agentRow) value() org.Agent {
	return org.Agent{
		Scope: r.Org, ID: r.ID, Name: r.Name, Email: r.Email, Roles: r.Roles,
		Available: r.Available, CreatedAt: r.CreatedAt.time(),
	}
}

// membership is one way from an agent to a site.
type membership struct {
	Agent samepage.AgentID `bun:"agent_id"`
	Group samepage.GroupID `bun:"group_id"`
	Site  *samepage.SiteID `bun:"site_id"` // nil: the group has no sites
}

// CreateAgent implements org.People.
func (s *Store) CreateAgent(ctx context.Context, sc org.Scope, a org.Agent, passwordHash string) (org.Agent, error) {
	r := agentRow{
		Org: sc, ID: a.ID, Name: a.Name, Email: strings.ToLower(strings.TrimSpace(a.Email)),
		Roles: append([]org.Role{}, a.Roles...), Available: a.Available, PasswordHash: passwordHash,
	}
	err := s.db.write(ctx, "create agent", func(ctx context.Context, t *tx) error {
		r.CreatedAt = stampOf(t.now)
		if _, err := t.NewInsert().Model(&r).Exec(ctx); err != nil {
			return err
		}
		for _, g := range a.Groups {
			if err := addToGroup(ctx, t, sc, g, a.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return org.Agent{}, err
	}
	return s.Agent(ctx, sc, a.ID)
}

// Agent implements org.People.
func (s *Store) Agent(ctx context.Context, sc org.Scope, id samepage.AgentID) (org.Agent, error) {
	a, err := readAgent(ctx, s.db.reader, sc, id)
	return a, wrap("read agent", err)
}

func readAgent(ctx context.Context, db bun.IDB, sc org.Scope, id samepage.AgentID) (org.Agent, error) {
	r := agentRow{Org: sc, ID: id}
	if err := db.NewSelect().Model(&r).WherePK().Scan(ctx); err != nil {
		return org.Agent{}, found(err, "agent")
	}
	agents := []org.Agent{r.value()}
	err := addMemberships(ctx, db, sc, agents, "ga.agent_id = ?", string(id))
	return agents[0], err
}

// Agents implements org.People.
func (s *Store) Agents(ctx context.Context, sc org.Scope) ([]org.Agent, error) {
	var rows []agentRow
	err := s.db.reader.NewSelect().Model(&rows).Where("org_id = ?", sc).Order("name", "agent_id").Scan(ctx)
	if err != nil {
		return nil, wrap("list agents", err)
	}
	agents := values(rows)
	err = addMemberships(ctx, s.db.reader, sc, agents, "1 = 1")
	return agents, wrap("list groups of agents", err)
}

// addMemberships fills in groups and sites of the agents that the condition finds.
func addMemberships(ctx context.Context, db bun.IDB, sc org.Scope, agents []org.Agent, where string, args ...any) error {
	var rows []membership
	err := db.NewSelect().TableExpr("group_agent AS ga").
		ColumnExpr("ga.agent_id, ga.group_id, gs.site_id").
		Join("LEFT JOIN group_site AS gs ON gs.org_id = ga.org_id AND gs.group_id = ga.group_id").
		Where("ga.org_id = ?", sc).Where(where, args...).
		Order("ga.agent_id", "ga.group_id", "gs.site_id").Scan(ctx, &rows)
	if err != nil {
		return err
	}
	index := make(map[samepage.AgentID]*org.Agent, len(agents))
	for i := range agents {
		index[agents[i].ID] = &agents[i]
	}
	for _, m := range rows {
		a, known := index[m.Agent]
		if !known {
			continue
		}
		a.Groups = appendNew(a.Groups, m.Group)
		if m.Site != nil {
			a.Sites = appendNew(a.Sites, *m.Site)
		}
	}
	return nil
}

// appendNew appends what the slice does not have yet.
func appendNew[T comparable](list []T, v T) []T {
	for _, have := range list {
		if have == v {
			return list
		}
	}
	return append(list, v)
}

// SetPassword implements org.People. Who changes a password signs in anew everywhere.
func (s *Store) SetPassword(ctx context.Context, sc org.Scope, id samepage.AgentID, passwordHash string) error {
	return s.db.write(ctx, "set password", func(ctx context.Context, t *tx) error {
		const update = `UPDATE agent SET password_hash = ?, failed = 0, locked_until = 0 WHERE org_id = ? AND agent_id = ?`
		n, err := affected(t.NewRaw(update, passwordHash, sc, string(id)).Exec(ctx))
		if err := oneRow(n, err, "agent"); err != nil {
			return err
		}
		return revoke(ctx, t, sc, "agent_id", string(id))
	})
}

// SetAvailable implements org.People.
func (s *Store) SetAvailable(ctx context.Context, sc org.Scope, id samepage.AgentID, available bool) error {
	return s.db.write(ctx, "set availability", func(ctx context.Context, t *tx) error {
		const update = `UPDATE agent SET available = ? WHERE org_id = ? AND agent_id = ?`
		n, err := affected(t.NewRaw(update, available, sc, string(id)).Exec(ctx))
		return oneRow(n, err, "agent")
	})
}

// CreateGroup implements org.People.
func (s *Store) CreateGroup(ctx context.Context, sc org.Scope, g org.Group) error {
	return s.db.write(ctx, "create group", func(ctx context.Context, t *tx) error {
		const insert = `INSERT INTO agent_group (org_id, group_id, name) VALUES (?, ?, ?)`
		if _, err := t.NewRaw(insert, sc, string(g.ID), g.Name).Exec(ctx); err != nil {
			return err
		}
		for _, site := range g.Sites {
			const insert = `INSERT INTO group_site (org_id, group_id, site_id) VALUES (?, ?, ?)`
			if _, err := t.NewRaw(insert, sc, string(g.ID), string(site)).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// AddToGroup implements org.People.
func (s *Store) AddToGroup(ctx context.Context, sc org.Scope, g samepage.GroupID, a samepage.AgentID) error {
	return s.db.write(ctx, "add to group", func(ctx context.Context, t *tx) error {
		return addToGroup(ctx, t, sc, g, a)
	})
}

func addToGroup(ctx context.Context, t *tx, sc org.Scope, g samepage.GroupID, a samepage.AgentID) error {
	const insert = `INSERT INTO group_agent (org_id, group_id, agent_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`
	_, err := t.NewRaw(insert, sc, string(g), string(a)).Exec(ctx)
	return err
}

// SetCanned implements org.People.
func (s *Store) SetCanned(ctx context.Context, sc org.Scope, replies []org.Canned) error {
	return s.db.write(ctx, "set canned replies", func(ctx context.Context, t *tx) error {
		if _, err := t.NewRaw(`DELETE FROM canned WHERE org_id = ?`, sc).Exec(ctx); err != nil {
			return err
		}
		for i, c := range replies {
			const insert = `INSERT INTO canned (org_id, position, title, text) VALUES (?, ?, ?, ?)`
			if _, err := t.NewRaw(insert, sc, i, c.Title, c.Text).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// Canned implements org.People.
func (s *Store) Canned(ctx context.Context, sc org.Scope) ([]org.Canned, error) {
	replies := []org.Canned{}
	err := s.db.reader.NewSelect().Table("canned").Column("title", "text").
		Where("org_id = ?", sc).Order("position").Scan(ctx, &replies)
	return replies, wrap("list canned replies", err)
}
