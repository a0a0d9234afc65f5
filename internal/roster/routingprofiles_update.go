package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// UpdateRoutingProfileName changes a routing profile's name, description or both; what is nil stays. One of them has to be given.
func (s *Service) UpdateRoutingProfileName(ctx context.Context, c Caller, instance, id string, name, description *string) error {
	q := ask("UpdateRoutingProfileName", instance, access.TypeRoutingProfile, id)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
		if err := relabel(&p.Name, &p.Description, name, description); err != nil {
			return err
		}
		if err := checkRoutingProfile(p); err != nil {
			return err
		}
		return routingProfiles.checkNameFree(tx, p.Name, p.ID)
	})
}

// UpdateRoutingProfileConcurrency replaces what the profile's users take at once. Channels that are left out reach them no longer.
func (s *Service) UpdateRoutingProfileConcurrency(ctx context.Context, c Caller, instance, id string, all []MediaConcurrency) error {
	q := ask("UpdateRoutingProfileConcurrency", instance, access.TypeRoutingProfile, id)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(_ Tx, p *RoutingProfile) error {
		p.MediaConcurrencies = all
		return checkRoutingProfile(p)
	})
}

// UpdateRoutingProfileDefaultOutboundQueue changes the queue of outbound calls, which has to exist (NotFound).
func (s *Service) UpdateRoutingProfileDefaultOutboundQueue(ctx context.Context, c Caller, instance, id, queue string) error {
	q := ask("UpdateRoutingProfileDefaultOutboundQueue", instance, access.TypeRoutingProfile, id).naming(access.TypeQueue, queue)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(tx Tx, p *RoutingProfile) error {
		p.DefaultOutboundQueueID = queue
		return checkExists(tx, access.TypeQueue, queue)
	})
}

// UpdateRoutingProfileAgentAvailabilityTimer changes which of the profile's users is next: the one that was idle, or without an inbound
// contact, for longest.
func (s *Service) UpdateRoutingProfileAgentAvailabilityTimer(ctx context.Context, c Caller, instance, id, timer string) error {
	q := ask("UpdateRoutingProfileAgentAvailabilityTimer", instance, access.TypeRoutingProfile, id)
	return routingProfiles.update(ctx, s, c, q, Tx.PutRoutingProfile, func(_ Tx, p *RoutingProfile) error {
		p.AvailabilityTimer = timer
		return nil
	})
}
