package api

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// tagSearchKinds are the types of resource whose tags can be searched. Those of no kind live elsewhere, so there are none.
var tagSearchKinds = map[string]access.ResourceType{
	"agent":                access.TypeUser,
	"agent-state":          access.TypeAgentStatus,
	"routing-profile":      access.TypeRoutingProfile,
	"standard-queue":       access.TypeQueue,
	"security-profile":     access.TypeSecurityProfile,
	"operating-hours":      access.TypeHoursOfOperation,
	"transfer-destination": access.TypeQuickConnect,
	"prompt":               "",
	"contact-flow":         "",
	"flow-module":          "",
}

func (a *API) searchResourceTags(ctx context.Context, c roster.Caller, in *connect.SearchResourceTagsRequest) (*connect.SearchResourceTagsResponse, error) {
	instance := instanceID(c, in.InstanceId)
	kinds, err := tagKinds(in.ResourceTypes)
	if err != nil {
		return nil, err
	}
	where := tagCriteria(value(value(in.SearchCriteria).TagSearchCondition))
	return paged(a, c, "SearchResourceTags", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.List[roster.Tag], error) {
			return a.roster.SearchResourceTags(ctx, c, instance, kinds, where, p)
		},
		func(tags []roster.Tag, next *string) *connect.SearchResourceTagsResponse {
			return &connect.SearchResourceTagsResponse{
				Tags:      each(tags, func(t *roster.Tag) connect.TagSet { return connect.TagSet{Key: &t.Key, Value: &t.Value} }),
				NextToken: next,
			}
		}, kinds, in.SearchCriteria)
}

// tagKinds reads the types to search, each once and in the same order however they are given. Without any it is all types.
func tagKinds(types []string) ([]access.ResourceType, error) {
	if len(types) == 0 {
		types = slices.Collect(maps.Keys(tagSearchKinds))
	}
	kinds := make(map[access.ResourceType]bool)
	for _, t := range types {
		kind, ok := tagSearchKinds[t]
		if !ok {
			return nil, roster.Errorf(roster.InvalidParameter, "ResourceTypes has a type whose tags cannot be searched")
		}
		kinds[kind] = true
	}
	delete(kinds, "")
	return slices.Sorted(maps.Keys(kinds)), nil
}

// tagCriteria reads a condition on tags. What it does not give lets every tag through; a text without a comparison is compared exactly.
func tagCriteria(t connect.TagSearchCondition) search.Criteria {
	all := search.And{}
	if t.TagKey != nil {
		all = append(all, tagText(search.FieldTagKey, *t.TagKey, t.TagKeyComparisonType))
	}
	if t.TagValue != nil {
		all = append(all, tagText(search.FieldTagValue, *t.TagValue, t.TagValueComparisonType))
	}
	return all
}

func tagText(field search.Field, text string, comparison *connect.StringComparisonType) search.Criteria {
	return search.Text{Field: field, Comparison: cmp.Or(search.Comparison(value(comparison)), search.Exact), Value: text}
}
