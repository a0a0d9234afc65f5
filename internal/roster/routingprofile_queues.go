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
	q := ask("AssociateRoutingProfileQueues", instance, access.TypeRoutingProfile, id).naming(access.TypeQueue, queueIDs(queues)...).
		naming(access.TypeQueue, queueIDs(manual)...)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
		return p.associate(tx, queues, manual)
	})
}

// UpdateRoutingProfileQueues changes priority and delay of queues that the routing profile has (InvalidRequest when it has not).
func (s *Service) UpdateRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, queues []QueueConfig) error {
	q := ask("UpdateRoutingProfileQueues", instance, access.TypeRoutingProfile, id).naming(access.TypeQueue, queueIDs(queues)...)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
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
	q := ask("DisassociateRoutingProfileQueues", instance, access.TypeRoutingProfile, id).naming(access.TypeQueue, queueIDs(queues)...).
		naming(access.TypeQueue, queueIDs(manual)...)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(_ Tx, p *RoutingProfile) error {
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

// ListRoutingProfileQueues lists the queues that a profile routes, as far as the caller may see them, by their names, and says when the profile last changed.
func (s *Service) ListRoutingProfileQueues(ctx context.Context, c Caller, instance, id string, page Page) (List[QueueEntry[QueueConfig]], time.Time, error) {
	return listQueuesOf(ctx, s, c, "ListRoutingProfileQueues", instance, id, page, func(p *RoutingProfile) []QueueConfig { return p.Queues })
}

// ListRoutingProfileManualAssignmentQueues lists the queues from which the profile's users pick contacts, as far as the caller may see them,
// by their names, and says when the profile last changed.
func (s *Service) ListRoutingProfileManualAssignmentQueues(ctx context.Context, c Caller, instance, id string, page Page) (List[QueueEntry[ManualQueue]], time.Time, error) {
	return listQueuesOf(ctx, s, c, "ListRoutingProfileManualAssignmentQueues", instance, id, page, func(p *RoutingProfile) []ManualQueue { return p.ManualQueues })
}

func listQueuesOf[T keyed](ctx context.Context, s *Service, c Caller, operation, instance, id string, page Page, entries func(*RoutingProfile) []T) (list List[QueueEntry[T]], at time.Time, err error) {
	err = s.view(ctx, c, ask(operation, instance, access.TypeRoutingProfile, id), func(r Reader, g *guard) error {
		p, err := routingProfiles.get(r, id)
		if err != nil {
			return err
		}
		named, err := nameQueues(r, g, entries(&p))
		list, at = pageInOrder(named, (*QueueEntry[T]).position, page), p.LastModified
		return err
	})
	return list, at, err
}

// nameQueues looks up the names of the entries' queues. Entries whose queue the caller may not see are left out.
func nameQueues[T keyed](r Reader, g *guard, entries []T) ([]QueueEntry[T], error) {
	var queues []Meta
	for _, id := range queueIDs(entries) {
		queue, err := r.Header(access.TypeQueue, id)
		if err != nil {
			return nil, err
		}
		queues = append(queues, queue)
	}
	names := make(map[string]string)
	for _, queue := range onlyShown(g, access.TypeQueue, queues) {
		names[queue.ID] = queue.Name
	}
	var named []QueueEntry[T]
	for _, e := range entries {
		if name, ok := names[e.Key().QueueID]; ok {
			named = append(named, QueueEntry[T]{e, name})
		}
	}
	return named, nil
}
