package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) getEffectiveHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.GetEffectiveHoursOfOperationsRequest) (*connect.GetEffectiveHoursOfOperationsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	from, err := date("FromDate", in.FromDate)
	if err != nil {
		return nil, err
	}
	to, err := date("ToDate", in.ToDate)
	if err != nil {
		return nil, err
	}
	effective, err := a.roster.GetEffectiveHoursOfOperations(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), *from, *to)
	if err != nil {
		return nil, err
	}
	out := &connect.GetEffectiveHoursOfOperationsResponse{
		EffectiveHoursOfOperationList: each(effective.Days, effectiveHours), TimeZone: &effective.TimeZone,
	}
	for _, day := range effective.Days {
		if len(day.Applied) > 0 {
			out.EffectiveOverrideHoursList = append(out.EffectiveOverrideHoursList, connect.EffectiveOverrideHours{
				Date: text(day.Date.String()), OverrideHours: each(day.Applied, overrideHour),
			})
		}
	}
	return out, nil
}

func effectiveHours(d *hours.Day) connect.EffectiveHoursOfOperations {
	return connect.EffectiveHoursOfOperations{
		Date: text(d.Date.String()),
		OperationalHours: each(d.Open, func(s *hours.Span) connect.OperationalHour {
			return connect.OperationalHour{Start: timeSlice(&s.Start), End: timeSlice(&s.End)}
		}),
	}
}

func overrideHour(a *hours.Applied) connect.OverrideHour {
	status := connect.OperationalStatusClosed
	if a.Open {
		status = connect.OperationalStatusOpen
	}
	return connect.OverrideHour{Start: timeSlice(&a.Start), End: timeSlice(&a.End), OverrideName: &a.Name, OperationalStatus: &status}
}
