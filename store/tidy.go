package store

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	// tidyEvery is how often rows that prove nothing any more are deleted.
	tidyEvery = time.Hour
	// tidyKeeps is how long such a row stays: a token that was used twice shows itself as a
	// conflict until then, afterwards only as unknown. Both are refused.
	tidyKeeps = 24 * time.Hour
)

// tidier deletes sign-ins, tickets and tokens that are over. Every node has one; they do
// not disturb each other.
type tidier struct {
	db   *database
	log  *slog.Logger
	quit context.CancelFunc
	done sync.WaitGroup
}

func startTidier(db *database, log *slog.Logger) *tidier {
	ctx, cancel := context.WithCancel(context.Background())
	t := &tidier{db: db, log: log, quit: cancel}
	t.done.Go(func() { t.run(ctx) })
	return t
}

func (t *tidier) run(ctx context.Context) {
	tick := time.NewTicker(tidyEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := tidy(ctx, t.db); err != nil && ctx.Err() == nil {
				t.log.Error("rows that are over stay", "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (t *tidier) close() {
	t.quit()
	t.done.Wait()
}

// tidy deletes what has been over for longer than tidyKeeps.
func tidy(ctx context.Context, db *database) error {
	return db.write(ctx, "tidy", func(ctx context.Context, t *tx) error {
		before := stampOf(t.now.Add(-tidyKeeps))
		for _, statement := range []string{
			`DELETE FROM ticket WHERE expires_at < ?0`,
			`DELETE FROM watch_ticket WHERE expires_at < ?0`,
			`DELETE FROM handover WHERE expires_at < ?0`,
			`DELETE FROM sign_in WHERE expires_at < ?0 OR (revoked_at > 0 AND revoked_at < ?0)`,
			`DELETE FROM customer_token WHERE expires_at < ?0 OR (void_at > 0 AND void_at < ?0)`,
			`DELETE FROM code_try WHERE began_at < ?0`,
		} {
			if _, err := t.NewRaw(statement, before).Exec(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// Tidy deletes at once what is over.
func (s *Store) Tidy(ctx context.Context) error { return tidy(ctx, s.db) }
