package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"samepage"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
)

// connsPerCPU bounds the connections of a node, so that a cluster leaves room for others.
const connsPerCPU = 8

// connIdle closes connections that a quiet node does not need.
const connIdle = 5 * time.Minute

func openPostgres(ctx context.Context, dsn string, clock samepage.Clock) (*database, error) {
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the address of PostgreSQL: %w", err)
	}
	// bun writes values into the text of a query, so a prepared statement would be used once.
	cfg.DefaultQueryExecMode = pgx.QueryExecModeExec
	db := stdlib.OpenDB(*cfg)
	db.SetMaxOpenConns(connsPerCPU * runtime.NumCPU())
	db.SetMaxIdleConns(connsPerCPU)
	db.SetConnMaxIdleTime(connIdle)
	if err := migrate(ctx, goose.DialectPostgres, db); err != nil {
		return nil, closeAfter(db, err)
	}
	b := bun.NewDB(db, postgresTexts{pgdialect.New()})
	return &database{reader: b, writer: b, clock: clock}, nil
}

// migrationLock lets one node of a cluster bring the tables up to date while the others wait.
func migrationLock(d goose.Dialect) ([]goose.ProviderOption, error) {
	if d != goose.DialectPostgres {
		return nil, nil
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("make the migration lock: %w", err)
	}
	return []goose.ProviderOption{goose.WithSessionLocker(locker)}, nil
}

func closeAfter(db *sql.DB, err error) error { return errors.Join(err, db.Close()) }
