package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) hoursOfOperationOperations(t table) {
	t.add(handle(a, "CreateHoursOfOperation", a.createHoursOfOperation))
	t.add(handle(a, "DescribeHoursOfOperation", a.describeHoursOfOperation))
	t.add(handle(a, "UpdateHoursOfOperation", a.updateHoursOfOperation))
	t.add(handle(a, "DeleteHoursOfOperation", a.deleteHoursOfOperation))
	t.add(handle(a, "ListHoursOfOperations", a.listHoursOfOperations))
	t.add(handle(a, "SearchHoursOfOperations", a.searchHoursOfOperations))
	t.add(handle(a, "AssociateHoursOfOperations", a.associateHoursOfOperations))
	t.add(handle(a, "DisassociateHoursOfOperations", a.disassociateHoursOfOperations))
	t.add(handle(a, "ListChildHoursOfOperations", a.listChildHoursOfOperations))
	t.add(handle(a, "CreateHoursOfOperationOverride", a.createHoursOfOperationOverride))
	t.add(handle(a, "DescribeHoursOfOperationOverride", a.describeHoursOfOperationOverride))
	t.add(handle(a, "UpdateHoursOfOperationOverride", a.updateHoursOfOperationOverride))
	t.add(handle(a, "DeleteHoursOfOperationOverride", a.deleteHoursOfOperationOverride))
	t.add(handle(a, "ListHoursOfOperationOverrides", a.listHoursOfOperationOverrides))
	t.add(handle(a, "SearchHoursOfOperationOverrides", a.searchHoursOfOperationOverrides))
	t.add(handle(a, "GetEffectiveHoursOfOperations", a.getEffectiveHoursOfOperations))
}

func hoursID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeHoursOfOperation, id)
}

func hoursARN(c roster.Caller, instance, id string) *string {
	return arn(c, instance, access.TypeHoursOfOperation, id)
}

func (a *API) createHoursOfOperation(ctx context.Context, c roster.Caller, in *connect.CreateHoursOfOperationRequest) (*connect.CreateHoursOfOperationResponse, error) {
	instance := instanceID(c, in.InstanceId)
	parents, err := parentHours(c, instance, in.ParentHoursOfOperationConfigs)
	if err != nil {
		return nil, err
	}
	id, err := a.roster.CreateHoursOfOperation(ctx, c, instance, roster.HoursOfOperation{
		Meta:        roster.Meta{Name: *in.Name, Tags: in.Tags},
		Description: value(in.Description),
		TimeZone:    *in.TimeZone,
		Config:      each(in.Config, openTime),
		ParentIDs:   parents,
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateHoursOfOperationResponse{HoursOfOperationId: &id, HoursOfOperationArn: hoursARN(c, instance, id)}, nil
}

func openTime(e *connect.HoursOfOperationConfig) roster.OpenTime {
	return roster.OpenTime{
		Day: string(*e.Day), Start: minutes(*e.StartTime.Hours, *e.StartTime.Minutes), End: minutes(*e.EndTime.Hours, *e.EndTime.Minutes),
	}
}

// minutes is a time of the day in minutes from midnight.
func minutes(hours, minutes int32) int { return int(hours)*60 + int(minutes) }

func wireOpenTime(t *roster.OpenTime) connect.HoursOfOperationConfig {
	slice := func(at int) *connect.HoursOfOperationTimeSlice {
		return &connect.HoursOfOperationTimeSlice{Hours: number[int32](at / 60), Minutes: number[int32](at % 60)}
	}
	return connect.HoursOfOperationConfig{Day: text(connect.HoursOfOperationDays(t.Day)), StartTime: slice(t.Start), EndTime: slice(t.End)}
}

func (a *API) describeHoursOfOperation(ctx context.Context, c roster.Caller, in *connect.DescribeHoursOfOperationRequest) (*connect.DescribeHoursOfOperationResponse, error) {
	instance := instanceID(c, in.InstanceId)
	h, err := a.roster.DescribeHoursOfOperation(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId))
	if err != nil {
		return nil, err
	}
	wire := hoursOfOperation(c, instance, &h)
	return &connect.DescribeHoursOfOperationResponse{HoursOfOperation: &wire}, nil
}

func hoursOfOperation(c roster.Caller, instance string, h *roster.LinkedHours) connect.HoursOfOperation {
	wire := connect.HoursOfOperation{
		HoursOfOperationId: &h.ID, HoursOfOperationArn: hoursARN(c, instance, h.ID), Name: &h.Name, Description: text(h.Description),
		TimeZone: &h.TimeZone, Config: each(h.Config, wireOpenTime), Tags: h.Tags,
		ParentHoursOfOperations: each(h.Parents, func(m *roster.Meta) connect.HoursOfOperationsIdentifier {
			return hoursIdentifier(c, instance, m)
		}),
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, h.LastModified)
	return wire
}

func hoursIdentifier(c roster.Caller, instance string, m *roster.Meta) connect.HoursOfOperationsIdentifier {
	return connect.HoursOfOperationsIdentifier{Name: &m.Name, Id: &m.ID, Arn: hoursARN(c, instance, m.ID)}
}

func (a *API) updateHoursOfOperation(ctx context.Context, c roster.Caller, in *connect.UpdateHoursOfOperationRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.UpdateHoursOfOperation(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), roster.HoursOfOperationUpdate{
		Name: in.Name, Description: in.Description, TimeZone: in.TimeZone, Config: given(in.Config, openTime),
	})
}

func (a *API) deleteHoursOfOperation(ctx context.Context, c roster.Caller, in *connect.DeleteHoursOfOperationRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteHoursOfOperation(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId))
}

func (a *API) listHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.ListHoursOfOperationsRequest) (*connect.ListHoursOfOperationsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListHoursOfOperations", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.HoursOfOperation], error) {
			return a.roster.ListHoursOfOperations(ctx, c, instance, p)
		},
		func(items []roster.HoursOfOperation, next *string) *connect.ListHoursOfOperationsResponse {
			return &connect.ListHoursOfOperationsResponse{
				HoursOfOperationSummaryList: each(items, func(h *roster.HoursOfOperation) connect.HoursOfOperationSummary {
					s := connect.HoursOfOperationSummary{Id: &h.ID, Arn: hoursARN(c, instance, h.ID), Name: &h.Name}
					s.LastModifiedTime, s.LastModifiedRegion = modified(c, h.LastModified)
					return s
				}),
				NextToken: next,
			}
		})
}
