package api

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) listRoutingProfileQueues(ctx context.Context, c roster.Caller, in *connect.ListRoutingProfileQueuesRequest) (*connect.ListRoutingProfileQueuesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id := routingProfileID(c, instance, in.RoutingProfileId)
	var at time.Time
	return paged(a, c, "ListRoutingProfileQueues", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (list roster.List[roster.QueueEntry[roster.QueueConfig]], err error) {
			list, at, err = a.roster.ListRoutingProfileQueues(ctx, c, instance, id, p)
			return list, err
		},
		func(items []roster.QueueEntry[roster.QueueConfig], next *string) *connect.ListRoutingProfileQueuesResponse {
			out := &connect.ListRoutingProfileQueuesResponse{RoutingProfileQueueConfigSummaryList: each(items, queueSummary(c, instance)), NextToken: next}
			out.LastModifiedTime, out.LastModifiedRegion = modified(c, at)
			return out
		}, id)
}

func queueSummary(c roster.Caller, instance string) func(*roster.QueueEntry[roster.QueueConfig]) connect.RoutingProfileQueueConfigSummary {
	return func(e *roster.QueueEntry[roster.QueueConfig]) connect.RoutingProfileQueueConfigSummary {
		return connect.RoutingProfileQueueConfigSummary{
			QueueId: &e.Config.QueueID, QueueArn: arn(c, instance, access.TypeQueue, e.Config.QueueID), QueueName: &e.QueueName,
			Priority: number[int32](e.Config.Priority), Delay: number[int32](e.Config.Delay), Channel: text(connect.Channel(e.Config.Channel)),
		}
	}
}

func (a *API) listRoutingProfileManualAssignmentQueues(ctx context.Context, c roster.Caller, in *connect.ListRoutingProfileManualAssignmentQueuesRequest) (*connect.ListRoutingProfileManualAssignmentQueuesResponse, error) {
	instance := instanceID(c, in.InstanceId)
	id := routingProfileID(c, instance, in.RoutingProfileId)
	var at time.Time
	return paged(a, c, "ListRoutingProfileManualAssignmentQueues", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (list roster.List[roster.QueueEntry[roster.ManualQueue]], err error) {
			list, at, err = a.roster.ListRoutingProfileManualAssignmentQueues(ctx, c, instance, id, p)
			return list, err
		},
		func(items []roster.QueueEntry[roster.ManualQueue], next *string) *connect.ListRoutingProfileManualAssignmentQueuesResponse {
			out := &connect.ListRoutingProfileManualAssignmentQueuesResponse{
				RoutingProfileManualAssignmentQueueConfigSummaryList: each(items, manualQueueSummary(c, instance)), NextToken: next,
			}
			out.LastModifiedTime, out.LastModifiedRegion = modified(c, at)
			return out
		}, id)
}

func manualQueueSummary(c roster.Caller, instance string) func(*roster.QueueEntry[roster.ManualQueue]) connect.RoutingProfileManualAssignmentQueueConfigSummary {
	return func(e *roster.QueueEntry[roster.ManualQueue]) connect.RoutingProfileManualAssignmentQueueConfigSummary {
		return connect.RoutingProfileManualAssignmentQueueConfigSummary{
			QueueId: &e.Config.QueueID, QueueArn: arn(c, instance, access.TypeQueue, e.Config.QueueID), QueueName: &e.QueueName,
			Channel: text(connect.Channel(e.Config.Channel)),
		}
	}
}
