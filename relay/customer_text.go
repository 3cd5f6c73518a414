package relay

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
)

// text hands a message of the customer's page to the conversation or to the room.
func (c *customer) text(row wire.Row, head wire.Head, raw []byte) {
	switch row.Scope {
	case wire.ScopeLink:
		switch row.Kind {
		case wire.WelcomeAck:
			c.do(job{kind: row.Kind, run: c.acknowledged})
		case wire.PolicyFault:
			c.policyFault(raw)
		}
	case wire.ScopeChat:
		c.chatText(row, raw)
	case wire.ScopeSession, wire.ScopeLive:
		c.sessionText(row, raw)
	}
}

// acknowledged voids the tokens that the hello showed (W13).
func (c *customer) acknowledged(ctx context.Context) error {
	next := c.next
	c.next = nil
	for _, token := range next {
		if err := c.r.cfg.Orgs.AckToken(ctx, c.sc, token); err != nil {
			if samepage.CodeOf(err) == samepage.CodeUnauthorised {
				c.turnAway(wire.WelcomeAck, err)
				return nil
			}
			return err
		}
	}
	return nil
}

func (c *customer) chatText(row wire.Row, raw []byte) {
	run := map[wire.Kind]func(context.Context, []byte) error{
		wire.ChatOpen: c.openChat, wire.ChatOffline: c.leaveOffline,
	}[row.Kind]
	if run != nil {
		c.do(job{kind: row.Kind, run: func(ctx context.Context) error { return run(ctx, raw) }})
		return
	}
	t := c.chat()
	if t == nil {
		c.refuse(row.Kind, "", samepage.Fault(samepage.CodeNotFound, "There is no chat yet."))
		return
	}
	name, _ := t.customer()
	t.text(row.Kind, raw, chat.Actor{Side: chat.Customer, Name: name})
}

// openChat begins an engagement, or goes on with the one that this visitor has open.
func (c *customer) openChat(ctx context.Context, raw []byte) error {
	body, err := read[wire.ChatOpenBody](raw)
	if err != nil {
		return err
	}
	page, client := c.visit()
	n := chat.New{
		ID: samepage.NewChatID(), Site: c.site.ID, Visitor: c.visitor, Customer: cut(body.Name, maxName),
		ExternalKey: cut(body.ExternalKey, maxKey), Page: page, Client: client,
	}
	if body.First != "" {
		n.First = &chat.Draft{ID: body.FirstID, From: chat.Actor{Side: chat.Customer, Name: n.Customer}, Text: body.First}
	}
	got, err := c.r.cfg.Chats.Open(ctx, c.sc, n)
	if err != nil {
		return err
	}
	token, err := c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenChat, string(got.ID)))
	if err != nil {
		return err
	}
	if t := c.chat(); t == nil || t.id != got.ID {
		t = newTalk(c.edge, got, chat.Customer, 0)
		t.version = 0 // nothing of it was sent yet
		c.setTalk(t)
		if err := c.listenToChat(t); err != nil {
			return err
		}
	}
	c.send(wire.TokensBody{Kind: wire.Tokens, ChatToken: token})
	if body.FirstID != "" && n.First != nil {
		c.send(wire.ChatAckBody{Kind: wire.ChatAck, Chat: string(got.ID), ID: body.FirstID, Number: got.Last})
	}
	c.r.announceChat(c.sc, got)
	c.r.announceQueue(c.sc)
	return c.chat().refresh(ctx)
}

// leaveOffline keeps a message for later: no agent is there.
func (c *customer) leaveOffline(ctx context.Context, raw []byte) error {
	body, err := read[wire.ChatOfflineBody](raw)
	if err != nil {
		return err
	}
	page, _ := c.visit()
	err = c.r.cfg.Chats.LeaveOffline(ctx, c.sc, chat.Offline{
		ID: body.ID, Site: c.site.ID, Name: cut(body.Name, maxName), Email: cut(body.Email, maxEmail),
		Text: body.Text, Page: page, At: c.r.cfg.Clock.Now(),
	})
	if err == nil {
		c.send(wire.ChatAckBody{Kind: wire.ChatAck, ID: body.ID})
	}
	return err
}

// sessionText passes a message to the owner of the room that this tab is in.
func (c *customer) sessionText(row wire.Row, raw []byte) {
	switch row.Kind {
	case wire.SessionEnd:
		c.endSession(raw)
		return
	case wire.WatchAsk:
		c.do(job{kind: row.Kind, run: c.askWatch})
		return
	case wire.HandoverMake:
		c.do(job{kind: row.Kind, run: func(ctx context.Context) error { return c.makeHandover(ctx, raw) }})
		return
	case wire.ConsentAnswer:
		if body, err := read[wire.ConsentAnswerBody](raw); err == nil && body.Asker != "" {
			c.do(job{kind: row.Kind, run: func(ctx context.Context) error { return c.answerOfPage(ctx, raw) }})
			return
		}
	case wire.CodeMake:
		c.do(job{kind: row.Kind, run: func(ctx context.Context) error { return c.makeCode(ctx, raw) }})
		return
	case wire.SessionRate:
		c.do(job{kind: row.Kind, run: func(ctx context.Context) error { return c.rate(ctx, raw) }})
		return
	case wire.TabFocus:
		if body, err := read[wire.TabFocusBody](raw); err == nil {
			c.mu.Lock()
			c.focused = body.Focused
			c.mu.Unlock()
		}
	case wire.PageChanged:
		if body, err := read[wire.PageChangedBody](raw); err == nil {
			c.mu.Lock()
			c.page = session.MaskPage(body.Page)
			c.mu.Unlock()
		}
	}
	s := c.currentSeat()
	if s == nil {
		c.refuse(row.Kind, "", samepage.Fault(samepage.CodeNotFound, "There is no session."))
		return
	}
	s.publish(opText, raw, row.Scope == wire.ScopeSession || row.Kind == wire.MirrorPurge)
}

// endSession delivers the customer's end, however long that takes (C4).
func (c *customer) endSession(raw []byte) {
	body, err := read[wire.SessionEndBody](raw)
	if err != nil {
		c.refuse(wire.SessionEnd, "", err)
		return
	}
	c.mu.Lock()
	id := c.current
	if samepage.ValidID("ses", body.Session) {
		id = samepage.SessionID(body.Session)
	}
	c.mu.Unlock()
	if id == "" {
		return
	}
	by := order{By: session.Actor{End: session.ByCustomer}, Reason: endReason(wire.Customer, body.Why)}
	c.r.finish(c.sc, id, by, func(s session.Session) bool { return s.Visitor == c.visitor && s.Site == c.site.ID })
}

func (c *customer) currentSeat() *seat {
	c.mu.Lock()
	id := c.current
	c.mu.Unlock()
	if id == "" {
		return nil
	}
	return c.seat(id)
}

// binary passes a frame to the owner. Without one it is worthless: the next asks for a keyframe.
func (c *customer) binary(frame []byte) {
	if s := c.currentSeat(); s != nil {
		s.publish(opFrame, frame, false)
	}
}

// owner passes what the owner says to the page.
func (c *customer) owner(s *seat, n note) {
	switch n.op {
	case opText:
		c.sendRaw(n.body)
	case opAsk:
		c.showQuestion(n.body)
	case opAskClosed:
		c.questionClosed(n.body)
	case opState:
		if v, err := decodeVersioned(n.body); err == nil {
			c.showState(s.id, v)
		}
	case opClose:
		code, reason := decodeClose(n.body)
		c.shut(code, reason)
	case opGone:
		c.stale(rowOfSession(c.sc, s.id))
	}
}

// showState sends a state that is not older than what the page has.
func (c *customer) showState(id samepage.SessionID, v versioned) {
	c.mu.Lock()
	fits := c.current == id && v.version >= c.seen
	if fits {
		c.seen = v.version
	}
	if fits && v.over {
		c.current = ""
		c.over[id] = true
	}
	c.mu.Unlock()
	if !fits {
		return
	}
	c.sendRaw(v.body)
	if v.over {
		c.giveReceipt(id)
		c.do(job{run: func(context.Context) error { c.stand(id); return nil }})
	}
}

// chatChanged looks for a session that was begun in the chat.
func (c *customer) chatChanged(ctx context.Context, got chat.Chat) error {
	c.mu.Lock()
	news := got.Session != "" && got.Session != c.current && !c.over[got.Session]
	c.mu.Unlock()
	if !news {
		return nil
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, got.Session)
	if err != nil || !s.Open() {
		return err
	}
	token, err := c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenSession, string(s.ID)))
	if err != nil {
		return err
	}
	c.send(wire.TokensBody{Kind: wire.Tokens, SessionToken: token})
	c.enterSession(s.ID, 0)
	return nil
}

// stale reads the rows again that this page shows.
func (c *customer) stale(ref org.RowRef) {
	t := c.chat()
	if t != nil && (ref.Kind == "" || ref.Kind == org.RowChat) {
		t.refreshSoon()
	}
	if ref.Kind == "" || ref.Kind == org.RowSession {
		c.do(job{once: "session", run: c.refreshSession})
	}
	if ref.Kind == "" || ref.Kind == org.RowPolicy {
		c.do(job{once: "site", run: c.refreshSite})
	}
}

// refreshSession sends the row where it is newer than what the page has.
func (c *customer) refreshSession(ctx context.Context) error {
	c.mu.Lock()
	id, seen := c.current, c.seen
	c.mu.Unlock()
	if id == "" {
		return nil
	}
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
	if err != nil || s.Version <= seen {
		return err
	}
	v, err := customerState(s)
	if err != nil {
		return err
	}
	c.closeQuestion(s)
	c.showState(id, v)
	return nil
}

// rows are the versions that this page has.
func (c *customer) rows() map[org.RowRef]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	rows := map[org.RowRef]int64{siteRef(c.sc, c.site.ID): c.policy}
	if c.talk != nil {
		rows[rowOfChat(c.sc, c.talk.id)] = c.talk.shown()
	}
	if c.current != "" {
		rows[rowOfSession(c.sc, c.current)] = c.seen
	}
	return rows
}
