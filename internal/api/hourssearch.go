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
	return pagedSearch(a, c, "SearchHoursOfOperations", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.LinkedHours], error) {
			return a.roster.SearchHoursOfOperations(ctx, c, instance, where, p)
		},
		func(items []roster.LinkedHours, next *string, total *int64) *connect.SearchHoursOfOperationsResponse {
			return &connect.SearchHoursOfOperationsResponse{
				HoursOfOperations: each(items, func(h *roster.LinkedHours) connect.HoursOfOperation { return hoursOfOperation(c, instance, h) }),
				NextToken:         next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func hoursCriteria(t searchTerms, in *connect.SearchHoursOfOperationsRequest) (search.Criteria, error) {
	return criteriaAndTags(t, in.SearchCriteria, value(in.SearchFilter).TagFilter, func(c *connect.HoursOfOperationSearchCriteria) criteriaNode[connect.HoursOfOperationSearchCriteria] {
		return criteriaNode[connect.HoursOfOperationSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
}
