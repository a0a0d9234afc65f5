package audit

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Request is what is known of a request beside its caller. Whatever is unknown is its zero value.
type Request struct {
	// ID is the id that the answer carries.
	ID string
	// Operation is the operation's name.
	Operation string
	// Address is where the request came from, UserAgent and AccessKey what it named itself and was signed with.
	Address, UserAgent, AccessKey string
	// User is the id of the user whom the request names.
	User string
	// Parameters are the request's members: a structure, or a pointer to one. They are written down without what is secret.
	Parameters any
	// Answer names the members of the answer that hold the id or the ARN of what is created.
	Answer []string
}

// Call is a request of somebody, at a time.
type Call struct {
	access.Principal
	Region string
	Request
	At time.Time
	// EventID is the id of the event that it makes.
	EventID string
}

// Event is what a trail keeps of a call.
type Event struct {
	At time.Time
	// Account and Region are those of the call.
	Account, Region string
	// Actor is the caller's ARN, Action the operation's name, User the id of the user whom the event is about; empty when it is about none.
	Actor, Action, User string
	// Record is the event in CloudTrail's form: one JSON object, on one line. It may not be changed by a byte.
	Record []byte
	keys   *Keys
}

// Change is what became of one resource. A resource that was not there before, or is not there after, is nil.
type Change struct {
	// What names the kind: User, Queue, UserStatus, ...
	What          string
	Resource      access.Resource
	Before, After any
}
