package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// auditCommand are the commands on the audit trail.
type auditCommand struct {
	List   auditListCommand   `cmd:"" help:"Print events, the oldest first, each as a line of JSON in the form of CloudTrail's records."`
	Verify auditVerifyCommand `cmd:"" help:"Prove that no event was changed, removed or moved."`
}

// trailFlag names one trail.
type trailFlag struct {
	Instance string `env:"-" xor:"trail" help:"The instance's id. Without it and --account: every trail, one after the other."`
	Account  string `env:"-" xor:"trail" help:"An account, for the denials that concern no instance of it."`
}

// each calls fn with the name of each trail that is meant.
func (f trailFlag) each(ctx context.Context, store *sqlstore.Store, fn func(name string) error) error {
	switch {
	case f.Instance != "":
		return fn(f.Instance)
	case f.Account != "":
		return fn(audit.AccountTrail(f.Account))
	}
	return audit.EachTrail(ctx, store, func(t *audit.Trail) error { return fn(t.Name) })
}

type auditListCommand struct {
	storeFlags
	trailFlag
	User   string    `env:"-" help:"Only events about the user with this id."`
	Actor  string    `env:"-" help:"Only events of the caller with this ARN."`
	Action string    `env:"-" help:"Only events of this operation, such as CreateUser."`
	Since  time.Time `env:"-" placeholder:"TIME" help:"Only events of this time (RFC 3339) or later."`
	Until  time.Time `env:"-" placeholder:"TIME" help:"Only events before this time."`
	Limit  int       `env:"-" placeholder:"N" help:"At most so many events. Default: all."`
}

// auditPageSize is how many events are in memory at once.
const auditPageSize = 256

// Validate checks what the flag's type does not say.
func (c *auditListCommand) Validate() error {
	if c.Limit < 0 {
		return errors.New("--limit cannot be negative")
	}
	return nil
}

// Run prints the events.
func (c *auditListCommand) Run(ctx context.Context, env *environment) error {
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		left := c.Limit
		return c.each(ctx, store, func(name string) error {
			if c.Limit > 0 && left == 0 {
				return nil
			}
			printed, err := c.print(ctx, env.stdout, store, name, left)
			left -= printed
			return err
		})
	})
}

// print prints a trail's events, up to a limit that is not 0, and says how many there were.
func (c *auditListCommand) print(ctx context.Context, w io.Writer, store *sqlstore.Store, name string, limit int) (printed int, err error) {
	q := audit.Query{Trail: name, User: c.User, Actor: c.Actor, Action: c.Action, Since: c.Since, Until: c.Until, Limit: auditPageSize}
	for {
		if c.Limit > 0 {
			q.Limit = min(auditPageSize, limit-printed)
		}
		entries, err := store.AuditEntries(ctx, q)
		for i := range entries {
			if _, err := w.Write(entries[i].Line()); err != nil {
				return printed, err
			}
			printed++
			q.After = entries[i].Seq
		}
		if err != nil || len(entries) < q.Limit || printed == limit {
			return printed, err
		}
	}
}

type auditVerifyCommand struct {
	storeFlags
	trailFlag
	Head string `env:"-" placeholder:"SEQ:MAC" help:"A head of the trail that was noted elsewhere, such as in the server's log: proves that the end was not cut off. Needs --instance or --account."`
}

// Run proves each trail and prints its head. The first that is broken is the error.
func (c *auditVerifyCommand) Run(ctx context.Context, env *environment) error {
	known, err := c.known()
	if err != nil {
		return usageError{err}
	}
	return c.withExisting(ctx, env, func(store *sqlstore.Store) error {
		secrets, err := c.unseal(ctx, env, store)
		if err != nil {
			return err
		}
		keys := secrets.auditKeys()
		return c.each(ctx, store, func(name string) error {
			head, err := audit.Verify(ctx, store, keys, name, known)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(env.stdout, "%s is whole up to %s\n", name, head)
			return err
		})
	})
}

// known is the head that was given, nil when none was.
func (c *auditVerifyCommand) known() (*audit.Head, error) {
	switch {
	case c.Head == "":
		return nil, nil
	case c.Instance == "" && c.Account == "":
		return nil, errors.New("--head belongs to one trail: give --instance or --account too")
	}
	head, err := audit.ParseHead(c.Head)
	if err != nil {
		return nil, fmt.Errorf("--head: %w", err)
	}
	return &head, nil
}
