package roster

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Caller is who asks, and in which Region: the one of the request's signature.
type Caller struct {
	access.Principal
	Region string
}

// PasswordHasher hashes a password for storage. It may be busy, which is an *Error of kind Busy.
type PasswordHasher interface {
	Hash(ctx context.Context, password string) (string, error)
}

// Options are what a Service needs beside its store.
type Options struct {
	Hasher PasswordHasher
	// Now is the clock; Rand the source of ids. Both may be used by many goroutines at once.
	Now  func() time.Time
	Rand io.Reader
	// CreationDelay keeps a new instance in creation for that long.
	CreationDelay time.Duration
	// Quotas are what may not be exceeded; nil for no quotas.
	Quotas Quotas
	// SearchMemory is how many bytes the search indexes may take together; 0 for no limit. The one used last stays in any case.
	SearchMemory int
	// SearchTook is told how long each search in an index took. Optional.
	SearchTook func(time.Duration)
}

// Service is the domain: one method per operation, for the caller that it is given. Every method authorises before it looks anything up.
type Service struct {
	store   Store
	opts    Options
	ids     sync.Mutex
	indexes *userIndexes
}

// NewService makes the service on a store. It is to be closed.
func NewService(store Store, opts Options) *Service {
	return &Service{store: store, opts: opts, indexes: newUserIndexes(store, opts.Now, opts.SearchMemory)}
}

// Close ends what the service does in the background. The store is still open then.
func (s *Service) Close() { s.indexes.close() }

// WarmUp begins to load the search indexes of all instances, one after the other. What fails is reported, and tried again by the first search.
func (s *Service) WarmUp(failed func(error)) { s.indexes.warmUp(failed) }

// now is the time of an update: whole milliseconds, as stored.
func (s *Service) now() time.Time { return s.opts.Now().UTC().Truncate(time.Millisecond) }

// newID draws an id: a lower-case random UUID.
func (s *Service) newID() string {
	s.ids.Lock()
	defer s.ids.Unlock()
	return uuid.Must(uuid.NewRandomFromReader(s.opts.Rand)).String()
}

// authorize asks whether the caller may perform the operation on a resource of the instance; on the instance where the kind has no ARN.
func authorize(c Caller, operation, instance string, kind access.ResourceType, id string) error {
	if kind == access.TypePredefinedAttribute {
		kind, id = access.TypeInstance, ""
	}
	return c.allowed(operation, c.resource(instance, kind, id))
}

// resource is one of the caller's account and Region.
func (c Caller) resource(instance string, kind access.ResourceType, id string) access.Resource {
	return access.Resource{Region: c.Region, Account: c.Account, Instance: instance, Type: kind, ID: id}
}

// allowed is the denial of an operation on a resource, nil when the caller may perform it. Nothing is allowed on what lies in another
// Region, since requests never reach there.
func (c Caller) allowed(operation string, r access.Resource) error {
	action := "connect:" + operation
	if r.Region == c.Region && access.Decide(c.Principal, action, r).Allowed {
		return nil
	}
	return &Error{Kind: Denied, Message: "Access denied", Action: action, Resource: r}
}

// instanceFor reads the instance if it is one of the caller's: others do not exist for it.
func instanceFor(r Reader, c Caller) (Instance, error) {
	i, err := r.Instance()
	if err == nil && (i.Account != c.Account || i.Region != c.Region) {
		err = ErrNotFound
	}
	return i, notFound(err, "Instance")
}

// view runs fn on a snapshot of an instance of the caller's.
func (s *Service) view(ctx context.Context, c Caller, instance string, fn func(Reader, Instance) error) error {
	return s.store.View(ctx, instance, func(r Reader) error {
		i, err := instanceFor(r, c)
		if err != nil {
			return err
		}
		return fn(r, i)
	})
}

// update runs fn in a transaction on an instance of the caller's.
func (s *Service) update(ctx context.Context, c Caller, instance string, fn func(Tx, Instance) error) error {
	return s.store.Update(ctx, instance, func(tx Tx) error {
		i, err := instanceFor(tx, c)
		if err != nil {
			return err
		}
		return fn(tx, i)
	})
}
