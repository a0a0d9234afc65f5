package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

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
