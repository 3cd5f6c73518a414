package store_test

import (
	"fmt"
	"os"
	"samepage/store/storetest"
	"testing"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if err := storetest.StopPostgres(); err != nil {
		fmt.Fprintln(os.Stderr, "stop PostgreSQL:", err)
		code = 1
	}
	os.Exit(code)
}

func TestStore_SQLite(t *testing.T) { storetest.Run(t, storetest.SQLite) }

func TestStore_S2_PostgreSQL(t *testing.T) { storetest.Run(t, storetest.Postgres) }
