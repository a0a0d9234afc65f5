package api

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// parentHours are the bare ids of parents. The shape leaves the id of each open, without which a parent is none.
func parentHours(c roster.Caller, instance string, configs []connect.ParentHoursOfOperationConfig) ([]string, error) {
	var ids []string
	for _, p := range configs {
		if p.HoursOfOperationId == nil {
			return nil, roster.Errorf(roster.InvalidParameter, "ParentHoursOfOperationConfigs must each have HoursOfOperationId")
		}
		ids = append(ids, *p.HoursOfOperationId)
	}
	return resourceIDs(c, instance, access.TypeHoursOfOperation, ids), nil
}

func (a *API) associateHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.AssociateHoursOfOperationsRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	parents, err := parentHours(c, instance, in.ParentHoursOfOperationConfigs)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.AssociateHoursOfOperations(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), parents)
}

func (a *API) disassociateHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.DisassociateHoursOfOperationsRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	parents := resourceIDs(c, instance, access.TypeHoursOfOperation, in.ParentHoursOfOperationIds)
	return nil, a.roster.DisassociateHoursOfOperations(ctx, c, instance, hoursID(c, instance, in.HoursOfOperationId), parents)
}

func (a *API) listChildHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.ListChildHoursOfOperationsRequest) (*connect.ListChildHoursOfOperationsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	parent := hoursID(c, instance, in.HoursOfOperationId)
	var changed time.Time
	return paged(a, c, "ListChildHoursOfOperations", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (list roster.List[roster.HoursOfOperation], err error) {
			list, changed, err = a.roster.ListChildHoursOfOperations(ctx, c, instance, parent, p)
			return list, err
		},
		func(items []roster.HoursOfOperation, next *string) *connect.ListChildHoursOfOperationsResponse {
			out := &connect.ListChildHoursOfOperationsResponse{
				ChildHoursOfOperationsSummaryList: each(items, func(h *roster.HoursOfOperation) connect.HoursOfOperationsIdentifier {
					return hoursIdentifier(c, instance, &h.Meta)
				}),
				NextToken: next,
			}
			out.LastModifiedTime, out.LastModifiedRegion = modified(c, changed)
			return out
		}, parent)
}
