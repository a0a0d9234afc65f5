package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UpdateQueueName changes a queue's name, description or both; what is nil stays. One of them has to be given.
func (s *Service) UpdateQueueName(ctx context.Context, c Caller, instance, id string, name, description *string) error {
	return s.updateQueue(ctx, c, ask("UpdateQueueName", instance, access.TypeQueue, id), func(tx Tx, q *Queue) error {
		if err := relabel(&q.Name, &q.Description, name, description); err != nil {
			return err
		}
		return queues.checkNameFree(tx, q.Name, q.ID)
	})
}

// UpdateQueueHoursOfOperation changes when a queue is open.
func (s *Service) UpdateQueueHoursOfOperation(ctx context.Context, c Caller, instance, id, hours string) error {
	asked := ask("UpdateQueueHoursOfOperation", instance, access.TypeQueue, id).naming(access.TypeHoursOfOperation, hours)
	return s.updateQueue(ctx, c, asked, func(tx Tx, q *Queue) error {
		q.HoursOfOperationID = hours
		return checkExists(tx, access.TypeHoursOfOperation, hours)
	})
}

// UpdateQueueMaxContacts changes how many contacts a queue holds; nil means any number.
func (s *Service) UpdateQueueMaxContacts(ctx context.Context, c Caller, instance, id string, limit *int) error {
	return s.updateQueue(ctx, c, ask("UpdateQueueMaxContacts", instance, access.TypeQueue, id), func(_ Tx, q *Queue) error {
		q.MaxContacts = limit
		return nil
	})
}

// UpdateQueueStatus enables or disables a queue.
func (s *Service) UpdateQueueStatus(ctx context.Context, c Caller, instance, id string, enabled bool) error {
	return s.updateQueue(ctx, c, ask("UpdateQueueStatus", instance, access.TypeQueue, id), func(_ Tx, q *Queue) error {
		q.Enabled = enabled
		return nil
	})
}

// UpdateQueueOutboundCallerConfig replaces how calls out of a queue show themselves, as a whole.
func (s *Service) UpdateQueueOutboundCallerConfig(ctx context.Context, c Caller, instance, id string, caller OutboundCaller) error {
	return s.updateQueue(ctx, c, ask("UpdateQueueOutboundCallerConfig", instance, access.TypeQueue, id), func(_ Tx, q *Queue) error {
		q.OutboundCaller = caller
		return nil
	})
}

// UpdateQueueOutboundEmailConfig changes the address of e-mail out of a queue; empty for none.
func (s *Service) UpdateQueueOutboundEmailConfig(ctx context.Context, c Caller, instance, id, address string) error {
	return s.updateQueue(ctx, c, ask("UpdateQueueOutboundEmailConfig", instance, access.TypeQueue, id), func(_ Tx, q *Queue) error {
		q.OutboundEmailAddressID = address
		return nil
	})
}

// updateQueue changes the standard queue that the request is about, as collection.update does.
func (s *Service) updateQueue(ctx context.Context, c Caller, asked request, change func(Tx, *Queue) error) error {
	now := s.now()
	return s.update(ctx, c, asked, func(tx Tx, g *guard) error {
		q, err := standardQueue(tx, g)
		if err != nil {
			return err
		}
		return queues.changed(tx, q, now, Tx.PutQueue, change)
	})
}
