// Package store keeps everything durable in SQL: SQLite for one node, PostgreSQL for a
// cluster, with one set of queries. It is the only room that knows tables.
package store

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/chat"
	"samepage/org"
	"samepage/report"
	"samepage/session"
)

// Store implements the Store interfaces of org, session, chat and report.
type Store struct {
	db      *database
	details *detailWriter
	tidier  *tidier
}

var (
	_ org.Store     = (*Store)(nil)
	_ session.Store = (*Sessions)(nil)
	_ chat.Store    = (*Chats)(nil)
	_ report.Store  = (*Store)(nil)
)

// Options are for tests and special set-ups; the zero value is right otherwise.
type Options struct {
	// Clock replaces the database's clock.
	Clock samepage.Clock
	// Log gets what cannot be returned to a caller. Default: slog.Default.
	Log *slog.Logger
}

// Open opens the database that dsn names, brings its tables up to date and starts the
// writers. "postgres://…" is PostgreSQL; anything else is the path of a SQLite file,
// which is made where it is absent.
func Open(ctx context.Context, dsn string, opts Options) (*Store, error) {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	db, err := openDatabase(ctx, dsn, opts.Clock)
	if err != nil {
		return nil, err
	}
	return &Store{db: db, details: startDetails(db, opts), tidier: startTidier(db, opts.Log)}, nil
}

// Sessions is the store of sessions.
func (s *Store) Sessions() *Sessions { return &Sessions{s} }

// Chats is the store of chats.
func (s *Store) Chats() *Chats { return &Chats{s} }

// Close writes what is queued, then closes the database.
func (s *Store) Close() error {
	s.tidier.close()
	s.details.close()
	return s.db.close()
}

// Ping tells whether the database answers, for readiness.
func (s *Store) Ping(ctx context.Context) error { return wrap("ping", s.db.ping(ctx)) }
