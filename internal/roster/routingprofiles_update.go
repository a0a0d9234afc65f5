package roster

import (
	"context"
	"reflect"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UpdateRoutingProfileName changes a routing profile's name, description or both; what is nil stays. One of them has to be given.
func (s *Service) UpdateRoutingProfileName(ctx context.Context, c Caller, instance, id string, name, description *string) error {
	return s.updateRoutingProfile(ctx, c, "UpdateRoutingProfileName", instance, id, func(tx Tx, p *RoutingProfile) error {
		if name == nil && description == nil {
			return Errorf(InvalidParameter, "At least one of Name and Description must be given")
		}
		replace(&p.Name, name)
		replace(&p.Description, description)
		if err := checkRoutingProfile(p); err != nil {
			return err
		}
		return routingProfiles.checkNameFree(tx, p.Name, p.ID)
	})
}

// UpdateRoutingProfileConcurrency replaces what the profile's users take at once. Channels that are left out reach them no longer.
func (s *Service) UpdateRoutingProfileConcurrency(ctx context.Context, c Caller, instance, id string, all []MediaConcurrency) error {
	return s.updateRoutingProfile(ctx, c, "UpdateRoutingProfileConcurrency", instance, id, func(_ Tx, p *RoutingProfile) error {
		p.MediaConcurrencies = all
		return checkRoutingProfile(p)
	})
}

// UpdateRoutingProfileDefaultOutboundQueue changes the queue of outbound calls, which has to exist (NotFound).
func (s *Service) UpdateRoutingProfileDefaultOutboundQueue(ctx context.Context, c Caller, instance, id, queue string) error {
	return s.updateRoutingProfile(ctx, c, "UpdateRoutingProfileDefaultOutboundQueue", instance, id, func(tx Tx, p *RoutingProfile) error {
		p.DefaultOutboundQueueID = queue
		return checkQueueExists(tx, queue)
	})
}

// UpdateRoutingProfileAgentAvailabilityTimer changes which of the profile's users is next: the one that was idle, or without an inbound
// contact, for longest.
func (s *Service) UpdateRoutingProfileAgentAvailabilityTimer(ctx context.Context, c Caller, instance, id, timer string) error {
	return s.updateRoutingProfile(ctx, c, "UpdateRoutingProfileAgentAvailabilityTimer", instance, id, func(_ Tx, p *RoutingProfile) error {
		p.AvailabilityTimer = timer
		return nil
	})
}

// updateRoutingProfile changes one routing profile, on which the operation is authorised. change replaces lists and leaves their elements
// alone. The profile stays as it was, its time included, when nothing differs.
func (s *Service) updateRoutingProfile(ctx context.Context, c Caller, operation, instance, id string, change func(Tx, *RoutingProfile) error) error {
	if err := authorize(c, operation, instance, access.TypeRoutingProfile, id); err != nil {
		return err
	}
	now := s.now()
	return s.update(ctx, c, instance, func(tx Tx, _ Instance) error {
		before, err := routingProfiles.get(tx, id)
		if err != nil {
			return err
		}
		after := before
		if err := change(tx, &after); err != nil || reflect.DeepEqual(before, after) {
			return err
		}
		after.LastModified = now
		return tx.PutRoutingProfile(after)
	})
}
