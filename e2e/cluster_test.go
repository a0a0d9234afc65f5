package e2e

import (
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
)

// node is one of several servers on one database. Its address changes with every start.
type node struct {
	*server
	// centre is the instance that all work on, as seen through this node.
	centre atomic.Pointer[centre]
}

// cluster is what an operator of several nodes runs: the nodes, a database with a replica, and the networks between them.
type cluster struct {
	nodes []*node
	// primary is written to, and replica follows it.
	primary, replica *pgtest.Server
	// networks lead to the database: where nodes reach it under one address, there is one for each node, and all lead to the primary; else
	// the first leads to the primary, and the second to the replica.
	networks   []*network
	oneAddress bool
	crowd      *crowd
	random     *rand.Rand
}

// clusterSize is how many nodes there are.
const clusterSize = 3

// nodeFlags keep the logs short, and let nodes wait less long for their database than the faults take.
var nodeFlags = []string{"--log-level", "warn", "--store-timeout", "2s"}

func newCluster(t *testing.T, oneAddress bool, random *rand.Rand) *cluster {
	t.Helper()
	c := &cluster{oneAddress: oneAddress, random: random, primary: pgtest.StartServer(t)}
	c.replica = c.primary.StartReplica(t)
	if oneAddress {
		for range clusterSize {
			c.networks = append(c.networks, newNetwork(t, c.primary))
		}
	} else {
		c.networks = []*network{newNetwork(t, c.primary), newNetwork(t, c.replica)}
	}
	k := newKey(t, c.primary.URL(), "--admin", "--name", "e2e", "--account", account)
	for n := range clusterSize {
		c.nodes = append(c.nodes, &node{server: &server{store: c.store(n), key: k}})
		c.nodes[n].start(t, nodeFlags...)
	}
	shared := newCentre(t, c.nodes[0].client(), types.DirectoryTypeSaml, "faults")
	for _, n := range c.nodes {
		n.enter(shared)
	}
	return c
}

// store is the URL under which a node finds the database.
func (c *cluster) store(node int) string {
	if c.oneAddress {
		return "postgres://postgres@" + c.networks[node].address() + "/postgres?sslmode=disable"
	}
	both := []string{c.networks[0].address(), c.networks[1].address()}
	return "postgres://postgres@" + strings.Join(both, ",") + "/postgres?sslmode=disable&target_session_attrs=read-write"
}

// enter makes the instance seen through the node as it runs now.
func (n *node) enter(shared *centre) {
	through := *shared
	through.Client = n.client()
	n.centre.Store(&through)
}

// restart starts a node again.
func (n *node) restart(t *testing.T) {
	t.Helper()
	n.start(t, nodeFlags...)
	n.enter(n.centre.Load())
}

// awaitService returns when every node is ready, and has done for the crowd what it was asked after this call, reads and writes.
func (c *cluster) awaitService(t *testing.T) {
	t.Helper()
	begin := c.crowd.now()
	for _, n := range c.nodes {
		n.awaitReady(t)
	}
	for deadline := time.Now().Add(time.Minute); !c.crowd.servesSince(begin, len(c.nodes)); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the crowd is not served again")
		}
	}
}

// failOver loses the primary for good, and lets the replica take over, which gets a replica of its own.
func (c *cluster) failOver(t *testing.T) {
	t.Helper()
	c.primary.Fence()
	c.replica.Promote(t)
	c.primary = c.replica
	if c.oneAddress {
		for _, n := range c.networks {
			n.lead(c.primary)
		}
	}
	c.replica = c.primary.StartReplica(t)
	if !c.oneAddress {
		c.networks[0], c.networks[1] = c.networks[1], c.networks[0]
		c.networks[1].lead(c.replica)
	}
}
