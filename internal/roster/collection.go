package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// named is a pointer to a named resource of some kind.
type named[T any] interface {
	*T
	Header() *Meta
	Document() search.Document
}

// collection is how all resources of one kind are read, listed and searched, whatever the kind.
type collection[T any, P named[T]] struct {
	kind access.ResourceType
	// what the kind is called in messages.
	what  string
	table func(Reader) Table[T]
	// place is a resource's place in searches; nil for the order by name, then id.
	place func(*T) Position
}

// get reads one resource.
func (k collection[T, P]) get(r Reader, id string) (T, error) {
	v, err := k.table(r).Get(id)
	return v, notFound(err, k.what)
}

// describe is the operation that reads one resource.
func (k collection[T, P]) describe(ctx context.Context, s *Service, c Caller, operation, instance, id string) (v T, err error) {
	if err := authorize(c, operation, instance, k.kind, id); err != nil {
		return v, err
	}
	r := s.store.Read(ctx, instance)
	if _, err := instanceFor(r, c); err != nil {
		return v, err
	}
	return k.get(r, id)
}

// list is the operation that lists what the caller may see of the kind, by name.
func (k collection[T, P]) list(ctx context.Context, s *Service, c Caller, operation, instance string, p Page) (List[T], error) {
	if err := authorize(c, operation, instance, access.TypeInstance, ""); err != nil {
		return List[T]{}, err
	}
	r := s.store.Read(ctx, instance)
	if _, err := instanceFor(r, c); err != nil {
		return List[T]{}, err
	}
	items, err := k.visible(r, access.Filter(c.Principal, c.Operation, k.kind), p)
	return cut(items, p.Limit, position[T, P]), err
}

// visible reads at least one resource more than the page holds, if there are as many that the filter lets through.
func (k collection[T, P]) visible(r Reader, filter search.Criteria, p Page) (items []T, err error) {
	read := Page{After: p.After, Limit: p.Limit + 1}
	for len(items) <= p.Limit {
		batch, err := k.table(r).List(read)
		if err != nil {
			return nil, err
		}
		for i := range batch {
			if d := P(&batch[i]).Document(); search.Evaluate(filter, &d) {
				items = append(items, batch[i])
			}
		}
		if len(batch) < read.Limit {
			break
		}
		read.After = position[T, P](&batch[len(batch)-1])
	}
	return items, nil
}

// search is the operation that searches the kind.
func (k collection[T, P]) search(ctx context.Context, s *Service, c Caller, operation, instance string, where search.Criteria, p Page) (Found[T], error) {
	if err := authorize(c, operation, instance, access.TypeInstance, ""); err != nil {
		return Found[T]{}, err
	}
	r := s.store.Read(ctx, instance)
	if _, err := instanceFor(r, c); err != nil {
		return Found[T]{}, err
	}
	return k.find(r, c, where, p)
}

// find searches what a reader shows of the kind.
func (k collection[T, P]) find(r Reader, c Caller, where search.Criteria, p Page) (Found[T], error) {
	items, err := k.table(r).List(Page{Limit: -1})
	if err != nil {
		return Found[T]{}, err
	}
	document := func(v *T) search.Document { return P(v).Document() }
	return searchInOrder(c, k.kind, items, document, k.place, where, p), nil
}

// checkNameFree refuses a name that a resource other than the one with the id has.
func (k collection[T, P]) checkNameFree(r Reader, name, id string) error {
	holder, err := k.table(r).Named(name)
	switch {
	case IsKind(err, NotFound):
		return nil
	case err == nil && P(&holder).Header().ID != id:
		return Errorf(Duplicate, "%s with this name already exists", k.what)
	}
	return err
}

// checkUnused refuses the deletion of a resource that a user has.
func (k collection[T, P]) checkUnused(r Reader, c Caller, instance, id string) error {
	user, err := r.UserWith(k.kind, id)
	if err != nil || user == "" {
		return err
	}
	return inUse(c, instance, k.what, Reference{Type: access.TypeUser, ID: user})
}

// inUse is the refusal to remove something because of what refers to it.
func inUse(c Caller, instance, what string, by Reference) error {
	e := Errorf(InUse, "%s is in use", what)
	e.By = c.resource(instance, by.Type, by.ID)
	return e
}

func position[T any, P named[T]](v *T) Position { return P(v).Header().position() }
