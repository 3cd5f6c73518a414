package store

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"samepage"
	"sync"
	"testing"
)

func openTest(t *testing.T) *Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "samepage.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func insertOrg(id string) func(context.Context, *tx) error {
	return func(ctx context.Context, t *tx) error {
		_, err := t.NewRaw(`INSERT INTO organisation (org_id, name, created_at) VALUES (?, '', 0)`, id).Exec(ctx)
		return err
	}
}

func (s *Store) orgIDs(t *testing.T) map[samepage.OrgID]bool {
	t.Helper()
	orgs, err := s.Orgs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[samepage.OrgID]bool{}
	for _, o := range orgs {
		ids[o.Scope.Org()] = true
	}
	return ids
}

func TestCommitQueue_AWriteThatFailsIsRolledBackAlone(t *testing.T) {
	ctx := context.Background()
	s := openTest(t)
	defer func() { _ = s.Close() }()
	broken := errors.New("broken")
	hold, held := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	results := map[string]error{}
	var mu sync.Mutex
	write := func(id string, fn func(context.Context, *tx) error) {
		all.Go(func() {
			err := s.db.write(ctx, id, fn)
			mu.Lock()
			defer mu.Unlock()
			results[id] = err
		})
	}
	// The first holds the writer until the others are queued behind it.
	write("org_first", func(ctx context.Context, t *tx) error {
		close(held)
		<-hold
		return insertOrg("org_first")(ctx, t)
	})
	<-held
	write("org_broken", func(ctx context.Context, t *tx) error {
		return errors.Join(insertOrg("org_broken")(ctx, t), broken)
	})
	write("org_last", insertOrg("org_last"))
	for len(s.db.queue.jobs) < 2 {
		// They are queued by other goroutines, which need a turn each.
		runtime.Gosched()
	}
	close(hold)
	all.Wait()
	if results["org_first"] != nil || results["org_last"] != nil || !errors.Is(results["org_broken"], broken) {
		t.Fatalf("results are %v", results)
	}
	if ids := s.orgIDs(t); len(ids) != 2 || ids["org_broken"] {
		t.Fatalf("written are %v", ids)
	}
}

func TestCommitQueue_ACallerWhoGaveUpWritesNothing(t *testing.T) {
	s := openTest(t)
	defer func() { _ = s.Close() }()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.db.write(ctx, "late", insertOrg("org_late")); !errors.Is(err, context.Canceled) {
		t.Fatalf("error is %v", err)
	}
	if ids := s.orgIDs(t); len(ids) != 0 {
		t.Fatalf("written are %v", ids)
	}
}

func TestCommitQueue_AfterTheEndWritesAreUnavailable(t *testing.T) {
	s := openTest(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	err := s.db.write(context.Background(), "late", insertOrg("org_late"))
	if samepage.CodeOf(err) != samepage.CodeUnavailable {
		t.Fatalf("error is %v", err)
	}
}

func TestReader_CannotWrite(t *testing.T) {
	s := openTest(t)
	defer func() { _ = s.Close() }()
	if err := insertOrg("org_sneaked")(context.Background(), &tx{IDB: s.db.reader}); err == nil {
		t.Fatal("the read-only pool wrote")
	}
}
