package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// keyCommand are the commands on access keys.
type keyCommand struct {
	Create keyCreateCommand `cmd:"" help:"Make an access key and print it, its secret included. The secret is not shown again."`
	List   keyListCommand   `cmd:"" help:"List the access keys, revoked ones too, the oldest first."`
	Revoke keyRevokeCommand `cmd:"" help:"Revoke an access key for good."`
}

// keyFlags are shared by the commands on access keys.
type keyFlags struct {
	storeFlags
	jsonFlag
}

// with runs fn on the store, beside the server that may have it open.
func (f keyFlags) with(ctx context.Context, env *environment, fn func(*sqlstore.Store) error) error {
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
func (f keyFlags) withExisting(ctx context.Context, env *environment, fn func(*sqlstore.Store) error) error {
	path, isFile := strings.CutPrefix(f.storeURL(env, "rollcall.db"), "sqlite:")
	if _, err := os.Stat(path); isFile && path != ":memory:" && errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no store at %s", path)
	}
	return f.with(ctx, env, fn)
}

type keyCreateCommand struct {
	keyFlags
	Name    string `env:"-" required:"" help:"Whom the key is for: the last part of its owner's ARN."`
	Account string `env:"-" default:"000000000000" help:"The account that the key belongs to, 12 digits. Default: ${default}"`
	Admin   bool   `env:"-" help:"Let the key do everything in its account. Without it, the key can ask who it is (GetCallerIdentity) and nothing else yet."`
}

func (c *keyCreateCommand) owner() credential.AccessKeyOwner {
	return credential.AccessKeyOwner{Name: c.Name, Account: c.Account, Admin: c.Admin}
}

// Validate checks the owner before a store is opened or made.
func (c *keyCreateCommand) Validate() error { return c.owner().Check() }

// Run makes a key. On a new store it makes that, too.
func (c *keyCreateCommand) Run(ctx context.Context, env *environment) error {
	return c.with(ctx, env, func(store *sqlstore.Store) error {
		secrets, err := c.unseal(ctx, env, store)
		if err != nil {
			return err
		}
		key, secret, err := credential.NewAccessKey(rand.Reader, secrets.master, c.owner(), time.Now())
		if err != nil {
			return err
		}
		if err := store.AddAccessKey(ctx, key); err != nil {
			return err
		}
		return c.printNewKey(env.stdout, key, secret)
	})
}

type keyListCommand struct{ keyFlags }

// Run lists the keys.
func (c *keyListCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		keys, err := store.AccessKeys(ctx)
		if err != nil {
			return err
		}
		return c.printKeys(env.stdout, keys)
	})
}

type keyRevokeCommand struct {
	keyFlags
	ID string `arg:"" env:"-" name:"id" help:"The access key's id."`
}

// Run revokes a key. One that is revoked already stays as it is.
func (c *keyRevokeCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		err := store.RevokeAccessKey(ctx, c.ID, time.Now())
		if roster.IsKind(err, roster.NotFound) {
			return errors.New("the store has no access key with this id")
		}
		if err != nil {
			return err
		}
		key, err := store.AccessKey(ctx, c.ID)
		if err != nil {
			return err
		}
		return c.printRevoked(env.stdout, key)
	})
}
