package roster_test

import (
	"context"
	"crypto/rand"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// account and region are where the tests' administrator works.
const (
	account = "111122223333"
	region  = "us-west-2"
)

// env is a service on a real store of its own, with a clock that the test moves.
type env struct {
	*roster.Service
	ctx   context.Context
	store roster.Store
	c     roster.Caller
	clock atomic.Int64
	t     testing.TB
}

// plainHasher keeps tests fast; hashing itself is the credential package's affair.
type plainHasher struct{}

func (plainHasher) Hash(_ context.Context, password string) (string, error) {
	return "hash of " + password, nil
}

func (plainHasher) Verify(_ context.Context, password, hash string) (bool, error) {
	return hash == "hash of "+password, nil
}

func newEnv(t testing.TB) *env {
	t.Helper()
	return newEnvOn(t, "sqlite:"+filepath.Join(t.TempDir(), "rollcall.db"))
}

// newEnvOn is newEnv on the store with the URL.
func newEnvOn(t testing.TB, storeURL string) *env {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), storeURL, sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	e := &env{t: t, ctx: t.Context(), store: store, c: roster.Caller{Principal: access.Administrator(account), Region: region}}
	e.clock.Store(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano())
	e.remake(func(*roster.Options) {})
	return e
}

// remake gives the service other options, on the same store.
func (e *env) remake(change func(*roster.Options)) {
	o := roster.Options{
		Hasher: plainHasher{},
		Now:    func() time.Time { return time.Unix(0, e.clock.Load()) },
		Rand:   rand.Reader,
	}
	change(&o)
	e.Service = roster.NewService(e.store, o)
	e.t.Cleanup(e.Service.Close)
}

// another is a second service on the same store, as another process has one.
func (e *env) another() *env {
	other := &env{t: e.t, ctx: e.ctx, store: e.store, c: e.c}
	other.clock.Store(e.clock.Load())
	other.remake(func(*roster.Options) {})
	return other
}

// advance moves the clock.
func (e *env) advance(d time.Duration) { e.clock.Add(int64(d)) }

// instance makes an instance of the type.
func (e *env) instance(t rapid.TB, kind roster.IdentityType, alias string) roster.Instance {
	t.Helper()
	in := roster.NewInstance{IdentityType: kind, Alias: alias, InboundCalls: true}
	if kind == roster.ExistingDirectory {
		in.DirectoryID = "d-0123456789"
	}
	i, err := e.CreateInstance(e.ctx, e.c, in)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// wantKind checks that err is of the kind; 0 means no error.
func wantKind(t rapid.TB, err error, want roster.Kind) {
	t.Helper()
	var e *roster.Error
	switch {
	case want == 0 && err != nil:
		t.Fatalf("got error %v, want none", err)
	case want != 0 && (!errors.As(err, &e) || e.Kind != want):
		t.Fatalf("got error %v, want one of kind %d", err, want)
	}
}
