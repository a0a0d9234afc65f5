package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/dustin/go-humanize"

	"github.com/rollcall-dev/rollcall/internal/backup"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// standardStream stands for the standard input or output in place of a file.
const standardStream = "-"

type backupCommand struct {
	storeFlags
	File  string `arg:"" help:"The file to make; - is the standard output."`
	Force bool   `env:"-" help:"Replace a file that is there."`
}

// Run makes a backup. It says what is in it on the standard output, or on the standard error if the backup itself goes there.
func (c *backupCommand) Run(ctx context.Context, env *environment) error {
	if c.File == standardStream {
		s, err := c.write(ctx, env, env.stdout)
		if err != nil {
			return err
		}
		return printHolding(env.stderr, "Backed up", s)
	}
	if _, err := os.Lstat(c.File); !c.Force && !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("%s is there already; --force replaces it", c.File), err)
	}
	var s backup.Summary
	err := backup.WriteFile(c.File, func(file *os.File) (err error) {
		s, err = c.write(ctx, env, file)
		return err
	})
	if err != nil {
		return err
	}
	return printHolding(env.stdout, "Backed up", s)
}

func (c *backupCommand) write(ctx context.Context, env *environment, w io.Writer) (backup.Summary, error) {
	bar := newProgress(env.stderr, "backing up")
	defer bar.end()
	return sqlstore.Backup(ctx, c.storeURL(env, "rollcall.db"), w, sqlstore.BackupOptions{Made: time.Now(), Release: buildVersion(), Progress: bar.tell()})
}

// printHolding says in a line what a backup holds.
func printHolding(w io.Writer, what string, s backup.Summary) error {
	h := &s.Header
	_, err := fmt.Fprintf(w, "%s: %d instances, %d users, %d rows in all; schema %d, %s, SHA-256 of the contents %s\n",
		what, h.Rows("instances"), h.Rows("users"), h.Total(), h.Schema, humanize.IBytes(uint64(s.Size)), s.SHA256)
	return err
}
