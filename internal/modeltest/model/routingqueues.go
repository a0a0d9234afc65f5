package model

import (
	"cmp"
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// entry is a queue in a list of a routing profile, known by queue and channel. Those for manual assignment have no priority and delay.
type entry struct {
	queue           *Queue
	channel         types.Channel
	priority, delay int32
}

func (e entry) same(f entry) bool { return e.queue == f.queue && e.channel == f.channel }

func entriesShape(list []types.RoutingProfileQueueConfig) Refusal {
	return breaks(rule{len(list) > 10 || slices.ContainsFunc(list, func(c types.RoutingProfileQueueConfig) bool {
		return *c.Priority < 1 || *c.Priority > 99 || *c.Delay < 0 || *c.Delay > 9999
	}), InvalidParameter})
}

// entries looks the queues of a request up.
func (i *Instance) entries(list []types.RoutingProfileQueueConfig) (found []entry, no Refusal) {
	for _, c := range list {
		q, missing := find(i, i.Queues, KindQueue, c.QueueReference.QueueId)
		if missing != nil {
			return nil, missing
		}
		found = append(found, entry{q, c.QueueReference.Channel, *c.Priority, *c.Delay})
	}
	return found, nil
}

func (i *Instance) manualEntries(list []types.RoutingProfileManualAssignmentQueueConfig) (found []entry, no Refusal) {
	for _, c := range list {
		q, missing := find(i, i.Queues, KindQueue, c.QueueReference.QueueId)
		if missing != nil {
			return nil, missing
		}
		found = append(found, entry{queue: q, channel: c.QueueReference.Channel})
	}
	return found, nil
}

// badEntries refuses entries that contradict each other.
func badEntries(list []entry) Refusal {
	return breaks(rule{slices.ContainsFunc(list, func(e entry) bool {
		return slices.ContainsFunc(list, func(f entry) bool { return e.same(f) && e != f })
	}), InvalidParameter})
}

func badManual(list []types.RoutingProfileManualAssignmentQueueConfig) Refusal {
	return breaks(rule{slices.ContainsFunc(list, func(c types.RoutingProfileManualAssignmentQueueConfig) bool {
		return c.QueueReference.Channel == types.ChannelVoice
	}), InvalidParameter})
}

// merged is the list with entries added or replaced.
func merged(list, with []entry) []entry {
	list = slices.Clone(list)
	for _, e := range with {
		if at := slices.IndexFunc(list, e.same); at >= 0 {
			list[at] = e
		} else {
			list = append(list, e)
		}
	}
	return list
}

// ordered is the order of a profile's lists: by the queue's name, then by channel.
func ordered(list []entry) []entry {
	return slices.SortedFunc(slices.Values(list), func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.queue.Name, b.queue.Name), cmp.Compare(a.channel, b.channel))
	})
}

func queueIDs(list []entry) []string {
	return distinct(each(list, func(e entry) string { return e.queue.ID }))
}

// drop removes a queue from a profile's lists, and says whether it was there.
func (r *RoutingProfile) drop(q *Queue) bool {
	before := len(r.entries) + len(r.manual)
	gone := func(e entry) bool { return e.queue == q }
	r.entries, r.manual = slices.DeleteFunc(slices.Clone(r.entries), gone), slices.DeleteFunc(slices.Clone(r.manual), gone)
	return len(r.entries)+len(r.manual) < before
}

// ListRoutingProfileQueues lists a profile's queues.
func (m *Model) ListRoutingProfileQueues(in *sdk.ListRoutingProfileQueuesInput) (*sdk.ListRoutingProfileQueuesOutput, Refusal) {
	i, r, no := m.routingProfile(in.InstanceId, in.RoutingProfileId)
	if no := first(badPage(in.MaxResults, 100), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&r.Header)
	list := each(ordered(r.entries), func(e entry) types.RoutingProfileQueueConfigSummary {
		return types.RoutingProfileQueueConfigSummary{
			QueueId: &e.queue.ID, QueueArn: ptr(i.ARN(KindQueue, e.queue.ID)), QueueName: &e.queue.Name, Channel: e.channel, Priority: &e.priority, Delay: e.delay,
		}
	})
	return &sdk.ListRoutingProfileQueuesOutput{RoutingProfileQueueConfigSummaryList: list, LastModifiedTime: at, LastModifiedRegion: region}, nil
}

// ListRoutingProfileManualAssignmentQueues lists a profile's queues for manual assignment.
func (m *Model) ListRoutingProfileManualAssignmentQueues(in *sdk.ListRoutingProfileManualAssignmentQueuesInput) (*sdk.ListRoutingProfileManualAssignmentQueuesOutput, Refusal) {
	i, r, no := m.routingProfile(in.InstanceId, in.RoutingProfileId)
	if no := first(badPage(in.MaxResults, 100), no); no != nil {
		return nil, no
	}
	at, region := i.stamp(&r.Header)
	list := each(ordered(r.manual), func(e entry) types.RoutingProfileManualAssignmentQueueConfigSummary {
		return types.RoutingProfileManualAssignmentQueueConfigSummary{
			QueueId: &e.queue.ID, QueueArn: ptr(i.ARN(KindQueue, e.queue.ID)), QueueName: &e.queue.Name, Channel: e.channel,
		}
	})
	return &sdk.ListRoutingProfileManualAssignmentQueuesOutput{
		RoutingProfileManualAssignmentQueueConfigSummaryList: list, LastModifiedTime: at, LastModifiedRegion: region,
	}, nil
}
