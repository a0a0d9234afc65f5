package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
)

var routingProfiles = collection[RoutingProfile, *RoutingProfile]{
	kind: access.TypeRoutingProfile, what: "Routing profile", table: Reader.RoutingProfiles,
}

// DescribeRoutingProfile reads a routing profile, and counts the users that have it.
func (s *Service) DescribeRoutingProfile(ctx context.Context, c Caller, instance, id string) (p RoutingProfile, users int, err error) {
	if err := authorize(c, "DescribeRoutingProfile", instance, access.TypeRoutingProfile, id); err != nil {
		return p, 0, err
	}
	err = s.view(ctx, c, instance, func(r Reader, _ Instance) error {
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
