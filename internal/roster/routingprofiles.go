package roster

import (
	"cmp"
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

var routingProfiles = collection[RoutingProfile, *RoutingProfile]{
	kind: access.TypeRoutingProfile, what: "Routing profile", table: Reader.RoutingProfiles,
}

// CreateRoutingProfile makes a routing profile, whose id and time it draws itself, and gives the id. Its name is unique. It refers to queues
// of the instance (NotFound).
func (s *Service) CreateRoutingProfile(ctx context.Context, c Caller, instance string, p RoutingProfile) (id string, err error) {
	p.ID, p.LastModified, p.Default = s.newID(), s.now(), false
	p.AvailabilityTimer = cmp.Or(p.AvailabilityTimer, TimeSinceLastActivity)
	q := askNew("CreateRoutingProfile", instance, access.TypeRoutingProfile, p.Tags).naming(access.TypeQueue, p.DefaultOutboundQueueID).
		naming(access.TypeQueue, p.QueueIDs()...).naming(access.TypeQueue, p.ManualQueueIDs()...)
	return p.ID, s.update(ctx, c, q, func(tx Tx, g *guard) (err error) {
		made := p
		if made.Tags, err = g.tagged(); err != nil {
			return err
		}
		made.Queues, made.ManualQueues = nil, nil
		if err := checkExists(tx, access.TypeQueue, made.DefaultOutboundQueueID); err != nil {
			return err
		}
		if err := made.associate(tx, p.Queues, p.ManualQueues); err != nil {
			return err
		}
		if err := routingProfiles.checkNameFree(tx, made.Name, made.ID); err != nil {
			return err
		}
		if err := s.opts.Quotas.checkRoom(tx, RoutingProfileQuota); err != nil {
			return err
		}
		return tx.PutRoutingProfile(made)
	})
}

// DescribeRoutingProfile reads a routing profile, and counts the users that have it.
func (s *Service) DescribeRoutingProfile(ctx context.Context, c Caller, instance, id string) (p RoutingProfile, users int, err error) {
	err = s.view(ctx, c, ask("DescribeRoutingProfile", instance, access.TypeRoutingProfile, id), func(r Reader, _ *guard) error {
		if p, err = routingProfiles.get(r, id); err != nil {
			return err
		}
		users, err = r.CountUsersWith(access.TypeRoutingProfile, id)
		return err
	})
	return p, users, err
}

// ListRoutingProfiles lists the routing profiles by name.
func (s *Service) ListRoutingProfiles(ctx context.Context, c Caller, instance string, p Page) (List[RoutingProfile], error) {
	return routingProfiles.list(ctx, s, c, "ListRoutingProfiles", instance, p)
}

// FoundRoutingProfile is a routing profile with the number of users that have it.
type FoundRoutingProfile struct {
	RoutingProfile
	Users int
}

// SearchRoutingProfiles finds routing profiles by name, description, queues, id and tags, and counts the users that have each.
func (s *Service) SearchRoutingProfiles(ctx context.Context, c Caller, instance string, where search.Criteria, p Page) (counted Found[FoundRoutingProfile], err error) {
	err = s.view(ctx, c, askSearch("SearchRoutingProfiles", instance, where), func(r Reader, g *guard) error {
		found, err := routingProfiles.find(r, g, where, p)
		counted.Total, counted.Next = found.Total, found.Next
		for _, profile := range found.Items {
			users, err := r.CountUsersWith(access.TypeRoutingProfile, profile.ID)
			if err != nil {
				return err
			}
			counted.Items = append(counted.Items, FoundRoutingProfile{profile, users})
		}
		return err
	})
	return counted, err
}

// DeleteRoutingProfile removes a routing profile that no user has (InUse), together with its lists of queues. The profile that came with
// the instance stays (InvalidRequest).
func (s *Service) DeleteRoutingProfile(ctx context.Context, c Caller, instance, id string) error {
	return s.update(ctx, c, ask("DeleteRoutingProfile", instance, access.TypeRoutingProfile, id), func(tx Tx, g *guard) error {
		p, err := routingProfiles.get(tx, id)
		if err != nil {
			return err
		}
		if p.Default {
			return Errorf(InvalidRequest, "The default routing profile cannot be deleted")
		}
		if err := routingProfiles.checkUnused(tx, g, id); err != nil {
			return err
		}
		return tx.Delete(access.TypeRoutingProfile, id)
	})
}
