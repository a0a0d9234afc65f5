package api

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) createHoursOfOperationOverride(ctx context.Context, c roster.Caller, in *connect.CreateHoursOfOperationOverrideRequest) (*connect.CreateHoursOfOperationOverrideResponse, error) {
	instance := instanceID(c, in.InstanceId)
	from, till, err := effectiveDates(in.EffectiveFrom, in.EffectiveTill)
	if err != nil {
		return nil, err
	}
	recurrence, err := recurrence(in.RecurrenceConfig)
	if err != nil {
		return nil, err
	}
	o := roster.HoursOfOperationOverride{
		Meta:        roster.Meta{Name: *in.Name},
		HoursID:     hoursID(c, instance, in.HoursOfOperationId),
		Description: value(in.Description),
		Type:        hours.Standard,
		From:        *from, Till: *till,
		Recurrence: recurrence,
		Config:     each(in.Config, overrideTime),
	}
	if in.OverrideType != nil {
		o.Type = hours.Kind(*in.OverrideType)
	}
	id, err := a.roster.CreateHoursOfOperationOverride(ctx, c, instance, o)
	if err != nil {
		return nil, err
	}
	return &connect.CreateHoursOfOperationOverrideResponse{HoursOfOperationOverrideId: &id}, nil
}

func (a *API) describeHoursOfOperationOverride(ctx context.Context, c roster.Caller, in *connect.DescribeHoursOfOperationOverrideRequest) (*connect.DescribeHoursOfOperationOverrideResponse, error) {
	instance := instanceID(c, in.InstanceId)
	o, err := a.roster.DescribeHoursOfOperationOverride(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), *in.HoursOfOperationOverrideId)
	if err != nil {
		return nil, err
	}
	wire := hoursOverride(c, instance, &o)
	return &connect.DescribeHoursOfOperationOverrideResponse{HoursOfOperationOverride: &wire}, nil
}

func hoursOverride(c roster.Caller, instance string, o *roster.HoursOfOperationOverride) connect.HoursOfOperationOverride {
	return connect.HoursOfOperationOverride{
		HoursOfOperationOverrideId: &o.ID, HoursOfOperationId: &o.HoursID, HoursOfOperationArn: hoursARN(c, instance, o.HoursID),
		Name: &o.Name, Description: text(o.Description), Config: each(o.Config, wireOverrideTime),
		EffectiveFrom: text(o.From.String()), EffectiveTill: text(o.Till.String()),
		RecurrenceConfig: wireRecurrence(o.Recurrence), OverrideType: text(connect.OverrideType(o.Type)),
	}
}

func (a *API) updateHoursOfOperationOverride(ctx context.Context, c roster.Caller, in *connect.UpdateHoursOfOperationOverrideRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	from, till, err := effectiveDates(in.EffectiveFrom, in.EffectiveTill)
	if err != nil {
		return nil, err
	}
	recurrence, err := recurrence(in.RecurrenceConfig)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.UpdateHoursOfOperationOverride(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), *in.HoursOfOperationOverrideId,
		roster.HoursOfOperationOverrideUpdate{
			Name: in.Name, Description: in.Description, Type: (*hours.Kind)(in.OverrideType), From: from, Till: till,
			Recurrence: recurrence, Config: given(in.Config, overrideTime),
		})
}

func (a *API) deleteHoursOfOperationOverride(ctx context.Context, c roster.Caller, in *connect.DeleteHoursOfOperationOverrideRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteHoursOfOperationOverride(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), *in.HoursOfOperationOverrideId)
}

func (a *API) listHoursOfOperationOverrides(ctx context.Context, c roster.Caller, in *connect.ListHoursOfOperationOverridesRequest) (*connect.ListHoursOfOperationOverridesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id := hoursID(c, instance, in.HoursOfOperationId)
	var changed time.Time
	return paged(a, c, "ListHoursOfOperationOverrides", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (list roster.List[roster.HoursOfOperationOverride], err error) {
			list, changed, err = a.roster.ListHoursOfOperationOverrides(ctx, c, instance, id, p)
			return list, err
		},
		func(items []roster.HoursOfOperationOverride, next *string) *connect.ListHoursOfOperationOverridesResponse {
			out := &connect.ListHoursOfOperationOverridesResponse{
				HoursOfOperationOverrideList: each(items, func(o *roster.HoursOfOperationOverride) connect.HoursOfOperationOverride {
					return hoursOverride(c, instance, o)
				}),
				NextToken: next,
			}
			out.LastModifiedTime, out.LastModifiedRegion = modified(c, changed)
			return out
		}, id)
}
