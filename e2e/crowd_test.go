package e2e

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

const (
	crowdSize = 16
	// sharedNames are the names that the crowd fights for; each is known to the clients of one circle alone.
	sharedNames, circles = 64, 4
	// pause is how long a client waits between two operations, on average, and patience how long after one that was not done, which is what
	// the server asks for.
	pause, patience = 15 * time.Millisecond, time.Second
	// answerTime is how long a node may take for an answer, whatever happens to it.
	answerTime = time.Minute
)

// crowd are clients that work on one instance through all nodes, until they are told to go home.
type crowd struct {
	*history
	nodes []*node
	group sync.WaitGroup
	// known is what somebody last heard of a name.
	mu    sync.Mutex
	known map[string]person
}

// person is a user as clients know it.
type person struct {
	id string
	record
}

// newCrowd sends a crowd to the nodes. home sends it home, and returns when everybody is.
func newCrowd(nodes []*node, seed uint64) (c *crowd, home func()) {
	c = &crowd{history: newHistory(), nodes: nodes, known: map[string]person{}}
	ctx, leave := context.WithCancel(context.Background())
	for n := range crowdSize {
		one := &client{crowd: c, number: n, random: rand.New(rand.NewPCG(seed, uint64(n)))}
		c.group.Go(func() { one.work(ctx) })
	}
	return c, func() {
		leave()
		c.group.Wait()
	}
}

// client is one of a crowd, which does one thing after the other.
type client struct {
	*crowd
	number int
	random *rand.Rand
	madeUp int
}

// work stays with one node for as long as that does what it is asked, and comes back to it later.
func (c *client) work(ctx context.Context) {
	node := c.number
	for ctx.Err() == nil {
		o, wait := c.next(), pause
		o.node = node % len(c.nodes)
		if c.do(o); o.outcome != succeeded && o.outcome != turnedDown {
			node, wait = node+1, patience
		} else if c.random.IntN(20) == 0 {
			node = c.number
		}
		select {
		case <-ctx.Done():
		case <-time.After(wait/2 + time.Duration(c.random.Int64N(int64(wait)))):
		}
	}
}

var (
	reads  = []action{describing, describing, findingName, findingName, findingValue}
	writes = []action{changing, changing, changing, changing, hiring, hiring, dismissing}
	// ofNobody is what can be done when nothing is known of a name.
	ofNobody = []action{hiring, findingName}
)

// next draws what to do with whom. Half of the crowd reads only, so that it never waits for those who cannot write.
func (c *client) next() *operation {
	name := fmt.Sprintf("shared-%02d", c.random.IntN(sharedNames/circles)*circles+c.number%circles)
	p, actions := c.knows(name), writes
	switch {
	case c.number < crowdSize/2 && p.id == "":
		actions = []action{findingName}
	case p.id == "":
		actions = ofNobody
	case c.number < crowdSize/2, c.random.IntN(5) == 0:
		actions = reads
	}
	o := &operation{client: c.number, name: name, id: p.id, about: p.record, action: actions[c.random.IntN(len(actions))]}
	c.fill(o)
	return o
}

// fill makes up what a write writes. Half of those who are hired are new, and nobody ever touches them again.
func (c *client) fill(o *operation) {
	switch o.action {
	case changing:
		o.about.value = c.unique("value")
	case hiring:
		o.about = record{c.unique("hire"), c.unique("value")}
		if c.random.IntN(2) == 0 {
			o.name = c.unique("new")
		}
	}
}

// unique makes up a text that nobody else does.
func (c *client) unique(what string) string {
	c.madeUp++
	return fmt.Sprintf("%s-%02d-%d", what, c.number, c.madeUp)
}

func (c *crowd) knows(name string) person {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known[name]
}

// learn notes who has a name; nobody when the person is the zero one.
func (c *crowd) learn(name string, p person) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known[name] = p
}

// identity is how a record shows in a user.
func (r record) identity() *types.UserIdentityInfo {
	return &types.UserIdentityInfo{FirstName: &r.value, LastName: &r.hire}
}
