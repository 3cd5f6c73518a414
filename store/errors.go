package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"samepage"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLSTATE codes of PostgreSQL that we act on.
const (
	pgUnique        = "23505"
	pgSerialization = "40001"
	pgDeadlock      = "40P01"
	pgClassLink     = "08" // connection exceptions
	pgClassAdmin    = "57" // operator intervention: shutting down, starting up
	pgClassFull     = "53" // insufficient resources
)

// lostRace reports an error that another transaction caused: the same work, done again,
// sees what the other wrote and answers by it.
func lostRace(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == pgUnique || pg.Code == pgSerialization || pg.Code == pgDeadlock
	}
	return false
}

// duplicate reports a row that exists already.
func duplicate(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == pgUnique
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) &&
		(lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

// wrap gives an error its public face: faults pass, a database that is away becomes
// unavailable, everything else stays internal.
func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	var fault *samepage.Error
	if errors.As(err, &fault) {
		return err
	}
	err = fmt.Errorf("%s: %w", what, err)
	switch {
	case duplicate(err):
		return samepage.Fault(samepage.CodeConflict, "This exists already.").Because(err)
	case away(err):
		return samepage.Fault(samepage.CodeUnavailable, "The database is away for a moment. Please try again.").Because(err)
	}
	return err
}

func away(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		class := pg.Code[:min(2, len(pg.Code))]
		return strings.Contains(pgClassLink+" "+pgClassAdmin+" "+pgClassFull, class) || lostRace(err)
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		code := lite.Code() & 0xff // the primary code of an extended one
		return code == sqlite3.SQLITE_BUSY || code == sqlite3.SQLITE_FULL || code == sqlite3.SQLITE_IOERR
	}
	var connect *pgconn.ConnectError
	var netErr net.Error
	return errors.As(err, &connect) || errors.As(err, &netErr) || pgconn.SafeToRetry(err) ||
		errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, context.DeadlineExceeded) || errors.Is(err, errClosed)
}
