package roster

import (
	"context"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// associate adds entries to the profile's lists. Their queues have to exist.
func (p *RoutingProfile) associate(r Reader, queues []QueueConfig, manual []ManualQueue) (err error) {
	if err := checkAllExist(r, access.TypeQueue, append(queueIDs(queues), queueIDs(manual)...)); err != nil {
		return err
	}
	if p.Queues, err = merge(p.Queues, queues); err != nil {
		return err
	}
	if p.ManualQueues, err = merge(p.ManualQueues, manual); err != nil {
		return err
	}
	return checkRoutingProfile(p)
}

// AssociateRoutingProfileQueues adds queues to a routing profile. One that it has for the channel already gets the new priority and delay.
func (s *Service) AssociateRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, queues []QueueConfig, manual []ManualQueue) error {
	return routingProfiles.update(ctx, s, c, "AssociateRoutingProfileQueues", instance, id, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
		return p.associate(tx, queues, manual)
	})
}

// UpdateRoutingProfileQueues changes priority and delay of queues that the routing profile has (InvalidRequest when it has not).
func (s *Service) UpdateRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, queues []QueueConfig) error {
	return routingProfiles.update(ctx, s, c, "UpdateRoutingProfileQueues", instance, id, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
		had := p.Queues
		if err := p.associate(tx, queues, nil); err != nil {
			return err
		}
		if len(p.Queues) > len(had) {
			return Errorf(InvalidRequest, "QueueConfigs has a queue and channel that are not associated with the routing profile")
		}
		return nil
	})
}

// DisassociateRoutingProfileQueues takes queues out of a routing profile. What it does not have is passed over.
func (s *Service) DisassociateRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, queues, manual []QueueChannel) error {
	return routingProfiles.update(ctx, s, c, "DisassociateRoutingProfileQueues", instance, id, Tx.PutRoutingProfile, func(_ Tx, p *RoutingProfile) error {
		p.Queues, p.ManualQueues = without(p.Queues, queues), without(p.ManualQueues, manual)
		return nil
	})
}

// QueueEntry is an entry of a routing profile's lists with the name of its queue.
type QueueEntry[T keyed] struct {
	Config    T
	QueueName string
}

// position orders entries by the name of the queue, then its id and the channel.
func (e *QueueEntry[T]) position() Position {
	key := e.Config.Key()
	return Position{Name: e.QueueName, ID: key.QueueID + "/" + string(key.Channel)}
}

// ListRoutingProfileQueues lists the queues that a profile routes, by their names, and says when the profile last changed.
func (s *Service) ListRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, page Page) (List[QueueEntry[QueueConfig]], time.Time, error) {
	return listQueuesOf(ctx, s, c, "ListRoutingProfileQueues", instance, id, page, func(p *RoutingProfile) []QueueConfig { return p.Queues })
}

// ListRoutingProfileManualAssignmentQueues lists the queues from which the profile's users pick contacts, by their names, and says when the
// profile last changed.
func (s *Service) ListRoutingProfileManualAssignmentQueues(ctx context.Context, c Caller, instance, id string, page Page) (List[QueueEntry[ManualQueue]], time.Time, error) {
	return listQueuesOf(ctx, s, c, "ListRoutingProfileManualAssignmentQueues", instance, id, page, func(p *RoutingProfile) []ManualQueue { return p.ManualQueues })
}

func listQueuesOf[T keyed](ctx context.Context, s *Service, c Caller, operation, instance, id string, page Page, entries func(*RoutingProfile) []T) (list List[QueueEntry[T]], at time.Time, err error) {
	if err := authorize(c, operation, instance, access.TypeRoutingProfile, id); err != nil {
		return list, at, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		p, err := routingProfiles.get(r, id)
		if err != nil {
			return err
		}
		named, err := nameQueues(r, entries(&p))
		list, at = pageInOrder(named, (*QueueEntry[T]).position, page), p.LastModified
		return err
	})
	return list, at, err
}

// nameQueues looks up the names of the entries' queues.
func nameQueues[T keyed](r Reader, entries []T) ([]QueueEntry[T], error) {
	names := make(map[string]string)
	var named []QueueEntry[T]
	for _, e := range entries {
		id := e.Key().QueueID
		if _, ok := names[id]; !ok {
			queue, err := r.Header(access.TypeQueue, id)
			if err != nil {
				return nil, err
			}
			names[id] = queue.Name
		}
		named = append(named, QueueEntry[T]{e, names[id]})
	}
	return named, nil
}
