package e2e

import (
	"cmp"
	"fmt"
	"time"
)

// record is what clients can see of the user of a name: the zero record when there is none.
type record struct {
	// hire tells one user of the name from the next; value is changed again and again. Whoever writes makes up new ones.
	hire, value string
}

// action is what a client does in an operation.
type action string

const (
	hiring      action = "CreateUser"
	changing    action = "UpdateUserIdentityInfo"
	dismissing  action = "DeleteUser"
	describing  action = "DescribeUser"
	findingName action = "SearchUsers by name"
	// findingValue searches whoever has the value of about.
	findingValue action = "SearchUsers by value"
)

func (a action) writes() bool { return a == hiring || a == changing || a == dismissing }

// operation is one request of a client, as the client sees it.
type operation struct {
	client, node int
	action       action
	name         string
	id           string
	// about is the user that is meant, with what a write makes of it.
	about record
	// seen is what a read shows.
	seen         record
	began, ended time.Duration
	outcome      outcome
	// class says what ended the operation, empty for a success.
	class string
}

// outcome is what a client knows of an operation after it.
type outcome int

const (
	// succeeded: it is done.
	succeeded outcome = iota
	// turnedDown: it was not done because of who there is, which is something learned.
	turnedDown
	// futile: it was not done, and nothing is learned.
	futile
	// unsettled: it may have been done, or may be done yet.
	unsettled
	// unclean: the server did not answer as it has to.
	unclean
	// wrong: what it answered cannot be.
	wrong
)

func (o *operation) String() string {
	text := fmt.Sprintf("%s %s %v", o.action, o.name, o.about)
	if !o.action.writes() {
		text += fmt.Sprintf(" -> %v", o.seen)
	}
	return text + " " + cmp.Or(o.class, "ok")
}
