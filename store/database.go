package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"samepage"
	"strings"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect"
)

// database is what differs between SQLite and PostgreSQL.
type database struct {
	reader *bun.DB
	writer *bun.DB        // the same pool as reader for PostgreSQL
	queue  *commitQueue   // SQLite only: one writer, group commit
	clock  samepage.Clock // nil: the database's own
}

// tx is a write transaction and its time, by the clock of the database.
type tx struct {
	bun.IDB
	now    time.Time
	shared bool // rows are shared with other transactions: they have to be locked
}

func openDatabase(ctx context.Context, dsn string, clock samepage.Clock) (*database, error) {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return openPostgres(ctx, dsn, clock)
	}
	return openSQLite(ctx, dsn, clock)
}

// maxTries bounds how often a write is tried when it lost a race to another transaction.
const maxTries = 5

// write runs fn in one transaction. fn may run more than once, and must leave nothing
// behind but what it returns; it is not run again after it was committed.
func (d *database) write(ctx context.Context, what string, fn func(ctx context.Context, t *tx) error) error {
	var err error
	for range maxTries {
		if d.queue != nil {
			err = d.queue.do(ctx, fn)
		} else {
			err = d.writeShared(ctx, fn)
		}
		if !lostRace(err) {
			break
		}
	}
	return wrap(what, err)
}

// writeShared runs fn in a transaction beside others.
func (d *database) writeShared(ctx context.Context, fn func(ctx context.Context, t *tx) error) error {
	return d.writer.RunInTx(ctx, nil, func(ctx context.Context, bt bun.Tx) error {
		now, err := d.now(ctx, bt)
		if err != nil {
			return err
		}
		return fn(ctx, &tx{IDB: bt, now: now, shared: true})
	})
}

// now is the database's time. SQLite lives in this process, so its clock is ours.
func (d *database) now(ctx context.Context, db bun.IDB) (time.Time, error) {
	switch {
	case d.clock != nil:
		return d.clock.Now().UTC().Truncate(time.Microsecond), nil
	case d.reader.Dialect().Name() != dialect.PG:
		return samepage.SystemClock{}.Now(), nil
	}
	var micros int64
	const query = `SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)`
	if err := db.NewRaw(query).Scan(ctx, &micros); err != nil {
		return time.Time{}, fmt.Errorf("read the database's clock: %w", err)
	}
	return time.UnixMicro(micros).UTC(), nil
}

// forUpdate locks the rows of a query until the transaction ends. SQLite has one writer,
// so everything is locked already.
func (t *tx) forUpdate(q *bun.SelectQuery) *bun.SelectQuery {
	if t.shared {
		return q.For("UPDATE")
	}
	return q
}

func (d *database) ping(ctx context.Context) error { return d.reader.PingContext(ctx) }

func (d *database) close() error {
	if d.queue != nil {
		d.queue.close()
	}
	err := d.reader.Close()
	if d.writer != d.reader {
		err = errors.Join(err, d.writer.Close())
	}
	return err
}

// found turns "no rows" into a fault that people can read.
func found(err error, what string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return samepage.Fault(samepage.CodeNotFound, "This %s does not exist.", what)
	}
	return err
}

// values are what rows hold, in their order; of none an empty list.
func values[V any, R interface{ value() V }](rows []R) []V {
	list := make([]V, 0, len(rows))
	for _, r := range rows {
		list = append(list, r.value())
	}
	return list
}

// affected is how many rows a statement changed.
func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
