package modeltest

import (
	"context"
	"flag"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sdktest"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

const (
	account = "111122223333"
	region  = "us-west-2"
)

// clock is the server's time, which moves when the test says so: a time that the server tells is then known exactly.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// dice are what the server draws its ids from: the same in every run, so that a sequence of requests can be played again.
type dice struct {
	mu     sync.Mutex
	source *rand.ChaCha8
}

func newDice() *dice { return &dice{source: rand.NewChaCha8([32]byte{})} }

func (d *dice) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.source.Read(p)
}

var engine = flag.String("store", "sqlite", "the engine that the server keeps its data in: sqlite or postgres")

// newStore gives the URL of a new store on the engine under test.
func newStore(t *rapid.T, tb testing.TB) string {
	if *engine == "postgres" {
		return migrated.New(t)
	}
	return "sqlite:" + filepath.Join(tb.TempDir(), "rollcall.db")
}

// migrated is a PostgreSQL database with the schema in it.
var migrated = pgtest.Template{Fill: func(url string) error {
	store, err := sqlstore.Open(context.Background(), url, sqlstore.Options{})
	if err != nil {
		return err
	}
	return store.Close()
}}

// newSession starts a server on an empty store, with a client and a model beside it.
func newSession(t *rapid.T, tb testing.TB, tally *tally) *session {
	ctx := context.Background()
	store, err := sqlstore.Open(ctx, newStore(t, tb), sqlstore.Options{})
	must(t, err)
	t.Cleanup(func() { store.Close() })
	chance, now := newDice(), &clock{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	key, err := credential.NewKey(chance, now.Now())
	must(t, err)
	ring, err := credential.NewKeyring(chance, key)
	must(t, err)
	hasher, err := credential.NewHasher(credential.Cheapest(), chance, 1, 1)
	must(t, err)
	service := roster.NewService(store, roster.Options{Hasher: hasher, Now: now.Now, Rand: chance})
	handler := api.New(service, api.Options{Sealer: ring, Now: now.Now}).Handler()
	caller := roster.Caller{Principal: access.Administrator(account), Region: region}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(api.WithCaller(r.Context(), caller)))
	}))
	t.Cleanup(server.Close)
	return &session{
		T: t, ctx: ctx, store: store, clock: now, tally: tally, gone: map[string][]string{}, times: map[string]time.Time{},
		m: &model.Model{Account: account, Region: region, Now: now.Now()},
		Client: sdk.New(sdk.Options{
			BaseEndpoint: aws.String(server.URL), Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(),
			IdempotencyTokenProvider: &counter{}, Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		}),
	}
}

// counter gives the SDK the tokens that a request leaves out: others on every request, the same in every run.
type counter struct{ n int }

func (c *counter) GetIdempotencyToken() (string, error) {
	c.n++
	return "sdk-" + strconv.Itoa(c.n), nil
}

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}
