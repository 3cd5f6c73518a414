// Package storetest holds the one suite that every database of the store passes, and
// opens stores for the tests of other rooms.
package storetest

import (
	"context"
	"path/filepath"
	"samepage/store"
	"sync"
	"testing"
	"time"
)

// Opener opens an empty store that ends with the test.
type Opener func(t testing.TB, opts store.Options) *store.Store

// SQLite opens an empty SQLite store in a folder of the test.
func SQLite(t testing.TB, opts store.Options) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "samepage.db"), opts)
}

// Postgres opens an empty PostgreSQL store in a database of its own.
func Postgres(t testing.TB, opts store.Options) *store.Store {
	t.Helper()
	return open(t, PostgresDSN(t), opts)
}

func open(t testing.TB, dsn string, opts store.Options) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dsn, opts)
	if err != nil {
		t.Fatalf("open the store: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}

// Clock is a clock that stands until it is moved. It replaces the database's.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock starts a clock at a fixed moment.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)} }

// Now implements samepage.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock on.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
