package relay

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"sync"
)

// messagesAtOnce is how many messages are read in one question.
const messagesAtOnce = 200

// talk is one chat as one end shows it: what was sent to it of the row and the transcript.
type talk struct {
	e    *edge
	id   samepage.ChatID
	side chat.Side
	// changed hears of every new row, in the edge's own goroutine for requests.
	changed func(context.Context, chat.Chat) error
	// present asks whether the customer is here; nil at the customer's own end.
	present func(context.Context) bool

	mu      sync.Mutex
	row     chat.Chat
	version int64 // of the row that was sent
	sent    int64 // number of the last message that was sent
	online  bool
}

// newTalk follows a chat whose row the end has, from the message behind sent on.
func newTalk(e *edge, row chat.Chat, side chat.Side, sent int64) *talk {
	return &talk{
		e: e, id: row.ID, side: side, row: row, version: row.Version, sent: max(0, min(sent, row.Last)),
		changed: func(context.Context, chat.Chat) error { return nil },
	}
}

func (t *talk) session() samepage.SessionID {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.row.Session
}

// customer is the name and the key that the customer's page gave.
func (t *talk) customer() (name, key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.row.Customer, t.row.ExternalKey
}

// shown is the version that the end has.
func (t *talk) shown() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.version
}

// announced takes what is said about the chat.
func (t *talk) announced(h hint) {
	switch {
	case h.Type != nil:
		if h.Type.From != string(t.side) {
			t.e.send(wire.ChatTypingBody{Kind: wire.ChatTyping, Chat: string(t.id), On: h.Type.On})
		}
	case h.Row == org.RowChat, h.Here && t.present != nil:
		t.refreshSoon()
	}
}

func (t *talk) refreshSoon() { t.e.do(job{once: "chat " + string(t.id), run: t.refresh}) }

// refresh sends what is new: the messages behind the last one, then the row.
func (t *talk) refresh(ctx context.Context) error {
	row, err := t.e.r.cfg.Chats.Chat(ctx, t.e.sc, t.id)
	if err != nil {
		return err
	}
	if err := t.catchUp(ctx, row.Last); err != nil {
		return err
	}
	online := t.present != nil && t.present(ctx)
	t.mu.Lock()
	news := row.Version > t.version || online != t.online
	t.row, t.version, t.online = row, row.Version, online
	t.mu.Unlock()
	if news {
		t.sendState()
	}
	return t.changed(ctx, row)
}

func (t *talk) sendState() {
	t.mu.Lock()
	body := t.row.State(t.online)
	if t.side == chat.Customer {
		body = t.row.CustomerState()
	}
	t.mu.Unlock()
	t.e.send(body)
}

// catchUp sends every message behind the last one that was sent.
func (t *talk) catchUp(ctx context.Context, last int64) error {
	for {
		t.mu.Lock()
		from := t.sent
		t.mu.Unlock()
		if from >= last {
			return nil
		}
		messages, err := t.e.r.cfg.Chats.After(ctx, t.e.sc, t.id, from, messagesAtOnce)
		if err != nil || len(messages) == 0 {
			return err
		}
		for _, m := range messages {
			t.e.send(m.Body(t.id))
		}
		t.mu.Lock()
		t.sent = max(t.sent, messages[len(messages)-1].Number)
		t.mu.Unlock()
	}
}

// text handles what an end says in the chat.
func (t *talk) text(kind wire.Kind, raw []byte, by chat.Actor) {
	run := map[wire.Kind]func(context.Context, []byte, chat.Actor) error{
		wire.ChatSend: t.say, wire.ChatAfter: t.after, wire.ChatTyping: t.typing,
		wire.ChatRead: t.read, wire.ChatEnd: t.end,
	}[kind]
	if run == nil {
		return
	}
	ref := ""
	if kind == wire.ChatSend {
		if body, err := read[wire.ChatSendBody](raw); err == nil {
			ref = body.ID
		}
	}
	t.e.do(job{kind: kind, ref: ref, run: func(ctx context.Context) error { return run(ctx, raw, by) }})
}

// say stores a message; it is acknowledged after the commit (W17).
func (t *talk) say(ctx context.Context, raw []byte, by chat.Actor) error {
	body, err := read[wire.ChatSendBody](raw)
	if err != nil {
		return err
	}
	sent, err := t.e.r.cfg.Chats.Send(ctx, t.e.sc, t.id, chat.Draft{ID: body.ID, From: by, Text: body.Text})
	if err != nil {
		return err
	}
	t.e.send(wire.ChatAckBody{Kind: wire.ChatAck, Chat: string(t.id), ID: body.ID, Number: sent.Message.Number})
	if sent.Repeat {
		return nil
	}
	t.e.r.announceChat(t.e.sc, sent.Chat)
	return t.refresh(ctx)
}

// after sends the messages behind a number again.
func (t *talk) after(ctx context.Context, raw []byte, _ chat.Actor) error {
	body, err := read[wire.ChatAfterBody](raw)
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.sent = max(0, body.Number)
	t.mu.Unlock()
	return t.refresh(ctx)
}

// typing passes through; it is not kept.
func (t *talk) typing(_ context.Context, raw []byte, by chat.Actor) error {
	body, err := read[wire.ChatTypingBody](raw)
	if err != nil {
		return err
	}
	t.e.r.announce(chatSubject(t.e.sc, t.id), hint{Type: &typing{From: string(by.Side), On: body.On}})
	return nil
}

func (t *talk) read(ctx context.Context, raw []byte, by chat.Actor) error {
	body, err := read[wire.ChatReadBody](raw)
	if err != nil {
		return err
	}
	row, err := t.e.r.cfg.Chats.MarkRead(ctx, t.e.sc, t.id, by.Side, body.Number)
	if err != nil {
		return err
	}
	t.e.r.announceChat(t.e.sc, row)
	return t.refresh(ctx)
}

// end ends the chat, and with it its session: nothing more leaves the page from here on.
func (t *talk) end(ctx context.Context, _ []byte, by chat.Actor) error {
	if id := t.session(); id != "" {
		t.endSession(ctx, id, by)
	}
	row, err := t.e.r.cfg.Chats.Finish(ctx, t.e.sc, t.id, by)
	if err != nil {
		return err
	}
	t.e.r.announceChat(t.e.sc, row)
	t.e.r.announceQueue(t.e.sc)
	return t.refresh(ctx)
}

// endSession has the owner of the chat's session stop before the row is written.
func (t *talk) endSession(ctx context.Context, id samepage.SessionID, by chat.Actor) {
	actor := session.Actor{End: session.ByCustomer, Name: by.Name}
	if by.Side == chat.Agent {
		actor = session.Actor{End: session.ByAgent, Agent: by.Agent, Name: by.Name}
	}
	ofChat := func(s session.Session) bool { return s.Chat == t.id }
	if _, err := t.e.r.tryFinish(ctx, t.e.sc, id, order{By: actor, Reason: session.ReasonChatEnded}, ofChat); err != nil {
		t.e.log.Warn("end the session of a chat", slog.Any("error", err)) // the end of the chat ends it in its row
	}
}

// announceChat tells all ends of a chat, on any node, that its row has changed.
func (r *Relay) announceChat(sc org.Scope, row chat.Chat) {
	r.announce(chatSubject(sc, row.ID), hint{Row: org.RowChat, ID: string(row.ID), Ver: row.Version})
	if row.Agent != "" {
		r.announce(agentSubject(sc, row.Agent), hint{Row: org.RowChat, ID: string(row.ID), Ver: row.Version})
	}
}

// announceQueue tells all consoles that somebody came to wait or waits no more.
func (r *Relay) announceQueue(sc org.Scope) { r.announce(queueSubject(sc), hint{Row: org.RowChat}) }
