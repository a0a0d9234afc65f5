package roster

import (
	"context"
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var queues = collection[Queue, *Queue]{kind: access.TypeQueue, what: "Queue", table: Reader.Queues}

// CreateQueue makes a standard queue, enabled, whose id and time it draws itself, and gives the id. Its name is unique.
func (s *Service) CreateQueue(ctx context.Context, c Caller, instance string, q Queue) (id string, err error) {
	q.ID, q.LastModified, q.Enabled = s.newID(), s.now(), true
	asked := askNew("CreateQueue", instance, access.TypeQueue, q.Tags).naming(access.TypeHoursOfOperation, q.HoursOfOperationID).
		naming(access.TypeQuickConnect, q.QuickConnectIDs...)
	return q.ID, s.update(ctx, c, asked, func(tx Tx, g *guard) (err error) {
		if q.Tags, err = g.tagged(); err != nil {
			return err
		}
		if err := checkExists(tx, access.TypeHoursOfOperation, q.HoursOfOperationID); err != nil {
			return err
		}
		if err := checkAllExist(tx, access.TypeQuickConnect, q.QuickConnectIDs); err != nil {
			return err
		}
		if err := queues.checkNameFree(tx, q.Name, q.ID); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, QueueQuota); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkGrowth(QueueQuickConnectQuota, 0, len(q.QuickConnectIDs)); err != nil {
			return err
		}
		return tx.PutQueue(q)
	})
}

// DescribeQueue reads a queue of either type.
func (s *Service) DescribeQueue(ctx context.Context, c Caller, instance, id string) (q Queue, err error) {
	err = s.view(ctx, c, ask("DescribeQueue", instance, access.TypeQueue, id), func(r Reader, g *guard) error {
		q, err = anyQueue(r, g)
		return err
	})
	return q, err
}

// ListQueues lists the queues of the types, of both when none is given: standard queues by name and, after them, agent queues by id.
func (s *Service) ListQueues(ctx context.Context, c Caller, instance string, types []QueueType, p Page) (list List[Queue], err error) {
	err = s.view(ctx, c, askInstance("ListQueues", instance), func(r Reader, g *guard) error {
		items, err := listQueues(r, g, types, p)
		list = cut(items, p.Limit, position[Queue])
		return err
	})
	return list, err
}

// listQueues reads at least one queue more than the page holds, if there is one. An agent queue has no name, so a position without a
// name lies among them.
func listQueues(r Reader, g *guard, types []QueueType, p Page) (items []Queue, err error) {
	wanted := func(t QueueType) bool { return len(types) == 0 || slices.Contains(types, t) }
	agents := Page{Limit: p.Limit}
	if p.After.Name == "" && p.After.ID != "" {
		agents.After = p.After
	} else if wanted(StandardQueue) {
		if items, err = queues.visible(r, g.filter(access.TypeQueue), p); err != nil {
			return nil, err
		}
	}
	if agents.Limit -= len(items); agents.Limit < 0 || !wanted(AgentQueue) {
		return items, nil
	}
	more, err := agentQueues.visible(r, g.filter(access.TypeAgentQueue), agents)
	return append(items, more...), err
}

// SearchQueues finds standard queues by name, description, id and tags.
func (s *Service) SearchQueues(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (Found[Queue], error) {
	return queues.search(ctx, s, c, "SearchQueues", instance, where, p)
}
