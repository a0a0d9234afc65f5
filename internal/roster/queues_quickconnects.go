package roster

import (
	"context"
	"slices"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// AssociateQueueQuickConnects offers quick connects to the users of a queue. Those that it has already stay where they are.
func (s *Service) AssociateQueueQuickConnects(ctx context.Context, c Caller, instance, id string, ids []string) error {
	asked := ask("AssociateQueueQuickConnects", instance, access.TypeQueue, id).naming(access.TypeQuickConnect, ids...)
	return s.updateQueue(ctx, c, asked, func(tx Tx, q *Queue) error {
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
	asked := ask("DisassociateQueueQuickConnects", instance, access.TypeQueue, id).naming(access.TypeQuickConnect, ids...)
	return s.updateQueue(ctx, c, asked, func(_ Tx, q *Queue) error {
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

// ListQueueQuickConnects lists those of a queue's quick connects that the caller may see by name, and says when the queue last changed. An agent queue has none.
func (s *Service) ListQueueQuickConnects(ctx context.Context, c Caller, instance, id string, p Page) (list List[QuickConnect], at time.Time, err error) {
	err = s.view(ctx, c, ask("ListQueueQuickConnects", instance, access.TypeQueue, id), func(r Reader, g *guard) error {
		q, err := anyQueue(r, g)
		if err != nil {
			return err
		}
		items := make([]QuickConnect, len(q.QuickConnectIDs))
		for i, id := range q.QuickConnectIDs {
			if items[i], err = quickConnects.get(r, id); err != nil {
				return err
			}
		}
		found := searchAll(items, (*QuickConnect).Document, g.shown(access.TypeQuickConnect), p)
		list, at = found.List, q.LastModified
		return nil
	})
	return list, at, err
}
