package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// MaxOverrides is how many overrides hours of operation may have, beside those that they inherit.
const MaxOverrides = 50

var hoursOverrides = collection[HoursOfOperationOverride, *HoursOfOperationOverride]{
	kind: access.TypeHoursOfOperation, what: "Hours of operation override", table: Reader.HoursOfOperationOverrides,
}

// CreateHoursOfOperationOverride makes an override of o.HoursID, whose id it draws itself, and gives the id. Its name is unique in the hours.
// LimitExceeded above OverrideQuota. Every change of an override is one of its hours.
func (s *Service) CreateHoursOfOperationOverride(ctx context.Context, c Caller, instance string, o HoursOfOperationOverride) (id string, err error) {
	o.ID, o.LastModified = s.newID(), s.now()
	return o.ID, s.updateHours(ctx, c, "CreateHoursOfOperationOverride", instance, o.HoursID, func(tx Tx) error {
		siblings, err := checkOverride(tx, &o)
		if err != nil {
			return err
		}
		if err := s.opts.Quotas.checkGrowth(OverrideQuota, siblings, siblings+1); err != nil {
			return err
		}
		return putOverride(tx, o)
	})
}

// updateHours runs a change to the overrides of hours in a transaction, once the hours are known to be there.
func (s *Service) updateHours(ctx context.Context, c Caller, operation, instance, hoursID string, change func(Tx) error) error {
	return s.update(ctx, c, ask(operation, instance, access.TypeHoursOfOperation, hoursID), func(tx Tx, _ *guard) error {
		if err := checkExists(tx, access.TypeHoursOfOperation, hoursID); err != nil {
			return err
		}
		return change(tx)
	})
}

// putOverride stores an override. Its hours take its time.
func putOverride(tx Tx, o HoursOfOperationOverride) error {
	if err := touchHours(tx, o.HoursID, o.LastModified); err != nil {
		return err
	}
	return tx.PutHoursOfOperationOverride(o)
}

func touchHours(tx Tx, id string, at time.Time) error {
	m, err := tx.Header(access.TypeHoursOfOperation, id)
	if err != nil {
		return err
	}
	m.LastModified = at
	return tx.PutHeader(access.TypeHoursOfOperation, m)
}

// checkOverride judges an override as it becomes, and counts the overrides that its hours have.
func checkOverride(r Reader, o *HoursOfOperationOverride) (siblings int, err error) {
	if err := o.check(); err != nil {
		return 0, err
	}
	all, err := r.OverridesOf(o.HoursID)
	if err != nil {
		return 0, err
	}
	for _, other := range all {
		if other.Name == o.Name && other.ID != o.ID {
			return 0, Errorf(Duplicate, "Hours of operation override with this name already exists")
		}
	}
	return len(all), nil
}

// overrideOf reads an override of the hours. Those of others are not found.
func overrideOf(r Reader, hoursID, id string) (HoursOfOperationOverride, error) {
	o, err := hoursOverrides.get(r, id)
	if err == nil && o.HoursID != hoursID {
		return HoursOfOperationOverride{}, notFound(ErrNotFound, hoursOverrides.what)
	}
	return o, err
}

// viewHours runs fn on a snapshot in which the hours are there.
func (s *Service) viewHours(ctx context.Context, c Caller, operation, instance, id string, fn func(Reader, *guard, HoursOfOperation) error) error {
	return s.view(ctx, c, ask(operation, instance, access.TypeHoursOfOperation, id), func(r Reader, g *guard) error {
		h, err := hoursOfOperations.get(r, id)
		if err != nil {
			return err
		}
		return fn(r, g, h)
	})
}

// DescribeHoursOfOperationOverride reads an override of the hours.
func (s *Service) DescribeHoursOfOperationOverride(ctx context.Context, c Caller, instance, hoursID, id string) (o HoursOfOperationOverride, err error) {
	err = s.viewHours(ctx, c, "DescribeHoursOfOperationOverride", instance, hoursID, func(r Reader, _ *guard, _ HoursOfOperation) error {
		o, err = overrideOf(r, hoursID, id)
		return err
	})
	return o, err
}

// HoursOfOperationOverrideUpdate is what changes of an override. What is nil stays; an empty list clears.
type HoursOfOperationOverrideUpdate struct {
	Name, Description *string
	Type              *hours.Kind
	From, Till        *hours.Date
	Recurrence        *hours.Recurrence
	Config            []OverrideTime
}

// UpdateHoursOfOperationOverride changes an override. The rules judge it as it becomes. An update of nothing changes nothing.
func (s *Service) UpdateHoursOfOperationOverride(ctx context.Context, c Caller, instance, hoursID, id string, u HoursOfOperationOverrideUpdate) error {
	now := s.now()
	return s.updateHours(ctx, c, "UpdateHoursOfOperationOverride", instance, hoursID, func(tx Tx) error {
		o, err := overrideOf(tx, hoursID, id)
		if err != nil {
			return err
		}
		return hoursOverrides.changed(tx, o, now, putOverride, func(tx Tx, o *HoursOfOperationOverride) error {
			u.apply(o)
			_, err := checkOverride(tx, o)
			return err
		})
	})
}

func (u *HoursOfOperationOverrideUpdate) apply(o *HoursOfOperationOverride) {
	replace(&o.Name, u.Name)
	replace(&o.Description, u.Description)
	replace(&o.Type, u.Type)
	replace(&o.From, u.From)
	replace(&o.Till, u.Till)
	replaceList(&o.Config, u.Config)
	if u.Recurrence != nil {
		o.Recurrence = u.Recurrence
	}
}

// DeleteHoursOfOperationOverride removes an override of the hours.
func (s *Service) DeleteHoursOfOperationOverride(ctx context.Context, c Caller, instance, hoursID, id string) error {
	now := s.now()
	return s.updateHours(ctx, c, "DeleteHoursOfOperationOverride", instance, hoursID, func(tx Tx) error {
		if _, err := overrideOf(tx, hoursID, id); err != nil {
			return err
		}
		if err := touchHours(tx, hoursID, now); err != nil {
			return err
		}
		return tx.DeleteHoursOfOperationOverride(id)
	})
}

// ListHoursOfOperationOverrides lists the overrides that hours have themselves, by name, and says when the hours last changed.
func (s *Service) ListHoursOfOperationOverrides(ctx context.Context, c Caller, instance, hoursID string, p Page) (list List[HoursOfOperationOverride], changed time.Time, err error) {
	err = s.viewHours(ctx, c, "ListHoursOfOperationOverrides", instance, hoursID, func(r Reader, _ *guard, h HoursOfOperation) error {
		own, err := r.OverridesOf(hoursID)
		list, changed = pageInOrder(own, (*HoursOfOperationOverride).position, p), h.LastModified
		return err
	})
	return list, changed, err
}

// SearchHoursOfOperationOverrides finds overrides by name, description, id, dates, and the tags of their hours.
func (s *Service) SearchHoursOfOperationOverrides(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (found Found[HoursOfOperationOverride], err error) {
	err = s.view(ctx, c, askSearch("SearchHoursOfOperationOverrides", instance, where), func(r Reader, g *guard) error {
		all, err := allHours(r)
		if err != nil {
			return err
		}
		tags := make(map[string]map[string]string, len(all))
		for _, h := range all {
			tags[h.ID] = h.Tags
		}
		overrides, err := r.HoursOfOperationOverrides().List(Page{Limit: -1})
		document := func(o *HoursOfOperationOverride) search.Document { return o.document(tags[o.HoursID]) }
		found = searchAll(overrides, document, g.visible(access.TypeHoursOfOperation, where), p)
		return err
	})
	return found, err
}
