package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/hours"
)

// MaxEffectiveDays is how many dates one question for effective hours may span.
const MaxEffectiveDays = 366

// EffectiveHoursOfOperation are the hours of each date of a range, in the wall-clock time of their zone.
type EffectiveHoursOfOperation struct {
	TimeZone string
	Days     []hours.Day
}

// GetEffectiveHoursOfOperations works out each date of a range, both ends included, with the hours' own overrides and those of their parents.
// InvalidParameter for a range that is empty or longer than MaxEffectiveDays.
func (s *Service) GetEffectiveHoursOfOperations(ctx context.Context, c Caller, instance, id string, from, to hours.Date) (e EffectiveHoursOfOperation, err error) {
	err = s.viewHours(ctx, c, "GetEffectiveHoursOfOperations", instance, id, func(r Reader, _ *guard, h HoursOfOperation) error {
		if n := to.Sub(from); n < 0 || n >= MaxEffectiveDays {
			return Errorf(InvalidParameter, "ToDate must not come before FromDate, and the range can have at most %d dates", MaxEffectiveDays)
		}
		effects, err := effectsOn(r, &h)
		if err != nil {
			return err
		}
		e.TimeZone = h.TimeZone
		week := h.week()
		for d := from; d.Compare(to) <= 0; d = d.Next() {
			e.Days = append(e.Days, hours.On(d, week, effects))
		}
		return nil
	})
	return e, err
}

// effectsOn are the overrides that act on hours: their own and their parents'.
func effectsOn(r Reader, h *HoursOfOperation) (effects []hours.Override, err error) {
	for _, id := range append([]string{h.ID}, h.ParentIDs...) {
		overrides, err := r.OverridesOf(id)
		if err != nil {
			return nil, err
		}
		for i := range overrides {
			effects = append(effects, overrides[i].effect())
		}
	}
	return effects, nil
}
