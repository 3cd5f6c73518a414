package httpapi

import (
	"context"
	"net/http"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/wire"

	"github.com/danielgtaylor/huma/v2"
)

// Lines and chats an answer, at most: a transcript is read in pages.
const (
	messagesPerPage = 200
	chatsPerPage    = 50
)

type chatQuery struct {
	ID    samepage.ChatID `path:"id" maxLength:"64"`
	After int64           `query:"after" minimum:"0"`
}

type messagesAnswer struct {
	Messages []wire.ChatMessageBody `json:"messages"`
}

type endedQuery struct {
	Status string `query:"status" enum:"ended" default:"ended"`
	Cursor string `query:"cursor" maxLength:"128"`
}

type chatsAnswer struct {
	Chats []wire.ChatStateBody `json:"chats"`
	Next  string               `json:"next"`
}

func (s *server) chats(api huma.API) {
	huma.Register(api, operation(http.MethodGet, "/api/v1/chats", "Past chats of the signed-in agent"), s.endedChats)
	huma.Register(api, operation(http.MethodGet, "/api/v1/chats/{id}/messages", "A transcript, behind a number"), s.messages)
}

func (s *server) endedChats(ctx context.Context, q *endedQuery) (*answer[chatsAnswer], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	page, err := s.Chats.EndedOf(ctx, who.Scope, who.Agent.ID, q.Cursor, chatsPerPage)
	if err != nil {
		return nil, s.public(err)
	}
	out := chatsAnswer{Chats: make([]wire.ChatStateBody, 0, len(page.Chats)), Next: page.Next}
	for _, c := range page.Chats {
		out.Chats = append(out.Chats, c.State(false))
	}
	return &answer[chatsAnswer]{Body: out}, nil
}

func (s *server) messages(ctx context.Context, q *chatQuery) (*answer[messagesAnswer], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	c, err := s.Chats.Chat(ctx, who.Scope, q.ID)
	if err == nil {
		err = mayRead(who.Agent, c)
	}
	if err != nil {
		return nil, s.public(err)
	}
	lines, err := s.Chats.After(ctx, who.Scope, q.ID, q.After, messagesPerPage)
	if err != nil {
		return nil, s.public(err)
	}
	out := messagesAnswer{Messages: make([]wire.ChatMessageBody, 0, len(lines))}
	for _, m := range lines {
		out.Messages = append(out.Messages, m.Body(q.ID))
	}
	return &answer[messagesAnswer]{Body: out}, nil
}

// mayRead: the chat's own agent, those who may take it from the queue, and supervisors of its site.
func mayRead(a org.Agent, c chat.Chat) error {
	own := c.Agent == a.ID
	waiting := c.Status == chat.Queued && a.Serves(c.Site)
	supervised := a.Has(org.RoleSupervisor) && a.Serves(c.Site)
	if own || waiting || supervised {
		return nil
	}
	return samepage.Fault(samepage.CodeNotFound, "There is no such chat.")
}
