package roster

// RoutingProfile says which contacts reach a user, and how many at once.
type RoutingProfile struct {
	Meta
	Description            string             `json:"description"`
	DefaultOutboundQueueID string             `json:"defaultQueue"`
	MediaConcurrencies     []MediaConcurrency `json:"media"`
	Queues                 []QueueConfig      `json:"queues,omitempty"`
	ManualQueues           []ManualQueue      `json:"manualQueues,omitempty"`
	AvailabilityTimer      string             `json:"timer"`
	// Default marks the profile that came with the instance.
	Default bool `json:"default,omitempty"`
}

// MediaConcurrency is how many contacts of a channel a user takes at once.
type MediaConcurrency struct {
	Channel Channel `json:"channel"`
	Limit   int     `json:"limit"`
	// CrossChannel is what may arrive while the user is on a contact of this channel.
	CrossChannel string `json:"cross"`
}

// QueueConfig connects a queue's channel to a routing profile. Delay is in seconds.
type QueueConfig struct {
	QueueID  string  `json:"queue"`
	Channel  Channel `json:"channel"`
	Priority int     `json:"priority"`
	Delay    int     `json:"delay"`
}

// ManualQueue is a queue's channel from which users pick contacts themselves.
type ManualQueue struct {
	QueueID string  `json:"queue"`
	Channel Channel `json:"channel"`
}

// The values of routing settings that rules and defaults speak of.
const (
	RouteCurrentChannelOnly = "ROUTE_CURRENT_CHANNEL_ONLY"
	TimeSinceLastActivity   = "TIME_SINCE_LAST_ACTIVITY"
)
