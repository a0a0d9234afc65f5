package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// masterKeyEnv holds a master key itself. There is no flag for that: every user of the machine can read a command line.
const masterKeyEnv = "ROLLCALL_MASTER_KEY"

// devMasterKey seals the secrets of databases that a development server makes on PostgreSQL. It protects nothing, since everybody has it.
const devMasterKey = "cm9sbGNhbGwtZGV2ZWxvcG1lbnQtbWFzdGVyLWtleSE="

// secrets are what opens whatever lies sealed in a store.
type secrets struct {
	master  credential.MasterKey
	keyring *credential.Keyring
}

// unseal finds the master key and opens the store's keyring with it. A new store gets its first keyring key, and a file a master key where
// none was given. The master key is there even if the error is Unavailable.
func (f storeFlags) unseal(ctx context.Context, env *environment, store *sqlstore.Store) (s secrets, err error) {
	if s.master, err = f.masterKey(ctx, env, store); err == nil {
		s.keyring, err = keyringOf(ctx, store, s.master)
	}
	return s, err
}

// auditKeys are derived from the master key, which all nodes share and which is there before the database is.
func (s secrets) auditKeys() *audit.Keys { return audit.NewKeys(s.master.Derive) }

// masterKey finds the master key. What it is for a PostgreSQL database has to be said, because all nodes share it.
func (f storeFlags) masterKey(ctx context.Context, env *environment, store *sqlstore.Store) (key credential.MasterKey, err error) {
	text, path := env.getenv(masterKeyEnv), f.MasterKeyFile
	switch {
	case text != "" && path != "":
		return key, usageError{errors.New("the master key is given twice: as a file and in " + masterKeyEnv)}
	case text != "":
		return credential.ParseMasterKey(text)
	case !sqlstore.IsPostgres(f.Store):
		return f.masterKeyOfFile(ctx, store)
	case path != "":
		return credential.LoadMasterKey(path)
	case f.dev:
		return credential.ParseMasterKey(devMasterKey)
	}
	return key, usageError{errors.New("with PostgreSQL a master key has to be given, the same on every node: as --master-key-file or in " +
		masterKeyEnv)}
}

// masterKeyOfFile reads the key beside a database file, or where the flag says. It is only made for a new store: with any other, a key
// made now would open nothing.
func (f storeFlags) masterKeyOfFile(ctx context.Context, store *sqlstore.Store) (credential.MasterKey, error) {
	path := cmp.Or(f.MasterKeyFile, store.Path()+".key")
	key, err := credential.LoadMasterKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	isNew, err := lacksKeys(ctx, store)
	if err != nil {
		return key, err
	}
	if !isNew {
		return key, fmt.Errorf("the master key file %s is missing; without it the store's secrets cannot be opened, so put it back", path)
	}
	key, err = credential.CreateMasterKeyFile(path, rand.Reader)
	if errors.Is(err, fs.ErrExist) { // another process was faster
		return credential.LoadMasterKey(path)
	}
	return key, err
}

// keyringOf opens the store's keyring; a new store gets its first key.
func keyringOf(ctx context.Context, store *sqlstore.Store, master credential.MasterKey) (*credential.Keyring, error) {
	isNew, err := lacksKeys(ctx, store)
	if err == nil && isNew {
		err = addFirstKey(ctx, store, master)
	}
	if err != nil {
		return nil, err
	}
	return openKeyring(ctx, store, master)
}

// lacksKeys says whether a store is so new that its keyring is empty.
func lacksKeys(ctx context.Context, store *sqlstore.Store) (bool, error) {
	isNew := true
	err := store.Keyring(ctx, func(string, time.Time, string) error { isNew = false; return nil })
	return isNew, err
}

// addFirstKey gives a new store its first keyring key, unless another process just did.
func addFirstKey(ctx context.Context, store *sqlstore.Store, master credential.MasterKey) error {
	key, err := credential.NewKey(rand.Reader, time.Now())
	if err != nil {
		return err
	}
	text, err := key.SealUnder(master, rand.Reader)
	if err != nil {
		return err
	}
	return store.AddFirstKeyringKey(ctx, key.ID, key.Created, text)
}

func openKeyring(ctx context.Context, store *sqlstore.Store, master credential.MasterKey) (*credential.Keyring, error) {
	var keys []credential.Key
	err := store.Keyring(ctx, func(id string, created time.Time, text string) error {
		key, err := credential.OpenKeyUnder(master, id, created, text)
		keys = append(keys, key)
		return err
	})
	if errors.Is(err, credential.ErrUnknownKey) {
		return nil, errors.New("the master key is not the one that this store was made with")
	}
	if err != nil {
		return nil, err
	}
	return credential.NewKeyring(rand.Reader, keys...)
}
