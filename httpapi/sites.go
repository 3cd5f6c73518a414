package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"samepage"
	"samepage/org"

	"github.com/danielgtaylor/huma/v2"
)

type site struct {
	ID       samepage.SiteID `json:"id"`
	Name     string          `json:"name"`
	Key      string          `json:"key"`
	CoBrowse bool            `json:"cobrowse"`
	Origins  []string        `json:"origins"`
	Snippet  string          `json:"snippet" doc:"the tag for the site's pages"`
}

func (s *server) sites(api huma.API) {
	huma.Register(api, operation(http.MethodGet, "/api/v1/sites", "The sites that the signed-in person may see"), s.listSites)
}

func (s *server) listSites(ctx context.Context, _ *struct{}) (*answer[[]site], error) {
	who, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	sites, err := s.Orgs.Sites(ctx, who.Scope)
	if err != nil {
		return nil, s.public(err)
	}
	out := []site{}
	for _, row := range sites {
		if who.Agent.Has(org.RoleAdministrator) || who.Agent.Serves(row.ID) {
			out = append(out, s.siteFace(row))
		}
	}
	return &answer[[]site]{Body: out}, nil
}

func (s *server) siteFace(row org.Site) site {
	return site{
		ID: row.ID, Name: row.Name, Key: row.Key, CoBrowse: row.CoBrowse, Origins: row.Origins,
		Snippet: fmt.Sprintf(`<script async src="%s/samepage.js" data-site="%s"></script>`, s.ConsoleOrigin, row.Key),
	}
}
