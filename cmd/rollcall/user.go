package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// userCommand are the commands on users. They need nobody's leave, so that who holds the store always has a way in.
type userCommand struct {
	SetPassword setPasswordCommand `cmd:"" help:"Set a user's password to the line on the standard input, end the user's sessions, and unlock the user."`
	Unlock      unlockCommand      `cmd:"" help:"Let a user sign in at once, however often that failed."`
}

// sessionCommand are the commands on sessions.
type sessionCommand struct {
	Revoke revokeSessionsCommand `cmd:"" help:"End all sessions of a user."`
}

// userFlags name a user.
type userFlags struct {
	storeFlags
	Instance string `env:"-" required:"" placeholder:"ID" help:"The id of the user's instance."`
	User     string `env:"-" required:"" placeholder:"NAME" help:"The user's name."`
}

// operate runs fn as the operator of the store.
func (f userFlags) operate(ctx context.Context, env *environment, fn func(roster.Operator) error) error {
	return f.withExisting(ctx, env, func(store *sqlstore.Store) error {
		hasher, err := newHasher()
		if err != nil {
			return err
		}
		o := roster.Operator{Store: store, Hasher: hasher, Now: time.Now, Rand: rand.Reader}
		if secrets, err := f.unseal(ctx, env, store); err != nil {
			fmt.Fprintf(env.stderr, "rollcall: the audit trail will not show this: %v\n", err)
		} else {
			o.Audit = audit.NewRecorder(secrets.auditKeys())
		}
		return fn(o)
	})
}

type setPasswordCommand struct{ userFlags }

// Run sets a password.
func (c *setPasswordCommand) Run(ctx context.Context, env *environment) error {
	password, err := readPassword(env.stdin)
	if err != nil {
		return err
	}
	return c.operate(ctx, env, func(o roster.Operator) error {
		ended, err := o.SetPassword(ctx, c.Instance, c.User, password)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(env.stdout, "The password of %s is set; %s\n", c.User, sessionsEnded(ended))
		return err
	})
}

// maxPasswordLine in bytes is more than any password with its line's end takes.
const maxPasswordLine = 1024

// readPassword reads one line. Never from the command line, which every user of the machine can read.
func readPassword(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, maxPasswordLine)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	password := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	if rule := connect.Checks["password"]; !rule.Valid(password) {
		return "", fmt.Errorf("the password, which is the first line of the standard input, %s", rule.Rule)
	}
	return password, nil
}

type unlockCommand struct{ userFlags }

// Run unlocks a user.
func (c *unlockCommand) Run(ctx context.Context, env *environment) error {
	return c.operate(ctx, env, func(o roster.Operator) error {
		if err := o.Unlock(ctx, c.Instance, c.User); err != nil {
			return err
		}
		_, err := fmt.Fprintf(env.stdout, "%s can sign in\n", c.User)
		return err
	})
}

type revokeSessionsCommand struct{ userFlags }

// Run ends the sessions of a user.
func (c *revokeSessionsCommand) Run(ctx context.Context, env *environment) error {
	return c.operate(ctx, env, func(o roster.Operator) error {
		ended, err := o.EndSessions(ctx, c.Instance, c.User)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(env.stdout, sessionsEnded(ended))
		return err
	})
}

func sessionsEnded(n int) string {
	if n == 1 {
		return "1 session ended"
	}
	return fmt.Sprintf("%d sessions ended", n)
}
