package access_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
)

// everyType is every type of resource that a decision can be about.
var everyType = []access.ResourceType{
	access.TypeInstance, access.TypeUser, access.TypeUserHierarchyGroup, access.TypeUserHierarchyLevel, access.TypeAgentStatus,
	access.TypeRoutingProfile, access.TypeSecurityProfile, access.TypeQueue, access.TypeAgentQueue, access.TypeHoursOfOperation,
	access.TypeQuickConnect, access.TypeAuthenticationProfile, access.TypePredefinedAttribute,
}

// refusedOperations are those that no security profile gives: what the console of AWS does, and not the website of the instance.
var refusedOperations = strings.Fields(`
	CreateInstance DeleteInstance ListInstances DescribeInstanceAttribute ListInstanceAttributes UpdateInstanceAttribute
	DescribeAuthenticationProfile ListAuthenticationProfiles UpdateAuthenticationProfile GetFederationToken`)

func TestEveryOperationIsGivenOrRefused(t *testing.T) {
	all := access.NewRights(rightsUser(""), []access.Profile{{Permissions: access.PermissionNames()}})
	for _, op := range connect.Operations {
		given := slices.ContainsFunc(everyType, func(on access.ResourceType) bool {
			return all.Decide("connect:"+op.Name, rightsTarget(on, "other")).Allowed
		})
		if refused := slices.Contains(refusedOperations, op.Name); given == refused {
			t.Errorf("%s is given: %v; listed as refused: %v", op.Name, given, refused)
		}
	}
}

func TestPermissionTableIsWellFormed(t *testing.T) {
	seen := make(map[access.TablePair]bool)
	for _, pair := range access.TablePairs() {
		if seen[pair] {
			t.Errorf("%s on %s has two rows", pair.Operation, pair.On)
		}
		seen[pair] = true
		if pair.Operation != "ReadAudit" && !slices.ContainsFunc(connect.Operations, func(op connect.Operation) bool { return op.Name == pair.Operation }) {
			t.Errorf("%s is no operation", pair.Operation)
		}
		if !slices.Contains(everyType, pair.On) {
			t.Errorf("%s is on %q, which is no type", pair.Operation, pair.On)
		}
	}
}

func TestPermissionTableNamesKnownPermissions(t *testing.T) {
	known, err := os.ReadFile("../roster/permissions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range access.PermissionNames() {
		if !slices.Contains(strings.Fields(string(known)), name) {
			t.Errorf("the table names %s, which is no known permission", name)
		}
	}
}

// A permission beyond the size of a set would be held by everybody.
func TestPermissionsFitInASet(t *testing.T) {
	if n := len(access.PermissionNames()); n > 64 {
		t.Errorf("the table names %d permissions, a set holds 64", n)
	}
}

func TestTagsAreGivenByTheTypeOfTheResource(t *testing.T) {
	stems := map[access.ResourceType]string{
		access.TypeUser: "Users", access.TypeSecurityProfile: "SecurityProfiles", access.TypeUserHierarchyGroup: "AgentGrouping",
		access.TypeRoutingProfile: "RoutingPolicies", access.TypeQueue: "Queues", access.TypeQuickConnect: "TransferDestinations",
		access.TypeHoursOfOperation: "HoursOfOperation", access.TypeAgentStatus: "AgentStates",
	}
	for on, stem := range stems {
		view := access.NewRights(rightsUser(""), []access.Profile{{Permissions: []string{stem + ".View"}}})
		edit := access.NewRights(rightsUser(""), []access.Profile{{Permissions: []string{stem + ".Edit"}}})
		for _, other := range everyType {
			target := rightsTarget(other, "other")
			want := other == on
			if got := view.Decide("connect:ListTagsForResource", target).Allowed; got != want {
				t.Errorf("%s.View lists the tags of %s: %v", stem, other, got)
			}
			for _, operation := range []string{"TagResource", "UntagResource"} {
				if got := edit.Decide("connect:"+operation, target).Allowed; got != want {
					t.Errorf("%s.Edit gives %s on %s: %v", stem, operation, other, got)
				}
			}
		}
	}
}
