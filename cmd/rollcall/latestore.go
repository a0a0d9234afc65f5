package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// unsealInterval is how often a server looks whether its database can be reached at last.
const unsealInterval = time.Second

// lateStore is a store whose keyring may come later than the server: a database on another machine is not always up first. Until then it
// is not ready, and what needs the keyring fails as Unavailable.
type lateStore struct {
	*sqlstore.Store
	log     *slog.Logger
	keyring atomic.Pointer[credential.Keyring]
}

var errNoKeyring error = &roster.Error{Kind: roster.Unavailable, Message: "The store is not available"}

// Ready says whether the store can answer and its keyring is open.
func (s *lateStore) Ready(ctx context.Context) error {
	if err := s.Store.Ready(ctx); err != nil {
		return err
	}
	if s.keyring.Load() == nil {
		return errNoKeyring
	}
	return nil
}

// Seal is credential.Keyring.Seal.
func (s *lateStore) Seal(purpose string, additional, plaintext []byte) (string, error) {
	ring := s.keyring.Load()
	if ring == nil {
		return "", errNoKeyring
	}
	return ring.Seal(purpose, additional, plaintext)
}

// Open is credential.Keyring.Open.
func (s *lateStore) Open(purpose string, additional []byte, token string) ([]byte, error) {
	ring := s.keyring.Load()
	if ring == nil {
		return nil, errNoKeyring
	}
	return ring.Open(purpose, additional, token)
}

// IssueSession is credential.Keyring.IssueSession.
func (s *lateStore) IssueSession(session credential.Session) (credential.SessionCredentials, error) {
	ring := s.keyring.Load()
	if ring == nil {
		return credential.SessionCredentials{}, errNoKeyring
	}
	return ring.IssueSession(session)
}

// OpenSession is credential.Keyring.OpenSession.
func (s *lateStore) OpenSession(id, token string) (credential.Session, credential.Secret, error) {
	ring := s.keyring.Load()
	if ring == nil {
		return credential.Session{}, credential.Secret{}, errNoKeyring
	}
	return ring.OpenSession(id, token)
}

// serve runs a server on the store, until the context ends or the keyring turns out to be one that cannot be opened.
func (s *lateStore) serve(ctx context.Context, master credential.MasterKey, server func(context.Context) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return s.await(ctx, master) })
	group.Go(func() error { return server(ctx) })
	return group.Wait()
}

// await opens the keyring as soon as the store can be reached. The error says why it cannot be opened at all, such as a wrong master key;
// nil also when the context ended first.
func (s *lateStore) await(ctx context.Context, master credential.MasterKey) error {
	pause := time.NewTicker(unsealInterval)
	defer pause.Stop()
	for s.keyring.Load() == nil {
		select {
		case <-ctx.Done():
			return nil
		case <-pause.C:
		}
		ring, err := keyringOf(ctx, s.Store, master)
		switch {
		case err == nil:
			s.keyring.Store(ring)
			s.log.Info("the store is there")
		case !roster.IsKind(err, roster.Unavailable) && ctx.Err() == nil:
			return err
		}
	}
	return nil
}
