package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"samepage"

	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// sqliteDSN sets what every connection needs. FULL makes a commit survive a power cut.
func sqliteDSN(path string, pragmas ...string) string {
	q := url.Values{"_txlock": {"immediate"}}
	for _, p := range append([]string{
		"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "busy_timeout(5000)",
	}, pragmas...) {
		q.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func openSQLite(ctx context.Context, path string, clock samepage.Clock) (*database, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	writer, err := sql.Open("sqlite", sqliteDSN(path))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	writer.SetMaxOpenConns(1)
	if err := migrate(ctx, goose.DialectSQLite3, writer); err != nil {
		return nil, closeAfter(writer, err)
	}
	reader, err := sql.Open("sqlite", sqliteDSN(path, "query_only(1)"))
	if err != nil {
		return nil, closeAfter(writer, fmt.Errorf("open %s for reading: %w", path, err))
	}
	reader.SetMaxOpenConns(max(4, runtime.NumCPU())) // readers never wait for each other in WAL
	d := &database{
		reader: bun.NewDB(reader, sqliteTexts{sqlitedialect.New()}),
		writer: bun.NewDB(writer, sqliteTexts{sqlitedialect.New()}),
		clock:  clock,
	}
	d.queue = startCommitQueue(d)
	return d, nil
}
