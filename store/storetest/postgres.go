package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"samepage"
	"samepage/store"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// NoPostgres is the variable that lets the suite go without PostgreSQL, for machines that
// cannot have it.
const NoPostgres = "SAMEPAGE_TEST_NO_POSTGRES"

// startLimit bounds the start of the private server.
const startLimit = 60 * time.Second

// cluster is the private PostgreSQL of this test process. StopPostgres ends it.
var cluster struct {
	once sync.Once
	srv  *postgres
	err  error
}

// PostgresDSN makes a database without rows in a private server that the first call starts, and
// drops it with the test. A machine without PostgreSQL fails the test unless NoPostgres is 1.
func PostgresDSN(t testing.TB) string {
	t.Helper()
	if os.Getenv(NoPostgres) == "1" {
		t.Skip("without PostgreSQL: " + NoPostgres + "=1")
	}
	cluster.once.Do(func() {
		if cluster.srv, cluster.err = startPostgres(); cluster.err == nil {
			cluster.err = cluster.srv.makeTemplate()
		}
	})
	if cluster.err != nil {
		t.Fatalf("PostgreSQL for tests: %v", cluster.err)
	}
	name := strings.ReplaceAll(string(samepage.NewOrgID()), "org_", "test_")
	admin := cluster.srv.dsn("postgres")
	if err := execute(admin, "CREATE DATABASE "+name+" TEMPLATE "+template); err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		if err := execute(admin, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the database: %v", err)
		}
	})
	return cluster.srv.dsn(name)
}

// template is the database with all tables that the others are copied from.
const template = "template_samepage"

func (p *postgres) makeTemplate() error {
	if err := execute(p.dsn("postgres"), "CREATE DATABASE "+template); err != nil {
		return fmt.Errorf("make the template: %w", err)
	}
	s, err := store.Open(context.Background(), p.dsn(template), store.Options{})
	if err != nil {
		return fmt.Errorf("make the tables of the template: %w", err)
	}
	return s.Close()
}

// StopPostgres ends the private server. TestMain calls it after the tests.
func StopPostgres() error {
	if cluster.srv == nil {
		return nil
	}
	return cluster.srv.stop()
}

func execute(dsn, statement string) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	_, err = db.Exec(statement)
	return errors.Join(err, db.Close())
}

// postgres is one running server with its data in a folder of its own.
type postgres struct {
	dir    string
	port   int
	cmd    *exec.Cmd
	ended  chan struct{}
	output *os.File
}

func (p *postgres) dsn(database string) string {
	u := url.URL{Scheme: "postgres", User: url.User("samepage"), Host: fmt.Sprintf("127.0.0.1:%d", p.port), Path: database}
	return u.String() + "?sslmode=disable"
}

func startPostgres() (*postgres, error) {
	bin, err := postgresBinaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "samepage-postgres-")
	if err != nil {
		return nil, err
	}
	p := &postgres{dir: dir, ended: make(chan struct{})}
	if err := p.start(bin); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	return p, nil
}

func postgresBinaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errors.New("PostgreSQL is not installed: run tools/install-test-deps.sh, or set " +
		NoPostgres + "=1 to go without it")
}

func (p *postgres) start(bin string) error {
	who, err := p.unprivileged()
	if err != nil {
		return err
	}
	data := filepath.Join(p.dir, "data")
	initdb := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "samepage", "-A", "trust",
		"-E", "UTF8", "--locale=C", "--no-sync")
	initdb.SysProcAttr, initdb.Dir = who, p.dir
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, out)
	}
	if p.port, err = freePort(); err != nil {
		return err
	}
	if p.output, err = os.Create(filepath.Join(p.dir, "log")); err != nil {
		return err
	}
	// Durability is PostgreSQL's own to test; here only what is committed and seen counts.
	p.cmd = exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", p.dir,
		"-c", "listen_addresses=127.0.0.1", "-c", "port="+strconv.Itoa(p.port),
		"-c", "fsync=off", "-c", "max_connections=300")
	p.cmd.SysProcAttr, p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = who, p.dir, p.output, p.output
	if err := p.cmd.Start(); err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in its log
		close(p.ended)
	}()
	return p.waitReady()
}

// unprivileged is the credential of a user that PostgreSQL accepts: it refuses root.
func (p *postgres) unprivileged() (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGQUIT} // never outlives the tests
	if os.Getuid() != 0 {
		return attr, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(errUID, errGID); err != nil {
			return nil, err
		}
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		return attr, os.Chown(p.dir, int(uid), int(gid))
	}
	return nil, errors.New("there is no user but root to run PostgreSQL as")
}

func (p *postgres) waitReady() error {
	ctx, cancel := context.WithTimeout(context.Background(), startLimit)
	defer cancel()
	db, err := sql.Open("pgx", p.dsn("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		if err = db.PingContext(ctx); err == nil {
			tick.Stop()
			return nil
		}
		select {
		case <-tick.C:
		case <-p.ended:
			return fmt.Errorf("postgres ended: %s", p.log())
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("postgres did not start: %w\n%s", err, p.log()), p.stop())
		}
	}
}

func (p *postgres) log() string {
	out, err := os.ReadFile(p.output.Name())
	if err != nil {
		return err.Error()
	}
	return string(out)
}

func (p *postgres) stop() error {
	err := p.cmd.Process.Signal(syscall.SIGQUIT)
	if errors.Is(err, os.ErrProcessDone) {
		err = nil
	}
	<-p.ended
	return errors.Join(err, p.output.Close(), os.RemoveAll(p.dir))
}

// freePort finds a port that nobody listens on.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	port := l.Addr().(*net.TCPAddr).Port
	return port, l.Close()
}
