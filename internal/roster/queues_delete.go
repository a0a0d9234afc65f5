package roster

import (
	"context"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// DeleteQueue removes a standard queue that is no routing profile's default outbound queue and no quick connect's destination (InUse). It
// goes from the lists of routing profiles and leaves its quick connects behind.
func (s *Service) DeleteQueue(ctx context.Context, c Caller, instance, id string) error {
	now := s.now()
	return s.update(ctx, c, ask("DeleteQueue", instance, access.TypeQueue, id), func(tx Tx, g *guard) error {
		if _, err := standardQueue(tx, g); err != nil {
			return err
		}
		by, err := tx.QueueInUse(id)
		if err != nil {
			return err
		}
		if by.ID != "" {
			return g.inUse("Queue", by)
		}
		if err := unlistQueue(tx, id, now); err != nil {
			return err
		}
		return tx.Delete(access.TypeQueue, id)
	})
}

// unlistQueue takes a queue out of the lists of every routing profile that has it.
func unlistQueue(tx Tx, queue string, now time.Time) error {
	profiles, err := tx.ListedBy(access.TypeQueue, queue)
	if err != nil {
		return err
	}
	for _, id := range profiles {
		p, err := routingProfiles.get(tx, id)
		if err != nil {
			return err
		}
		err = routingProfiles.changed(tx, p, now, Tx.PutRoutingProfile, func(_ Tx, p *RoutingProfile) error {
			p.Queues = slices.DeleteFunc(slices.Clone(p.Queues), func(q QueueConfig) bool { return q.QueueID == queue })
			p.ManualQueues = slices.DeleteFunc(slices.Clone(p.ManualQueues), func(q ManualQueue) bool { return q.QueueID == queue })
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
