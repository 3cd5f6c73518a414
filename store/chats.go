package store

import (
	"context"
	"database/sql"
	"errors"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"

	"github.com/google/uuid"
)

// Chats implements chat.Store.
type Chats struct{ *Store }

// Open implements chat.Store.
func (s *Chats) Open(ctx context.Context, sc org.Scope, n chat.New) (chat.Chat, error) {
	var opened chat.Chat
	err := s.db.write(ctx, "open chat", func(ctx context.Context, t *tx) error {
		id, err := openChatOf(ctx, t, sc, n)
		if err != nil {
			return err
		}
		if n.First != nil {
			if _, err := send(ctx, t, sc, id, *n.First); err != nil {
				return err
			}
		}
		opened, err = readChat(ctx, t, sc, id)
		return err
	})
	return opened, err
}

// openChatOf finds the visitor's open chat, or makes it. Two at once meet at the unique
// index; the one that loses comes here again and finds the other's.
func openChatOf(ctx context.Context, t *tx, sc org.Scope, n chat.New) (samepage.ChatID, error) {
	var open samepage.ChatID
	err := t.NewSelect().Table("chat").Column("chat_id").
		Where("org_id = ? AND site_id = ? AND visitor_id = ? AND status <> 'ended'", sc, n.Site, n.Visitor).
		Scan(ctx, &open)
	if !errors.Is(err, sql.ErrNoRows) {
		return open, err
	}
	r := chatRow{
		Org: sc, ID: n.ID, Version: 1, Status: chat.Queued, Site: n.Site, Visitor: n.Visitor,
		Customer: chat.CleanName(n.Customer), ExternalKey: chat.CleanName(n.ExternalKey),
		Page: session.MaskPage(n.Page), Client: n.Client, CreatedAt: stampOf(t.now), QueuedAt: stampOf(t.now),
	}
	if _, err := t.NewInsert().Model(&r).Exec(ctx); err != nil {
		return "", err
	}
	return n.ID, touchQueue(ctx, t, sc, n.Site)
}

// touchQueue raises the version of a site's queue.
func touchQueue(ctx context.Context, t *tx, sc org.Scope, site samepage.SiteID) error {
	const update = `UPDATE site SET queue_version = queue_version + 1 WHERE org_id = ? AND site_id = ?`
	_, err := t.NewRaw(update, sc, site).Exec(ctx)
	return err
}

// Chat implements chat.Store.
func (s *Chats) Chat(ctx context.Context, sc org.Scope, id samepage.ChatID) (chat.Chat, error) {
	c, err := readChat(ctx, s.db.reader, sc, id)
	return c, wrap("read chat", err)
}

// Send implements chat.Store.
func (s *Chats) Send(ctx context.Context, sc org.Scope, id samepage.ChatID, d chat.Draft) (chat.Sent, error) {
	var sent chat.Sent
	err := s.db.write(ctx, "send message", func(ctx context.Context, t *tx) error {
		var err error
		if sent, err = send(ctx, t, sc, id, d); err != nil {
			return err
		}
		sent.Chat, err = readChat(ctx, t, sc, id)
		return err
	})
	return sent, err
}

func send(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, d chat.Draft) (chat.Sent, error) {
	if uuid.Validate(d.ID) != nil {
		return chat.Sent{}, samepage.Fault(samepage.CodeInvalid, "A message needs a UUID.")
	}
	text, err := chat.Clean(d.Text)
	if err != nil {
		return chat.Sent{}, err
	}
	if before, err := messageByID(ctx, t, sc, id, d.ID); !errors.Is(err, sql.ErrNoRows) {
		return chat.Sent{Message: before, Repeat: true}, err
	}
	// From here on the chat is locked, so that it cannot end under the message.
	const note = `UPDATE chat SET first_line = CASE WHEN first_line = '' AND ? THEN ? ELSE first_line END
		WHERE org_id = ? AND chat_id = ? AND status <> 'ended'`
	byCustomer := d.From.Side == chat.Customer
	n, err := affected(t.NewRaw(note, byCustomer, chat.Preview(text), sc, id).Exec(ctx))
	if err != nil {
		return chat.Sent{}, err
	}
	if n == 0 {
		return chat.Sent{}, refuseEnded(ctx, t, sc, id)
	}
	m, err := addMessage(ctx, t, sc, id, chat.Message{
		ID: d.ID, From: d.From.Side, Name: chat.CleanName(d.From.Name), Text: text,
	})
	return chat.Sent{Message: m}, err
}

func messageByID(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, message string) (chat.Message, error) {
	var r messageRow
	err := t.NewSelect().Model(&r).
		Where("org_id = ? AND chat_id = ? AND message_id = ?", sc, id, message).Scan(ctx)
	return r.value(), err
}

// maxAfter bounds one answer of After.
const maxAfter = 500

// After implements chat.Store.
func (s *Chats) After(ctx context.Context, sc org.Scope, id samepage.ChatID, number int64, limit int) ([]chat.Message, error) {
	if limit <= 0 || limit > maxAfter {
		limit = maxAfter
	}
	var rows []messageRow
	err := s.db.reader.NewSelect().Model(&rows).
		Where("org_id = ? AND chat_id = ? AND number > ?", sc, id, number).
		Order("number").Limit(int64(limit)).Scan(ctx)
	return values(rows), wrap("read messages", err)
}

// MarkRead implements chat.Store.
func (s *Chats) MarkRead(ctx context.Context, sc org.Scope, id samepage.ChatID, side chat.Side, number int64) (chat.Chat, error) {
	column := "customer_read"
	if side == chat.Agent {
		column = "agent_read"
	}
	return s.change(ctx, "mark read", sc, id, func(ctx context.Context, t *tx) error {
		const update = `UPDATE chat SET version = version + 1,
				?0 = CASE WHEN last_number < ?1 THEN last_number ELSE ?1 END
			WHERE org_id = ?2 AND chat_id = ?3 AND ?0 < ?1 AND ?0 < last_number`
		_, err := t.NewRaw(update, ident(column), number, sc, id).Exec(ctx)
		return err
	})
}

// Visit implements chat.Store.
func (s *Chats) Visit(
	ctx context.Context, sc org.Scope, id samepage.ChatID, page wire.Page, client wire.ClientInfo,
) (chat.Chat, error) {
	return s.change(ctx, "note visit", sc, id, func(ctx context.Context, t *tx) error {
		_, err := t.NewUpdate().Model(&chatRow{Org: sc, ID: id, Page: session.MaskPage(page), Client: client}).
			Column("page", "client").Set("version = version + 1").
			WherePK().Where("status <> 'ended'").Exec(ctx)
		return err
	})
}

// change runs a statement and reads what came of it.
func (s *Chats) change(
	ctx context.Context, what string, sc org.Scope, id samepage.ChatID, fn func(ctx context.Context, t *tx) error,
) (chat.Chat, error) {
	var c chat.Chat
	err := s.db.write(ctx, what, func(ctx context.Context, t *tx) error {
		if err := fn(ctx, t); err != nil {
			return err
		}
		var err error
		c, err = readChat(ctx, t, sc, id)
		return err
	})
	return c, err
}
