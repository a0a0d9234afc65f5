package access_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

var (
	someone       = rightsTarget(access.TypeUser, "other")
	myself        = rightsTarget(access.TypeUser, "me")
	theInstance   = rightsTarget(access.TypeInstance, "")
	someQueue     = rightsTarget(access.TypeQueue, "q")
	agentsQueue   = rightsTarget(access.TypeAgentQueue, "other")
	someProfile   = rightsTarget(access.TypeSecurityProfile, "s")
	someStatus    = rightsTarget(access.TypeAgentStatus, "st")
	otherInstance = access.Target{Resource: access.Resource{Region: "us-west-2", Account: "111111111111", Instance: "j", Type: access.TypeUser, ID: "me"}}
	otherAccount  = access.Target{Resource: access.Resource{Region: "us-west-2", Account: "222222222222", Instance: "i", Type: access.TypeUser, ID: "me"}}
)

func TestDecideByProfiles(t *testing.T) {
	view, edit, basic := grants("Users.View"), grants("Users.Edit"), grants("BasicAgentAccess")
	for _, tt := range []struct {
		name      string
		profiles  []access.Profile
		operation string
		target    access.Target
		want      bool
	}{
		{"no profile", nil, "DescribeQueue", someQueue, false},
		{"the permission", []access.Profile{view}, "DescribeUser", someone, true},
		{"another permission", []access.Profile{edit}, "DescribeUser", someone, false},
		{"an operation that profiles do not give", []access.Profile{view}, "CreateInstance", theInstance, false},
		{"an operation on a type that it is not about", []access.Profile{view}, "DescribeUser", someQueue, false},
		{"an operation on the instance that it is not about", []access.Profile{view}, "DescribeUser", theInstance, false},
		{"another instance", []access.Profile{view}, "DescribeUser", otherInstance, false},
		{"another account", []access.Profile{view}, "DescribeUser", otherAccount, false},
		{"a list is asked of the instance", []access.Profile{byTags(view, "team=a", "User")}, "ListUsers", theInstance, true},
		{"a list without the permission", []access.Profile{basic}, "ListUsers", theInstance, false},

		{"all tags", []access.Profile{byTags(view, "team=a,site=x", "User")}, "DescribeUser", tagged(someone, "team=a,site=x,more="), true},
		{"one tag of two", []access.Profile{byTags(view, "team=a,site=x", "User")}, "DescribeUser", tagged(someone, "team=a"), false},
		{"another case of a value", []access.Profile{byTags(view, "team=a", "User")}, "DescribeUser", tagged(someone, "team=A"), false},
		{"another case of a key", []access.Profile{byTags(view, "team=a", "User")}, "DescribeUser", tagged(someone, "Team=a"), false},
		{"an empty value is a value", []access.Profile{byTags(view, "team=", "User")}, "DescribeUser", someone, false},
		{"tags on a type that is not restricted", []access.Profile{byTags(view, "team=a", "Queue")}, "DescribeUser", someone, true},
		{"tags on a type that lives otherInstance", []access.Profile{byTags(view, "team=a", "Prompt")}, "DescribeUser", someone, true},
		{"a type restricted by no tags at all", []access.Profile{byTags(view, "", "User")}, "DescribeUser", someone, false},

		{"in the group", []access.Profile{byGroup(view, "emea/de")}, "DescribeUser", inGroup(someone, "emea/de"), true},
		{"below the group", []access.Profile{byGroup(view, "emea")}, "DescribeUser", inGroup(someone, "emea/de/berlin"), true},
		{"above the group", []access.Profile{byGroup(view, "emea/de")}, "DescribeUser", inGroup(someone, "emea"), false},
		{"in no group", []access.Profile{byGroup(view, "emea")}, "DescribeUser", someone, false},
		{"own group", []access.Profile{byGroup(view, "")}, "DescribeUser", inGroup(someone, "all/home/below"), true},
		{"above the own group", []access.Profile{byGroup(view, "")}, "DescribeUser", inGroup(someone, "all"), false},
		{"outside the own group", []access.Profile{byGroup(view, "")}, "DescribeUser", inGroup(someone, "emea"), false},
		{"the hierarchy restricts users only", []access.Profile{byGroup(grants("Queues.View"), "emea")}, "DescribeQueue", someQueue, true},
		{"tags and hierarchy both", []access.Profile{byTags(byGroup(view, "emea"), "team=a", "User")}, "DescribeUser",
			tagged(inGroup(someone, "emea"), "team=a"), true},
		{"tags without hierarchy", []access.Profile{byTags(byGroup(view, "emea"), "team=a", "User")}, "DescribeUser", tagged(someone, "team=a"), false},

		{"either of two profiles", []access.Profile{byTags(view, "team=a", "User"), byGroup(view, "emea")}, "DescribeUser", inGroup(someone, "emea"), true},
		{"unrestricted wins", []access.Profile{byTags(view, "team=a", "User"), view}, "DescribeUser", someone, true},
		{"a restriction says nothing about what others grant", []access.Profile{byTags(edit, "team=a", "User"), view}, "DescribeUser", someone, true},
		{"a profile lends its restriction to no other", []access.Profile{byTags(view, "team=a", "User"), edit}, "DescribeUser", someone, false},

		{"agent queues are queues", []access.Profile{byTags(grants("Queues.View"), "team=a", "Queue")}, "DescribeQueue", agentsQueue, false},
		{"agent queues stand for users", []access.Profile{byTags(grants("Queues.View"), "team=a", "User")}, "DescribeQueue", agentsQueue, false},
		{"agent queues have no group", []access.Profile{byGroup(grants("Queues.View"), "emea")}, "DescribeQueue", agentsQueue, false},
		{"agent queues unrestricted", []access.Profile{grants("Queues.View")}, "DescribeQueue", agentsQueue, true},
		{"status of a queue", []access.Profile{grants("Queues.EnableAndDisable")}, "UpdateQueueStatus", someQueue, true},
		{"status of a queue by editing", []access.Profile{grants("Queues.Edit")}, "UpdateQueueStatus", someQueue, false},

		{"drop-down list by both", []access.Profile{grants("Users.View", "Users.Edit")}, "SearchSecurityProfiles", someProfile, true},
		{"drop-down list by both from two profiles", []access.Profile{view, edit}, "ListSecurityProfiles", someProfile, true},
		{"drop-down list by one", []access.Profile{view}, "ListSecurityProfiles", someProfile, false},
		{"drop-down list, half restricted", []access.Profile{view, byTags(edit, "team=a", "SecurityProfile")}, "ListSecurityProfiles", someProfile, false},
		{"a drop-down list describes nothing", []access.Profile{view, edit}, "DescribeSecurityProfile", someProfile, false},
		{"tags of any type that may be seen", []access.Profile{grants("AgentStates.View")}, "SearchResourceTags", theInstance, true},
		{"tags of any other type that may be seen", []access.Profile{view}, "SearchResourceTags", theInstance, true},
		{"tags of no type", []access.Profile{basic}, "SearchResourceTags", theInstance, false},

		{"a reference", []access.Profile{edit}, "UpdateUserRoutingProfile", rightsTarget(access.TypeRoutingProfile, "r"), true},
		{"a reference outside", []access.Profile{byTags(edit, "team=a", "RoutingProfile")}, "UpdateUserRoutingProfile",
			rightsTarget(access.TypeRoutingProfile, "r"), false},
		{"taking a reference away", []access.Profile{byTags(grants("Queues.Edit"), "team=a", "TransferDestination")}, "DisassociateQueueQuickConnects",
			rightsTarget(access.TypeQuickConnect, "c"), true},

		{"the own instance", nil, "DescribeInstance", theInstance, true},
		{"another action of the same name", []access.Profile{view}, "rollcall:DescribeUser", someone, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := access.NewRights(rightsUser("all/home"), tt.profiles)
			checkDecision(t, r, tt.operation, tt.target, tt.want)
		})
	}
}

func TestRightsOnTheOwnRecord(t *testing.T) {
	basic, restrict := grants("BasicAgentAccess"), grants("RestrictPhoneTypeSettings.Access")
	away := byGroup(grants("Users.View", "Users.Edit"), "emea")
	for _, tt := range []struct {
		name      string
		profiles  []access.Profile
		operation string
		target    access.Target
		want      bool
	}{
		{"describe", nil, "DescribeUser", myself, true},
		{"describe in another instance", nil, "DescribeUser", otherInstance, false},
		{"describe in another account", nil, "DescribeUser", otherAccount, false},
		{"read outside of what one reaches", []access.Profile{away}, "ListUserProficiencies", myself, true},
		{"read without the permission", nil, "ListUserProficiencies", myself, false},
		{"change outside of what one reaches", []access.Profile{away}, "UpdateUserIdentityInfo", myself, false},
		{"status", []access.Profile{basic}, "PutUserStatus", myself, true},
		{"status to be set", []access.Profile{byTags(basic, "team=a", "AgentStatus")}, "PutUserStatus", someStatus, true},
		{"status of another", []access.Profile{basic, grants("Users.Edit")}, "PutUserStatus", someone, false},
		{"status without access to the panel", nil, "PutUserStatus", myself, false},
		{"phone", []access.Profile{basic}, "UpdateUserPhoneConfig", myself, true},
		{"phone of another", []access.Profile{basic}, "UpdateUserPhoneConfig", someone, false},
		{"phone, taken away", []access.Profile{basic, restrict}, "UpdateUserPhoneConfig", myself, false},
		{"phone, taken away but from who edits users", []access.Profile{basic, restrict, grants("Users.Edit")}, "UpdateUserPhoneConfig", myself, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := access.NewRights(rightsUser("home"), tt.profiles)
			checkDecision(t, r, tt.operation, tt.target, tt.want)
		})
	}
}

func TestOwnGroupOfAUserInNoneReachesOnlyTheUser(t *testing.T) {
	r := access.NewRights(rightsUser(""), []access.Profile{byGroup(grants("Users.View"), "")})
	checkDecision(t, r, "DescribeUser", someone, false)
	checkDecision(t, r, "DescribeUser", inGroup(someone, "emea"), false)
	checkDecision(t, r, "ListUserProficiencies", myself, true)
}

func TestRestricted(t *testing.T) {
	view := grants("Users.View")
	for _, tt := range []struct {
		name      string
		profiles  []access.Profile
		operation string
		on        access.ResourceType
		want      bool
	}{
		{"unrestricted", []access.Profile{view}, "DescribeUser", access.TypeUser, false},
		{"by tags", []access.Profile{byTags(view, "team=a", "User")}, "DescribeUser", access.TypeUser, true},
		{"by hierarchy", []access.Profile{byGroup(view, "emea")}, "DescribeUser", access.TypeUser, true},
		{"by tags and not", []access.Profile{byTags(view, "team=a", "User"), view}, "DescribeUser", access.TypeUser, false},
		{"on another type", []access.Profile{byTags(view, "team=a", "Queue")}, "DescribeUser", access.TypeUser, false},
		{"where the right to something else is free", []access.Profile{byTags(grants("Users.Edit"), "team=a", "User"), view},
			"UpdateUserHierarchy", access.TypeUser, true},
		{"without the permission", nil, "DescribeUser", access.TypeUser, true},
		{"what profiles do not give", []access.Profile{view}, "DescribeInstanceAttribute", access.TypeInstance, true},
		{"what every user may do", nil, "DescribeInstance", access.TypeInstance, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := access.NewRights(rightsUser("home"), tt.profiles)
			if got := r.Restricted(tt.operation, tt.on); got != tt.want {
				t.Errorf("Restricted = %v, want %v", got, tt.want)
			}
		})
	}
}

// checkDecision holds a decision, which always has a reason, against what is wanted. Operations are Connect's unless they name a service.
func checkDecision(t *testing.T, r *access.Rights, operation string, target access.Target, want bool) {
	t.Helper()
	if d := r.Decide(action(operation), target); d.Allowed != want || d.Reason == "" {
		t.Errorf("Decide(%s) = %+v, want allowed %v with a reason", operation, d, want)
	}
}
