package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

type restoreCommand struct {
	storeFlags
	File   string `arg:"" help:"The file that backup made; - is the standard input."`
	DryRun bool   `env:"-" help:"Only prove that the file is whole and can be restored, and say what it holds."`
}

// Run restores a backup, or only reads it.
func (c *restoreCommand) Run(ctx context.Context, env *environment) error {
	from := env.stdin
	if c.File != standardStream {
		file, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer file.Close()
		from = file
	}
	if c.DryRun {
		return c.verify(env, from)
	}
	return c.restore(ctx, env, from)
}

func (c *restoreCommand) verify(env *environment, from io.Reader) error {
	bar := newProgress(env.stderr, "verifying")
	s, err := sqlstore.VerifyBackup(from, bar.tell())
	bar.end()
	if err != nil {
		return err
	}
	if err := printHolding(env.stdout, "The backup is whole", s); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.stdout, "It was made at %s by rollcall %s\n", s.Header.Made.Format(time.RFC3339), s.Header.Release)
	return err
}

func (c *restoreCommand) restore(ctx context.Context, env *environment, from io.Reader) error {
	bar := newProgress(env.stderr, "restoring")
	s, err := sqlstore.Restore(ctx, c.storeURL(env, "rollcall.db"), from, bar.tell())
	bar.end()
	if errors.Is(err, sqlstore.ErrLocked) {
		err = fmt.Errorf("%w: stop it first", err)
	}
	if err != nil {
		return err
	}
	if err := printHolding(env.stdout, "Restored", s); err != nil {
		return err
	}
	_, err = fmt.Fprintf(env.stdout, "It opens with the master key of the store that was backed up, and no backup holds that: %s\n", c.masterKeyPlace(env))
	return err
}

// masterKeyPlace says where the master key has to be.
func (c *restoreCommand) masterKeyPlace(env *environment) string {
	path, isFile := strings.CutPrefix(c.storeURL(env, "rollcall.db"), "sqlite:")
	if !isFile || c.MasterKeyFile != "" || env.getenv(masterKeyEnv) != "" {
		return "give it as --master-key-file or in " + masterKeyEnv
	}
	return "put its file at " + path + ".key"
}
