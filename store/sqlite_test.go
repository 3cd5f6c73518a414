package store_test

import (
	"context"
	"os"
	"path/filepath"
	"samepage/session"
	"samepage/store"
	"samepage/store/storetest"
	"testing"
)

// reopened builds a house with a live session, closes the store and opens it again.
func reopened(t *testing.T, dsn string) {
	t.Helper()
	ctx := context.Background()
	first, err := store.Open(ctx, dsn, store.Options{Clock: storetest.NewClock()})
	if err != nil {
		t.Fatal(err)
	}
	h := storetest.Build(t, first, "house")
	n := h.Invitation("ses_one", h.Chat(t, first, "cht_one", "vis_one"), h.Ana)
	live, _ := h.Live(t, first, n, "nod_one")
	first.Sessions().Record(h.Scope, "ses_one", session.Entry{Kind: "done"})
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := store.Open(ctx, dsn, store.Options{Clock: storetest.NewClock()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := second.Close(); err != nil {
			t.Error(err)
		}
	}()
	got, err := second.Sessions().Session(ctx, h.Scope, "ses_one")
	if err != nil || got.Version != live.Version {
		t.Fatalf("session is %+v, %v", got, err)
	}
	told, err := second.SessionReport(ctx, h.Scope, "ses_one")
	if err != nil {
		t.Fatal(err)
	}
	if last := told.Timeline[len(told.Timeline)-1]; last.Kind != "done" || last.Class != session.ClassDetail {
		t.Fatalf("the detail that waited at the end is gone: %+v", told.Timeline)
	}
}

func TestOpen_S1_ASecondStartKeepsEverything_SQLite(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "a folder", "same#page%.db")
	reopened(t, dsn)
	if _, err := os.Stat(dsn); err != nil {
		t.Fatalf("the file is not where it was asked for: %v", err)
	}
}

func TestOpen_S2_ASecondStartKeepsEverything_PostgreSQL(t *testing.T) {
	reopened(t, storetest.PostgresDSN(t))
}

func TestOpen_TellsWhyItCannot(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("not a database, but long enough to be read as one header"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, dsn := range map[string]string{
		"not a database": file,
		"not a folder":   filepath.Join(file, "samepage.db"),
		"nobody answers": "postgres://samepage@127.0.0.1:1/none?connect_timeout=2",
	} {
		if s, err := store.Open(context.Background(), dsn, store.Options{}); err == nil {
			t.Errorf("%s: opened", name)
			_ = s.Close()
		}
	}
}
