package roster

import (
	"cmp"
	"math"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// AgentQueuePrefix begins an id that can only be an agent queue's, as its ARN has it; the user's id follows.
const AgentQueuePrefix = "agent/"

// agentQueueContacts is the limit that the service sets for every agent queue.
const agentQueueContacts = 10

// agentQueues are derived from the users.
var agentQueues = collection[Queue, *Queue]{
	kind: access.TypeAgentQueue, what: "Queue", table: func(r Reader) Table[Queue] { return agentQueueTable{r} },
}

// agentQueueTable reads agent queues as if they were stored.
type agentQueueTable struct{ r Reader }

func agentQueue(user string) Queue {
	return Queue{Meta: Meta{ID: user}, Agent: true, Enabled: true, MaxContacts: ordinal(agentQueueContacts)}
}

func (t agentQueueTable) Get(id string) (Queue, error) {
	u, err := t.r.User(strings.TrimPrefix(id, AgentQueuePrefix))
	return agentQueue(u.ID), err
}

// Named finds nothing: agent queues have no names.
func (t agentQueueTable) Named(string) (Queue, error) { return Queue{}, ErrNotFound }

func (t agentQueueTable) List(p Page) ([]Queue, error) {
	if p.Limit < 0 {
		p = Page{Limit: math.MaxInt}
	}
	users, err := t.r.UserIDs(p.After.ID, p.Limit)
	items := make([]Queue, len(users))
	for i, id := range users {
		items[i] = agentQueue(id)
	}
	return items, err
}

// anyQueue reads the queue that the request is about, of either type. What is no standard queue can only be an agent's: that is decided upon
// before it is looked up, so that a refusal does not tell whether there is such an agent.
func anyQueue(r Reader, g *guard) (Queue, error) {
	id := g.request.on.ID
	q, err := queues.get(r, id)
	if !IsKind(err, NotFound) {
		return q, err
	}
	of := Reference{access.TypeAgentQueue, strings.TrimPrefix(id, AgentQueuePrefix)}
	if err := g.allow(g.request.operation, access.Target{Resource: g.resource(of)}); err != nil {
		return q, err
	}
	return agentQueues.get(r, id)
}

// standardQueue reads the queue that the request is to change. Agent queues cannot be changed (InvalidRequest), and do not exist for who may
// not see them.
func standardQueue(r Reader, g *guard) (Queue, error) {
	q, err := queues.get(r, g.request.on.ID)
	if !IsKind(err, NotFound) {
		return q, err
	}
	agent, err := agentQueues.get(r, g.request.on.ID)
	if err != nil {
		return q, err
	}
	if seen, err := g.sees(Reference{access.TypeAgentQueue, agent.ID}); err != nil || !seen {
		return q, cmp.Or(err, notFound(ErrNotFound, queues.what))
	}
	return q, Errorf(InvalidRequest, "The queue of an agent cannot be changed or deleted")
}
