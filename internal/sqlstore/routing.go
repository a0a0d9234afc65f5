package sqlstore

import "github.com/rollcall-dev/rollcall/internal/roster"

// PutRoutingProfile adds or changes a routing profile and its references to queues; see roster.Tx.
func (t *tx) PutRoutingProfile(p roster.RoutingProfile) error {
	if err := routingProfiles.write(t, p); err != nil {
		return err
	}
	if _, err := t.change("delete from routing_profile_queues where instance_id = $1 and routing_profile_id = $2", t.instance, p.ID); err != nil {
		return err
	}
	for _, q := range p.Queues {
		if err := t.referToQueue(p.ID, q.QueueID); err != nil {
			return err
		}
	}
	for _, q := range p.ManualQueues {
		if err := t.referToQueue(p.ID, q.QueueID); err != nil {
			return err
		}
	}
	return nil
}

// referToQueue keeps a queue from going while the profile lists it. The same queue may stand in a profile more than once.
func (t *tx) referToQueue(profile, queue string) error {
	_, err := t.change("insert into routing_profile_queues (instance_id, routing_profile_id, queue_id) values ($1, $2, $3)"+
		" on conflict do nothing", t.instance, profile, queue)
	return err
}
