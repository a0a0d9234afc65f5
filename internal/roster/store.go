package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Store keeps everything durably. Every implementation passes the suite in internal/storetest, which has a case for each sentence here.
//
// A name and an id mean nothing outside their instance: two instances may hold the same ones. Texts are compared and ordered bytewise.
// Times are kept to the millisecond.
type Store interface {
	// Update runs fn in a transaction on the instance and returns after the commit is durable. When fn returns an error, nothing that it
	// did remains and Update returns that error. A panic in fn counts as an error and leaves other Updates alone. When a change failed
	// otherwise than by ErrNotFound for its own row, Update fails even if fn returns nil. When ctx has ended before fn began, Update
	// returns ctx's error and changed nothing; fn itself is not cancelled half-way. When the commit fails, nothing remains and the error is
	// Unavailable; it is also Unavailable when the store is lost and cannot be asked what became of the commit. fn may run again, so it has
	// no effects of its own; it uses nothing of the store but its Tx.
	//
	// Updates of one instance are serialised, and so are those of instances that do not exist: fn sees every earlier one, and what it wrote
	// itself. A successful fn that changed the instance bumps its revision; Updates that commit together may share one bump. The new number
	// shows after the commit, not inside fn. An fn that changed nothing bumps nothing.
	Update(ctx context.Context, instance string, fn func(Tx) error) error
	// View runs fn on one snapshot that holds every Update acknowledged before View began, and returns fn's error. No later Update shows.
	// When ctx ends, reading fails with ctx's error. fn uses nothing of the store but its Reader.
	View(ctx context.Context, instance string, fn func(Reader) error) error
	// Read gives single statements outside a transaction; each sees every Update acknowledged before it began. When ctx has ended, they
	// fail with ctx's error.
	Read(ctx context.Context, instance string) Reader
	// Instances lists the account's and Region's instances, not the deleted ones, by alias then id: up to page.Limit after page.After.
	Instances(ctx context.Context, account, region string, page Page) ([]Instance, error)
	// InstanceIDs lists up to limit ids of instances of all accounts, not the deleted ones, that come after the given one, bytewise.
	InstanceIDs(ctx context.Context, after string, limit int) ([]string, error)
	// Sweep removes up to limit rows (at least one) of a deleted instance, children first, and the instance's own row last. It can be
	// stopped and taken up again at any point. done says that no deleted instance was left.
	Sweep(ctx context.Context, limit int) (done bool, err error)
	// Ready says whether the store can answer; nil means that it can.
	Ready(ctx context.Context) error
	// Store reads what Tx.Record wrote. Trails and their events are there whether their instance is or not; nothing but CutAudit removes
	// them. A read sees every Update acknowledged before it began.
	audit.Store
}

// Reader reads one instance. A missing row is ErrNotFound. Lists come by name (bytewise), then id. An instance that does not exist, or
// is deleted, holds nothing. What is read may be shared with other readers: its maps and slices are not to be changed.
type Reader interface {
	// Instance is the instance itself, ErrNotFound once it is deleted.
	Instance() (Instance, error)
	// AliasTaken says whether any instance of the server has the folded alias; DirectoryTaken the same for a directory's id.
	AliasTaken(folded string) (bool, error)
	DirectoryTaken(id string) (bool, error)
	// ClientToken finds what an idempotency token was used for, at the given time or later. A token counts in its scope alone, whichever
	// instance is read.
	ClientToken(scope TokenScope, since time.Time) (TokenUse, error)
	// AtLeast says whether the instance has n (at least one) of a kind of named resource, or users, or more. It looks at no more than n.
	AtLeast(n int, kind access.ResourceType) (bool, error)
	// AtLeastInstances says whether the account has n (at least one) instances in the Region or more, not counting deleted ones, whichever
	// instance is read. AtLeastInstanceChanges says the same of the changes that PutInstanceChange put at the given time or later.
	AtLeastInstances(n int, account, region string) (bool, error)
	AtLeastInstanceChanges(n int, account string, since time.Time) (bool, error)

	UserReader
	SessionReader

	SecurityProfiles() Table[SecurityProfile]
	RoutingProfiles() Table[RoutingProfile]
	UserHierarchyGroups() Table[UserHierarchyGroup]
	Queues() Table[Queue]
	QuickConnects() Table[QuickConnect]
	HoursOfOperations() Table[HoursOfOperation]
	HoursOfOperationOverrides() Table[HoursOfOperationOverride]
	AgentStatuses() Table[AgentStatus]
	PredefinedAttributes() Table[PredefinedAttribute]
	AuthenticationProfiles() Table[AuthenticationProfile]
	// Header reads what a named resource of the kind shares with all others.
	Header(kind access.ResourceType, id string) (Meta, error)
	// Headers reads the headers of all named resources of the kind.
	Headers(kind access.ResourceType) ([]Meta, error)

	// SecurityProfileRestrictions says what a security profile restricts, without reading all of it.
	SecurityProfileRestrictions(id string) (Restrictions, error)
	// GroupInUse finds something that keeps a hierarchy group alive: a user in it, a child group, or a security profile that names it.
	// The zero Reference means nothing does.
	GroupInUse(id string) (Reference, error)
	// QueueInUse finds something that keeps a queue alive: a routing profile whose default outbound queue it is, or a quick connect that
	// leads to it. The zero Reference means nothing does.
	QueueInUse(id string) (Reference, error)
	// ListedBy gives the ids of what has the resource in a list of its own, bytewise: of a queue the routing profiles, of a quick connect
	// the queues.
	ListedBy(kind access.ResourceType, id string) ([]string, error)
	// GroupAtLevel says whether any group exists at the level (1 to 5).
	GroupAtLevel(level int) (bool, error)
	// PredefinedAttributeLike finds the predefined attribute whose name is the given one, but for case; "" when there is none.
	PredefinedAttributeLike(name string) (found string, err error)
	// SiblingGroup finds a group by name below a parent ("" for level one); "" when there is none.
	SiblingGroup(parent, name string) (id string, err error)
	// OverridesOf lists all overrides of hours of operation, by name.
	OverridesOf(hoursID string) ([]HoursOfOperationOverride, error)
	// HoursOfOperationInUse finds something that keeps hours of operation alive: hours of which they are a parent, or a queue that has them.
	// It names a queue only when there are no such hours. The zero Reference means nothing does.
	HoursOfOperationInUse(id string) (Reference, error)
}

// UserReader reads users.
type UserReader interface {
	// User is the user with all that PutUser was given.
	User(id string) (User, error)
	// UserNamed is the id of the user with exactly this name, "" when there is none.
	UserNamed(username string) (id string, err error)
	// Users lists up to page.Limit users after page.After, by user name.
	Users(page Page) ([]UserSummary, error)
	// UserIDs lists up to limit ids of users that come after the given one, bytewise.
	UserIDs(after string, limit int) ([]string, error)
	// UserDocuments calls yield with each user's search document, in no particular order, and stops at its first error, which it returns. The
	// document is only valid during the call; yield may not use the Reader.
	UserDocuments(yield func(*search.Document) error) error
	// UserDocumentsAfter is UserDocuments for the users whose name comes after the given one, by user name.
	UserDocumentsAfter(name string, yield func(*search.Document) error) error
	// UserWith finds one user that has the routing profile or security profile; "" when there is none.
	UserWith(kind access.ResourceType, id string) (userID string, err error)
	// CountUsersWith counts them.
	CountUsersWith(kind access.ResourceType, id string) (int, error)
	// UserWithProficiency finds one user that has the predefined attribute with the value, with any value when that is empty; "" when
	// there is none.
	UserWithProficiency(attribute, value string) (userID string, err error)
	// UserStatus is the status that was last set for the user, ErrNotFound when none was.
	UserStatus(userID string) (UserStatus, error)
	// UserDocumentsWithStatus is UserDocuments for the users that have a status.
	UserDocumentsWithStatus(yield func(*search.Document) error) error
	// ChangesSince lists what happened to users after a revision: the live users changed and the ids deleted, up to the present revision. When
	// more than so many users changed it gives those of the first revisions (at least of one), and says that there are more. ErrFeedCut
	// means that the revision is older than what the feed still holds, so that the reader has to start again from all users. The feed
	// holds a deletion for at least an hour. Read the feed in a View: it takes several statements, and inside an Update it is ahead of its
	// revision.
	ChangesSince(revision int64, most int) (Changes, error)
}

// SessionReader reads what users sign in with.
type SessionReader interface {
	// Session is a session of one of the instance's users, ErrNotFound once it was ended. One that has expired is there until AddSession removes it.
	Session(id string) (Session, error)
	// DefaultAuthenticationProfile is the authentication profile that is marked as the default.
	DefaultAuthenticationProfile() (AuthenticationProfile, error)
	// PasswordHash is the user's.
	PasswordHash(userID string) (hash string, err error)
	// SignInFailures is what PutSignInFailures put; zero when it put nothing. It is the same for all instances.
	SignInFailures(digest string) (SignInFailures, error)
}

// Table reads a kind of named resource.
type Table[T any] interface {
	Get(id string) (T, error)
	// Named is the resource with exactly this name; of several, which only hierarchy groups and overrides can have, the one with the least id.
	Named(name string) (T, error)
	// List reads up to page.Limit entries after page.After; a negative limit means all, from the beginning.
	List(page Page) ([]T, error)
}

// Tx reads and changes one instance. References by id to what the instance does not hold, and names that are taken, fail at the latest in
// the store (NotFound, Duplicate), whatever the rules above it checked. A name is unique in its kind, a predefined attribute's also without
// case; a hierarchy group's below its parent, an override's in its hours of operation. Nothing but PutInstance, PutClientToken,
// PutInstanceChange and PutSignInFailures can be put into an instance that does not exist or is deleted (ErrNotFound).
type Tx interface {
	Reader
	// PutInstance adds or changes the transaction's instance. Its account, Region, alias, directory, creation time and epoch are those of
	// the first time, and its revision is the store's. An alias, without case, and a directory are unique over the server (Duplicate). A
	// deleted instance does not come back (ErrNotFound).
	PutInstance(Instance) error
	// DeleteInstance marks the instance deleted at the time: it is gone for every reader, its alias and directory are free. Sweep removes the rows.
	DeleteInstance(at time.Time) error
	// PutClientToken remembers a token's use for a day. It is Duplicate while the token's last use is remembered.
	PutClientToken(TokenScope, TokenUse) error
	// PutInstanceChange remembers for InstanceChangeWindow that an instance of the account was created or deleted at the time.
	PutInstanceChange(account string, at time.Time) error

	// AddUser adds a user together with its search document. It is Duplicate when the id or the user name is taken.
	AddUser(User) error
	// PutUser adds or changes a user together with its search document. Its proficiencies refer to predefined attributes.
	PutUser(User) error
	// DeleteUser removes a user with all that is its own, and leaves a tombstone in the change feed; ErrNotFound when it is not there.
	DeleteUser(id string, at time.Time) error
	// PutPassword sets the user's password hash; NotFound when there is no such user.
	PutPassword(userID, hash string) error
	// AddSession adds a session. It is NotFound when there is no such user, with whom it goes. All sessions that have expired
	// by the time of its creation are removed, those of other instances too. Sessions are no part of what an instance shows: they change no revision.
	AddSession(Session) error
	// UseSession sets when a session was last used; ErrNotFound when it is not there.
	UseSession(id string, at time.Time) error
	// EndSession removes a session; ErrNotFound when it is not there.
	EndSession(id string) error
	// EndSessions removes all sessions of a user, and says how many they were.
	EndSessions(userID string) (int, error)
	// PutSignInFailures counts failures under a digest, for all instances, for a day after the last of them. ForgetSignInFailures forgets them.
	PutSignInFailures(digest string, f SignInFailures) error
	ForgetSignInFailures(digest string) error
	// PutUserStatus sets a user's status; NotFound when there is no such user or status. The user itself does not change: neither its time
	// nor its place in the change feed.
	PutUserStatus(UserStatus) error

	PutSecurityProfile(SecurityProfile) error
	PutRoutingProfile(RoutingProfile) error
	PutUserHierarchyGroup(UserHierarchyGroup) error
	PutQueue(Queue) error
	PutQuickConnect(QuickConnect) error
	PutHoursOfOperation(HoursOfOperation) error
	// PutHoursOfOperationOverride adds or changes an override. It goes with its hours when they are deleted.
	PutHoursOfOperationOverride(HoursOfOperationOverride) error
	// DeleteHoursOfOperationOverride removes an override; ErrNotFound when it is not there.
	DeleteHoursOfOperationOverride(id string) error
	PutAgentStatus(AgentStatus) error
	PutPredefinedAttribute(PredefinedAttribute) error
	PutAuthenticationProfile(AuthenticationProfile) error
	// Delete removes a named resource; ErrNotFound when it is not there. InUse when a reference keeps it; a routing profile refers to every
	// queue in its lists, and a queue to every quick connect in its.
	Delete(kind access.ResourceType, id string) error
	// PutHeader changes the tags and the time of a named resource; ErrNotFound when it is not there.
	PutHeader(kind access.ResourceType, m Meta) error

	// Record adds an event to the audit trail of the transaction's instance, whether that exists or not, when fn succeeds. Events follow
	// each other in the order in which their Updates were committed. An event alone bumps no revision.
	Record(audit.Event)
}

// Restrictions says by what a security profile narrows the resources that it reaches.
type Restrictions struct{ Tags, Hierarchy bool }

// Changes are what happened to an instance's users between two revisions. A user who changed again later is not among them. Deletes apply before puts: names are re-used.
type Changes struct {
	// Epoch is drawn anew when the instance is created or restored; a reader that meets another one starts again. The store adds to what was
	// put what changes when its database may have lost its last commits, after which their revisions come again with other contents.
	Epoch string
	// Revision is up to where the changes go; More says that there are later ones.
	Revision int64
	More     bool
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
