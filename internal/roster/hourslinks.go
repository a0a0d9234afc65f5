package roster

import (
	"context"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// MaxParentHours is how many parents hours of operation may have.
const MaxParentHours = 3

// AssociateHoursOfOperations makes hours the child of further ones, whose overrides it inherits from then on. Those that it has already
// are passed over. Parents are one level deep: hours that have children get no parents (InvalidRequest). QuotaExceeded above
// MaxParentHours.
func (s *Service) AssociateHoursOfOperations(ctx context.Context, c Caller, instance, id string, parents []string) error {
	q := ask("AssociateHoursOfOperations", instance, access.TypeHoursOfOperation, id).naming(access.TypeHoursOfOperation, parents...)
	return s.relink(ctx, c, q, func(tx Tx, old []string) ([]string, error) {
		more := withoutIDs(parents, old)
		if len(more) == 0 {
			return old, nil
		}
		if err := checkParents(tx, more); err != nil {
			return nil, err
		}
		if slices.Contains(more, id) {
			return nil, Errorf(InvalidRequest, "Hours of operation cannot be their own parent")
		}
		if err := checkNoChildren(tx, id); err != nil {
			return nil, err
		}
		all := slices.Concat(old, more)
		return all, checkParentQuota(all)
	})
}

// DisassociateHoursOfOperations takes parents from hours. Those that are no parents of theirs, or do not exist, are passed over.
func (s *Service) DisassociateHoursOfOperations(ctx context.Context, c Caller, instance, id string, parents []string) error {
	q := ask("DisassociateHoursOfOperations", instance, access.TypeHoursOfOperation, id).naming(access.TypeHoursOfOperation, parents...)
	return s.relink(ctx, c, q, func(_ Tx, old []string) ([]string, error) {
		return withoutIDs(old, parents), nil
	})
}

// relink changes the parents of hours.
func (s *Service) relink(ctx context.Context, c Caller, q request, change func(tx Tx, old []string) ([]string, error)) error {
	return hoursOfOperations.update(ctx, s, c, q, Tx.PutHoursOfOperation, func(tx Tx, h *HoursOfOperation) (err error) {
		h.ParentIDs, err = change(tx, h.ParentIDs)
		return err
	})
}

// withoutIDs gives the ids that are not among others, in their order.
func withoutIDs(ids, others []string) (left []string) {
	for _, id := range ids {
		if !slices.Contains(others, id) {
			left = append(left, id)
		}
	}
	return left
}

// checkParents refuses parents that do not exist or have parents themselves.
func checkParents(r Reader, parents []string) error {
	for _, id := range parents {
		parent, err := r.HoursOfOperations().Get(id)
		if err != nil {
			return notFound(err, "Parent hours of operation")
		}
		if len(parent.ParentIDs) > 0 {
			return Errorf(InvalidRequest, "Hours of operation that have parents cannot be a parent")
		}
	}
	return nil
}

func checkParentQuota(parents []string) error {
	if len(parents) > MaxParentHours {
		return Errorf(QuotaExceeded, "Hours of operation can have at most %d parents", MaxParentHours)
	}
	return nil
}

// checkNoChildren refuses parents to hours that have children.
func checkNoChildren(r Reader, id string) error {
	by, err := r.HoursOfOperationInUse(id)
	if err == nil && by.Type == access.TypeHoursOfOperation {
		return Errorf(InvalidRequest, "Hours of operation that have children cannot have parents")
	}
	return err
}

// ListChildHoursOfOperations lists the children of hours by name, and says when the hours themselves last changed.
func (s *Service) ListChildHoursOfOperations(ctx context.Context, c Caller, instance, id string, p Page) (list List[HoursOfOperation], changed time.Time, err error) {
	err = s.viewHours(ctx, c, "ListChildHoursOfOperations", instance, id, func(r Reader, g *guard, parent HoursOfOperation) error {
		all, err := allHours(r)
		var children []HoursOfOperation
		for _, h := range all {
			if slices.Contains(h.ParentIDs, id) {
				children = append(children, h)
			}
		}
		list = searchAll(children, (*HoursOfOperation).Document, g.shown(access.TypeHoursOfOperation), p).List
		changed = parent.LastModified
		return err
	})
	return list, changed, err
}
