package roster_test

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// secondTry runs each update twice, as a store may: first beside another update, and then, since that one is undone, without it.
type secondTry struct {
	roster.Store
	beside func(roster.Tx) error
}

func (s secondTry) Update(ctx context.Context, instance string, fn func(roster.Tx) error) error {
	undone := errors.New("undone")
	err := s.Store.Update(ctx, instance, func(tx roster.Tx) error { return errors.Join(s.beside(tx), fn(tx), undone) })
	if !errors.Is(err, undone) {
		return err
	}
	return s.Store.Update(ctx, instance, fn)
}

func TestCreateInstanceForgetsAUseOfItsTokenThatWasUndone(t *testing.T) {
	e := newEnv(t)
	in := roster.NewInstance{IdentityType: roster.SAML, Alias: "one", Token: roster.ClientToken{Token: "t", Fingerprint: "f"}}
	scope := roster.TokenScope{Account: account, Region: region, Operation: "CreateInstance", Token: "t"}
	e.store = secondTry{e.store, func(tx roster.Tx) error {
		return tx.PutClientToken(scope, roster.TokenUse{Fingerprint: "f", Result: "undone", At: time.Unix(0, e.clock.Load())})
	}}
	e.Service = roster.NewService(e.store, roster.Options{Hasher: plainHasher{}, Now: func() time.Time { return time.Unix(0, e.clock.Load()) }, Rand: rand.Reader})
	i, err := e.CreateInstance(e.ctx, e.c, in)
	wantKind(t, err, 0)
	_, err = e.DescribeInstance(e.ctx, e.c, i.ID)
	wantKind(t, err, 0)
	again, err := e.CreateInstance(e.ctx, e.c, in)
	wantKind(t, err, 0)
	if again.ID != i.ID {
		t.Errorf("the token gives %s, want %s", again.ID, i.ID)
	}
}
