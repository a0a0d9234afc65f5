package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// newRoutingProfile is the least that a routing profile needs.
func (c *centre) newRoutingProfile(t *testing.T, name string) *connect.CreateRoutingProfileInput {
	t.Helper()
	return &connect.CreateRoutingProfileInput{
		InstanceId: c.id, Name: &name, Description: aws.String("Calls"), DefaultOutboundQueueId: c.routingProfile(t, c.routing).DefaultOutboundQueueId,
		MediaConcurrencies: []types.MediaConcurrency{{Channel: voice, Concurrency: aws.Int32(1)}},
	}
}

func (c *centre) routingProfile(t *testing.T, id *string) *types.RoutingProfile {
	t.Helper()
	return must(c.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: id}))(t).RoutingProfile
}

// routed is an entry of a routing profile's list of queues.
func routed(queue *string, channel types.Channel, priority, delay int32) types.RoutingProfileQueueConfig {
	return types.RoutingProfileQueueConfig{
		QueueReference: &types.RoutingProfileQueueReference{QueueId: queue, Channel: channel}, Priority: &priority, Delay: &delay,
	}
}

func createsRoutingProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-made")
	in := c.newRoutingProfile(t, "Night")
	in.Tags, in.AgentAvailabilityTimer = map[string]string{"shift": "night"}, types.AgentAvailabilityTimerTimeSinceLastInbound
	in.MediaConcurrencies = []types.MediaConcurrency{
		{Channel: types.ChannelEmail, Concurrency: aws.Int32(10), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel}},
		{Channel: voice, Concurrency: aws.Int32(1)},
	}
	queue := in.DefaultOutboundQueueId
	in.QueueConfigs = []types.RoutingProfileQueueConfig{routed(queue, voice, 1, 0), routed(queue, chat, 2, 30)}
	created := must(client.CreateRoutingProfile(t.Context(), in))(t)
	same(t, "the ARN", created.RoutingProfileArn, c.arnOf("routing-profile", created.RoutingProfileId))
	in.MediaConcurrencies[1].CrossChannelBehavior = &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteCurrentChannelOnly}
	same(t, "the profile", c.routingProfile(t, created.RoutingProfileArn), &types.RoutingProfile{
		InstanceId: c.id, RoutingProfileId: created.RoutingProfileId, RoutingProfileArn: created.RoutingProfileArn, Name: in.Name, Description: in.Description,
		MediaConcurrencies: in.MediaConcurrencies, DefaultOutboundQueueId: queue, Tags: in.Tags, AgentAvailabilityTimer: in.AgentAvailabilityTimer,
		NumberOfAssociatedQueues: aws.Int64(2), NumberOfAssociatedManualAssignmentQueues: aws.Int64(0), NumberOfAssociatedUsers: aws.Int64(0),
		AssociatedQueueIds: []string{}, AssociatedManualAssignmentQueueIds: []string{}, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}, recent)
}

func updatesRoutingProfile(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-updates")
	id := must(client.CreateRoutingProfile(t.Context(), c.newRoutingProfile(t, "Night")))(t).RoutingProfileId
	want := c.routingProfile(t, id)
	must(client.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{InstanceId: c.id, RoutingProfileId: id, Name: aws.String("Late")}))(t)
	must(client.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{
		InstanceId: c.id, RoutingProfileId: id, Name: aws.String("Late"), Description: aws.String("Late calls"),
	}))(t)
	media := []types.MediaConcurrency{{Channel: task, Concurrency: aws.Int32(3), CrossChannelBehavior: &types.CrossChannelBehavior{BehaviorType: types.BehaviorTypeRouteAnyChannel}}}
	must(client.UpdateRoutingProfileConcurrency(t.Context(), &connect.UpdateRoutingProfileConcurrencyInput{InstanceId: c.id, RoutingProfileId: id, MediaConcurrencies: media}))(t)
	must(client.UpdateRoutingProfileAgentAvailabilityTimer(t.Context(), &connect.UpdateRoutingProfileAgentAvailabilityTimerInput{
		InstanceId: c.id, RoutingProfileId: id, AgentAvailabilityTimer: types.AgentAvailabilityTimerTimeSinceLastInbound,
	}))(t)
	must(client.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
		InstanceId: c.id, RoutingProfileId: id, DefaultOutboundQueueId: c.arnOf("queue", want.DefaultOutboundQueueId),
	}))(t)
	want.Name, want.Description, want.MediaConcurrencies = aws.String("Late"), aws.String("Late calls"), media
	want.AgentAvailabilityTimer = types.AgentAvailabilityTimerTimeSinceLastInbound
	same(t, "the profile", c.routingProfile(t, id), want, recent)
	rename := func(name, description *string) func() error {
		return func() error {
			return errorOf(client.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{
				InstanceId: c.id, RoutingProfileId: id, Name: name, Description: description,
			}))
		}
	}
	refusals(t, []call{
		{"neither name nor description", rename(nil, nil), invalidParameter},
		{"a name that is taken", rename(aws.String("Basic Routing Profile"), nil), duplicate},
		{"an empty description", rename(nil, aws.String("")), invalidParameter},
		{"an unknown queue", func() error {
			return errorOf(client.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
				InstanceId: c.id, RoutingProfileId: id, DefaultOutboundQueueId: aws.String(nobody),
			}))
		}, notFound},
		{"no channels", func() error {
			return errorOf(client.UpdateRoutingProfileConcurrency(t.Context(), &connect.UpdateRoutingProfileConcurrencyInput{
				InstanceId: c.id, RoutingProfileId: id, MediaConcurrencies: []types.MediaConcurrency{},
			}))
		}, invalidParameter},
	})
	same(t, "the profile after refusals", c.routingProfile(t, id), want, recent)
}

func changesRoutingQueues(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-queues")
	in := c.newRoutingProfile(t, "Night")
	queue, id := in.DefaultOutboundQueueId, must(client.CreateRoutingProfile(t.Context(), in))(t).RoutingProfileId
	entry := func(channel types.Channel, priority, delay int32) types.RoutingProfileQueueConfigSummary {
		return types.RoutingProfileQueueConfigSummary{
			QueueId: queue, QueueArn: c.arnOf("queue", queue), QueueName: aws.String("BasicQueue"), Channel: channel, Priority: &priority, Delay: delay,
		}
	}
	expect := func(want ...types.RoutingProfileQueueConfigSummary) {
		t.Helper()
		out := must(client.ListRoutingProfileQueues(t.Context(), &connect.ListRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id}))(t)
		same(t, "the queues", out.RoutingProfileQueueConfigSummaryList, append([]types.RoutingProfileQueueConfigSummary{}, want...))
	}
	associate := func(configs ...types.RoutingProfileQueueConfig) error {
		return errorOf(client.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, QueueConfigs: configs}))
	}
	update := func(configs ...types.RoutingProfileQueueConfig) error {
		return errorOf(client.UpdateRoutingProfileQueues(t.Context(), &connect.UpdateRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, QueueConfigs: configs}))
	}
	expect()
	ok(t, associate(routed(queue, voice, 1, 0), routed(queue, chat, 5, 60)))
	expect(entry(chat, 5, 60), entry(voice, 1, 0))
	ok(t, associate(routed(queue, chat, 6, 0)))
	ok(t, update(routed(queue, voice, 99, 9999)))
	expect(entry(chat, 6, 0), entry(voice, 99, 9999))
	invalidRequest(t, update(routed(queue, task, 1, 0)))
	invalidParameter(t, associate(routed(queue, task, 100, 0)))
	invalidParameter(t, associate(routed(queue, task, 1, 10_000)))
	notFound(t, associate(routed(aws.String(nobody), task, 1, 0)))
	expect(entry(chat, 6, 0), entry(voice, 99, 9999))
	must(client.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
		InstanceId: c.id, RoutingProfileId: id,
		QueueReferences: []types.RoutingProfileQueueReference{{QueueId: queue, Channel: voice}, {QueueId: queue, Channel: task}, {QueueId: aws.String(nobody), Channel: voice}},
	}))(t)
	expect(entry(chat, 6, 0))
	manual := must(client.ListRoutingProfileManualAssignmentQueues(t.Context(), &connect.ListRoutingProfileManualAssignmentQueuesInput{InstanceId: c.id, RoutingProfileId: id}))(t)
	same(t, "queues for manual assignment", len(manual.RoutingProfileManualAssignmentQueueConfigSummaryList), 0)
}

func refusesRoutingProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-refusals")
	with := func(name string, want refusal, change func(*connect.CreateRoutingProfileInput)) call {
		return call{name, func() error {
			in := c.newRoutingProfile(t, "refused")
			change(in)
			return errorOf(client.CreateRoutingProfile(t.Context(), in))
		}, want}
	}
	type in = connect.CreateRoutingProfileInput
	one := types.MediaConcurrency{Channel: chat, Concurrency: aws.Int32(1)}
	refusals(t, []call{
		with("a name that is taken", duplicate, func(i *in) { i.Name = aws.String("Basic Routing Profile") }),
		with("a name of 128 characters", invalidParameter, func(i *in) { i.Name = aws.String(strings.Repeat("x", 128)) }),
		with("a blank description", invalidParameter, func(i *in) { i.Description = aws.String(" ") }),
		with("an unknown default queue", notFound, func(i *in) { i.DefaultOutboundQueueId = aws.String(nobody) }),
		with("no channels", invalidParameter, func(i *in) { i.MediaConcurrencies = []types.MediaConcurrency{} }),
		with("a channel twice", invalidParameter, func(i *in) { i.MediaConcurrencies = []types.MediaConcurrency{one, one} }),
		with("two calls at once", invalidParameter, func(i *in) { i.MediaConcurrencies[0].Concurrency = aws.Int32(2) }),
		with("eleven chats at once", invalidParameter, func(i *in) {
			i.MediaConcurrencies = []types.MediaConcurrency{{Channel: chat, Concurrency: aws.Int32(11)}}
		}),
		with("an unknown queue", notFound, func(i *in) {
			i.QueueConfigs = []types.RoutingProfileQueueConfig{routed(aws.String(nobody), voice, 1, 0)}
		}),
		with("calls to be picked by hand", invalidParameter, func(i *in) {
			i.ManualAssignmentQueueConfigs = []types.RoutingProfileManualAssignmentQueueConfig{
				{QueueReference: &types.RoutingProfileQueueReference{QueueId: i.DefaultOutboundQueueId, Channel: voice}},
			}
		}),
		with("an unknown instance", notFound, func(i *in) { i.InstanceId = aws.String(nobody) }),
	})
}

func refusesRoutingProfileDeletion(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-deletion")
	remove := func(id *string) error {
		return errorOf(client.DeleteRoutingProfile(t.Context(), &connect.DeleteRoutingProfileInput{InstanceId: c.id, RoutingProfileId: id}))
	}
	in := c.newRoutingProfile(t, "Night")
	in.QueueConfigs = []types.RoutingProfileQueueConfig{routed(in.DefaultOutboundQueueId, voice, 1, 0)}
	id := must(client.CreateRoutingProfile(t.Context(), in))(t).RoutingProfileId
	user := c.hire(t, "ada", func(in *connect.CreateUserInput) { in.RoutingProfileId = id })
	e := refused[*types.ResourceInUseException](t, remove(id))
	same(t, "the user in the way", []string{string(e.ResourceType), *e.ResourceId}, []string{"USER", *c.arnOf("agent", user)})
	invalidRequest(t, remove(c.routing))
	must(client.UpdateUserRoutingProfile(t.Context(), &connect.UpdateUserRoutingProfileInput{InstanceId: c.id, UserId: user, RoutingProfileId: c.routing}))(t)
	ok(t, remove(id))
	notFound(t, remove(id))
}

func searchesRoutingProfiles(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "routing-search")
	in := c.newRoutingProfile(t, "Night")
	in.Tags = map[string]string{"shift": "night"}
	must(client.CreateRoutingProfile(t.Context(), in))(t)
	find := func(condition *types.StringCondition, filter *types.RoutingProfileSearchFilter) []string {
		t.Helper()
		search := &connect.SearchRoutingProfilesInput{InstanceId: c.id, SearchFilter: filter}
		if condition != nil {
			search.SearchCriteria = &types.RoutingProfileSearchCriteria{StringCondition: condition}
		}
		out := must(client.SearchRoutingProfiles(t.Context(), search))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.RoutingProfiles)))
		return pluck(out.RoutingProfiles, func(p types.RoutingProfile) string { return *p.Name })
	}
	basic, night := "Basic Routing Profile", "Night"
	same(t, "everything", find(nil, nil), []string{basic, night})
	same(t, "by name", find(where("name", "NIGHT", contains), nil), []string{night})
	same(t, "by description", find(where("description", "A simple", prefix), nil), []string{basic})
	same(t, "by queue", find(where("associatedQueueIds", *in.DefaultOutboundQueueId, exact), nil), []string{basic})
	same(t, "by id", find(where("resourceID", *c.routing, exact), nil), []string{basic})
	byTag := &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("shift")}}
	same(t, "by tag", find(nil, &types.RoutingProfileSearchFilter{TagFilter: byTag}), []string{night})
}
