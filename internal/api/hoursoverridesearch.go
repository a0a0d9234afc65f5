package api

import (
	"context"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var overrideFields = map[string]searchField{
	"name":        {field: search.FieldName},
	"description": {field: search.FieldDescription},
	"id":          {field: search.FieldID},
	"resourceid":  {field: search.FieldID},
}

// overrideDates are the fields that a date condition can name, in lower case.
var overrideDates = map[string]search.Field{
	"effectivefrom": search.FieldEffectiveFrom,
	"effectivetill": search.FieldEffectiveTill,
}

func (a *API) searchHoursOfOperationOverrides(ctx context.Context, c roster.Caller, in *connect.SearchHoursOfOperationOverridesRequest) (*connect.SearchHoursOfOperationOverridesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := overrideCriteria(searchTerms{caller: c, instance: instance, fields: overrideFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchHoursOfOperationOverrides", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.HoursOfOperationOverride], error) {
			return a.roster.SearchHoursOfOperationOverrides(ctx, c, instance, where, p)
		},
		func(items []roster.HoursOfOperationOverride, next *string, total *int64) *connect.SearchHoursOfOperationOverridesResponse {
			return &connect.SearchHoursOfOperationOverridesResponse{
				HoursOfOperationOverrides: each(items, func(o *roster.HoursOfOperationOverride) connect.HoursOfOperationOverride {
					return hoursOverride(c, instance, o)
				}),
				NextToken: next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func overrideCriteria(t searchTerms, in *connect.SearchHoursOfOperationOverridesRequest) (search.Criteria, error) {
	type node = connect.HoursOfOperationOverrideSearchCriteria
	criteria, err := readCriteria(t, in.SearchCriteria, func(c *node) criteriaNode[node] {
		return criteriaNode[node]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition, more: []branch{
			{"DateCondition", func() (search.Criteria, error) { return dateCondition(c.DateCondition) }},
		}}
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

// dateCondition reads a comparison with a date.
func dateCondition(c *connect.DateCondition) (search.Criteria, error) {
	if c == nil || *c == (connect.DateCondition{}) {
		return nil, nil
	}
	if c.FieldName == nil || c.Value == nil || c.ComparisonType == nil {
		return nil, invalidSearch("DateCondition must have FieldName, Value and ComparisonType")
	}
	field, ok := overrideDates[strings.ToLower(*c.FieldName)]
	if !ok {
		return nil, invalidSearch("DateCondition.FieldName must be EffectiveFrom or EffectiveTill")
	}
	switch date := *c.Value; *c.ComparisonType {
	case connect.DateComparisonTypeGreaterThan:
		return search.DateRange{Field: field, From: date, Exclusive: true}, nil
	case connect.DateComparisonTypeGreaterThanOrEqualTo:
		return search.DateRange{Field: field, From: date}, nil
	case connect.DateComparisonTypeLessThan:
		return search.DateRange{Field: field, To: date, Exclusive: true}, nil
	case connect.DateComparisonTypeLessThanOrEqualTo:
		return search.DateRange{Field: field, To: date}, nil
	default:
		return search.DateRange{Field: field, From: date, To: date}, nil
	}
}
