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
func (k collection[T, P]) describe(ctx context.Context, s *Service, c Caller, operation, instance, id string) (T, error) {
	return read(ctx, s, c, ask(operation, instance, k.kind, id), func(r Reader) (T, error) { return k.get(r, id) })
}

// list is the operation that lists what the caller may see of the kind, by name.
func (k collection[T, P]) list(ctx context.Context, s *Service, c Caller, operation, instance string, p Page) (List[T], error) {
	return look(ctx, s, c, askInstance(operation, instance), func(r Reader, g *guard) (List[T], error) {
		items, err := k.visible(r, g.filter(k.kind), p)
		return cut(items, p.Limit, position[T, P]), err
	})
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
	return look(ctx, s, c, askSearch(operation, instance, where), func(r Reader, g *guard) (Found[T], error) { return k.find(r, g, where, p) })
}

// find searches what a reader shows of the kind to the caller.
func (k collection[T, P]) find(r Reader, g *guard, where search.Criteria, p Page) (Found[T], error) {
	items, err := k.table(r).List(Page{Limit: -1})
	if err != nil {
		return Found[T]{}, err
	}
	document := func(v *T) search.Document { return P(v).Document() }
	return searchInOrder(items, document, k.place, g.visible(k.kind, where), p), nil
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
func (k collection[T, P]) checkUnused(r Reader, g *guard, id string) error {
	user, err := r.UserWith(k.kind, id)
	if err != nil || user == "" {
		return err
	}
	return g.inUse(k.what, Reference{Type: access.TypeUser, ID: user})
}

func position[T any, P named[T]](v *T) Position { return P(v).Header().position() }
