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

func ident(column string) bun.Ident { return bun.Ident(column) }

// Accept implements chat.Store.
func (s *Chats) Accept(ctx context.Context, sc org.Scope, id samepage.ChatID, agent org.Agent) (chat.Chat, error) {
	return s.change(ctx, "accept chat", sc, id, func(ctx context.Context, t *tx) error {
		const accept = `UPDATE chat SET status = 'active', agent_id = ?, accepted_at = ?, version = version + 1
			WHERE org_id = ? AND chat_id = ? AND status = 'queued'`
		n, err := affected(t.NewRaw(accept, agent.ID, stampOf(t.now), sc, id).Exec(ctx))
		if err != nil {
			return err
		}
		c, err := readChat(ctx, t, sc, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return refuseAccept(c, agent.ID)
		}
		return touchQueue(ctx, t, sc, c.Site)
	})
}

// refuseAccept tells who was first. An agent who has the chat already is not refused: the
// answer to the first try may have been lost.
func refuseAccept(c chat.Chat, agent samepage.AgentID) error {
	switch {
	case c.Status == chat.Ended:
		return samepage.Fault(samepage.CodeEnded, "This chat has ended.")
	case c.Agent == agent:
		return nil
	default:
		return samepage.Fault(samepage.CodeConflict, "%s was first and has this chat.", c.AgentName)
	}
}

// Transfer implements chat.Store.
func (s *Chats) Transfer(ctx context.Context, sc org.Scope, id samepage.ChatID, from, to samepage.AgentID) (chat.Chat, error) {
	return s.change(ctx, "transfer chat", sc, id, func(ctx context.Context, t *tx) error {
		line := chat.SystemLine(chat.EventTransferred, "", "")
		set := `status = 'queued', agent_id = '', queued_at = ?`
		args := []any{stampOf(t.now)}
		before, err := readAgent(ctx, t, sc, from)
		if err != nil {
			return err
		}
		giver, taker := session.Actor{End: session.ByAgent, Agent: from, Name: before.Name}, wire.Person{}
		if to != "" {
			agent, err := readAgent(ctx, t, sc, to)
			if err != nil {
				return err
			}
			line.Name, taker = agent.Name, agent.Person()
			set, args = `agent_id = ?, agent_read = 0`, []any{to}
		}
		n, err := affected(t.NewRaw(`UPDATE chat SET `+set+`, version = version + 1
			WHERE org_id = ? AND chat_id = ? AND status = 'active' AND agent_id = ?`,
			append(args, sc, id, from)...).Exec(ctx))
		if err != nil {
			return err
		}
		if n == 0 {
			return refuseEnded(ctx, t, sc, id)
		}
		if _, err := addMessage(ctx, t, sc, id, line); err != nil {
			return err
		}
		if err := followChat(ctx, t, sc, id, giver, taker); err != nil {
			return err
		}
		c, err := readChat(ctx, t, sc, id)
		if err != nil {
			return err
		}
		return touchQueue(ctx, t, sc, c.Site)
	})
}

// Finish implements chat.Store.
func (s *Chats) Finish(ctx context.Context, sc org.Scope, id samepage.ChatID, by chat.Actor) (chat.Chat, error) {
	return s.change(ctx, "end chat", sc, id, func(ctx context.Context, t *tx) error {
		if err := finishSessionOf(ctx, t, sc, id, by); err != nil {
			return err
		}
		const end = `UPDATE chat SET status = 'ended', ended_at = ?, ended_by = ?, version = version + 1
			WHERE org_id = ? AND chat_id = ? AND status <> 'ended'`
		n, err := affected(t.NewRaw(end, stampOf(t.now), by.Side, sc, id).Exec(ctx))
		if err != nil || n == 0 {
			return err
		}
		c, err := readChat(ctx, t, sc, id)
		if err != nil {
			return err
		}
		return touchQueue(ctx, t, sc, c.Site)
	})
}

// finishSessionOf ends the open session of a chat that ends. It needs no fence: ending
// only takes away, and the owner reads it from the version.
func finishSessionOf(ctx context.Context, t *tx, sc org.Scope, id samepage.ChatID, by chat.Actor) error {
	var open []sessionRow
	err := t.forUpdate(t.NewSelect().Model(&open).
		Where("org_id = ? AND chat_id = ? AND status <> 'ended'", sc, id)).Scan(ctx)
	if err != nil {
		return err
	}
	actor := session.Actor{End: session.End(by.Side), Agent: by.Agent, Name: by.Name}
	for _, r := range open {
		ev := session.Finish{By: actor, Reason: session.ReasonChatEnded}
		if _, err := applyEvent(ctx, t, sc, r.value(), ev); err != nil {
			return err
		}
	}
	return nil
}
