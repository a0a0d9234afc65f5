package sqlstore

import (
	"database/sql"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

var parentsOfHours = newReferences("hours_of_operation_parents", "hours_id", "parent_id")

// PutHoursOfOperation adds or changes hours and their references to parents; see roster.Tx.
func (t *tx) PutHoursOfOperation(h roster.HoursOfOperation) error {
	if err := hoursOfOperations.write(t, h); err != nil {
		return err
	}
	return parentsOfHours.replace(t, h.ID, h.ParentIDs)
}

var referringToHours = []referring{
	{access.TypeHoursOfOperation, "select hours_id from hours_of_operation_parents" + inInstance + " and parent_id = $2 limit 1"},
	{access.TypeQueue, "select id from queues" + inInstance + " and hours_id = $2 limit 1"},
}

// HoursOfOperationInUse finds what keeps hours alive; see roster.Reader.
func (r reader) HoursOfOperationInUse(id string) (roster.Reference, error) {
	return r.firstReferring(referringToHours, id)
}

var hoursOverrides = newTable("hours_of_operation_overrides",
	func(o *roster.HoursOfOperationOverride) *roster.Meta { return &o.Meta }, []string{"hours_id"},
	func(o *roster.HoursOfOperationOverride) []any { return []any{o.HoursID} })

func (r reader) HoursOfOperationOverrides() roster.Table[roster.HoursOfOperationOverride] {
	return tableReader[roster.HoursOfOperationOverride]{hoursOverrides, r}
}

func (t *tx) PutHoursOfOperationOverride(o roster.HoursOfOperationOverride) error {
	return hoursOverrides.write(t, o)
}

// OverridesOf lists the overrides of hours; see roster.Reader.
func (r reader) OverridesOf(hoursID string) (items []roster.HoursOfOperationOverride, err error) {
	err = r.each(func(rows *sql.Rows) error {
		o, err := hoursOverrides.scan(rows.Scan)
		items = append(items, o)
		return err
	}, "select id, name, tags, modified, body from hours_of_operation_overrides"+inInstance+" and hours_id = $2 order by name", r.instance, hoursID)
	return items, err
}

// DeleteHoursOfOperationOverride removes an override; see roster.Tx.
func (t *tx) DeleteHoursOfOperationOverride(id string) error {
	n, err := t.change("delete from hours_of_operation_overrides where instance_id = $1 and id = $2", t.instance, id)
	if err == nil && n == 0 {
		return roster.ErrNotFound
	}
	return err
}
