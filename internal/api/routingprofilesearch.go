package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var routingProfileFields = map[string]searchField{
	"name":               {field: search.FieldName},
	"description":        {field: search.FieldDescription},
	"associatedqueueids": {field: search.FieldAssociatedQueueIDs, ids: access.TypeQueue},
	"id":                 {field: search.FieldID, ids: access.TypeRoutingProfile},
	"resourceid":         {field: search.FieldID, ids: access.TypeRoutingProfile},
}

func (a *API) searchRoutingProfiles(ctx context.Context, c roster.Caller, in *connect.SearchRoutingProfilesRequest) (*connect.SearchRoutingProfilesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	where, err := routingProfileCriteria(searchTerms{caller: c, instance: instance, fields: routingProfileFields}, in)
	if err != nil {
		return nil, err
	}
	return pagedSearch(a, c, "SearchRoutingProfiles", instance, in.NextToken, in.MaxResults, 500,
		func(p roster.Page) (roster.Found[roster.FoundRoutingProfile], error) {
			return a.roster.SearchRoutingProfiles(ctx, c, instance, where, p)
		},
		func(items []roster.FoundRoutingProfile, next *string, total *int64) *connect.SearchRoutingProfilesResponse {
			return &connect.SearchRoutingProfilesResponse{
				RoutingProfiles: each(items, func(p *roster.FoundRoutingProfile) connect.RoutingProfile { return foundRoutingProfile(c, instance, p) }),
				NextToken:       next, ApproximateTotalCount: total,
			}
		}, in.SearchCriteria, in.SearchFilter)
}

func routingProfileCriteria(t searchTerms, in *connect.SearchRoutingProfilesRequest) (search.Criteria, error) {
	return criteriaAndTags(t, in.SearchCriteria, value(in.SearchFilter).TagFilter, func(c *connect.RoutingProfileSearchCriteria) criteriaNode[connect.RoutingProfileSearchCriteria] {
		return criteriaNode[connect.RoutingProfileSearchCriteria]{or: c.OrConditions, and: c.AndConditions, text: c.StringCondition}
	})
}

// foundRoutingProfile is a profile as a search shows it. It has the ids of the queues, which a described one has not; the service leaves
// out some of what it describes, and so does this.
func foundRoutingProfile(c roster.Caller, instance string, p *roster.FoundRoutingProfile) connect.RoutingProfile {
	wire := *routingProfile(c, instance, &p.RoutingProfile, p.Users)
	wire.AssociatedQueueIds, wire.AssociatedManualAssignmentQueueIds = p.QueueIDs(), p.ManualQueueIDs()
	wire.LastModifiedTime, wire.LastModifiedRegion, wire.AgentAvailabilityTimer = nil, nil, nil
	for i := range wire.MediaConcurrencies {
		wire.MediaConcurrencies[i].CrossChannelBehavior = nil
	}
	return wire
}
