package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// ListUsersThrough lists the users that a filter lets through, for tests of callers who may not see everybody.
func ListUsersThrough(s *Service, ctx context.Context, c Caller, instance string, filter search.Criteria, p Page) (List[UserSummary], error) {
	return s.listedUsers(ctx, c, askInstance("ListUsers", instance), filter, p)
}

// VisibleSecurityProfiles reads what a list's page is cut from, for the same tests.
var VisibleSecurityProfiles = securityProfiles.visible

// ErrStillLoading is what waiting for a search index ends with.
var ErrStillLoading error = errStillLoading

// WaitForLoads waits for what runs in the background.
func (s *Service) WaitForLoads() { s.indexes.loads.Wait() }

// Listings are the kinds of which Explain can list what somebody sees.
var Listings = listings
