package store

import (
	"context"
	"log/slog"
	"samepage"
	"samepage/org"
	"samepage/session"
	"sync"
	"time"

	"github.com/uptrace/bun"
)

const (
	// detailEvery is how long an entry of the detail class may wait for its batch.
	detailEvery = time.Second
	// detailMost bounds the entries that wait while the database is away, about 5 MB;
	// beyond it the oldest are dropped, and the log says how many.
	detailMost = 20_000
	// detailBatch bounds the rows of one INSERT, below SQLite's 32,766 parameters.
	detailBatch = 500
	// detailClose bounds the last flush.
	detailClose = 5 * time.Second
)

// detailWriter batches the detail class of the journal.
type detailWriter struct {
	db    *database
	clock samepage.Clock
	log   *slog.Logger
	quit  chan struct{}
	done  sync.WaitGroup
	stop  sync.Once

	mu   sync.Mutex
	rows []entryRow
}

func startDetails(db *database, opts Options) *detailWriter {
	w := &detailWriter{db: db, clock: opts.Clock, log: opts.Log, quit: make(chan struct{})}
	if w.clock == nil {
		w.clock = samepage.SystemClock{}
	}
	w.done.Add(1)
	go w.run()
	return w
}

func (w *detailWriter) add(rows []entryRow) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range rows {
		rows[i].Class = session.ClassDetail
	}
	w.rows = append(w.rows, rows...)
	if over := len(w.rows) - detailMost; over > 0 {
		w.log.Error("journal details dropped: the database is away", "entries", over)
		w.rows = append([]entryRow(nil), w.rows[over:]...)
	}
}

func (w *detailWriter) run() {
	defer w.done.Done()
	tick := time.NewTicker(detailEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			w.flushLogged(context.Background())
		case <-w.quit:
			ctx, cancel := context.WithTimeout(context.Background(), detailClose)
			defer cancel()
			w.flushLogged(ctx)
			return
		}
	}
}

func (w *detailWriter) flushLogged(ctx context.Context) {
	if err := w.flush(ctx); err != nil {
		w.log.Error("journal details wait", "error", err)
	}
}

// flush writes what waits. What could not be written waits on.
func (w *detailWriter) flush(ctx context.Context) error {
	for {
		w.mu.Lock()
		batch := w.rows[:min(len(w.rows), detailBatch)]
		w.rows = w.rows[len(batch):]
		w.mu.Unlock()
		if len(batch) == 0 {
			return nil
		}
		if err := w.write(ctx, batch); err != nil {
			w.mu.Lock()
			w.rows = append(append([]entryRow(nil), batch...), w.rows...)
			w.mu.Unlock()
			return err
		}
	}
}

// write stores a batch. A row whose session does not exist would fail its batch for ever,
// so only those of known sessions are written.
func (w *detailWriter) write(ctx context.Context, batch []entryRow) error {
	return w.db.write(ctx, "write journal details", func(ctx context.Context, t *tx) error {
		known, err := knownSessions(ctx, t, batch)
		if err != nil {
			return err
		}
		rows := make([]entryRow, 0, len(batch))
		for _, r := range batch {
			if known[sessionKey{r.Org, r.Session}] {
				rows = append(rows, r)
			}
		}
		if len(rows) < len(batch) {
			w.log.Warn("journal details of unknown sessions dropped", "entries", len(batch)-len(rows))
		}
		if len(rows) == 0 {
			return nil
		}
		_, err = t.NewInsert().Model(&rows).Exec(ctx)
		return err
	})
}

func (w *detailWriter) close() {
	w.stop.Do(func() { close(w.quit) })
	w.done.Wait()
}

// Flush writes the journal's details that wait for their batch.
func (s *Store) Flush(ctx context.Context) error { return s.details.flush(ctx) }

type sessionKey struct {
	scope org.Scope
	id    samepage.SessionID
}

func knownSessions(ctx context.Context, t *tx, rows []entryRow) (map[sessionKey]bool, error) {
	var keys []bun.TupleValues
	asked := map[sessionKey]bool{}
	for _, r := range rows {
		if k := (sessionKey{r.Org, r.Session}); !asked[k] {
			asked[k] = true
			keys = append(keys, bun.Tuple([]any{string(r.Org.Org()), string(r.Session)}))
		}
	}
	var got []sessionRow
	err := t.NewSelect().Model(&got).Column("org_id", "session_id").
		Where("(org_id, session_id) IN (VALUES ?)", bun.List(keys)).Scan(ctx)
	known := make(map[sessionKey]bool, len(got))
	for _, r := range got {
		known[sessionKey{r.Org, r.ID}] = true
	}
	return known, err
}
