package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// basicQueue is the id of the queue that comes with an instance.
func (c *crew) basicQueue(t *testing.T) *string {
	t.Helper()
	out, err := c.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: c.routing})
	wantError(t, err, "")
	return out.RoutingProfile.DefaultOutboundQueueId
}

func queueReference(queue *string, channel types.Channel) *types.RoutingProfileQueueReference {
	return &types.RoutingProfileQueueReference{QueueId: queue, Channel: channel}
}

func queueConfig(queue *string, channel types.Channel, priority, delay int32) types.RoutingProfileQueueConfig {
	return types.RoutingProfileQueueConfig{QueueReference: queueReference(queue, channel), Priority: &priority, Delay: &delay}
}

// newRoutingProfile is a request for a routing profile that is right, with one queue in each list.
func newRoutingProfile(instance, queue *string, name string) *sdk.CreateRoutingProfileInput {
	return &sdk.CreateRoutingProfileInput{
		InstanceId: instance, Name: &name, Description: aws.String("About " + name), DefaultOutboundQueueId: queue, Tags: map[string]string{"team": "blue"},
		MediaConcurrencies: []types.MediaConcurrency{
			{Channel: types.ChannelChat, Concurrency: aws.Int32(10), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel}},
			{Channel: types.ChannelVoice, Concurrency: aws.Int32(1)},
		},
		QueueConfigs: []types.RoutingProfileQueueConfig{queueConfig(queue, types.ChannelChat, 99, 9999)},
		ManualAssignmentQueueConfigs: []types.RoutingProfileManualAssignmentQueueConfig{
			{QueueReference: queueReference(queue, types.ChannelTask)},
		},
		AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastInbound,
	}
}

func TestRoutingProfileRoundTrip(t *testing.T) {
	c := newCrew(t)
	queue := c.basicQueue(t)
	created, err := c.CreateRoutingProfile(t.Context(), newRoutingProfile(instanceARN(c.id, ""), instanceARN(c.id, "/queue/"+*queue), "Chats"))
	wantError(t, err, "")
	want := &types.RoutingProfile{
		InstanceId: c.id, RoutingProfileId: created.RoutingProfileId, RoutingProfileArn: instanceARN(c.id, "/routing-profile/"+*created.RoutingProfileId),
		Name: aws.String("Chats"), Description: aws.String("About Chats"), Tags: map[string]string{"team": "blue"}, DefaultOutboundQueueId: queue,
		MediaConcurrencies: []types.MediaConcurrency{
			{Channel: types.ChannelChat, Concurrency: aws.Int32(10), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel}},
			{Channel: types.ChannelVoice, Concurrency: aws.Int32(1), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}},
		},
		NumberOfAssociatedQueues: aws.Int64(1), NumberOfAssociatedManualAssignmentQueues: aws.Int64(1), NumberOfAssociatedUsers: aws.Int64(0),
		AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastInbound, LastModifiedRegion: aws.String(region),
	}
	if *created.RoutingProfileArn != *want.RoutingProfileArn {
		t.Errorf("created %s, want %s", *created.RoutingProfileArn, *want.RoutingProfileArn)
	}
	check := func(after string) {
		t.Helper()
		out, err := c.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileArn})
		wantError(t, err, "")
		if diff := cmp.Diff(want, out.RoutingProfile, timeless, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", after, diff)
		}
	}
	check("creation")
	_, err = c.UpdateRoutingProfileName(t.Context(), &sdk.UpdateRoutingProfileNameInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileArn, Name: aws.String("New"), Description: aws.String("Newer")})
	wantError(t, err, "")
	want.Name, want.Description = aws.String("New"), aws.String("Newer")
	check("the name")
	want.MediaConcurrencies = want.MediaConcurrencies[:1]
	_, err = c.UpdateRoutingProfileConcurrency(t.Context(), &sdk.UpdateRoutingProfileConcurrencyInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileId, MediaConcurrencies: want.MediaConcurrencies})
	wantError(t, err, "")
	check("the concurrency")
	_, err = c.UpdateRoutingProfileAgentAvailabilityTimer(t.Context(), &sdk.UpdateRoutingProfileAgentAvailabilityTimerInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileId, AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastActivity})
	wantError(t, err, "")
	want.AgentAvailabilityTimer = types.AgentAvailabilityTimerTimeSinceLastActivity
	check("the timer")
	_, err = c.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &sdk.UpdateRoutingProfileDefaultOutboundQueueInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileId, DefaultOutboundQueueId: queue})
	wantError(t, err, "")
	check("the default queue")
	_, err = c.DeleteRoutingProfile(t.Context(), &sdk.DeleteRoutingProfileInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileArn})
	wantError(t, err, "")
	_, err = c.DescribeRoutingProfile(t.Context(), &sdk.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: created.RoutingProfileId})
	wantError(t, err, "ResourceNotFoundException")
}

func TestRoutingProfileQueues(t *testing.T) {
	c := newCrew(t)
	queue := c.basicQueue(t)
	created, err := c.CreateRoutingProfile(t.Context(), newRoutingProfile(c.id, queue, "Chats"))
	wantError(t, err, "")
	id := created.RoutingProfileId
	summary := func(channel types.Channel, priority, delay int32) types.RoutingProfileQueueConfigSummary {
		return types.RoutingProfileQueueConfigSummary{QueueId: queue, QueueArn: instanceARN(c.id, "/queue/"+*queue), QueueName: aws.String("BasicQueue"), Priority: &priority, Delay: delay, Channel: channel}
	}
	check := func(manual int, want ...types.RoutingProfileQueueConfigSummary) {
		t.Helper()
		var got []types.RoutingProfileQueueConfigSummary
		pages := sdk.NewListRoutingProfileQueuesPaginator(c, &sdk.ListRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, MaxResults: aws.Int32(1)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			if page.LastModifiedTime == nil || aws.ToString(page.LastModifiedRegion) != region {
				t.Errorf("the page was modified at %v in %v", page.LastModifiedTime, page.LastModifiedRegion)
			}
			got = append(got, page.RoutingProfileQueueConfigSummaryList...)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(types.RoutingProfileQueueConfigSummary{})); diff != "" {
			t.Errorf("queues (-want +got):\n%s", diff)
		}
		others, err := c.ListRoutingProfileManualAssignmentQueues(t.Context(), &sdk.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: c.id, RoutingProfileId: id})
		wantError(t, err, "")
		if len(others.RoutingProfileManualAssignmentQueueConfigSummaryList) != manual || others.LastModifiedTime == nil || *others.LastModifiedRegion != region {
			t.Errorf("queues for manual assignment: %+v", others)
		}
		for _, s := range others.RoutingProfileManualAssignmentQueueConfigSummaryList {
			if want := summary(s.Channel, 0, 0); *s.QueueId != *want.QueueId || *s.QueueArn != *want.QueueArn || *s.QueueName != *want.QueueName {
				t.Errorf("queue for manual assignment: %+v", s)
			}
		}
	}
	check(1, summary("CHAT", 99, 9999))
	_, err = c.AssociateRoutingProfileQueues(t.Context(), &sdk.AssociateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id,
		QueueConfigs:                 []types.RoutingProfileQueueConfig{queueConfig(queue, "VOICE", 1, 0), queueConfig(instanceARN(c.id, "/queue/"+*queue), "CHAT", 2, 3)},
		ManualAssignmentQueueConfigs: []types.RoutingProfileManualAssignmentQueueConfig{{QueueReference: queueReference(queue, "EMAIL")}},
	})
	wantError(t, err, "")
	check(2, summary("CHAT", 2, 3), summary("VOICE", 1, 0))
	_, err = c.UpdateRoutingProfileQueues(t.Context(), &sdk.UpdateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id,
		QueueConfigs: []types.RoutingProfileQueueConfig{queueConfig(queue, "VOICE", 4, 5)}})
	wantError(t, err, "")
	check(2, summary("CHAT", 2, 3), summary("VOICE", 4, 5))
	_, err = c.DisassociateRoutingProfileQueues(t.Context(), &sdk.DisassociateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id,
		QueueReferences:                 []types.RoutingProfileQueueReference{*queueReference(queue, "CHAT"), *queueReference(aws.String("nothing"), "CHAT")},
		ManualAssignmentQueueReferences: []types.RoutingProfileQueueReference{*queueReference(instanceARN(c.id, "/queue/"+*queue), "EMAIL")},
	})
	wantError(t, err, "")
	check(1, summary("VOICE", 4, 5))
}
