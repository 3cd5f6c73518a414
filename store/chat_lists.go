package store

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"

	"github.com/uptrace/bun"
)

// sitesOfAgent is the sub-query of the sites that an agent serves.
const sitesOfAgent = `SELECT gs.site_id FROM group_agent AS ga
	JOIN group_site AS gs ON gs.org_id = ga.org_id AND gs.group_id = ga.group_id
	WHERE ga.org_id = ? AND ga.agent_id = ?`

// Queue implements chat.Store.
func (s *Chats) Queue(ctx context.Context, sc org.Scope, agent samepage.AgentID) (chat.Queue, error) {
	var q chat.Queue
	// The version is read first: what changes in between is announced with a higher one.
	err := s.db.reader.NewSelect().Table("site").ColumnExpr("COALESCE(SUM(queue_version), 0)").
		Where("org_id = ? AND site_id IN ("+sitesOfAgent+")", sc, sc, agent).Scan(ctx, &q.Version)
	if err != nil {
		return q, wrap("read queue", err)
	}
	var rows []chatRow
	err = selectChats(s.db.reader, sc, &rows).
		Where("c.status = 'queued' AND c.site_id IN ("+sitesOfAgent+")", sc, agent).
		Order("c.queued_at", "c.chat_id").Scan(ctx)
	q.Chats = values(rows)
	return q, wrap("read queue", err)
}

// ActiveOf implements chat.Store.
func (s *Chats) ActiveOf(ctx context.Context, sc org.Scope, agent samepage.AgentID) ([]chat.Chat, error) {
	var rows []chatRow
	err := selectChats(s.db.reader, sc, &rows).
		Where("c.status = 'active' AND c.agent_id = ?", agent).
		Order("c.accepted_at", "c.chat_id").Scan(ctx)
	return values(rows), wrap("list chats", err)
}

// Chats a page.
const (
	chatPage    = 50
	chatPageMax = 200
)

// EndedOf implements chat.Store.
func (s *Chats) EndedOf(
	ctx context.Context, sc org.Scope, agent samepage.AgentID, cursor string, limit int,
) (chat.Page, error) {
	if limit <= 0 {
		limit = chatPage
	}
	limit = min(limit, chatPageMax)
	var rows []chatRow
	q := selectChats(s.db.reader, sc, &rows).
		Where("c.status = 'ended' AND c.agent_id = ?", agent).
		OrderExpr("c.ended_at DESC, c.chat_id DESC").Limit(int64(limit) + 1)
	if cursor != "" {
		at, id, err := readCursor(cursor)
		if err != nil {
			return chat.Page{}, err
		}
		q = q.Where("c.ended_at < ?0 OR (c.ended_at = ?0 AND c.chat_id < ?1)", at, id)
	}
	if err := q.Scan(ctx); err != nil {
		return chat.Page{}, wrap("list past chats", err)
	}
	var next string
	if len(rows) > limit {
		rows = rows[:limit]
		last := rows[limit-1]
		next = writeCursor(last.EndedAt, string(last.ID))
	}
	return chat.Page{Chats: values(rows), Next: next}, nil
}

// LeaveOffline implements chat.Store.
func (s *Chats) LeaveOffline(ctx context.Context, sc org.Scope, m chat.Offline) error {
	m, err := chat.CleanOffline(m)
	if err != nil {
		return err
	}
	return s.db.write(ctx, "keep offline message", func(ctx context.Context, t *tx) error {
		r := offlineRow{
			Org: sc, ID: m.ID, Site: m.Site, Name: m.Name, Email: m.Email, Text: m.Text,
			Page: session.MaskPage(m.Page), At: stampOf(t.now),
		}
		_, err := t.NewInsert().Model(&r).On("CONFLICT DO NOTHING").Exec(ctx)
		return err
	})
}

// OfflineOf implements chat.Store.
func (s *Chats) OfflineOf(ctx context.Context, sc org.Scope, site samepage.SiteID, limit int) ([]chat.Offline, error) {
	var rows []offlineRow
	err := s.db.reader.NewSelect().Model(&rows).Where("org_id = ? AND site_id = ?", sc, site).
		OrderExpr("at DESC, message_id").Limit(int64(min(max(limit, 1), chatPageMax))).Scan(ctx)
	return values(rows), wrap("list offline messages", err)
}

type offlineRow struct {
	bun.BaseModel `bun:"table:offline_message,alias:om"`

	Org   org.Scope       `bun:"org_id,pk"`
	Site  samepage.SiteID `bun:"site_id,pk"`
	ID    string          `bun:"message_id,pk"`
	Name  string          `bun:"name"`
	Email string          `bun:"email"`
	Text  string          `bun:"text"`
	Page  wire.Page       `bun:"page"`
	At    stamp           `bun:"at"`
}

func (r offlineRow) value() chat.Offline {
	return chat.Offline{
		ID: r.ID, Site: r.Site, Name: r.Name, Email: r.Email, Text: r.Text, Page: r.Page, At: r.At.time(),
	}
}
