package e2e

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

// nodes are two servers on one database.
type nodes [2]*server

func newNodes(t *testing.T) nodes {
	t.Helper()
	first := newServerOn(t, newDatabase(t))
	second := &server{store: first.store, key: first.key}
	second.start(t)
	return nodes{first, second}
}

// centres are one instance, seen through each node.
func (n nodes) centres(t *testing.T, alias string) [2]*centre {
	t.Helper()
	first := newCentre(t, n[0].client(), types.DirectoryTypeSaml, alias)
	second := *first
	second.Client = n[1].client()
	return [2]*centre{first, &second}
}

func TestNodes(t *testing.T) {
	t.Parallel()
	n := newNodes(t)
	for name, test := range map[string]func(*testing.T, nodes){
		"what one wrote the next request to the other sees": nodesSeeEachOther,
		"page tokens work on both":                          nodesShareTokens,
		"a walk by turns sees everything once":              nodesWalkByTurns,
		"writers on both meet only themselves":              nodesWriteAtOnce,
		"an alias is given once":                            nodesGiveAliasOnce,
		"a revoked key stops on both":                       nodesRevoke,
	} {
		t.Run(name, func(t *testing.T) { test(t, n) })
	}
}

func nodesSeeEachOther(t *testing.T, n nodes) {
	c := n.centres(t, "seen")
	for i := range 40 {
		writer, reader := c[i%2], c[(i+1)%2]
		name := fmt.Sprintf("user-%02d", i)
		id := writer.hire(t, name)
		same(t, "the user read on the other node", *reader.describe(t, id).Username, name)
		same(t, "the user found on the other node", reader.find(t, leaf(named(name, exact)), nil), []string{name})
		must(reader.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c[0].id, UserId: id}))(t)
		same(t, "those found after the deletion", writer.find(t, leaf(named(name, exact)), nil), []string{})
	}
}

func nodesShareTokens(t *testing.T, n nodes) {
	c := n.centres(t, "tokens")
	for _, name := range []string{"alan", "ada", "blaise", "edsger"} {
		c[0].hire(t, name)
	}
	for i := range c {
		tokens := c[i].halfway(t)
		c[1-i].goOn(t, tokens)
	}
}

func nodesWalkByTurns(t *testing.T, n nodes) {
	c := n.centres(t, "by-turns")
	var want []string
	for i := range 25 {
		want = append(want, fmt.Sprintf("user-%02d", i))
		c[i%2].hire(t, want[i])
	}
	turn := 0
	pages := walk(t, func(token *string) ([]types.UserSummary, *string, error) {
		turn++
		out, err := c[turn%2].ListUsers(t.Context(), &connect.ListUsersInput{InstanceId: c[0].id, NextToken: token, MaxResults: aws.Int32(4)})
		if err != nil {
			return nil, nil, err
		}
		return out.UserSummaryList, out.NextToken, nil
	})
	same(t, "the users", usernames(slices.Concat(pages...)), want)
}

// nodesWriteAtOnce lets 32 clients hire the same people on both nodes: each is hired once, and nobody meets anything but that.
func nodesWriteAtOnce(t *testing.T, n nodes) {
	c := n.centres(t, "at-once")
	const clients, people = 32, 40
	var mu sync.Mutex
	hired := map[string]int{}
	for _, err := range atOnce(clients, func(client int) error {
		for i := range people {
			name := fmt.Sprintf("user-%02d", (i+client)%people)
			_, err := c[client%2].CreateUser(t.Context(), c[client%2].user(name))
			var taken *types.DuplicateResourceException
			switch {
			case err == nil:
				mu.Lock()
				hired[name]++
				mu.Unlock()
			case !errors.As(err, &taken):
				return err
			}
		}
		return nil
	}) {
		ok(t, err)
	}
	for _, node := range c {
		same(t, "the number of users found", len(node.find(t, leaf(named("user-", prefix)), nil)), people)
	}
	for name, times := range hired {
		if times != 1 {
			t.Errorf("%s was hired %d times", name, times)
		}
	}
	same(t, "the number of users hired", len(hired), people)
}

func nodesGiveAliasOnce(t *testing.T, n nodes) {
	clients := [2]*connect.Client{n[0].client(), n[1].client()}
	onlyOne(t, atOnce(16, func(i int) error {
		return errorOf(clients[i%2].CreateInstance(t.Context(), newInstance(types.DirectoryTypeSaml, "one-alias")))
	}), invalidRequest)
}

func nodesRevoke(t *testing.T, n nodes) {
	k := newKey(t, n[0].store, "--admin", "--name", "brief", "--account", account)
	for _, node := range n {
		ok(t, listing(t, node.clientWith(k, region)))
	}
	revoke(t, n[0].store, k)
	for _, node := range n {
		refusedAs(t, listing(t, node.clientWith(k, region)), "UnrecognizedClientException")
	}
}

// TestNodesStartAtOnce starts nodes on an empty database at the same time: they agree on its schema and on one keyring.
func TestNodesStartAtOnce(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	started := make([]*server, 4)
	var group sync.WaitGroup
	for i := range started {
		started[i] = &server{store: store, key: key{"dev", "dev"}}
		started[i].launch(t, "--dev")
	}
	for _, s := range started {
		group.Go(func() {
			if !s.greeted() {
				t.Errorf("a node did not start; its log:\n%s", s.log.String())
			}
		})
	}
	group.Wait()
	if t.Failed() {
		return
	}
	c := newCentre(t, started[0].client(), types.DirectoryTypeSaml, "agreed")
	for _, name := range []string{"alan", "ada", "blaise", "edsger"} {
		c.hire(t, name)
	}
	tokens := c.halfway(t)
	for _, s := range started {
		c.Client = s.client()
		c.goOn(t, tokens)
	}
}
