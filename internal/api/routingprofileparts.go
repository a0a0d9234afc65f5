package api

import (
	"cmp"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func mediaConcurrency(m *connect.MediaConcurrency) roster.MediaConcurrency {
	cross := string(value(value(m.CrossChannelBehavior).BehaviorType))
	return roster.MediaConcurrency{
		Channel: roster.Channel(*m.Channel), Limit: int(*m.Concurrency), CrossChannel: cmp.Or(cross, roster.RouteCurrentChannelOnly),
	}
}

func wireMediaConcurrency(m *roster.MediaConcurrency) connect.MediaConcurrency {
	return connect.MediaConcurrency{
		Channel: text(connect.Channel(m.Channel)), Concurrency: number[int32](m.Limit),
		CrossChannelBehavior: &connect.CrossChannelBehavior{BehaviorType: text(connect.BehaviorType(m.CrossChannel))},
	}
}

// queueConfig reads an entry of the list of queues that are routed.
func queueConfig(c roster.Caller, instance string) func(*connect.RoutingProfileQueueConfig) roster.QueueConfig {
	return func(q *connect.RoutingProfileQueueConfig) roster.QueueConfig {
		key := queueChannel(c, instance)(q.QueueReference)
		return roster.QueueConfig{QueueID: key.QueueID, Channel: key.Channel, Priority: int(*q.Priority), Delay: int(*q.Delay)}
	}
}

// manualQueue reads an entry of the list of queues for manual assignment.
func manualQueue(c roster.Caller, instance string) func(*connect.RoutingProfileManualAssignmentQueueConfig) roster.ManualQueue {
	return func(q *connect.RoutingProfileManualAssignmentQueueConfig) roster.ManualQueue {
		return roster.ManualQueue(queueChannel(c, instance)(q.QueueReference))
	}
}

// queueChannel reads what an entry of either list is about.
func queueChannel(c roster.Caller, instance string) func(*connect.RoutingProfileQueueReference) roster.QueueChannel {
	return func(q *connect.RoutingProfileQueueReference) roster.QueueChannel {
		return roster.QueueChannel{QueueID: queueID(c, instance, q.QueueId), Channel: roster.Channel(*q.Channel)}
	}
}
