package relay

import (
	"context"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/session"
	"samepage/wire"
	"time"
)

// recentEnd is how long a page that comes back is told of a session's end that it missed.
const recentEnd = 15 * time.Minute

func (c *customer) binding(kind org.TokenKind, subject string) org.Binding {
	return org.Binding{
		Kind: kind, Subject: subject, Site: c.site.ID, Origin: c.req.Origin, Visitor: c.visitor, Tab: c.tab,
	}
}

// proveChat continues the conversation that the chat token proves.
func (c *customer) proveChat(ctx context.Context, h wire.CustomerHelloBody, w *wire.CustomerWelcomeBody) error {
	if h.ChatToken == "" {
		return nil
	}
	proof, err := c.r.cfg.Orgs.PresentToken(ctx, c.sc, h.ChatToken, c.binding(org.TokenChat, ""))
	if err != nil {
		return err
	}
	c.next = append(c.next, proof.Next)
	if samepage.ValidID("ses", proof.Subject) {
		c.browsing, w.ChatToken = samepage.SessionID(proof.Subject), proof.Next
		return nil
	}
	return c.continueChat(ctx, samepage.ChatID(proof.Subject), proof.Next, h.ChatAfter, w)
}

// continueChat shows the page a conversation again, from the message after the given one.
func (c *customer) continueChat(
	ctx context.Context, id samepage.ChatID, token string, after int64, w *wire.CustomerWelcomeBody,
) error {
	got, err := c.r.cfg.Chats.Visit(ctx, c.sc, id, c.page, c.client)
	if samepage.CodeOf(err) == samepage.CodeEnded {
		got, err = c.r.cfg.Chats.Chat(ctx, c.sc, id)
	}
	if err != nil {
		return err
	}
	state := got.CustomerState()
	w.Chat, w.ChatToken = &state, token
	c.setTalk(newTalk(c.edge, got, chat.Customer, after))
	return nil
}

// proveSession finds the session that this tab continues: by its token, as a tab of the
// chat that the session belongs to, or because it was handed over to it.
func (c *customer) proveSession(
	ctx context.Context, h wire.CustomerHelloBody, taken samepage.SessionID, w *wire.CustomerWelcomeBody,
) (*session.Session, error) {
	s, err := c.provenSession(ctx, taken)
	if err != nil {
		return nil, err
	}
	if c.browsing != "" && (s == nil || !s.Open()) {
		w.ChatToken = "" // it continued that session alone
	}
	if h.SessionToken != "" && (s == nil || s.Open()) && h.Tab == string(c.tab) {
		proof, err := c.r.cfg.Orgs.PresentToken(ctx, c.sc, h.SessionToken, c.binding(org.TokenSession, ""))
		if err != nil {
			return nil, err
		}
		got, err := c.r.cfg.Sessions.Session(ctx, c.sc, samepage.SessionID(proof.Subject))
		if err != nil {
			return nil, err
		}
		s, w.SessionToken = &got, proof.Next
		c.next = append(c.next, proof.Next)
	}
	if s == nil || c.over[s.ID] {
		return nil, nil
	}
	if !s.Open() {
		if c.r.cfg.Clock.Now().Sub(s.EndedAt) < recentEnd {
			state := s.CustomerState()
			w.Session = &state
			c.over[s.ID] = true
		}
		return nil, nil
	}
	state := s.CustomerState()
	w.Session, w.Ask = &state, s.Question()
	c.asked = w.Ask
	if w.SessionToken == "" {
		w.SessionToken, err = c.r.cfg.Orgs.IssueToken(ctx, c.sc, c.binding(org.TokenSession, string(s.ID)))
	}
	return s, err
}

// provenSession is the session that chat token or hand-over prove: the chat's, one by code
// of the same browser, or the one that was taken over; nil where there is none.
func (c *customer) provenSession(ctx context.Context, taken samepage.SessionID) (*session.Session, error) {
	t := c.chat()
	if t == nil {
		if taken == "" {
			taken = c.browsing
		}
		if taken == "" {
			return nil, nil
		}
		return c.readSession(ctx, taken)
	}
	open, err := c.r.cfg.Sessions.OfVisitor(ctx, c.sc, c.site.ID, c.visitor)
	if samepage.CodeOf(err) != samepage.CodeNotFound {
		return &open, err
	}
	if t.session() == "" {
		return nil, nil
	}
	return c.readSession(ctx, t.session())
}

func (c *customer) readSession(ctx context.Context, id samepage.SessionID) (*session.Session, error) {
	s, err := c.r.cfg.Sessions.Session(ctx, c.sc, id)
	if err != nil {
		return nil, err
	}
	return &s, nil
}
