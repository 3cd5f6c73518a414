package relay

import (
	"context"
	"errors"
	"samepage"
	"samepage/chat"
	"samepage/session"
	"samepage/wire"
	"time"
)

// text hands a message of the console to the chat, the queue or the room that it names.
func (c *console) text(row wire.Row, head wire.Head, raw []byte) {
	switch row.Scope {
	case wire.ScopeChat:
		c.chatText(row, raw)
	case wire.ScopeSession, wire.ScopeLive:
		run := map[wire.Kind]func(context.Context, []byte) error{
			wire.SessionInvite: c.invite, wire.PeopleInvite: c.askColleague, wire.PeopleJoin: c.join,
			wire.PeopleWithdraw: c.unaskColleague, wire.PeopleRefuse: c.refuseToJoin, wire.CodeJoin: c.joinByCode,
		}[row.Kind]
		if run != nil {
			c.request(row.Kind, raw, run)
			return
		}
		s := c.seat(samepage.SessionID(head.Session))
		if s == nil {
			c.refuse(row.Kind, head.Session, samepage.Fault(samepage.CodeNotFound, "You are not in this session."))
			return
		}
		s.publish(opText, raw, row.Scope == wire.ScopeSession)
	}
}

func (c *console) request(kind wire.Kind, raw []byte, run func(context.Context, []byte) error) {
	ref, err := read[wire.ChatRefBody](raw)
	if err != nil {
		c.refuse(kind, "", err)
		return
	}
	c.do(job{kind: kind, ref: ref.Chat, run: func(ctx context.Context) error { return run(ctx, raw) }})
}

func (c *console) chatText(row wire.Row, raw []byte) {
	run := map[wire.Kind]func(context.Context, []byte) error{
		wire.ChatAccept: c.accept, wire.ChatTransfer: c.transfer, wire.AgentPresence: c.presence,
	}[row.Kind]
	if run != nil {
		c.request(row.Kind, raw, run)
		return
	}
	ref, err := read[wire.ChatRefBody](raw)
	if err != nil {
		c.refuse(row.Kind, "", err)
		return
	}
	t := c.talkOf(samepage.ChatID(ref.Chat))
	if t == nil || row.Kind != wire.ChatAfter && !t.isOf(c.agent.ID) {
		c.refuse(row.Kind, ref.Chat, samepage.Fault(samepage.CodeNotFound, "This chat is not yours."))
		return
	}
	t.text(row.Kind, raw, c.actor())
}

// isOf reports whether the chat is that agent's now.
func (t *talk) isOf(agent samepage.AgentID) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.row.Agent == agent
}

func (c *console) actor() chat.Actor {
	return chat.Actor{Side: chat.Agent, Agent: c.agent.ID, Name: c.agent.Name}
}

// accept takes a chat from the queue. Of two agents one wins and the other reads who (A22).
func (c *console) accept(ctx context.Context, raw []byte) error {
	body, err := read[wire.ChatRefBody](raw)
	if err != nil {
		return err
	}
	row, err := c.r.cfg.Chats.Accept(ctx, c.sc, samepage.ChatID(body.Chat), c.agent)
	if err != nil {
		return err
	}
	if err := c.follow(row, c.r.customerHere(ctx, c.sc, row.ID)); err != nil {
		return err
	}
	t := c.talkOf(row.ID)
	t.mu.Lock()
	t.row, t.version = row, row.Version
	t.mu.Unlock()
	t.sendState()
	c.r.announceChat(c.sc, row)
	c.r.announceQueue(c.sc)
	return nil
}

// transfer gives a chat to another agent, or back to the queue.
func (c *console) transfer(ctx context.Context, raw []byte) error {
	body, err := read[wire.ChatTransferBody](raw)
	if err != nil {
		return err
	}
	row, err := c.r.cfg.Chats.Transfer(ctx, c.sc, samepage.ChatID(body.Chat), c.agent.ID, samepage.AgentID(body.To))
	if err != nil {
		return err
	}
	if row.Session != "" { // it has followed the chat, or ended
		s, err := c.r.cfg.Sessions.Session(ctx, c.sc, row.Session)
		if err != nil {
			return err
		}
		c.r.announceSession(c.sc, s)
	}
	c.r.announceChat(c.sc, row)
	c.r.announceQueue(c.sc)
	return nil
}

// presence says whether the agent takes new chats.
func (c *console) presence(ctx context.Context, raw []byte) error {
	body, err := read[wire.AgentPresenceBody](raw)
	if err != nil {
		return err
	}
	if err := c.r.cfg.Orgs.SetAvailable(ctx, c.sc, c.agent.ID, body.Available); err != nil {
		return err
	}
	c.mu.Lock()
	c.available = body.Available
	c.mu.Unlock()
	c.r.agents.changed()
	return nil
}

// invite begins a session in a chat (A2). What gives is written first.
func (c *console) invite(ctx context.Context, raw []byte) error {
	body, err := read[wire.SessionInviteBody](raw)
	if err != nil {
		return err
	}
	row, err := c.r.cfg.Chats.Chat(ctx, c.sc, samepage.ChatID(body.Chat))
	if err != nil {
		return err
	}
	if row.Status != chat.Active || row.Agent != c.agent.ID {
		return samepage.Fault(samepage.CodeForbidden, "This chat is not yours.")
	}
	site, err := c.r.cfg.Orgs.Site(ctx, c.sc, row.Site)
	if err != nil {
		return err
	}
	n := session.New{
		ID: samepage.NewSessionID(), Chat: row.ID, Lead: c.agent.Person(), Ask: newAsk(), Site: site,
		Start: session.Session{
			Visitor: row.Visitor, Customer: row.Customer, ExternalKey: row.ExternalKey, Page: row.Page,
			Client: row.Client, CustomerOnline: c.r.customerHere(ctx, c.sc, row.ID),
		},
	}
	applied, err := c.afterEnd(ctx, func() (session.Applied, error) { return c.r.cfg.Sessions.Invite(ctx, c.sc, n) })
	if err != nil {
		return err
	}
	if err := c.showSession(applied.Session); err != nil {
		return err
	}
	c.r.announceSession(c.sc, applied.Session)
	return nil
}

// engageAgain is the pause before an engagement is tried again while an end is being written.
const engageAgain = 50 * time.Millisecond

// afterEnd writes what engages this agent. An end acts before it is written: a session that
// this console has seen end may still be in the way for a moment.
func (c *console) afterEnd(ctx context.Context, engage func() (session.Applied, error)) (session.Applied, error) {
	for {
		applied, err := engage()
		var engaged *session.Engaged
		if !errors.As(err, &engaged) || !c.sawEnd(engaged.Session) {
			return applied, err
		}
		select {
		case <-ctx.Done():
			return applied, err
		case <-time.After(engageAgain):
		}
	}
}

func (c *console) sawEnd(id samepage.SessionID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended[id]
}
