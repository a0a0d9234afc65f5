package roster

import "github.com/rollcall-dev/rollcall/internal/search"

// Queue holds contacts until a user takes them.
type Queue struct {
	Meta
	Description        string `json:"description,omitempty"`
	HoursOfOperationID string `json:"hours"`
	Enabled            bool   `json:"enabled"`
	// MaxContacts is how many contacts the queue holds; nil means any number.
	MaxContacts    *int           `json:"max,omitempty"`
	OutboundCaller OutboundCaller `json:"caller,omitzero"`
	// OutboundEmailAddressID is empty when there is none.
	OutboundEmailAddressID string `json:"email,omitempty"`
	// QuickConnectIDs are the quick connects that users of the queue are offered, in the order in which they were associated.
	QuickConnectIDs []string `json:"quickConnects,omitempty"`
	// Agent marks a user's own queue. It is not stored: it exists with the user, whose id it has, and it has no name.
	Agent bool `json:"-"`
}

// OutboundCaller is how calls out of a queue show themselves. The zero value means that nothing is set.
type OutboundCaller struct {
	Name     string `json:"name,omitempty"`
	NumberID string `json:"number,omitempty"`
	FlowID   string `json:"flow,omitempty"`
}

// QueueType tells queues that people make from those that users come with.
type QueueType string

// The two types of queue.
const (
	StandardQueue QueueType = "STANDARD"
	AgentQueue    QueueType = "AGENT"
)

// Type is the queue's type.
func (q *Queue) Type() QueueType {
	if q.Agent {
		return AgentQueue
	}
	return StandardQueue
}

// Document is what can be searched of the queue.
func (q *Queue) Document() search.Document {
	return q.documentWith(map[search.Field]string{search.FieldDescription: q.Description})
}
