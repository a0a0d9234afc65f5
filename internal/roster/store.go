package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Store keeps everything durably. Every implementation passes the suite in internal/storetest, which has a case for each sentence here.
type Store interface {
	// Update runs fn in a transaction on the instance and returns after the commit is durable. When fn returns an error, nothing that it
	// did remains and Update returns that error. fn may run again, so it has no effects of its own; it is not cancelled half-way. A
	// successful fn that wrote bumps the instance's revision. Updates are serialised: fn sees every earlier Update.
	Update(ctx context.Context, instance string, fn func(Tx) error) error
	// View runs fn on one snapshot that holds every Update acknowledged before View began.
	View(ctx context.Context, instance string, fn func(Reader) error) error
	// Read gives single statements outside a transaction; each sees every Update acknowledged before it began.
	Read(ctx context.Context, instance string) Reader
	// Instances lists the account's and Region's instances, not the deleted ones, by alias then id.
	Instances(ctx context.Context, account, region string, page Page) ([]Instance, error)
	// Sweep removes up to limit rows of deleted instances, children first, and the instance's own row last. done says that nothing is left.
	Sweep(ctx context.Context, limit int) (done bool, err error)
	// Ready says whether the store can answer.
	Ready(ctx context.Context) error
}

// Reader reads one instance. A missing row is ErrNotFound. Lists come by name (bytewise), then id.
type Reader interface {
	// Instance is the instance itself, ErrNotFound once it is deleted.
	Instance() (Instance, error)
	// AliasTaken says whether any instance of the server has the folded alias; DirectoryTaken the same for a directory's id.
	AliasTaken(folded string) (bool, error)
	DirectoryTaken(id string) (bool, error)
	// ClientToken finds what an idempotency token was used for, since the given time.
	ClientToken(scope TokenScope, since time.Time) (TokenUse, error)

	UserReader

	SecurityProfiles() Table[SecurityProfile]
	RoutingProfiles() Table[RoutingProfile]
	UserHierarchyGroups() Table[UserHierarchyGroup]
	Queues() Table[Queue]
	HoursOfOperations() Table[HoursOfOperation]
	AgentStatuses() Table[AgentStatus]
	PredefinedAttributes() Table[PredefinedAttribute]
	AuthenticationProfiles() Table[AuthenticationProfile]
	// Header reads what a named resource of the kind shares with all others.
	Header(kind access.ResourceType, id string) (Meta, error)

	// GroupInUse finds something that keeps a hierarchy group alive: a user in it, a child group, or a security profile that names it.
	// The zero Reference means nothing does.
	GroupInUse(id string) (Reference, error)
	// GroupAtLevel says whether any group exists at the level (1 to 5).
	GroupAtLevel(level int) (bool, error)
	// SiblingGroup finds a group by name below a parent ("" for level one); "" when there is none.
	SiblingGroup(parent, name string) (id string, err error)
}

// UserReader reads users.
type UserReader interface {
	User(id string) (User, error)
	// UserNamed is the id of the user with exactly this name, "" when there is none.
	UserNamed(username string) (id string, err error)
	Users(page Page) ([]UserSummary, error)
	// UserDocuments calls yield with each user's search document, by user name. The document is only valid during the call.
	UserDocuments(yield func(*search.Document) error) error
	// UserWith finds one user that has the routing profile or security profile; "" when there is none.
	UserWith(kind access.ResourceType, id string) (userID string, err error)
	// CountUsersWith counts them.
	CountUsersWith(kind access.ResourceType, id string) (int, error)
	// ChangesSince lists what happened to users after a revision: the live users changed and the ids deleted. ErrFeedCut means that the
	// revision is older than what the feed still holds, so that the reader has to start again from all users.
	ChangesSince(revision int64) (Changes, error)
}

// Table reads a kind of named resource.
type Table[T any] interface {
	Get(id string) (T, error)
	// Named is the resource with exactly this name.
	Named(name string) (T, error)
	// List reads up to page.Limit entries; a negative limit means all.
	List(page Page) ([]T, error)
}

// Tx reads and changes one instance. References to what does not exist, and names that are taken, fail at the latest in the store
// (ErrNotFound, Duplicate), whatever the rules above it checked.
type Tx interface {
	Reader
	// PutInstance adds or changes the transaction's instance.
	PutInstance(Instance) error
	// DeleteInstance marks the instance deleted at the time: it is gone for every reader, its alias and directory are free. Sweep removes the rows.
	DeleteInstance(at time.Time) error
	PutClientToken(TokenScope, TokenUse) error

	// PutUser adds or changes a user together with its search document.
	PutUser(User) error
	// DeleteUser removes a user with all that is its own, and leaves a tombstone in the change feed.
	DeleteUser(id string, at time.Time) error
	// PutPassword sets the user's password hash.
	PutPassword(userID, hash string) error

	PutSecurityProfile(SecurityProfile) error
	PutRoutingProfile(RoutingProfile) error
	PutUserHierarchyGroup(UserHierarchyGroup) error
	PutQueue(Queue) error
	PutHoursOfOperation(HoursOfOperation) error
	PutAgentStatus(AgentStatus) error
	PutPredefinedAttribute(PredefinedAttribute) error
	PutAuthenticationProfile(AuthenticationProfile) error
	// Delete removes a named resource; ErrNotFound when it is not there. InUse when a reference keeps it.
	Delete(kind access.ResourceType, id string) error
	// PutHeader changes the tags and the time of a named resource; ErrNotFound when it is not there.
	PutHeader(kind access.ResourceType, m Meta) error
}

// Changes are what happened to an instance's users between two revisions. Deletes apply before puts: names are re-used.
type Changes struct {
	// Epoch is drawn anew when the instance is created or restored; a reader that meets another one starts again.
	Epoch    string
	Revision int64
	Deleted  []string
	Put      []search.Document
}

// ErrFeedCut says that the change feed no longer reaches back to the revision asked for.
var ErrFeedCut error = &Error{Kind: NotFound, Message: "the change feed does not reach back that far"}

// TokenScope is where an idempotency token counts.
type TokenScope struct {
	Account, Region, Operation, Token string
}

// TokenUse is what a token was used for: a fingerprint of the request, its result, and when.
type TokenUse struct {
	Fingerprint, Result string
	At                  time.Time
}
