package roster

import (
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// MaxQueuesOfProfile is how many pairs of queue and channel each of a routing profile's two lists can hold.
const MaxQueuesOfProfile = 50

// QueueChannel is what an entry of a routing profile's lists is about. A list has at most one entry for it.
type QueueChannel struct {
	QueueID string
	Channel Channel
}

// Key is what the entry is about.
func (q QueueConfig) Key() QueueChannel { return QueueChannel{q.QueueID, q.Channel} }

// Key is what the entry is about.
func (q ManualQueue) Key() QueueChannel { return QueueChannel(q) }

// Key is what the entry is about.
func (q QueueChannel) Key() QueueChannel { return q }

// Document is what can be searched of the routing profile.
func (p *RoutingProfile) Document() search.Document {
	d := p.Meta.Document()
	d.Attributes = map[search.Field][]string{
		search.FieldDescription:        {p.Description},
		search.FieldAssociatedQueueIDs: p.QueueIDs(),
	}
	return d
}

// QueueIDs are the queues whose contacts are routed, each once however many of its channels are.
func (p *RoutingProfile) QueueIDs() []string { return queueIDs(p.Queues) }

// ManualQueueIDs are the queues from which users pick contacts, each once.
func (p *RoutingProfile) ManualQueueIDs() []string { return queueIDs(p.ManualQueues) }

// keyed is an entry of one of a routing profile's lists.
type keyed interface {
	comparable
	Key() QueueChannel
}

func queueIDs[T keyed](entries []T) []string {
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.Key().QueueID
	}
	return distinct(ids)
}

// checkRoutingProfile holds the rules that a profile has to keep at all times.
func checkRoutingProfile(p *RoutingProfile) error {
	switch {
	case strings.TrimSpace(p.Description) == "":
		return Errorf(InvalidParameter, "Description must not be blank")
	case slices.ContainsFunc(p.ManualQueues, func(q ManualQueue) bool { return q.Channel == Voice }):
		return Errorf(InvalidParameter, "ManualAssignmentQueueConfigs cannot have the channel VOICE")
	case len(p.Queues) > MaxQueuesOfProfile || len(p.ManualQueues) > MaxQueuesOfProfile:
		return Errorf(InvalidRequest, "A routing profile can have at most %d queues, each channel counted, and as many for manual assignment", MaxQueuesOfProfile)
	}
	return checkConcurrency(p.MediaConcurrencies)
}

// checkConcurrency refuses a channel that comes twice, and more than one call at once.
func checkConcurrency(all []MediaConcurrency) error {
	seen := make(map[Channel]bool)
	for _, m := range all {
		switch {
		case seen[m.Channel]:
			return Errorf(InvalidParameter, "MediaConcurrencies can have each channel only once")
		case m.Channel == Voice && m.Limit != 1:
			return Errorf(InvalidParameter, "MediaConcurrencies must have a Concurrency of 1 for VOICE")
		}
		seen[m.Channel] = true
	}
	return nil
}

// merge adds entries to a list: one whose queue and channel the list has takes the place of that. Entries that are repeated count once;
// two that contradict each other are refused. The list itself stays as it is, since others may be reading it.
func merge[T keyed](list, entries []T) ([]T, error) {
	merged := slices.Clone(list)
	given := make(map[QueueChannel]T, len(entries))
	for _, e := range entries {
		if other, ok := given[e.Key()]; ok && other != e {
			return nil, Errorf(InvalidParameter, "QueueConfigs can have a queue and channel only once")
		}
		given[e.Key()] = e
		if i := slices.IndexFunc(merged, func(m T) bool { return m.Key() == e.Key() }); i >= 0 {
			merged[i] = e
		} else {
			merged = append(merged, e)
		}
	}
	return merged, nil
}

// without is the list without the entries of the keys.
func without[T keyed](list []T, keys []QueueChannel) []T {
	return slices.DeleteFunc(slices.Clone(list), func(e T) bool { return slices.Contains(keys, e.Key()) })
}
