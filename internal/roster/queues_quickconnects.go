package roster

import (
	"context"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// AssociateQueueQuickConnects offers quick connects to the users of a queue. Those that it has already stay where they are.
func (s *Service) AssociateQueueQuickConnects(ctx context.Context, c Caller, instance, id string, ids []string) error {
	return s.updateQueue(ctx, c, "AssociateQueueQuickConnects", instance, id, func(tx Tx, q *Queue) error {
		before := len(q.QuickConnectIDs)
		q.QuickConnectIDs = distinct(slices.Concat(q.QuickConnectIDs, ids))
		if err := checkAllExist(tx, access.TypeQuickConnect, ids); err != nil {
			return err
		}
		return s.opts.Quotas.checkGrowth(QueueQuickConnectQuota, before, len(q.QuickConnectIDs))
	})
}

// DisassociateQueueQuickConnects takes quick connects out of a queue. Those that it does not have are passed over.
func (s *Service) DisassociateQueueQuickConnects(ctx context.Context, c Caller, instance, id string, ids []string) error {
	return s.updateQueue(ctx, c, "DisassociateQueueQuickConnects", instance, id, func(_ Tx, q *Queue) error {
		q.dropQuickConnects(ids...)
		return nil
	})
}

func (q *Queue) dropQuickConnects(ids ...string) {
	kept := slices.DeleteFunc(slices.Clone(q.QuickConnectIDs), func(id string) bool { return slices.Contains(ids, id) })
	if len(kept) == 0 {
		kept = nil
	}
	q.QuickConnectIDs = kept
}

// ListQueueQuickConnects lists a queue's quick connects by name, and says when the queue last changed. An agent queue has none.
func (s *Service) ListQueueQuickConnects(ctx context.Context, c Caller, instance, id string, p Page) (list List[QuickConnect], at time.Time, err error) {
	const operation = "ListQueueQuickConnects"
	if err := authorize(c, operation, instance, access.TypeQueue, id); err != nil {
		return list, at, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
		q, err := anyQueue(r, c, operation, instance, id)
		if err != nil {
			return err
		}
		items := make([]QuickConnect, len(q.QuickConnectIDs))
		for i, id := range q.QuickConnectIDs {
			if items[i], err = quickConnects.get(r, id); err != nil {
				return err
			}
		}
		found := searchAll(c, access.TypeQuickConnect, items, (*QuickConnect).Document, search.All{}, p)
		list, at = found.List, q.LastModified
		return nil
	})
	return list, at, err
}
