package e2e

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

var (
	faultRounds = flag.Int("faults.rounds", 1, "how often the tests of faults on PostgreSQL go through all faults")
	faultSeed   = flag.Uint64("faults.seed", 0, "what the random choices of these tests follow from; 0 for another one each time")
)

// fault is something that happens to a cluster, and is over when strike returns.
type fault struct {
	name   string
	strike func(*testing.T, *cluster)
	// kills says that nodes break off what they are doing.
	kills bool
}

// faultsBehindOneAddress strike where all nodes reach the database under one address, which moves.
var faultsBehindOneAddress = []fault{
	{"nothing", nothingHappens, false},
	{"a node is killed", killNode, true},
	{"the database crashes and restarts", restartDatabase, false},
	{"the replica takes over", takeOver, false},
	{"the replica is away, and takes over then", takeOverLate, false},
	{"the network is dropped", dropNetwork, false},
	{"the network is stalled", stallNetwork, false},
	{"one node's network is stalled", stallOneNetwork, false},
}

// faultsOfTwoHosts strike where the nodes know both databases, and look for the one that is written to.
var faultsOfTwoHosts = []fault{
	{"the database crashes and restarts", restartDatabase, false},
	{"the replica takes over", takeOver, false},
}

// TestFaults lets a crowd work on three nodes while one thing after the other fails. Nothing that was acknowledged may be lost, nothing read that
// no order of the operations explains, and nothing answered but what a client can act upon.
func TestFaults(t *testing.T) {
	if *engine != "postgres" {
		t.Skip("several nodes need PostgreSQL")
	}
	t.Parallel()
	seed := *faultSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-faults.seed=%d", seed)
	for round := range *faultRounds {
		random := rand.New(rand.NewPCG(seed, uint64(round)))
		t.Run(fmt.Sprint("one address ", round), func(t *testing.T) { sufferAll(t, newCluster(t, true, random), faultsBehindOneAddress) })
		t.Run(fmt.Sprint("two hosts ", round), func(t *testing.T) { sufferAll(t, newCluster(t, false, random), faultsOfTwoHosts) })
	}
}

// sufferAll lets every fault strike once.
func sufferAll(t *testing.T, c *cluster, faults []fault) {
	crowd, home := newCrowd(c.nodes, c.random.Uint64())
	defer home() // before the cluster ends
	c.crowd = crowd
	c.awaitService(t)
	var r faultReport
	for _, n := range c.random.Perm(len(faults)) {
		r.stretches = append(r.stretches, c.suffer(t, faults[n]))
	}
	home()
	for n := range c.nodes {
		r.takeStock(t, c, n)
	}
	r.judge(t, crowd)
	t.Log(r.text(t, crowd))
}

// suffer lets a fault strike, waits until all is well again, and gives what the crowd met meanwhile.
func (c *cluster) suffer(t *testing.T, f fault) stretch {
	t.Helper()
	s := stretch{fault: f, from: c.crowd.now()}
	f.strike(t, c)
	c.awaitService(t)
	s.to = c.crowd.now()
	s.operations = c.crowd.between(s.from, s.to)
	return s
}

// outage is how long what fails for a while does so, which is longer than nodes wait for their database.
const outage = 3 * time.Second

func nothingHappens(*testing.T, *cluster) { time.Sleep(outage) }

func killNode(t *testing.T, c *cluster) {
	n := c.nodes[c.random.IntN(len(c.nodes))]
	n.kill(t)
	time.Sleep(outage / 3)
	n.restart(t)
}

func restartDatabase(t *testing.T, c *cluster) {
	c.primary.Stop(t)
	c.primary.Start(t)
	c.primary.AwaitReplica(t)
}

func takeOver(t *testing.T, c *cluster) { c.failOver(t) }

// takeOverLate loses the replica for a while, and then the primary, where there may be now what the replica has not.
func takeOverLate(t *testing.T, c *cluster) {
	c.replica.Stop(t)
	time.Sleep(outage)
	c.primary.Fence()
	c.replica.Start(t)
	c.failOver(t)
}

func dropNetwork(_ *testing.T, c *cluster) { c.outOfOrder(c.networks, (*network).drop) }

func stallNetwork(_ *testing.T, c *cluster) { c.outOfOrder(c.networks, (*network).stall) }

func stallOneNetwork(_ *testing.T, c *cluster) {
	n := c.random.IntN(len(c.networks))
	c.outOfOrder(c.networks[n:n+1], (*network).stall)
}

// outOfOrder lets networks fail in one way for a while.
func (c *cluster) outOfOrder(networks []*network, fail func(*network)) {
	for _, n := range networks {
		fail(n)
	}
	time.Sleep(outage)
	for _, n := range networks {
		n.mend()
	}
}
