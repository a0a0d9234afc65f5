package pgtest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// TB is what a test has, be it of testing or of a package that runs a test many times.
type TB interface {
	Helper()
	Cleanup(func())
	Errorf(format string, args ...any)
	Fatal(args ...any)
}

// environment names a server to use in place of a private one.
const environment = "ROLLCALL_TEST_POSTGRES"

// host is where the test binary's databases are made.
type host struct {
	url string
	// server is the private one, which ends when nobody holds on to it any more.
	server *Server
}

// shared is the test binary's host, found by the first test that asks.
var shared = sync.OnceValues(func() (host, error) {
	if given := os.Getenv(environment); given != "" {
		return host{url: given}, nil
	}
	// Nothing that the tests keep has to outlive the machine.
	server, err := start("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "wal_level=minimal",
		"-c", "max_wal_senders=0", "-c", "autovacuum=off", "-c", "max_connections=300")
	if err != nil {
		return host{}, fmt.Errorf("no PostgreSQL for the tests, and %s is not set: %w", environment, err)
	}
	return host{server.URL(), server}, nil
})

// New makes an empty database and gives its URL. The database is dropped after the test, whoever is still connected.
func New(t TB) string {
	t.Helper()
	return create(t, "template0")
}

// Template is a database that others are copied from, which is much faster than filling each.
type Template struct {
	// Fill makes of an empty database what every copy is to be.
	Fill func(url string) error

	once sync.Once
	name string
	err  error
}

// New makes a copy of the template and gives its URL. The database is dropped after the test, whoever is still connected.
func (m *Template) New(t TB) string {
	t.Helper()
	m.once.Do(func() {
		server, err := shared()
		if m.err = err; err != nil {
			return
		}
		m.name = newName()
		if m.err = server.run("create database " + m.name + " template template0"); m.err == nil {
			m.err = m.Fill(server.within(m.name))
		}
	})
	if m.err != nil {
		t.Fatal(m.err)
	}
	return create(t, m.name)
}

func create(t TB, template string) string {
	t.Helper()
	server, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	name := newName()
	if err := server.run("create database " + name + " template " + template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.run("drop database " + name + " with (force)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return server.within(name)
}

func newName() string { return "rollcall_test_" + strings.ToLower(rand.Text()) }

// within is the host's URL with another database.
func (h host) within(database string) string {
	u, err := url.Parse(h.url)
	if err != nil {
		panic(fmt.Sprintf("a server's URL that was connected to: %v", err))
	}
	u.Path = "/" + database
	return u.String()
}

func (h host) run(statement string) error { return run(h.url, statement) }

// run runs a statement on a connection of its own.
func run(url, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}
