package storetest

import (
	"context"
	"os"
	"samepage"
	"samepage/session"
	"samepage/store"
	"testing"
)

// A database that goes away is told as such: what gives is refused, and the process ends
// without waiting for it.
func TestPostgres_S3_AwayIsUnavailable(t *testing.T) {
	if os.Getenv(NoPostgres) == "1" {
		t.Skip("without PostgreSQL: " + NoPostgres + "=1")
	}
	ctx := context.Background()
	srv, err := startPostgres()
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(ctx, srv.dsn("postgres"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h := Build(t, s, "house")
	c := h.Chat(t, s, "cht_one", "vis_one")
	must(t, srv.stop())

	_, err = s.Sessions().Invite(ctx, h.Scope, h.Invitation("ses_one", c, h.Ana))
	wantCode(t, err, samepage.CodeUnavailable)
	_, err = s.Chats().Chat(ctx, h.Scope, c.ID)
	wantCode(t, err, samepage.CodeUnavailable)
	wantCode(t, s.Ping(ctx), samepage.CodeUnavailable)
	s.Sessions().Record(h.Scope, "ses_one", session.Entry{Kind: "done"})
	wantCode(t, s.Flush(ctx), samepage.CodeUnavailable)
	must(t, s.Close())
}
