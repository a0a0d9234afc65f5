package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/rollcall-dev/rollcall/bench/people"
	"github.com/rollcall-dev/rollcall/bench/rawpg"
	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

// nodeCount is how many nodes share the database.
const nodeCount = 3

// postgresStage is a company in a PostgreSQL database, with the nodes before it and pgx alone beside them.
type postgresStage struct {
	database *pgtest.Server
	dir      string
	company  *people.Company
	nodes    []*server
	raw      *rawpg.Database
	// file is a server with the same company in a file.
	file *server
	// user is somebody whom a node made.
	user string
}

// measurePostgres measures one node and three on one PostgreSQL, beside pgx alone that sends the same statements, and beside a server
// with a file.
func measurePostgres(ctx context.Context, s settings) (err error) {
	st := &postgresStage{company: people.New(s.postgresUsers)}
	defer func() { err = errors.Join(err, st.close()) }()
	if err := st.open(ctx, s.rollcall); err != nil {
		return err
	}
	fmt.Printf("\nPostgreSQL with %d users, one node and %d\n\n", s.postgresUsers, nodeCount)
	printContestHead()
	for _, measure := range []func(context.Context, settings) error{st.describe, st.search, st.create} {
		if err := measure(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// open starts the database, fills it, and starts all who are measured.
func (st *postgresStage) open(ctx context.Context, binary string) (err error) {
	if st.dir, err = os.MkdirTemp("", "rollcall-bench-"); err != nil {
		return err
	}
	if st.database, err = pgtest.Start("-c", "shared_preload_libraries=pg_stat_statements", "-c", "shared_buffers=512MB"); err != nil {
		return err
	}
	if err := seed(ctx, st.database.URL(), st.company); err != nil {
		return err
	}
	if st.nodes, err = startNodes(ctx, binary, st.database.URL(), st.dir, nodeCount); err != nil {
		return err
	}
	if err := st.hire("somebody", &st.user); err != nil {
		return err
	}
	if st.raw, err = rawpg.Open(ctx, st.database.URL(), st.nodes[0].key.ID, st.company.ID); err != nil {
		return err
	}
	if err := st.raw.Count(ctx); err != nil {
		return err
	}
	return st.openFile(ctx, binary)
}

// openFile starts the server with a file.
func (st *postgresStage) openFile(ctx context.Context, binary string) (err error) {
	if err := seed(ctx, storeIn(st.dir), st.company); err != nil {
		return err
	}
	st.file, err = startRollcallOn(ctx, binary, st.dir, "--search-warm-up")
	return err
}

// hire lets the first node make a user.
func (st *postgresStage) hire(name string, id *string) error {
	var made struct{ UserId string }
	err := st.nodes[0].call("PUT", "/users/"+st.company.ID, st.fixture().user(name), &made)
	*id = made.UserId
	return err
}

func (st *postgresStage) fixture() fixture {
	return fixture{instance: st.company.ID, routing: st.company.RoutingProfiles[0].ID, security: st.company.SecurityProfiles[0].ID}
}

func (st *postgresStage) close() (err error) {
	if st.file != nil {
		err = st.file.stop()
	}
	if st.raw != nil {
		st.raw.Close()
	}
	for _, node := range st.nodes {
		err = errors.Join(err, node.stop())
	}
	if st.database != nil {
		st.database.End()
	}
	return errors.Join(err, os.RemoveAll(st.dir))
}
