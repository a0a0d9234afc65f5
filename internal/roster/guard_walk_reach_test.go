package roster_test

import (
	"fmt"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// reach is what a user may do to others, whichever there may be.
func (w *walk) reach(id string) map[string]bool {
	rights, err := w.storedRights(id)
	if roster.IsKind(err, roster.NotFound) {
		return nil // deleted
	}
	if err != nil {
		w.t.Fatal(err)
	}
	may := make(map[string]bool)
	for _, p := range probes {
		target := access.Target{Resource: w.res(roster.Reference{Type: p.kind, ID: "probe"}), Tags: p.tags, HierarchyPath: p.path}
		if rights.Decide("connect:"+p.operation, target).Allowed {
			may[p.String()] = true
		}
	}
	return may
}

// storedRights puts together the rights of a user as the store has it.
func (c *crew) storedRights(id string) (*access.Rights, error) {
	r := c.store.Read(c.ctx, c.id)
	u, err := r.User(id)
	if err != nil {
		return nil, err
	}
	var given []access.Profile
	for _, id := range u.SecurityProfileIDs {
		p, err := r.SecurityProfiles().Get(id)
		if err != nil {
			return nil, err
		}
		given = append(given, access.Profile{
			ID: p.ID, Permissions: p.Permissions, Tags: p.AllowedTags, TagRestricted: p.TagRestricted,
			HierarchyRestricted: len(p.HierarchyRestricted) > 0, GroupID: p.AllowedGroupID,
		})
	}
	return access.NewRights(access.Target{Resource: c.res(user(id)), Tags: u.Tags, HierarchyPath: u.HierarchyPath}, given), nil
}

// probe is something that might be done to some resource.
type probe struct {
	operation string
	kind      access.ResourceType
	tags      map[string]string
	path      []string
}

func (p probe) String() string {
	return fmt.Sprintf("%s on %s with %v in %v", p.operation, p.kind, p.tags, p.path)
}

var probes = func() (all []probe) {
	for kind, operations := range map[access.ResourceType][]string{
		access.TypeUser: {"DescribeUser", "SearchUsers", "CreateUser", "DeleteUser", "UpdateUserIdentityInfo", "UpdateUserSecurityProfiles",
			"UpdateUserPhoneConfig", "PutUserStatus", "CreateQuickConnect"},
		access.TypeSecurityProfile: {"DescribeSecurityProfile", "ListSecurityProfiles", "CreateSecurityProfile", "UpdateSecurityProfile", "DeleteSecurityProfile",
			"CreateUser", "UpdateUserSecurityProfiles"},
		access.TypeQueue:              {"DescribeQueue", "CreateQueue", "DeleteQueue", "UpdateQueueStatus", "CreateRoutingProfile"},
		access.TypeAgentQueue:         {"DescribeQueue"},
		access.TypeRoutingProfile:     {"DescribeRoutingProfile", "CreateRoutingProfile", "DeleteRoutingProfile", "UpdateUserRoutingProfile"},
		access.TypeUserHierarchyGroup: {"DescribeUserHierarchyGroup", "CreateUserHierarchyGroup", "DeleteUserHierarchyGroup", "UpdateUserHierarchy"},
		access.TypeHoursOfOperation:   {"DescribeHoursOfOperation", "CreateHoursOfOperation", "UpdateHoursOfOperation", "DeleteHoursOfOperation"},
		access.TypeQuickConnect:       {"DescribeQuickConnect", "CreateQuickConnect", "UpdateQuickConnectConfig", "DeleteQuickConnect"},
		access.TypeAgentStatus:        {"DescribeAgentStatus", "CreateAgentStatus", "UpdateAgentStatus"},
		access.TypeInstance:           {"UpdateUserHierarchyStructure", "CreatePredefinedAttribute", "DeletePredefinedAttribute"},
	} {
		for _, operation := range operations {
			for _, tags := range someTags {
				for _, path := range [][]string{nil, {"emea"}, {"emea", "de"}, {"apac"}} {
					all = append(all, probe{operation, kind, tags, path})
				}
			}
		}
	}
	return all
}()
