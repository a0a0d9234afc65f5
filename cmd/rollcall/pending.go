package main

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// keyStore is a store whose keyring lives as long as the process, and which holds no access keys.
type keyStore struct {
	*sqlstore.Store
	ring []keyringKey
}

type keyringKey struct {
	ID, Sealed string
	Created    time.Time
}

func (s *keyStore) Keyring(context.Context) ([]keyringKey, error) { return s.ring, nil }

func (s *keyStore) AddFirstKeyringKey(_ context.Context, k keyringKey) error {
	s.ring = append(s.ring, k)
	return nil
}

func (s *keyStore) AccessKey(context.Context, string) (credential.AccessKey, error) {
	return credential.AccessKey{}, roster.ErrNotFound
}

func (s *keyStore) AccessKeys(context.Context) ([]credential.AccessKey, error) { return nil, nil }
