package roster

import (
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

// anyQueue reads a queue of either type. That an id is an agent queue's shows only here, so access to it is decided here once more.
func anyQueue(r Reader, c Caller, operation, instance, id string) (Queue, error) {
	q, err := queues.get(r, id)
	if !IsKind(err, NotFound) {
		return q, err
	}
	if q, err = agentQueues.get(r, id); err != nil {
		return q, err
	}
	return q, authorize(c, operation, instance, access.TypeAgentQueue, q.ID)
}

// standardQueue reads a queue that is to be changed. Agent queues cannot be (InvalidRequest).
func standardQueue(r Reader, id string) (Queue, error) {
	q, err := queues.get(r, id)
	if !IsKind(err, NotFound) {
		return q, err
	}
	if _, err = agentQueues.get(r, id); err != nil {
		return q, err
	}
	return q, Errorf(InvalidRequest, "The queue of an agent cannot be changed or deleted")
}
