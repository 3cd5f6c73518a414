package httpapi

import (
	"context"
	"net/http"
	"samepage"
	"samepage/org"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// cookieName has the prefix that binds it to this host over TLS; browsers refuse the
// prefix without TLS, where the demo and tests run.
func (s *server) cookieName() string {
	if s.secureCookie {
		return "__Host-samepage"
	}
	return "samepage"
}

func (s *server) cookie(value string, age time.Duration) http.Cookie {
	return http.Cookie{
		Name: s.cookieName(), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: s.secureCookie, SameSite: http.SameSiteLaxMode,
	}
}

type credentials struct {
	Email    string `json:"email" maxLength:"254"`
	Password string `json:"password" maxLength:"1024"`
	Code     string `json:"code,omitempty" maxLength:"12" doc:"of the second factor, where the account has one"`
}

type cookieAnswer[T any] struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
	Body      T
}

type answer[T any] struct{ Body T }

type accountFace struct {
	ID    samepage.AgentID `json:"id"`
	Name  string           `json:"name"`
	Email string           `json:"email"`
	Roles []org.Role       `json:"roles"`
}

type organisation struct {
	ID   samepage.OrgID `json:"id"`
	Name string         `json:"name"`
}

type cannedReply struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// me is all that the console needs to know about who signed in.
type me struct {
	Agent        accountFace   `json:"agent"`
	Org          organisation  `json:"org"`
	ViewerOrigin string        `json:"viewer_origin"`
	Version      string        `json:"version"`
	Canned       []cannedReply `json:"canned"`
}

func (s *server) auth(api huma.API) {
	ownErrors()
	huma.Register(api, operation(http.MethodPost, "/api/v1/auth/sign-in", "Sign in"), s.signIn)
	huma.Register(api, operation(http.MethodPost, "/api/v1/auth/sign-out", "Sign out"), s.signOut)
	huma.Register(api, operation(http.MethodGet, "/api/v1/me", "Who is signed in"), s.me)
}

func operation(method, path, summary string) huma.Operation {
	id := strings.ToLower(method + strings.NewReplacer("/api/v1", "", "/", "-", "{", "", "}", "").Replace(path))
	return huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary}
}

type addressKey struct{}

func (s *server) signIn(ctx context.Context, in *struct{ Body credentials }) (*cookieAnswer[me], error) {
	if address, _ := ctx.Value(addressKey{}).(string); !s.tries.allow(address) {
		return nil, s.public(samepage.Fault(samepage.CodeTooFast, "Too many tries from your network. Please wait a minute."))
	}
	signIn, token, err := s.door.SignIn(ctx, strings.ToLower(strings.TrimSpace(in.Body.Email)), in.Body.Password, in.Body.Code)
	if err != nil {
		return nil, s.public(err)
	}
	body, err := s.describe(ctx, signIn)
	if err != nil {
		return nil, s.public(err)
	}
	return &cookieAnswer[me]{SetCookie: s.cookie(token, org.SignInLife), Body: body}, nil
}

func (s *server) signOut(ctx context.Context, _ *struct{}) (*cookieAnswer[struct{}], error) {
	in, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	if err := s.Orgs.RevokeSignIn(ctx, in.Scope, in.ID); err != nil {
		return nil, s.public(err)
	}
	s.Relay.AnnounceSignOut(in.Scope, in.Agent.ID) // sockets of this sign-in end on every node
	return &cookieAnswer[struct{}]{SetCookie: s.cookie("", -time.Second)}, nil
}

func (s *server) me(ctx context.Context, _ *struct{}) (*answer[me], error) {
	in, err := signedIn(ctx)
	if err != nil {
		return nil, s.public(err)
	}
	body, err := s.describe(ctx, in)
	if err != nil {
		return nil, s.public(err)
	}
	return &answer[me]{Body: body}, nil
}

func (s *server) describe(ctx context.Context, in org.SignIn) (me, error) {
	canned, err := s.Orgs.Canned(ctx, in.Scope)
	if err != nil {
		return me{}, err
	}
	name, err := s.orgName(ctx, in.Scope)
	if err != nil {
		return me{}, err
	}
	a := in.Agent
	out := me{
		Agent: accountFace{ID: a.ID, Name: a.Name, Email: a.Email, Roles: a.Roles},
		Org:   organisation{ID: in.Scope.Org(), Name: name}, ViewerOrigin: s.ViewerOrigin, Version: s.Version,
		Canned: make([]cannedReply, 0, len(canned)),
	}
	for _, c := range canned {
		out.Canned = append(out.Canned, cannedReply(c))
	}
	return out, nil
}

func (s *server) orgName(ctx context.Context, sc org.Scope) (string, error) {
	orgs, err := s.Orgs.Orgs(ctx)
	if err != nil {
		return "", err
	}
	for _, o := range orgs {
		if o.Scope == sc {
			return o.Name, nil
		}
	}
	return "", samepage.Fault(samepage.CodeNotFound, "The organisation is gone.")
}
