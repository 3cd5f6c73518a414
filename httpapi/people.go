package httpapi

import (
	"context"
	"net/http"
	"samepage"

	"github.com/danielgtaylor/huma/v2"
)

type colleague struct {
	ID        samepage.AgentID  `json:"id"`
	Name      string            `json:"name"`
	Available bool              `json:"available"`
	Online    bool              `json:"online"`
	Sites     []samepage.SiteID `json:"sites"` // that they serve
}

func (s *server) people(api huma.API) {
	huma.Register(api, operation(http.MethodGet, "/api/v1/agents", "Colleagues, for transfers, invitations and reports"), s.agents)
}

func (s *server) agents(ctx context.Context, _ *struct{}) (*answer[[]colleague], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	agents, err := s.Orgs.Agents(ctx, who.Scope)
	if err != nil {
		return nil, s.public(err)
	}
	online := s.Relay.Online(who.Scope)
	out := make([]colleague, 0, len(agents))
	for _, a := range agents {
		out = append(out, colleague{ID: a.ID, Name: a.Name, Available: a.Available, Online: online[a.ID], Sites: append([]samepage.SiteID{}, a.Sites...)})
	}
	return &answer[[]colleague]{Body: out}, nil
}
