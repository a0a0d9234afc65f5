package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var quickConnects = collection[QuickConnect, *QuickConnect]{
	kind: access.TypeQuickConnect, what: "Quick connect", table: Reader.QuickConnects,
}

// CreateQuickConnect makes a quick connect, whose id and time it draws itself, and gives the id. Its name is unique.
func (s *Service) CreateQuickConnect(ctx context.Context, c Caller, instance string, q QuickConnect) (id string, err error) {
	q.ID, q.LastModified = s.newID(), s.now()
	asked := q.Destination.namedIn(askNew("CreateQuickConnect", instance, access.TypeQuickConnect, q.Tags))
	return q.ID, s.update(ctx, c, asked, func(tx Tx, g *guard) (err error) {
		if q.Tags, err = g.tagged(); err != nil {
			return err
		}
		if err := q.Destination.checkExists(tx); err != nil {
			return err
		}
		if err := quickConnects.checkNameFree(tx, q.Name, q.ID); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, QuickConnectQuota); err != nil {
			return err
		}
		return tx.PutQuickConnect(q)
	})
}

// namedIn is the request that names the destination.
func (d Destination) namedIn(q request) request {
	return q.naming(access.TypeUser, d.UserID).naming(access.TypeQueue, d.QueueID)
}

// checkExists looks up the user or queue that a destination names.
func (d Destination) checkExists(r Reader) error {
	switch d.Type {
	case UserQuickConnect:
		_, err := r.User(d.UserID)
		return notFound(err, "User")
	case QueueQuickConnect:
		return checkExists(r, access.TypeQueue, d.QueueID)
	}
	return nil
}

// DescribeQuickConnect reads a quick connect.
func (s *Service) DescribeQuickConnect(ctx context.Context, c Caller, instance, id string) (QuickConnect, error) {
	return quickConnects.describe(ctx, s, c, "DescribeQuickConnect", instance, id)
}

// ListQuickConnects lists the quick connects of the types, of all when none is given, by name.
func (s *Service) ListQuickConnects(ctx context.Context, c Caller, instance string, types []QuickConnectType, p Page) (List[QuickConnect], error) {
	found, err := quickConnects.search(ctx, s, c, "ListQuickConnects", instance, ofTypes(types), p)
	return found.List, err
}

// SearchQuickConnects finds quick connects by name, description, id and tags.
func (s *Service) SearchQuickConnects(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (Found[QuickConnect], error) {
	return quickConnects.search(ctx, s, c, "SearchQuickConnects", instance, where, p)
}

// UpdateQuickConnectName changes a quick connect's name, description or both; what is nil stays and an empty description clears. One of
// them has to be given. A name that is taken is InvalidRequest here, as the operation knows no Duplicate.
func (s *Service) UpdateQuickConnectName(ctx context.Context, c Caller, instance, id string, name, description *string) error {
	asked := ask("UpdateQuickConnectName", instance, access.TypeQuickConnect, id)
	return quickConnects.update(ctx, s, c, asked, Tx.PutQuickConnect, func(tx Tx, q *QuickConnect) error {
		if err := relabel(&q.Name, &q.Description, name, description); err != nil {
			return err
		}
		err := quickConnects.checkNameFree(tx, q.Name, q.ID)
		if IsKind(err, Duplicate) {
			return Errorf(InvalidRequest, "Another quick connect has this name")
		}
		return err
	})
}

// UpdateQuickConnectConfig replaces where a quick connect leads, its type included.
func (s *Service) UpdateQuickConnectConfig(ctx context.Context, c Caller, instance, id string, to Destination) error {
	asked := to.namedIn(ask("UpdateQuickConnectConfig", instance, access.TypeQuickConnect, id))
	return quickConnects.update(ctx, s, c, asked, Tx.PutQuickConnect, func(tx Tx, q *QuickConnect) error {
		q.Destination = to
		return to.checkExists(tx)
	})
}

// DeleteQuickConnect removes a quick connect, from the queues that offer it too.
func (s *Service) DeleteQuickConnect(ctx context.Context, c Caller, instance, id string) error {
	now := s.now()
	return s.update(ctx, c, ask("DeleteQuickConnect", instance, access.TypeQuickConnect, id), func(tx Tx, _ *guard) error {
		offering, err := tx.ListedBy(access.TypeQuickConnect, id)
		if err != nil {
			return err
		}
		for _, queue := range offering {
			q, err := queues.get(tx, queue)
			if err != nil {
				return err
			}
			q.dropQuickConnects(id)
			q.LastModified = now
			if err := tx.PutQueue(q); err != nil {
				return err
			}
		}
		return notFound(tx.Delete(access.TypeQuickConnect, id), quickConnects.what)
	})
}
