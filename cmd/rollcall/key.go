package main

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// keyCommand are the commands on access keys.
type keyCommand struct {
	Create    keyCreateCommand    `cmd:"" help:"Make an access key and print it, its secret included. The secret is not shown again."`
	List      keyListCommand      `cmd:"" help:"List the access keys, revoked ones too, the oldest first. With --json, their policies too."`
	SetPolicy keySetPolicyCommand `cmd:"" help:"Give an access key another policy, which counts at once."`
	Revoke    keyRevokeCommand    `cmd:"" help:"Revoke an access key for good."`
}

// keyFlags are shared by the commands on access keys.
type keyFlags struct {
	storeFlags
	jsonFlag
}

type keyCreateCommand struct {
	keyFlags
	Name    string     `env:"-" required:"" help:"Whom the key is for: the last part of its owner's ARN."`
	Account string     `env:"-" default:"000000000000" help:"The account that the key belongs to, 12 digits. Default: ${default}"`
	Admin   bool       `env:"-" xor:"rights" help:"Let the key do everything in its account."`
	Policy  policyFile `env:"-" xor:"rights" placeholder:"FILE" help:"Let the key do what the IAM policy document in the file says, such as {\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"connect:Describe*\",\"Resource\":\"*\"}}."`
}

func (c *keyCreateCommand) owner() credential.AccessKeyOwner {
	return credential.AccessKeyOwner{Name: c.Name, Account: c.Account, Admin: c.Admin, Policy: string(c.Policy)}
}

// Validate checks the owner before a store is opened or made.
func (c *keyCreateCommand) Validate() error {
	if !c.Admin && c.Policy == "" {
		return errors.New("a key needs --policy FILE, or --admin: with neither it could do nothing")
	}
	return c.owner().Check()
}

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
	ID string `arg:"" name:"id" help:"The access key's id."`
}

// Run revokes a key. One that is revoked already stays as it is.
func (c *keyRevokeCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		if err := store.RevokeAccessKey(ctx, c.ID, time.Now()); err != nil && !roster.IsKind(err, roster.NotFound) {
			return err
		}
		key, err := findKey(ctx, store, c.ID)
		if err != nil {
			return err
		}
		return c.printRevoked(env.stdout, key)
	})
}
