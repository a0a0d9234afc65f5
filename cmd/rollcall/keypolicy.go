package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// policyFile is a policy document on the command line, which names the file that it lies in. White space is left out, as it does not count
// for the size that a policy may have.
type policyFile string

// UnmarshalText reads the file and refuses what is no policy, with its place in the file.
func (p *policyFile) UnmarshalText(path []byte) error {
	text, err := os.ReadFile(string(path))
	if err != nil {
		return err
	}
	if err := serve.CheckPolicy(text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	*p = policyFile(compact.String())
	return nil
}

type keySetPolicyCommand struct {
	keyFlags
	ID     string     `arg:"" name:"id" help:"The access key's id."`
	Policy policyFile `arg:"" name:"file" help:"File with the policy that takes the place of the one before."`
}

// Run gives a key another policy.
func (c *keySetPolicyCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		key, err := findKey(ctx, store, c.ID)
		switch {
		case err != nil:
			return err
		case key.Admin:
			return errors.New("the key is an administrator's, which no policy binds; make another key with --policy and revoke this one")
		case !key.Active():
			return errors.New("the key is revoked")
		}
		if err := store.SetAccessKeyPolicy(ctx, c.ID, string(c.Policy)); err != nil {
			return err
		}
		key.Policy = string(c.Policy)
		return c.printPolicySet(env.stdout, key)
	})
}

// findKey reads the access key with the id.
func findKey(ctx context.Context, store *sqlstore.Store, id string) (credential.AccessKey, error) {
	key, err := store.AccessKey(ctx, id)
	if roster.IsKind(err, roster.NotFound) {
		return key, errors.New("the store has no access key with this id")
	}
	return key, err
}
