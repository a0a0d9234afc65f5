package access_test

import (
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// naiveRule is what an operation needs on a type, written down once more: any of the needs, all of its permissions.
type naiveRule struct {
	operation string
	on        access.ResourceType
	needs     [][]string
	// own gives the operation on the own record to who holds the permission, whatever is restricted; "nothing" to everybody.
	own string
}

var naiveRules = []naiveRule{
	{"DescribeUser", access.TypeUser, [][]string{{"Users.View"}}, "nothing"},
	{"SearchUsers", access.TypeUser, [][]string{{"Users.View"}}, "nothing"},
	{"ListUserProficiencies", access.TypeUser, [][]string{{"Users.View"}}, "Users.View"},
	{"UpdateUserIdentityInfo", access.TypeUser, [][]string{{"Users.Edit"}}, ""},
	{"UpdateUserSecurityProfiles", access.TypeUser, [][]string{{"Users.EditPermission"}}, ""},
	{"UpdateUserPhoneConfig", access.TypeUser, [][]string{{"Users.Edit"}}, "BasicAgentAccess"},
	{"PutUserStatus", access.TypeUser, nil, "BasicAgentAccess"},
	{"CreateUser", access.TypeSecurityProfile, [][]string{{"Users.Create"}}, ""},
	{"DescribeSecurityProfile", access.TypeSecurityProfile, [][]string{{"SecurityProfiles.View"}}, ""},
	{"ListSecurityProfiles", access.TypeSecurityProfile, [][]string{{"SecurityProfiles.View"}, {"Users.View", "Users.Edit"}}, ""},
	{"SearchRoutingProfiles", access.TypeRoutingProfile, [][]string{{"RoutingPolicies.View"}, {"Users.View", "Users.Edit"}}, ""},
	{"UpdateQueueStatus", access.TypeQueue, [][]string{{"Queues.EnableAndDisable"}}, ""},
	{"ListQueues", access.TypeQueue, [][]string{{"Queues.View"}}, ""},
	{"ListQueues", access.TypeAgentQueue, [][]string{{"Queues.View"}}, ""},
	{"ListQueues", access.TypeInstance, [][]string{{"Queues.View"}}, ""},
	{"SearchResourceTags", access.TypeQuickConnect, [][]string{{"TransferDestinations.View"}}, ""},
	{"UpdateInstanceAttribute", access.TypeInstance, nil, ""},
}

// naivePermissions are those that matter to the rules, and one that matters to none.
var naivePermissions = []string{
	"Users.View", "Users.Edit", "Users.EditPermission", "Users.Create", "BasicAgentAccess", "SecurityProfiles.View", "RoutingPolicies.View",
	"Queues.View", "Queues.EnableAndDisable", "TransferDestinations.View", "ContactFlows.Edit",
}

// naiveAllowed is the rule of Rights word for word: a permission on a resource is given when some profile grants it and either does not
// restrict the type or the resource satisfies all its restrictions.
func naiveAllowed(user access.Target, profiles []access.Profile, rule naiveRule, target access.Target) bool {
	if target.Instance != user.Instance {
		return false
	}
	holds := func(permission string) bool {
		return slices.ContainsFunc(profiles, func(p access.Profile) bool { return slices.Contains(p.Permissions, permission) })
	}
	if target.Type == access.TypeUser && target.ID == user.ID {
		barred := rule.operation == "UpdateUserPhoneConfig" && holds("RestrictPhoneTypeSettings.Access")
		if rule.own == "nothing" || holds(rule.own) && !barred {
			return true
		}
	}
	for _, all := range rule.needs {
		given := 0
		for _, permission := range all {
			if slices.ContainsFunc(profiles, func(p access.Profile) bool {
				return slices.Contains(p.Permissions, permission) && naiveSatisfied(user, p, target)
			}) {
				given++
			}
		}
		if given == len(all) {
			return true
		}
	}
	return false
}

func naiveSatisfied(user access.Target, p access.Profile, target access.Target) bool {
	for _, name := range p.TagRestricted {
		if !naiveStandsFor(name, target.Type) {
			continue
		}
		if len(p.Tags) == 0 {
			return false
		}
		for key, value := range p.Tags {
			if got, ok := target.Tags[key]; !ok || got != value {
				return false
			}
		}
	}
	if !p.HierarchyRestricted || !naiveStandsFor("User", target.Type) {
		return true
	}
	if p.GroupID != "" {
		return slices.Contains(target.HierarchyPath, p.GroupID)
	}
	n := len(user.HierarchyPath)
	return n > 0 && slices.Contains(target.HierarchyPath, user.HierarchyPath[n-1])
}

func naiveStandsFor(name string, t access.ResourceType) bool {
	switch name {
	case "User":
		return t == access.TypeUser || t == access.TypeAgentQueue
	case "Queue":
		return t == access.TypeQueue || t == access.TypeAgentQueue
	case "SecurityProfile":
		return t == access.TypeSecurityProfile
	case "RoutingProfile":
		return t == access.TypeRoutingProfile
	case "TransferDestination":
		return t == access.TypeQuickConnect
	}
	return false
}
