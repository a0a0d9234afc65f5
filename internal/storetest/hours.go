package storetest

import (
	"errors"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func fullOverride(s Sample, m roster.Meta) roster.HoursOfOperationOverride {
	start, midnight := 8*60, 0
	return roster.HoursOfOperationOverride{
		Meta: m, HoursID: s.Hours.ID, Description: "About " + m.Name, Type: hours.Closed,
		From: hours.Date{Year: 2026, Month: time.February, Day: 3}, Till: hours.Date{Year: 2028, Month: time.December, Day: 31},
		Recurrence: &hours.Recurrence{Frequency: hours.Yearly, Interval: 2, Month: 12, MonthDay: hours.Last},
		Config:     []roster.OverrideTime{{Day: "MONDAY", Start: &start, End: &midnight}, {}},
	}
}

// linkedHours adds hours with a parent to the sample, and an override to both: the parent's is p, the child's c.
func (e *env) linkedHours(s Sample) (child roster.HoursOfOperation) {
	e.Helper()
	child = fullHours(s, meta("child", "Child"))
	theirs, own := fullOverride(s, meta("p", "Holiday")), fullOverride(s, meta("c", "Holiday"))
	own.HoursID = child.ID
	e.update(s.Instance.ID, func(tx roster.Tx) error {
		return errors.Join(tx.PutHoursOfOperation(child), tx.PutHoursOfOperationOverride(theirs), tx.PutHoursOfOperationOverride(own))
	})
	return child
}

var hoursCases = []testCase{
	{"overrides are listed by their hours, in which names are unique", func(e *env) {
		s := e.sample("i")
		e.linkedHours(s)
		early := fullOverride(s, meta("z", "Early"))
		e.update("i", func(tx roster.Tx) error { return tx.PutHoursOfOperationOverride(early) })
		have(e, []roster.HoursOfOperationOverride{early, fullOverride(s, meta("p", "Holiday"))})(e.read("i").OverridesOf(s.Hours.ID))
		have(e, []roster.HoursOfOperationOverride(nil))(e.read("i").OverridesOf("nothing"))
		have(e, []roster.HoursOfOperationOverride(nil))(e.read("other").OverridesOf(s.Hours.ID))
		e.refused(roster.Duplicate, "i", func(tx roster.Tx) error {
			return tx.PutHoursOfOperationOverride(fullOverride(s, meta("again", "Early")))
		})
	}},
	{"an override is deleted, and found no more", func(e *env) {
		s := e.sample("i")
		e.linkedHours(s)
		e.update("i", func(tx roster.Tx) error { return tx.DeleteHoursOfOperationOverride("p") })
		have(e, []roster.HoursOfOperationOverride(nil))(e.read("i").OverridesOf(s.Hours.ID))
		have(e, 1)(count(e.read("i").OverridesOf("child")))
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.DeleteHoursOfOperationOverride("p") })
	}},
	{"what keeps hours alive is found, children before queues", func(e *env) {
		s := e.sample("i")
		have(e, roster.Reference{Type: access.TypeQueue, ID: s.Queue.ID})(e.read("i").HoursOfOperationInUse(s.Hours.ID))
		child := e.linkedHours(s)
		have(e, roster.Reference{Type: access.TypeHoursOfOperation, ID: child.ID})(e.read("i").HoursOfOperationInUse(s.Hours.ID))
		have(e, roster.Reference{})(e.read("i").HoursOfOperationInUse(child.ID))
		e.refused(roster.InUse, "i", func(tx roster.Tx) error { return tx.Delete(access.TypeHoursOfOperation, s.Hours.ID) })
		child.ParentIDs = nil
		e.update("i", func(tx roster.Tx) error { return tx.PutHoursOfOperation(child) })
		have(e, roster.Reference{Type: access.TypeQueue, ID: s.Queue.ID})(e.read("i").HoursOfOperationInUse(s.Hours.ID))
	}},
	{"hours go with their overrides and their links to parents", func(e *env) {
		s := e.sample("i")
		parent := fullHours(s, meta("parent", "Parent"))
		parent.ParentIDs = nil
		e.update("i", func(tx roster.Tx) error { return tx.PutHoursOfOperation(parent) })
		child := e.linkedHours(s)
		child.ParentIDs = []string{s.Hours.ID, "parent"}
		e.update("i", func(tx roster.Tx) error { return tx.PutHoursOfOperation(child) })
		e.update("i", func(tx roster.Tx) error { return tx.Delete(access.TypeHoursOfOperation, child.ID) })
		have(e, 1)(count(e.read("i").HoursOfOperationOverrides().List(roster.Page{Limit: -1})))
		e.update("i", func(tx roster.Tx) error { return tx.Delete(access.TypeHoursOfOperation, "parent") })
	}},
	{"overrides and links refer to hours of their instance", func(e *env) {
		s, other := e.sample("i"), e.sample("other")
		stray, orphan := fullOverride(s, meta("o", "Stray")), fullHours(s, meta("h", "Orphan"))
		stray.HoursID, orphan.ParentIDs = other.Hours.ID, []string{s.Hours.ID, other.Hours.ID}
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.PutHoursOfOperationOverride(stray) })
		e.refused(roster.NotFound, "i", func(tx roster.Tx) error { return tx.PutHoursOfOperation(orphan) })
	}},
	{"overrides and links are swept with their instance", func(e *env) {
		s := e.sample("i")
		e.linkedHours(s)
		e.update("i", deleteInstance)
		have(e, []roster.HoursOfOperationOverride(nil))(e.read("i").OverridesOf(s.Hours.ID))
		have(e, roster.Reference{})(e.read("i").HoursOfOperationInUse(s.Hours.ID))
		// Hours twice, their overrides and the link; queue, routing profile, security profile and the instance.
		if pieces := e.sweep(1); pieces < 9 {
			e.Errorf("9 rows went in %d pieces of one", pieces)
		}
		e.sample("i")
		have(e, 0)(count(e.read("i").HoursOfOperationOverrides().List(roster.Page{Limit: -1})))
		have(e, roster.Reference{Type: access.TypeQueue, ID: s.Queue.ID})(e.read("i").HoursOfOperationInUse(s.Hours.ID))
	}},
}

func count[T any](items []T, err error) (int, error) { return len(items), err }
