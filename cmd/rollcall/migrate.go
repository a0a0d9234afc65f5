package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

type migrateCommand struct {
	storeFlags
	DryRun bool `env:"-" help:"Only say what is to be done, and change nothing."`
}

// Run brings the schema up to date, as every other command and a server that starts do too.
func (c *migrateCommand) Run(ctx context.Context, env *environment) error {
	url := c.storeURL(env, "rollcall.db")
	before, err := sqlstore.ReadSchema(ctx, url)
	if err != nil {
		return err
	}
	if c.DryRun {
		return printPending(env.stdout, before)
	}
	store, err := sqlstore.Open(ctx, url, sqlstore.Options{})
	if err != nil {
		return err
	}
	if err := store.Close(); err != nil {
		return err
	}
	return printMigrated(env.stdout, before)
}

func printMigrated(w io.Writer, before sqlstore.Schema) (err error) {
	switch {
	case before.Have == 0:
		_, err = fmt.Fprintf(w, "%s is new, with schema %d\n", before.Store, before.Known)
	case len(before.Pending) == 0:
		_, err = fmt.Fprintf(w, "%s has schema %d; nothing is pending\n", before.Store, before.Have)
	default:
		_, err = fmt.Fprintf(w, "%s had schema %d and has schema %d now\n", before.Store, before.Have, before.Known)
	}
	return err
}

// printPending says what migrating would do.
func printPending(w io.Writer, s sqlstore.Schema) error {
	var b strings.Builder
	switch {
	case s.Have == 0:
		fmt.Fprintf(&b, "There is no store at %s; a new one would have schema %d\n", s.Store, s.Known)
	case s.Have > s.Known:
		fmt.Fprintf(&b, "%s has schema %d, which is newer than this release's %d; this release %s work on it\n", s.Store, s.Have, s.Known, mayOrCannot(s))
	case s.Have == s.Known:
		fmt.Fprintf(&b, "%s has schema %d; nothing is pending\n", s.Store, s.Have)
	default:
		sayPending(&b, s)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func mayOrCannot(s sqlstore.Schema) string {
	if s.Oldest > s.Known {
		return "cannot"
	}
	return "may"
}

func sayPending(b *strings.Builder, s sqlstore.Schema) {
	fmt.Fprintf(b, "%s has schema %d, and this release brings it to %d:\n", s.Store, s.Have, s.Known)
	for _, name := range s.Pending {
		fmt.Fprintf(b, "  %s\n", name)
	}
	if s.Oldest > s.Have {
		fmt.Fprintf(b, "Releases that do not know schema %d cannot work beside the result: stop their servers first.\n", s.Oldest)
		return
	}
	fmt.Fprintf(b, "Releases that know schema %d or newer can go on working beside the result.\n", s.Oldest)
}
