package access

import (
	"net/netip"
	"time"
)

// Request is what a decision is about: what the caller asks to do to which resource, with what conditions compare. What is zero is absent,
// which conditions tell apart from any value.
type Request struct {
	// Action is the service and the operation: connect:DescribeUser.
	Action string
	// Target needs its tags and hierarchy groups only for principals whose Policy.ReadsResource says so, and for those with Rights.
	Target Target
	// SourceIP is where the request came from.
	SourceIP netip.Addr
	// Time is when it came.
	Time time.Time
	// Tags are those that the request gives to the resource. TagKeys are the keys of tags that it names without giving them, to remove them.
	Tags    map[string]string
	TagKeys []string
	// SearchTags are the tags that a search's TagFilter demands of everything that it finds. What only one of several alternatives demands
	// is not among them: a policy that insists on a tag would be evaded by an alternative to it.
	SearchTags map[string]string
}
