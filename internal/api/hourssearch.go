package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var hoursFields = map[string]searchField{
	"name":        {field: search.FieldName},
	"description": {field: search.FieldDescription},
	"timezone":    {field: search.FieldTimeZone},
	"id":          {field: search.FieldID, ids: access.TypeHoursOfOperation},
	"resourceid":  {field: search.FieldID, ids: access.TypeHoursOfOperation},
}

func (a *API) searchHoursOfOperations(ctx context.Context, c roster.Caller, in *connect.SearchHoursOfOperationsRequest) (*connect.SearchHoursOfOperationsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := hoursCriteria(searchTerms{caller: c, instance: instance, fields: hoursFields}, in)
	if err != nil {
		return nil, err
	}
	var total int
	return paged(a, c, "SearchHoursOfOperations", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.List[roster.LinkedHours], error) {
			found, err := a.roster.SearchHoursOfOperations(ctx, c, instance, where, p)
			total = found.Total
			return found.List, err
		},
		func(items []roster.LinkedHours, next *string) *connect.SearchHoursOfOperationsResponse {
			return &connect.SearchHoursOfOperationsResponse{
				HoursOfOperations: each(items, func(h *roster.LinkedHours) connect.HoursOfOperation { return hoursOfOperation(c, instance, h) }),
				NextToken:         next, ApproximateTotalCount: number[int64](total),
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func hoursCriteria(t searchTerms, in *connect.SearchHoursOfOperationsRequest) (search.Criteria, error) {
	criteria, err := readCriteria(t, in.SearchCriteria, func(c *connect.HoursOfOperationSearchCriteria) criteriaNode[connect.HoursOfOperationSearchCriteria] {
		return criteriaNode[connect.HoursOfOperationSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
	if err != nil {
		return nil, err
	}
	filter, err := tagFilter(value(in.SearchFilter).TagFilter)
	if err != nil {
		return nil, err
	}
	return boundedSearch(criteria, filter)
}
