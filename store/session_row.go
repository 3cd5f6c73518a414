package store

import (
	"context"
	"samepage"
	"samepage/org"
	"samepage/session"
	"samepage/wire"

	"github.com/uptrace/bun"
)

// sessionRow is session.Session column by column.
type sessionRow struct {
	bun.BaseModel `bun:"table:session,alias:s"`

	Org            org.Scope          `bun:"org_id,pk"`
	ID             samepage.SessionID `bun:"session_id,pk"`
	Version        int64              `bun:"version"`
	Chat           samepage.ChatID    `bun:"chat_id"`
	Site           samepage.SiteID    `bun:"site_id"`
	SiteName       string             `bun:"site_name"`
	Origins        []string           `bun:"origins"`
	Visitor        samepage.VisitorID `bun:"visitor_id"`
	Customer       string             `bun:"customer"`
	ExternalKey    string             `bun:"external_key"`
	Status         session.Status     `bun:"status"`
	Escalation     session.Escalation `bun:"escalation"`
	Mode           org.Mode           `bun:"mode"`
	Control        session.Control    `bun:"control"`
	Controller     samepage.AgentID   `bun:"controller"`
	Deployment     org.Deployment     `bun:"deployment"`
	Limits         org.Limits         `bun:"limits"`
	People         []session.Person   `bun:"people"`
	Guests         []session.Guest    `bun:"guests"`
	Wishes         []samepage.AgentID `bun:"wishes"`
	Ask            askColumn          `bun:"ask"`
	Page           wire.Page          `bun:"page"`
	Pages          int                `bun:"pages"`
	Tab            samepage.TabID     `bun:"tab_id"`
	Pinned         samepage.TabID     `bun:"pinned_tab_id"`
	Client         wire.ClientInfo    `bun:"client"`
	CustomerOnline bool               `bun:"customer_online"`
	CustomerSince  stamp              `bun:"customer_since"`
	LeadSince      stamp              `bun:"lead_since"`
	InvitedAt      stamp              `bun:"invited_at"`
	LiveAt         stamp              `bun:"live_at"`
	EndedAt        stamp              `bun:"ended_at"`
	ModeSince      stamp              `bun:"mode_since"`
	ModeUses       []session.ModeUse  `bun:"mode_uses"`
	EndReason      session.EndReason  `bun:"end_reason"`
	EndedBy        session.Actor      `bun:"ended_by"`
	Stars          int                `bun:"stars"`
	Feedback       string             `bun:"feedback"`
	AskDue         stamp              `bun:"ask_due"`
	CustomerDue    stamp              `bun:"customer_due"`
	LeadDue        stamp              `bun:"lead_due"`
	DueAt          stamp              `bun:"due_at"`
}

// askColumn holds no question, or one.
type askColumn []session.Ask

func (r sessionRow) value() session.Session {
	v := session.Session{
		ID: r.ID, Version: r.Version, Chat: r.Chat, Site: r.Site, SiteName: r.SiteName,
		Origins: r.Origins, Visitor: r.Visitor, Customer: r.Customer, ExternalKey: r.ExternalKey,
		Status: r.Status, Escalation: r.Escalation, Mode: r.Mode, Control: r.Control,
		Controller: r.Controller, Deployment: r.Deployment, Limits: r.Limits, People: r.People,
		Page: r.Page, Pages: r.Pages, Tab: r.Tab, Pinned: r.Pinned, Client: r.Client,
		CustomerOnline: r.CustomerOnline, CustomerSince: r.CustomerSince.time(),
		LeadSince: r.LeadSince.time(), InvitedAt: r.InvitedAt.time(), LiveAt: r.LiveAt.time(),
		EndedAt: r.EndedAt.time(), ModeSince: r.ModeSince.time(), ModeUses: r.ModeUses,
		EndReason: r.EndReason, EndedBy: r.EndedBy, AskDue: r.AskDue.time(),
		CustomerDue: r.CustomerDue.time(), LeadDue: r.LeadDue.time(), Guests: r.Guests, Wishes: r.Wishes,
		Feedback: session.Feedback{Stars: r.Stars, Text: r.Feedback},
	}
	if len(r.Ask) > 0 {
		v.Ask = &r.Ask[0]
	}
	return v
}

func rowOfSession(sc org.Scope, v session.Session) *sessionRow {
	r := &sessionRow{
		Org: sc, ID: v.ID, Version: v.Version, Chat: v.Chat, Site: v.Site, SiteName: v.SiteName,
		Origins: v.Origins, Visitor: v.Visitor, Customer: v.Customer, ExternalKey: v.ExternalKey,
		Status: v.Status, Escalation: v.Escalation, Mode: v.Mode, Control: v.Control,
		Controller: v.Controller, Deployment: v.Deployment, Limits: v.Limits, People: v.People,
		Page: v.Page, Pages: v.Pages, Tab: v.Tab, Pinned: v.Pinned, Client: v.Client,
		CustomerOnline: v.CustomerOnline, CustomerSince: stampOf(v.CustomerSince),
		LeadSince: stampOf(v.LeadSince), InvitedAt: stampOf(v.InvitedAt), LiveAt: stampOf(v.LiveAt),
		EndedAt: stampOf(v.EndedAt), ModeSince: stampOf(v.ModeSince), ModeUses: v.ModeUses,
		EndReason: v.EndReason, EndedBy: v.EndedBy, AskDue: stampOf(v.AskDue),
		CustomerDue: stampOf(v.CustomerDue), LeadDue: stampOf(v.LeadDue), DueAt: stampOf(v.DueAt()),
		Ask: askColumn{}, Stars: v.Feedback.Stars, Feedback: v.Feedback.Text,
	}
	if v.Ask != nil {
		r.Ask = askColumn{*v.Ask}
	}
	// A NULL list would come back as another value than it went in.
	r.Origins = append([]string{}, r.Origins...)
	r.People = append([]session.Person{}, r.People...)
	r.Guests = append([]session.Guest{}, v.Guests...)
	r.Wishes = append([]samepage.AgentID{}, v.Wishes...)
	r.ModeUses = append([]session.ModeUse{}, r.ModeUses...)
	return r
}

func readSession(ctx context.Context, db bun.IDB, sc org.Scope, id samepage.SessionID) (session.Session, error) {
	r := sessionRow{Org: sc, ID: id}
	err := db.NewSelect().Model(&r).WherePK().Scan(ctx)
	return r.value(), found(err, "session")
}

// lockSession reads a session that this transaction is going to change.
func lockSession(ctx context.Context, t *tx, sc org.Scope, id samepage.SessionID) (session.Session, error) {
	r := sessionRow{Org: sc, ID: id}
	err := t.forUpdate(t.NewSelect().Model(&r).WherePK()).Scan(ctx)
	return r.value(), found(err, "session")
}

type personRow struct {
	bun.BaseModel `bun:"table:session_person,alias:p"`

	Org      org.Scope          `bun:"org_id,pk"`
	Session  samepage.SessionID `bun:"session_id,pk"`
	Agent    samepage.AgentID   `bun:"agent_id,pk"`
	Name     string             `bun:"name"`
	Role     session.Role       `bun:"role"`
	Engaged  bool               `bun:"engaged"`
	Position int                `bun:"position"`
}

// writePeople brings the rows of the people into line with the session: those who left, and
// all of an ended session, stay for the reports and are not engaged any more.
func writePeople(ctx context.Context, t *tx, sc org.Scope, v session.Session) error {
	const free = `UPDATE session_person SET engaged = FALSE WHERE org_id = ? AND session_id = ? AND engaged`
	if _, err := t.NewRaw(free, sc, string(v.ID)).Exec(ctx); err != nil {
		return err
	}
	for i, p := range v.People {
		r := &personRow{
			Org: sc, Session: v.ID, Agent: p.Agent, Name: p.Name, Role: p.Role,
			Engaged: p.Engaged() && v.Open(), Position: i,
		}
		_, err := t.NewInsert().Model(r).
			On("CONFLICT (org_id, session_id, agent_id) DO UPDATE").
			Set("name = EXCLUDED.name, role = EXCLUDED.role, engaged = EXCLUDED.engaged, position = EXCLUDED.position").
			Exec(ctx)
		if err != nil {
			return err
		}
	}
	return nil
}
