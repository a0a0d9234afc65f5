package main

import (
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

// secrets are what opens whatever lies sealed in a store.
type secrets struct {
	master  credential.MasterKey
	keyring *credential.Keyring
}

// unseal finds the master key and opens the store's keyring with it. A new store gets its first keyring key, and a master key where none
// was given.
func (f storeFlags) unseal(ctx context.Context, env *environment, store *sqlstore.Store) (secrets, error) {
	isNew := true
	err := store.Keyring(ctx, func(string, time.Time, string) error { isNew = false; return nil })
	if err != nil {
		return secrets{}, err
	}
	master, err := f.masterKey(env, store.Path(), isNew)
	if err != nil {
		return secrets{}, err
	}
	if isNew {
		if err := addFirstKey(ctx, store, master); err != nil {
			return secrets{}, err
		}
	}
	ring, err := openKeyring(ctx, store, master)
	return secrets{master: master, keyring: ring}, err
}

// auditKeys are derived from the keyring's first key, so that a trail goes on when another is added.
func (s secrets) auditKeys() *audit.Keys { return audit.NewKeys(s.keyring.First().Derive) }

// masterKey finds the master key. A file is only made for a new store: with any other, a key made now would open nothing.
func (f storeFlags) masterKey(env *environment, database string, isNew bool) (credential.MasterKey, error) {
	text, path := env.getenv(masterKeyEnv), f.MasterKeyFile
	switch {
	case text != "" && path != "":
		return credential.MasterKey{}, usageError{errors.New("the master key is given twice: as a file and in " + masterKeyEnv)}
	case text != "":
		return credential.ParseMasterKey(text)
	case path == "":
		path = database + ".key"
	}
	key, err := credential.LoadMasterKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
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
