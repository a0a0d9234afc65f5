package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

const memoryStore = "sqlite::memory:"

// storeFlags are shared by everything that opens a store.
type storeFlags struct {
	Store         string `placeholder:"URL" help:"Where the data lies: sqlite:PATH, or postgres://USER@HOST/DATABASE, which several servers may share. Default: sqlite:${data}/rollcall.db"`
	MasterKeyFile string `placeholder:"PATH" help:"File with the key that seals the store's secrets: 32 random bytes in base64. Default for a file: its path and .key, made with a new store. Needed with PostgreSQL. ROLLCALL_MASTER_KEY may hold the key itself instead."`

	// dev says that the development key may stand in for one that is not given.
	dev bool
}

// poolFlags bound what a server asks of PostgreSQL.
type poolFlags struct {
	StoreConnections int           `default:"24" placeholder:"N" help:"PostgreSQL: how many connections the server keeps at most, 3 or more. Two thirds of them read, one third writes. Default: ${default}"`
	StoreTimeout     time.Duration `default:"30s" help:"PostgreSQL: how long a statement may take, waiting for its connection and for locks included, before a request is answered with 503. Default: ${default}"`
}

// The limits of poolFlags. PostgreSQL counts in milliseconds, and takes none for no bound at all.
const (
	maxConnections  = 1000
	minStoreTimeout = 100 * time.Millisecond
	maxStoreTimeout = time.Hour
)

// validatePool checks what the flags' types do not say.
func (f poolFlags) validatePool() error {
	switch {
	case f.StoreConnections < sqlstore.MinConnections || f.StoreConnections > maxConnections:
		return fmt.Errorf("--store-connections has to be between %d and %d", sqlstore.MinConnections, maxConnections)
	case f.StoreTimeout < minStoreTimeout || f.StoreTimeout > maxStoreTimeout:
		return errors.New("--store-timeout has to be between 100ms and 1h")
	}
	return nil
}

// options are those of a server's store.
func (f poolFlags) options() sqlstore.Options {
	return sqlstore.Options{Exclusive: true, Connections: f.StoreConnections, Timeout: f.StoreTimeout}
}

// storeURL is the store's URL, with a database of this name as the default.
func (f storeFlags) storeURL(env *environment, defaultName string) string {
	if f.Store != "" {
		return f.Store
	}
	return "sqlite:" + filepath.Join(dataFolder(env), defaultName)
}

// with runs fn on the store, beside the server that may have it open.
func (f storeFlags) with(ctx context.Context, env *environment, fn func(*sqlstore.Store) error) error {
	url := f.storeURL(env, "rollcall.db")
	if url == memoryStore {
		return usageError{errors.New("a store in memory is its server's alone")}
	}
	store, err := sqlstore.Open(ctx, url, sqlstore.Options{})
	if err != nil {
		return err
	}
	return errors.Join(fn(store), store.Close())
}

// withExisting is with for what makes no sense on a store that is not there.
func (f storeFlags) withExisting(ctx context.Context, env *environment, fn func(*sqlstore.Store) error) error {
	path, isFile := strings.CutPrefix(f.storeURL(env, "rollcall.db"), "sqlite:")
	if _, err := os.Stat(path); isFile && path != ":memory:" && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store at %s", path)
	}
	return f.with(ctx, env, fn)
}

// storeMetrics tell how many updates shared how many commits.
func storeMetrics(store *sqlstore.Store) []prometheus.Collector {
	return []prometheus.Collector{
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "rollcall_store_updates_total", Help: "Updates that the store's writer ran.",
		}, func() float64 { return float64(store.Stats().Updates) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "rollcall_store_commits_total", Help: "Transactions that the store's writer committed for them.",
		}, func() float64 { return float64(store.Stats().Commits) }),
	}
}
