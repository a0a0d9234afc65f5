package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// guard decides about one request, on the snapshot or in the transaction in which the request reads and changes its data: what an
// administrator or a policy allows, and what the security profiles of a Connect user do in just that state.
type guard struct {
	service  *Service
	caller   Caller
	request  request
	reader   Reader
	instance Instance // its zero value when there is no such instance of the caller's
	// inSnapshot says that all that the reader shows is of the instance's revision, which is not so inside an update.
	inSnapshot bool
	// on is what the request of a Connect user is about, as it is.
	on *access.Target
	// added is what a new resource gets so that it lies within what its creator reaches.
	added access.Addition
}

// enter makes the guard of a request: first the caller is allowed to do it, then the instance has to be there.
func (s *Service) enter(r Reader, c *Caller, q *request) (*guard, error) {
	g := new(guard)
	return g, g.enter(s, r, c, q)
}

func (g *guard) enter(s *Service, r Reader, c *Caller, q *request) error {
	i, missing := instanceFor(r, c)
	if missing != nil && !IsKind(missing, NotFound) {
		return missing
	}
	g.service, g.caller, g.request, g.reader, g.instance = s, *c, *q, r, i
	if err := g.identify(); err != nil {
		return err
	}
	if err := g.authorize(); err != nil {
		return err
	}
	return missing
}

// enterAccount allows a request that is about no instance that exists, to all but Connect users.
func (s *Service) enterAccount(c Caller, q request) error {
	g := &guard{service: s, caller: c, request: q}
	return g.authorize()
}

// view runs fn on a snapshot of an instance of the caller's, who may do what is asked for.
func (s *Service) view(ctx context.Context, c Caller, q request, fn func(Reader, *guard) error) error {
	return s.store.View(ctx, q.instance, func(r Reader) error {
		g := &guard{inSnapshot: true}
		if err := g.enter(s, r, &c, &q); err != nil {
			return err
		}
		return fn(r, g)
	})
}

// read gives what fn reads with a single statement, which needs a snapshot only if deciding takes reading.
func read[T any](ctx context.Context, s *Service, c Caller, q request, fn func(Reader) (T, error)) (v T, err error) {
	if c.isReadAbout() {
		return lookInView(ctx, s, c, q, func(r Reader, _ *guard) (T, error) { return fn(r) })
	}
	r := s.store.Read(ctx, q.instance)
	var g guard
	if err := g.enter(s, r, &c, &q); err != nil {
		return v, err
	}
	return fn(r)
}

// look is read for what shows or filters by what the guard knows.
func look[T any](ctx context.Context, s *Service, c Caller, q request, fn func(Reader, *guard) (T, error)) (v T, err error) {
	if c.isReadAbout() {
		return lookInView(ctx, s, c, q, fn)
	}
	r := s.store.Read(ctx, q.instance)
	g, err := s.enter(r, &c, &q)
	if err != nil {
		return v, err
	}
	return fn(r, g)
}

func lookInView[T any](ctx context.Context, s *Service, c Caller, q request, fn func(Reader, *guard) (T, error)) (v T, err error) {
	err = s.view(ctx, c, q, func(r Reader, g *guard) error {
		v, err = fn(r, g)
		return err
	})
	return v, err
}

// decided is the guard of a request whose data is read later, for the state of the instance that it tells. It cannot read any more.
func (s *Service) decided(ctx context.Context, c Caller, q request) (*guard, error) {
	if c.User != nil {
		if g, err := s.decidedAtOnce(ctx, c, q); g != nil {
			return g, err
		}
	}
	return look(ctx, s, c, q, func(_ Reader, g *guard) (*guard, error) { return g, nil })
}

// update runs fn in a transaction on an instance of the caller's, who may do what is asked for, and records the operation in it.
func (s *Service) update(ctx context.Context, c Caller, q request, fn func(Tx, *guard) error) error {
	return s.change(ctx, c, q.instance, func(tx Tx) error {
		g, err := s.enter(tx, &c, &q)
		if err != nil {
			return err
		}
		return fn(tx, g)
	})
}

// isReadAbout says whether decisions about the caller take reading: the rights of a Connect user, and the resources that conditions and
// restrictions look at.
func (c *Caller) isReadAbout() bool {
	return c.User != nil || c.Rights != nil || c.Policy.ReadsResource()
}

// instanceFor reads the instance if it is one of the caller's: others do not exist for it.
func instanceFor(r Reader, c *Caller) (Instance, error) {
	i, err := r.Instance()
	if err == nil && (i.Account != c.Account || i.Region != c.Region) {
		i, err = Instance{}, ErrNotFound
	}
	return i, notFound(err, "Instance")
}
