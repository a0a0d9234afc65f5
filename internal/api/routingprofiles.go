package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) routingProfileOperations(t table) {
	t.add(handle(a, "DescribeRoutingProfile", a.describeRoutingProfile))
	t.add(handle(a, "ListRoutingProfiles", a.listRoutingProfiles))
}

func (a *API) describeRoutingProfile(ctx context.Context, c roster.Caller, in *connect.DescribeRoutingProfileRequest) (*connect.DescribeRoutingProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	p, users, err := a.roster.DescribeRoutingProfile(ctx, c, instance, resourceID(c, instance, access.TypeRoutingProfile, in.RoutingProfileId))
	if err != nil {
		return nil, err
	}
	return &connect.DescribeRoutingProfileResponse{RoutingProfile: routingProfile(c, instance, &p, users)}, nil
}

// routingProfile is a profile as it is described. The ids of its queues stay empty here, as the service leaves them: only searches and
// the profile's own lists of queues tell them.
func routingProfile(c roster.Caller, instance string, p *roster.RoutingProfile, users int) *connect.RoutingProfile {
	wire := &connect.RoutingProfile{
		InstanceId: &instance, Name: &p.Name, RoutingProfileArn: arn(c, instance, access.TypeRoutingProfile, p.ID), RoutingProfileId: &p.ID,
		Description: text(p.Description), MediaConcurrencies: each(p.MediaConcurrencies, mediaConcurrency),
		DefaultOutboundQueueId: &p.DefaultOutboundQueueID, Tags: p.Tags,
		NumberOfAssociatedQueues:                 number[int64](len(p.Queues)),
		NumberOfAssociatedManualAssignmentQueues: number[int64](len(p.ManualQueues)),
		NumberOfAssociatedUsers:                  number[int64](users),
		AgentAvailabilityTimer:                   text(connect.AgentAvailabilityTimer(p.AvailabilityTimer)),
		IsDefault:                                &p.Default,
	}
	wire.LastModifiedTime, wire.LastModifiedRegion = modified(c, p.LastModified)
	return wire
}

func mediaConcurrency(m *roster.MediaConcurrency) connect.MediaConcurrency {
	return connect.MediaConcurrency{
		Channel: text(connect.Channel(m.Channel)), Concurrency: number[int32](m.Limit),
		CrossChannelBehavior: &connect.CrossChannelBehavior{BehaviorType: text(connect.BehaviorType(m.CrossChannel))},
	}
}

func (a *API) listRoutingProfiles(ctx context.Context, c roster.Caller, in *connect.ListRoutingProfilesRequest) (*connect.ListRoutingProfilesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	return paged(a, c, "ListRoutingProfiles", instance, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.RoutingProfile], error) {
			return a.roster.ListRoutingProfiles(ctx, c, instance, p)
		},
		func(items []roster.RoutingProfile, next *string) *connect.ListRoutingProfilesResponse {
			return &connect.ListRoutingProfilesResponse{
				RoutingProfileSummaryList: each(items, func(p *roster.RoutingProfile) connect.RoutingProfileSummary {
					s := connect.RoutingProfileSummary{Id: &p.ID, Arn: arn(c, instance, access.TypeRoutingProfile, p.ID), Name: &p.Name}
					s.LastModifiedTime, s.LastModifiedRegion = modified(c, p.LastModified)
					return s
				}),
				NextToken: next,
			}
		})
}
