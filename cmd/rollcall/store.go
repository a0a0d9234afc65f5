package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
)

const (
	memoryStore  = "sqlite::memory:"
	masterKeyEnv = "ROLLCALL_MASTER_KEY"
)

// storeFlags are shared by everything that opens a store.
type storeFlags struct {
	Store         string `placeholder:"sqlite:PATH" help:"Where the data lies. Default: sqlite:${data}/rollcall.db"`
	MasterKeyFile string `placeholder:"PATH" help:"File with the key that seals the store's secrets. Default: the database's path and .key; made with a new store. ROLLCALL_MASTER_KEY may hold the key itself instead."`
}

// storeURL is the store's URL, with a database of this name as the default.
func (f storeFlags) storeURL(env *environment, defaultName string) string {
	if f.Store != "" {
		return f.Store
	}
	return "sqlite:" + filepath.Join(dataFolder(env), defaultName)
}

// sealed is a store with the keys that open what lies sealed in it.
type sealed struct {
	*keyStore
	master  credential.MasterKey
	keyring *credential.Keyring
}

// unseal opens a store's keyring. A new store gets its first key, and a master key where none was given.
func (f storeFlags) unseal(ctx context.Context, env *environment, store *keyStore) (*sealed, error) {
	stored, err := store.Keyring(ctx)
	if err != nil {
		return nil, err
	}
	master, err := f.masterKey(env, store.Path(), len(stored) == 0)
	if err != nil {
		return nil, err
	}
	if len(stored) == 0 {
		if stored, err = firstKey(ctx, store, master); err != nil {
			return nil, err
		}
	}
	ring, err := openKeyring(master, stored)
	if err != nil {
		return nil, err
	}
	return &sealed{keyStore: store, master: master, keyring: ring}, nil
}

// masterKey finds the master key. A file is only made for a new store: with any other, a key made now would open nothing.
func (f storeFlags) masterKey(env *environment, database string, isNew bool) (credential.MasterKey, error) {
	text, path := env.getenv(masterKeyEnv), f.MasterKeyFile
	switch {
	case text != "" && path != "":
		return credential.MasterKey{}, usageError{errors.New("the master key is given twice: by --master-key-file and by " + masterKeyEnv)}
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
		return key, fmt.Errorf("the master key file %s is missing, and without it nobody can sign in; put it back", path)
	}
	key, err = credential.CreateMasterKeyFile(path, rand.Reader)
	if errors.Is(err, fs.ErrExist) { // another process was faster
		return credential.LoadMasterKey(path)
	}
	return key, err
}

// firstKey gives a new store its first keyring key, unless another process just did.
func firstKey(ctx context.Context, store *keyStore, master credential.MasterKey) ([]keyringKey, error) {
	key, err := credential.NewKey(rand.Reader, time.Now())
	if err != nil {
		return nil, err
	}
	text, err := key.SealUnder(master, rand.Reader)
	if err != nil {
		return nil, err
	}
	if err := store.AddFirstKeyringKey(ctx, keyringKey{ID: key.ID, Created: key.Created, Sealed: text}); err != nil {
		return nil, err
	}
	return store.Keyring(ctx)
}

func openKeyring(master credential.MasterKey, stored []keyringKey) (*credential.Keyring, error) {
	keys := make([]credential.Key, len(stored))
	for i, k := range stored {
		var err error
		keys[i], err = credential.OpenKeyUnder(master, k.ID, k.Created, k.Sealed)
		if errors.Is(err, credential.ErrUnknownKey) {
			return nil, errors.New("the master key is not the one that this store was made with")
		}
		if err != nil {
			return nil, err
		}
	}
	return credential.NewKeyring(rand.Reader, keys...)
}
