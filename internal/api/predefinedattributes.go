package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func (a *API) predefinedAttributeOperations(t table) {
	t.add(handle(a, "CreatePredefinedAttribute", a.createPredefinedAttribute))
	t.add(handle(a, "DescribePredefinedAttribute", a.describePredefinedAttribute))
	t.add(handle(a, "UpdatePredefinedAttribute", a.updatePredefinedAttribute))
	t.add(handle(a, "DeletePredefinedAttribute", a.deletePredefinedAttribute))
	t.add(handle(a, "ListPredefinedAttributes", a.listPredefinedAttributes))
	t.add(handle(a, "SearchPredefinedAttributes", a.searchPredefinedAttributes))
}

func (a *API) createPredefinedAttribute(ctx context.Context, c roster.Caller, in *connect.CreatePredefinedAttributeRequest) (*rest.None, error) {
	return nil, a.roster.CreatePredefinedAttribute(ctx, c, instanceID(c, in.InstanceId), roster.PredefinedAttribute{
		Meta: roster.Meta{Name: *in.Name}, Values: value(in.Values).StringList, Purposes: in.Purposes,
		ValidateValues: value(value(in.AttributeConfiguration).EnableValueValidationOnAssociation),
	})
}

func (a *API) describePredefinedAttribute(ctx context.Context, c roster.Caller, in *connect.DescribePredefinedAttributeRequest) (*connect.DescribePredefinedAttributeResponse, error) {
	attribute, err := a.roster.DescribePredefinedAttribute(ctx, c, instanceID(c, in.InstanceId), *in.Name)
	if err != nil {
		return nil, err
	}
	shown := predefinedAttribute(c)(&attribute)
	return &connect.DescribePredefinedAttributeResponse{PredefinedAttribute: &shown}, nil
}

func predefinedAttribute(c roster.Caller) func(*roster.PredefinedAttribute) connect.PredefinedAttribute {
	return func(a *roster.PredefinedAttribute) connect.PredefinedAttribute {
		readOnly := a.ReadOnly()
		at, where := modified(c, a.LastModified)
		return connect.PredefinedAttribute{
			Name: &a.Name, Values: &connect.PredefinedAttributeValues{StringList: a.Values}, Purposes: a.Purposes,
			AttributeConfiguration: &connect.PredefinedAttributeConfiguration{EnableValueValidationOnAssociation: &a.ValidateValues, IsReadOnly: &readOnly},
			LastModifiedTime:       at, LastModifiedRegion: where,
		}
	}
}

func (a *API) updatePredefinedAttribute(ctx context.Context, c roster.Caller, in *connect.UpdatePredefinedAttributeRequest) (*rest.None, error) {
	return nil, a.roster.UpdatePredefinedAttribute(ctx, c, instanceID(c, in.InstanceId), *in.Name, roster.PredefinedAttributeUpdate{
		Values: value(in.Values).StringList, Purposes: in.Purposes, ValidateValues: validateValues(in.AttributeConfiguration),
	})
}

// validateValues reads a configuration, which replaces the one before as a whole: some clients leave out what is false. nil when it is absent.
func validateValues(in *connect.InputPredefinedAttributeConfiguration) *bool {
	if in == nil {
		return nil
	}
	v := value(in.EnableValueValidationOnAssociation)
	return &v
}

func (a *API) deletePredefinedAttribute(ctx context.Context, c roster.Caller, in *connect.DeletePredefinedAttributeRequest) (*rest.None, error) {
	return nil, a.roster.DeletePredefinedAttribute(ctx, c, instanceID(c, in.InstanceId), *in.Name)
}

func (a *API) listPredefinedAttributes(ctx context.Context, c roster.Caller, in *connect.ListPredefinedAttributesRequest) (*connect.ListPredefinedAttributesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListPredefinedAttributes", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.List[roster.PredefinedAttribute], error) {
			return a.roster.ListPredefinedAttributes(ctx, c, instance, p)
		},
		func(items []roster.PredefinedAttribute, next *string) *connect.ListPredefinedAttributesResponse {
			return &connect.ListPredefinedAttributesResponse{
				PredefinedAttributeSummaryList: each(items, func(a *roster.PredefinedAttribute) connect.PredefinedAttributeSummary {
					at, where := modified(c, a.LastModified)
					return connect.PredefinedAttributeSummary{Name: &a.Name, LastModifiedTime: at, LastModifiedRegion: where}
				}),
				NextToken: next,
			}
		})
}

var predefinedAttributeFields = map[string]searchField{"name": {field: search.FieldName}}

func (a *API) searchPredefinedAttributes(ctx context.Context, c roster.Caller, in *connect.SearchPredefinedAttributesRequest) (*connect.SearchPredefinedAttributesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := predefinedAttributeCriteria(searchTerms{caller: c, instance: instance, fields: predefinedAttributeFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchPredefinedAttributes", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.PredefinedAttribute], error) {
			return a.roster.SearchPredefinedAttributes(ctx, c, instance, where, p)
		},
		func(items []roster.PredefinedAttribute, next *string, total *int64) *connect.SearchPredefinedAttributesResponse {
			return &connect.SearchPredefinedAttributesResponse{
				PredefinedAttributes: each(items, predefinedAttribute(c)), NextToken: next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria)
}

func predefinedAttributeCriteria(t searchTerms, in *connect.SearchPredefinedAttributesRequest) (search.Criteria, error) {
	type criteria = connect.PredefinedAttributeSearchCriteria
	where, err := readCriteria(t, in.SearchCriteria, func(c *criteria) criteriaNode[criteria] {
		return criteriaNode[criteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
	if err != nil {
		return nil, err
	}
	return boundedSearch(where)
}
