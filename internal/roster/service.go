package roster

import (
	"context"
	"io"
	"net/netip"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
)

// Caller is who asks, and in which Region: the one of the request's signature.
type Caller struct {
	access.Principal
	Region string
	// SourceIP is where the request came from; its zero value when that is not known.
	SourceIP netip.Addr
	// Request is what the audit trail tells of the request.
	Request audit.Request
}

// PasswordHasher hashes passwords for storage, and verifies them; both take the same work. It may be busy, which is an *Error of kind Busy.
type PasswordHasher interface {
	Hash(ctx context.Context, password string) (string, error)
	// Verify says whether the hash is that of the password.
	Verify(ctx context.Context, password, hash string) (bool, error)
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
	// Audit makes the events of the audit trail; nil for no trail.
	Audit *audit.Recorder
}

// Service is the domain: one method per operation, for the caller that it is given. Every method with a caller lets a guard decide in the
// transaction in which it reads and changes; those without one are about sessions, and find out who their callers are.
type Service struct {
	store   Store
	opts    Options
	ids     sync.Mutex
	indexes *userIndexes
	denials denials
	rights  knownRights
	signIns *turns
}

// NewService makes the service on a store. It is to be closed.
func NewService(store Store, opts Options) *Service {
	return &Service{
		store: store, opts: opts, indexes: newUserIndexes(store, opts.Now, opts.SearchMemory), denials: newDenials(), signIns: newTurns(),
	}
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
