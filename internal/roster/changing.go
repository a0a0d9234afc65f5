package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// update is the operation that changes the resource that the request is about; put stores it. change replaces maps and lists and leaves their elements alone, since
// others may be reading them. The resource stays as it was, its time included, when nothing differs.
func (k collection[T, P]) update(ctx context.Context, s *Service, c Caller, q request, put func(Tx, T) error, change func(Tx, *T) error) error {
	now := s.now()
	return s.update(ctx, c, q, func(tx Tx, _ *guard) error {
		v, err := k.get(tx, q.on.ID)
		if err != nil {
			return err
		}
		return k.changed(tx, v, now, put, change)
	})
}

// changed is the part of update that follows once the resource is read.
func (k collection[T, P]) changed(tx Tx, before T, now time.Time, put func(Tx, T) error, change func(Tx, *T) error) error {
	after := before
	if err := change(tx, &after); err != nil || same(before, after) {
		return err
	}
	P(&after).Header().LastModified = now
	return put(tx, after)
}

// relabel replaces the two texts that the operations called after names change.
func relabel(name, description, newName, newDescription *string) error {
	if newName == nil && newDescription == nil {
		return Errorf(InvalidParameter, "At least one of Name and Description must be given")
	}
	replace(name, newName)
	replace(description, newDescription)
	return nil
}

// checkExists refuses a reference to a resource that the instance does not have.
func checkExists(r Reader, kind access.ResourceType, id string) error {
	_, err := r.Header(kind, id)
	return notFound(err, taggable[kind])
}

// checkAllExist is checkExists for several.
func checkAllExist(r Reader, kind access.ResourceType, ids []string) error {
	for _, id := range ids {
		if err := checkExists(r, kind, id); err != nil {
			return err
		}
	}
	return nil
}
