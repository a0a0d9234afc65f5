package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// routingConfig is what aws_connect_routing_profile declares.
type routingConfig struct {
	Name, Description, Outbound string
	Media                       map[types.Channel]int32
	Queues                      map[queueChannel]urgency
}

type queueChannel struct {
	Queue   string
	Channel types.Channel
}

type urgency struct{ Priority, Delay int32 }

// batch is how many queues the provider sends at once.
const batch = 10

// media are all channels, with as many contacts at once as given, but for calls.
func media(limit int32) map[types.Channel]int32 {
	return map[types.Channel]int32{voice: 1, chat: limit, task: limit, types.ChannelEmail: limit}
}

func wireMedia(media map[types.Channel]int32) (list []types.MediaConcurrency) {
	for channel, limit := range media {
		list = append(list, types.MediaConcurrency{Channel: channel, Concurrency: &limit})
	}
	return list
}

// everyChannel are sixteen entries: the four queues for the four channels.
func (s *stack) everyChannel(priority int32) map[queueChannel]urgency {
	entries := map[queueChannel]urgency{}
	for n, queue := range s.queues {
		for channel := range media(1) {
			entries[queueChannel{queue.id, channel}] = urgency{priority, int32(n * 30)}
		}
	}
	return entries
}

func wireEntries(entries map[queueChannel]urgency) (list []types.RoutingProfileQueueConfig) {
	for _, k := range keys(entries) {
		list = append(list, routed(&k.Queue, k.Channel, entries[k].Priority, entries[k].Delay))
	}
	return list
}

func (c *centre) declareRouting(t *testing.T, config routingConfig) *managed[routingConfig] {
	t.Helper()
	in := &connect.CreateRoutingProfileInput{
		InstanceId: c.id, Name: &config.Name, Description: &config.Description, DefaultOutboundQueueId: &config.Outbound,
		MediaConcurrencies: wireMedia(config.Media), Tags: firstTags(),
	}
	if len(config.Queues) <= batch {
		in.QueueConfigs = wireEntries(config.Queues)
	}
	created := must(c.CreateRoutingProfile(t.Context(), in))(t)
	m := &managed[routingConfig]{kind: "routing profile", id: *created.RoutingProfileId, arn: created.RoutingProfileArn, declared: config, tags: firstTags()}
	if len(config.Queues) > batch {
		ok(t, c.replaceEntries(t, &m.id, nil, config.Queues))
	}
	m.read = func(t *testing.T) (routingConfig, map[string]string, error) { return c.readRoutingConfig(t, &m.id) }
	m.remove = func(t *testing.T) error {
		return errorOf(c.DeleteRoutingProfile(t.Context(), &connect.DeleteRoutingProfileInput{InstanceId: c.id, RoutingProfileId: &m.id}))
	}
	m.plan(t)
	return m
}

// replaceEntries takes away the entries that are not wanted as they are, then adds those that are missing, ten at a time.
func (c *centre) replaceEntries(t *testing.T, profile *string, from, to map[queueChannel]urgency) error {
	add, remove := map[queueChannel]urgency{}, []types.RoutingProfileQueueReference{}
	for k, v := range to {
		if old, had := from[k]; !had || old != v {
			add[k] = v
		}
	}
	for _, k := range keys(from) {
		if kept, is := to[k]; !is || kept != from[k] {
			remove = append(remove, types.RoutingProfileQueueReference{QueueId: &k.Queue, Channel: k.Channel})
		}
	}
	for part := range slices.Chunk(remove, batch) {
		if err := errorOf(c.DisassociateRoutingProfileQueues(t.Context(), &connect.DisassociateRoutingProfileQueuesInput{
			InstanceId: c.id, RoutingProfileId: profile, QueueReferences: part,
		})); err != nil {
			return err
		}
	}
	for part := range slices.Chunk(wireEntries(add), batch) {
		if err := errorOf(c.AssociateRoutingProfileQueues(t.Context(), &connect.AssociateRoutingProfileQueuesInput{
			InstanceId: c.id, RoutingProfileId: profile, QueueConfigs: part,
		})); err != nil {
			return err
		}
	}
	return nil
}

func (c *centre) readRoutingConfig(t *testing.T, id *string) (config routingConfig, tags map[string]string, err error) {
	out, err := c.DescribeRoutingProfile(t.Context(), &connect.DescribeRoutingProfileInput{InstanceId: c.id, RoutingProfileId: id})
	if err != nil {
		return config, nil, err
	}
	p := out.RoutingProfile
	config = routingConfig{*p.Name, *p.Description, *p.DefaultOutboundQueueId, map[types.Channel]int32{}, map[queueChannel]urgency{}}
	for _, m := range p.MediaConcurrencies {
		config.Media[m.Channel] = *m.Concurrency
	}
	pages := connect.NewListRoutingProfileQueuesPaginator(c, &connect.ListRoutingProfileQueuesInput{InstanceId: c.id, RoutingProfileId: id, MaxResults: aws.Int32(batch)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			return config, nil, err
		}
		for _, q := range page.RoutingProfileQueueConfigSummaryList {
			config.Queues[queueChannel{*q.QueueId, q.Channel}] = urgency{*q.Priority, q.Delay}
		}
	}
	return config, p.Tags, nil
}

func (s *stack) changeRouting(t *testing.T) {
	t.Helper()
	day, night := s.routing[0], s.routing[1]
	to := day.declared
	to.Media = map[types.Channel]int32{voice: 1, chat: 2}
	day.becomes(t, to, errorOf(s.UpdateRoutingProfileConcurrency(t.Context(), &connect.UpdateRoutingProfileConcurrencyInput{
		InstanceId: s.id, RoutingProfileId: &day.id, MediaConcurrencies: wireMedia(to.Media),
	})))
	to.Outbound = s.queues[1].id
	day.becomes(t, to, errorOf(s.UpdateRoutingProfileDefaultOutboundQueue(t.Context(), &connect.UpdateRoutingProfileDefaultOutboundQueueInput{
		InstanceId: s.id, RoutingProfileId: &day.id, DefaultOutboundQueueId: &to.Outbound,
	})))
	to.Name, to.Description = "Daytime", "From eight to five"
	day.becomes(t, to, errorOf(s.UpdateRoutingProfileName(t.Context(), &connect.UpdateRoutingProfileNameInput{
		InstanceId: s.id, RoutingProfileId: &day.id, Name: &to.Name, Description: &to.Description,
	})))
	replace := func(profile *managed[routingConfig], entries map[queueChannel]urgency) {
		t.Helper()
		to, from := profile.declared, profile.declared.Queues
		to.Queues = entries
		profile.becomes(t, to, s.replaceEntries(t, &profile.id, from, entries))
	}
	replace(day, s.everyChannel(2))
	replace(night, s.everyChannel(1))
	replace(night, map[queueChannel]urgency{})
	replace(night, s.everyChannel(99))
	// What is not declared any more Terraform destroys before it changes what referred to it.
	last := s.queues[3]
	s.queues = s.queues[:3]
	last.disappears(t)
	for _, profile := range s.routing {
		from := profile.declared.Queues
		to := profile.declared
		to.Queues = s.everyChannel(from[queueChannel{s.queues[0].id, voice}].Priority)
		profile.becomes(t, to, s.replaceEntries(t, &profile.id, from, to.Queues))
	}
}
