package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// describe reads one user over and over.
func (st *postgresStage) describe(ctx context.Context, s settings) error {
	path := "/users/" + st.company.ID + "/" + st.user
	request, err := st.nodes[0].request("GET", path, nil)
	if err != nil {
		return err
	}
	read := func([]byte) error {
		return errors.Join(st.raw.ReadKey(ctx), st.raw.ReadInstance(ctx), st.raw.ReadUser(ctx, st.user))
	}
	if err := st.sameStatements(ctx, func(int) error { return read(nil) }, func(int) error {
		var answer []byte
		return st.nodes[0].call("GET", path, nil, &answer)
	}); err != nil {
		return fmt.Errorf("DescribeUser: %w", err)
	}
	same := func(dial dialer) *lane {
		return &lane{dial: dial, connections: readers, next: func(int, int) ([]byte, error) { return request, nil }}
	}
	return contest{"DescribeUser", []contestant{
		{"pgx alone", same(always(read))}, {"one node", same(st.nodes[0].dial)}, {"three nodes", same(everyOther(st.nodes))},
	}}.run(ctx, s)
}

// search asks for those who have two tags. All that pgx does of it is to read whose key that is and what the instance's revision is.
func (st *postgresStage) search(ctx context.Context, s settings) error {
	which := slices.IndexFunc(kinds, func(k kind) bool { return k.name == "tag AND tag" })
	k, questions := &kinds[which], choose(st.company)[which]
	lanes := []contestant{{"pgx alone: key and revision", searching(always(func([]byte) error {
		return errors.Join(st.raw.ReadKey(ctx), st.raw.ReadInstance(ctx))
	}), [][]byte{nil})}}
	for _, who := range []struct {
		name   string
		server *server
		dial   dialer
	}{{"one node", st.nodes[0], st.nodes[0].dial}, {"three nodes", st.nodes[0], everyOther(st.nodes)}, {"a file", st.file, st.file.dial}} {
		stage := &stage{company: st.company, rollcall: who.server}
		requests, _, err := stage.ask(k, questions)
		if err != nil {
			return err
		}
		lanes = append(lanes, contestant{who.name, searching(who.dial, requests)})
	}
	return contest{"SearchUsers, " + k.name, lanes}.run(ctx, s)
}

// create makes users, durably.
func (st *postgresStage) create(ctx context.Context, s settings) error {
	creator, err := st.raw.NewCreator(ctx, st.user)
	if err != nil {
		return err
	}
	defer creator.Close()
	named := func(request []byte) error {
		return errors.Join(st.raw.ReadKey(ctx), creator.Create(ctx, string(request)))
	}
	if err := st.sameStatements(ctx, func(i int) error { return named([]byte(fmt.Sprint("alone-", i))) }, func(i int) error {
		var id string
		return st.hire(fmt.Sprint("node-", i), &id)
	}); err != nil {
		return fmt.Errorf("CreateUser: %w", err)
	}
	batch := 0
	// Nobody is made twice, so every round has requests of its own.
	prepared := func(dial dialer) *lane {
		l := &lane{dial: dial, connections: writers}
		l.prepare = func() error {
			batch++
			requests, err := newUsers(st.nodes[0], st.fixture(), batch, int(nodeCreatesPerSecond*s.duration.Seconds())/writers)
			l.next = oneAfterTheOther(requests)
			return err
		}
		return l
	}
	alone := &lane{dial: always(named), connections: writers, next: func(int, int) ([]byte, error) { return []byte(uuid.NewString()), nil }}
	return contest{"CreateUser", []contestant{
		{"pgx alone", alone}, {"one node", prepared(st.nodes[0].dial)}, {"three nodes", prepared(everyOther(st.nodes))},
	}}.run(ctx, s)
}

// nodeCreatesPerSecond bounds how many requests are prepared for a round of nodes.
const nodeCreatesPerSecond = 6000
