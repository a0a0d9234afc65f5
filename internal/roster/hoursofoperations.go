package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var hoursOfOperations = collection[HoursOfOperation, *HoursOfOperation]{
	kind: access.TypeHoursOfOperation, what: "Hours of operation", table: Reader.HoursOfOperations,
}

// CreateHoursOfOperation makes hours of operation, whose id and time it draws itself, and gives the id. Their name is unique.
func (s *Service) CreateHoursOfOperation(ctx context.Context, c Caller, instance string, h HoursOfOperation) (id string, err error) {
	h.ID, h.LastModified = s.newID(), s.now()
	q := askNew("CreateHoursOfOperation", instance, access.TypeHoursOfOperation, h.Tags).naming(access.TypeHoursOfOperation, h.ParentIDs...)
	return h.ID, s.update(ctx, c, q, func(tx Tx, g *guard) (err error) {
		if h.Tags, err = g.tagged(); err != nil {
			return err
		}
		if err := checkParents(tx, h.ParentIDs); err != nil {
			return err
		}
		if err := h.check(); err != nil {
			return err
		}
		if err := hoursOfOperations.checkNameFree(tx, h.Name, h.ID); err != nil {
			return err
		}
		if err := checkParentQuota(h.ParentIDs); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, HoursQuota); err != nil {
			return err
		}
		return tx.PutHoursOfOperation(h)
	})
}

// DescribeHoursOfOperation reads hours of operation.
func (s *Service) DescribeHoursOfOperation(ctx context.Context, c Caller, instance, id string) (l LinkedHours, err error) {
	err = s.viewHours(ctx, c, "DescribeHoursOfOperation", instance, id, func(r Reader, g *guard, h HoursOfOperation) error {
		l.HoursOfOperation = h
		for _, parent := range l.ParentIDs {
			m, err := r.Header(access.TypeHoursOfOperation, parent)
			if err != nil {
				return err
			}
			l.Parents = append(l.Parents, m)
		}
		l.Parents = onlyShown(g, access.TypeHoursOfOperation, l.Parents)
		return nil
	})
	return l, err
}

// ListHoursOfOperations lists the hours of operation by name.
func (s *Service) ListHoursOfOperations(ctx context.Context, c Caller, instance string, p Page) (List[HoursOfOperation], error) {
	return hoursOfOperations.list(ctx, s, c, "ListHoursOfOperations", instance, p)
}

// SearchHoursOfOperations finds hours of operation by name, description, time zone, id and tags.
func (s *Service) SearchHoursOfOperations(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (found Found[LinkedHours], err error) {
	err = s.view(ctx, c, askSearch("SearchHoursOfOperations", instance, where), func(r Reader, g *guard) error {
		all, err := allHours(r)
		shown := onlyShown(g, access.TypeHoursOfOperation, all)
		found = searchAll(linked(all, shown), (*LinkedHours).Document, g.visible(access.TypeHoursOfOperation, where), p)
		return err
	})
	return found, err
}

// allHours reads all hours of the instance, of which there are few.
func allHours(r Reader) ([]HoursOfOperation, error) {
	return r.HoursOfOperations().List(Page{Limit: -1})
}

// linked finds the parents of hours, among those that are shown.
func linked(all, shown []HoursOfOperation) []LinkedHours {
	headers := make(map[string]Meta, len(shown))
	for _, h := range shown {
		headers[h.ID] = h.Meta
	}
	with := make([]LinkedHours, len(all))
	for i, h := range all {
		with[i].HoursOfOperation = h
		for _, parent := range h.ParentIDs {
			if m, ok := headers[parent]; ok {
				with[i].Parents = append(with[i].Parents, m)
			}
		}
	}
	return with
}

// HoursOfOperationUpdate is what changes of hours of operation. What is nil stays; an empty list or description clears.
type HoursOfOperationUpdate struct {
	Name, Description, TimeZone *string
	Config                      []OpenTime
}

// UpdateHoursOfOperation changes hours of operation. An update of nothing changes nothing.
func (s *Service) UpdateHoursOfOperation(ctx context.Context, c Caller, instance, id string, u HoursOfOperationUpdate) error {
	q := ask("UpdateHoursOfOperation", instance, access.TypeHoursOfOperation, id)
	return hoursOfOperations.update(ctx, s, c, q, Tx.PutHoursOfOperation, func(tx Tx, h *HoursOfOperation) error {
		replace(&h.Name, u.Name)
		replace(&h.Description, u.Description)
		replace(&h.TimeZone, u.TimeZone)
		replaceList(&h.Config, u.Config)
		if err := h.check(); err != nil {
			return err
		}
		return hoursOfOperations.checkNameFree(tx, h.Name, id)
	})
}

// DeleteHoursOfOperation removes hours of operation with their overrides and their links to parents. InUse while a queue has them, or
// children inherit from them.
func (s *Service) DeleteHoursOfOperation(ctx context.Context, c Caller, instance, id string) error {
	return s.update(ctx, c, ask("DeleteHoursOfOperation", instance, access.TypeHoursOfOperation, id), func(tx Tx, g *guard) error {
		if _, err := hoursOfOperations.get(tx, id); err != nil {
			return err
		}
		by, err := tx.HoursOfOperationInUse(id)
		if err != nil {
			return err
		}
		if by.ID != "" {
			return g.inUse(hoursOfOperations.what, by)
		}
		return tx.Delete(access.TypeHoursOfOperation, id)
	})
}
