package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/rollcall-dev/rollcall/bench/openldap"
	"github.com/rollcall-dev/rollcall/bench/people"
)

// stage is a company in both servers.
type stage struct {
	// dir holds the data of both.
	dir      string
	company  *people.Company
	rollcall *server
	// openldap is nil where it is not installed.
	openldap *openldap.Server
}

// openStage starts both servers on the company's data, which it makes unless the folder has it.
func openStage(ctx context.Context, binary, dir string, c *people.Company) (*stage, error) {
	ours, theirs := filepath.Join(dir, "rollcall"), filepath.Join(dir, "openldap")
	if err := once("Rollcall's users", ours, func(dir string) error { return seed(ctx, storeIn(dir), c) }); err != nil {
		return nil, err
	}
	st := &stage{dir: dir, company: c}
	var err error
	if st.rollcall, err = startRollcallOn(ctx, binary, ours, "--search-warm-up"); err != nil {
		return nil, err
	}
	if err := errors.Join(st.awaitIndex(ctx), st.openOpenLDAP(ctx, theirs)); err != nil {
		return nil, errors.Join(err, st.close())
	}
	return st, nil
}

// awaitIndex waits until the server has built its index, for two minutes at most.
func (st *stage) awaitIndex(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		text, err := scrape(st.rollcall.address)
		if built, _ := metric(text, "rollcall_search_index_builds_total"); err != nil || built > 0 {
			return err
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return fmt.Errorf("the search index is not built: %w", ctx.Err())
		}
	}
}

// openOpenLDAP does without OpenLDAP where it is not installed.
func (st *stage) openOpenLDAP(ctx context.Context, dir string) error {
	err := once("OpenLDAP's users", dir, func(dir string) error { return openldap.Load(ctx, dir, st.company) })
	if errors.Is(err, openldap.ErrMissing) {
		fmt.Printf("%v: its columns stay empty\n", openldap.ErrMissing)
		return nil
	}
	if err != nil {
		return err
	}
	if st.openldap, err = openldap.Start(ctx, dir); err != nil {
		return err
	}
	fmt.Printf("Beside it: OpenLDAP %s\n", st.openldap.Version)
	return nil
}

// once makes a folder of data unless it is there. What was not finished is made anew.
func once(what, dir string, fill func(dir string) error) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := dir + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700)); err != nil {
		return err
	}
	begin := time.Now()
	if err := fill(part); err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	fmt.Printf("%s were made in %.1f s\n", what, time.Since(begin).Seconds())
	return os.Rename(part, dir)
}

// close ends the servers; the data stays.
func (st *stage) close() (err error) {
	if st.openldap != nil {
		err = st.openldap.Stop()
	}
	return errors.Join(err, st.rollcall.stop())
}

// printIndex prints what the server says of its index.
func (st *stage) printIndex() error {
	text, err := scrape(st.rollcall.address)
	if err != nil {
		return err
	}
	size, ok := metric(text, "rollcall_search_index_bytes")
	users, _ := metric(text, "rollcall_search_index_users")
	rows, _ := metric(text, "rollcall_search_index_row_bytes")
	build, _ := metric(text, "rollcall_search_index_build_seconds")
	if !ok || users == 0 {
		fmt.Println("The server says nothing of an index")
		return nil
	}
	fmt.Printf("Index of %.0f users: built in %.2f s, %.0f bytes for each user, and %.0f of cached rows\n", users, build, size/users, rows/users)
	return nil
}
