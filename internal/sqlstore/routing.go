package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// PutRoutingProfile adds or changes a routing profile and its references to queues; see roster.Tx.
func (t *tx) PutRoutingProfile(p roster.RoutingProfile) error {
	if err := routingProfiles.write(t, p); err != nil {
		return err
	}
	var listed []string
	for _, q := range p.Queues {
		listed = append(listed, q.QueueID)
	}
	for _, q := range p.ManualQueues {
		listed = append(listed, q.QueueID)
	}
	return queuesOfProfiles.replace(t, p.ID, listed)
}

// PutQueue adds or changes a queue and its references to quick connects; see roster.Tx.
func (t *tx) PutQueue(q roster.Queue) error {
	if err := queues.write(t, q); err != nil {
		return err
	}
	return quickConnectsOfQueues.replace(t, q.ID, q.QuickConnectIDs)
}

var referringToQueue = []referring{
	{access.TypeRoutingProfile, "select id from routing_profiles" + inInstance + " and default_queue_id = $2 limit 1"},
	{access.TypeQuickConnect, "select id from quick_connects" + inInstance + " and queue_id = $2 limit 1"},
}

// QueueInUse finds what keeps a queue alive; see roster.Reader.
func (r reader) QueueInUse(id string) (roster.Reference, error) {
	return r.firstReferring(referringToQueue, id)
}
