package audit

import (
	"context"
	"strings"
	"time"
)

// Trail is what a store knows of a trail beside its events.
type Trail struct {
	// Name is the instance's id, or AccountTrail's.
	Name string
	// Account and Region are where the trail began.
	Account, Region string
	// Head is that of the last event.
	Head Head
	// Floor stands for the events that were removed.
	Floor Checkpoint
}

// accountPrefix is in no instance's id.
const accountPrefix = "account/"

// AccountTrail names the trail of an account, for what concerns no instance of it.
func AccountTrail(account string) string { return accountPrefix + account }

// IsAccountTrail says whether a name is one of AccountTrail's.
func IsAccountTrail(name string) bool { return strings.HasPrefix(name, accountPrefix) }

// Query chooses events of a trail. An empty member does not narrow.
type Query struct {
	Trail string
	// User is the id of the user whom an event is about, Actor the ARN of who acted, Action an operation's name.
	User, Actor, Action string
	// Since and Until bound the time of the event: at Since or later, before Until.
	Since, Until time.Time
	// After is the number after which to begin, Limit how many events to read at most, at least one.
	After int64
	Limit int
}

// Store is what the trail needs of a store, beside the recording of events.
type Store interface {
	// AuditTrail reads a trail; the zero Trail when there is none of the name.
	AuditTrail(ctx context.Context, name string) (Trail, error)
	// AuditTrails lists up to limit trails whose names come after the given one, bytewise, by name.
	AuditTrails(ctx context.Context, after string, limit int) ([]Trail, error)
	// AuditEntries reads the events that match, in their order.
	AuditEntries(ctx context.Context, q Query) ([]Entry, error)
	// CutAudit removes a trail's events up to the checkpoint's head and puts the checkpoint in their place. A checkpoint that lies before
	// the trail's own changes nothing.
	CutAudit(ctx context.Context, c Checkpoint) error
}
