package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) routingProfileOperations(t table) {
	t.add(handle(a, "CreateRoutingProfile", a.createRoutingProfile))
	t.add(handle(a, "DescribeRoutingProfile", a.describeRoutingProfile))
	t.add(handle(a, "ListRoutingProfiles", a.listRoutingProfiles))
	t.add(handle(a, "SearchRoutingProfiles", a.searchRoutingProfiles))
	t.add(handle(a, "DeleteRoutingProfile", a.deleteRoutingProfile))
	t.add(handle(a, "UpdateRoutingProfileName", a.updateRoutingProfileName))
	t.add(handle(a, "UpdateRoutingProfileConcurrency", a.updateRoutingProfileConcurrency))
	t.add(handle(a, "UpdateRoutingProfileDefaultOutboundQueue", a.updateRoutingProfileDefaultOutboundQueue))
	t.add(handle(a, "UpdateRoutingProfileAgentAvailabilityTimer", a.updateRoutingProfileAgentAvailabilityTimer))
	t.add(handle(a, "UpdateRoutingProfileQueues", a.updateRoutingProfileQueues))
	t.add(handle(a, "AssociateRoutingProfileQueues", a.associateRoutingProfileQueues))
	t.add(handle(a, "DisassociateRoutingProfileQueues", a.disassociateRoutingProfileQueues))
	t.add(handle(a, "ListRoutingProfileQueues", a.listRoutingProfileQueues))
	t.add(handle(a, "ListRoutingProfileManualAssignmentQueues", a.listRoutingProfileManualAssignmentQueues))
}

func routingProfileID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeRoutingProfile, id)
}

func queueID(c roster.Caller, instance string, id *string) string {
	return resourceID(c, instance, access.TypeQueue, id)
}

func (a *API) createRoutingProfile(ctx context.Context, c roster.Caller, in *connect.CreateRoutingProfileRequest) (*connect.CreateRoutingProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id, err := a.roster.CreateRoutingProfile(ctx, c, instance, roster.RoutingProfile{
		Meta:                   roster.Meta{Name: *in.Name, Tags: in.Tags},
		Description:            *in.Description,
		DefaultOutboundQueueID: queueID(c, instance, in.DefaultOutboundQueueId),
		MediaConcurrencies:     each(in.MediaConcurrencies, mediaConcurrency),
		Queues:                 each(in.QueueConfigs, queueConfig(c, instance)),
		ManualQueues:           each(in.ManualAssignmentQueueConfigs, manualQueue(c, instance)),
		AvailabilityTimer:      string(value(in.AgentAvailabilityTimer)),
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateRoutingProfileResponse{RoutingProfileId: &id, RoutingProfileArn: arn(c, instance, access.TypeRoutingProfile, id)}, nil
}

func (a *API) describeRoutingProfile(ctx context.Context, c roster.Caller, in *connect.DescribeRoutingProfileRequest) (*connect.DescribeRoutingProfileResponse, error) {
	instance := instanceID(c, in.InstanceId)
	p, users, err := a.roster.DescribeRoutingProfile(ctx, c, instance, routingProfileID(c, instance, in.RoutingProfileId))
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
		Description: text(p.Description), MediaConcurrencies: each(p.MediaConcurrencies, wireMediaConcurrency),
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

func (a *API) deleteRoutingProfile(ctx context.Context, c roster.Caller, in *connect.DeleteRoutingProfileRequest) (*rest.None, error) {
	instance := instanceID(c, in.InstanceId)
	return nil, a.roster.DeleteRoutingProfile(ctx, c, instance, routingProfileID(c, instance, in.RoutingProfileId))
}
