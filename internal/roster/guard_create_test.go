package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// What a restricted user makes gets the tags and the group of the only profile that grants to make it.
func TestWhatIsMadeLiesWithinReach(t *testing.T) {
	b := newBranch(t)
	made, err := b.CreateUser(b.ctx, b.lena, b.id, b.hire("eve", func(in *roster.NewUser) {
		in.SecurityProfileIDs, in.Tags = []string{"agents"}, map[string]string{"shift": "late"}
	}))
	wantKind(t, err, 0)
	eve := b.read(t, made.ID)
	if diff := cmp.Diff(map[string]string{"shift": "late", "team": "a"}, eve.Tags); diff != "" || eve.HierarchyGroupID() != "emea" {
		t.Errorf("group %s, tags (-want +got):\n%s", eve.HierarchyGroupID(), diff)
	}
	r := b.store.Read(b.ctx, b.id)
	for kind, create := range map[access.ResourceType]func() (string, error){
		access.TypeAgentStatus: func() (string, error) {
			return b.CreateAgentStatus(b.ctx, b.lena, b.id, roster.AgentStatus{Meta: roster.Meta{Name: "Lunch"}})
		},
		access.TypeHoursOfOperation: func() (string, error) { return b.CreateHoursOfOperation(b.ctx, b.lena, b.id, plan("Night")) },
		access.TypeSecurityProfile: func() (string, error) {
			return b.CreateSecurityProfile(b.ctx, b.lena, b.id, roster.SecurityProfile{Meta: roster.Meta{Name: "New"}})
		},
		access.TypeUserHierarchyGroup: func() (string, error) {
			return b.CreateUserHierarchyGroup(b.ctx, b.lena, b.id, roster.NewUserHierarchyGroup{Name: "fr", ParentID: "emea"})
		},
		access.TypeQuickConnect: func() (string, error) {
			return b.CreateQuickConnect(b.ctx, b.lena, b.id, roster.QuickConnect{
				Meta: roster.Meta{Name: "Ann"}, Destination: roster.Destination{Type: roster.UserQuickConnect, UserID: b.ann},
			})
		},
	} {
		id, err := create()
		wantKind(t, err, 0)
		m, err := r.Header(kind, id)
		wantKind(t, err, 0)
		if diff := cmp.Diff(teamA, m.Tags); diff != "" {
			t.Errorf("tags of a new %s (-want +got):\n%s", kind, diff)
		}
	}
}

// A queue needs hours and a routing profile needs queues that their maker reaches.
func TestWhatIsMadeRefersToWhatIsReached(t *testing.T) {
	b := newBranch(t)
	hours := b.hours(t)
	queue := func() (string, error) {
		return b.CreateQueue(b.ctx, b.lena, b.id, roster.Queue{Meta: roster.Meta{Name: "Q"}, HoursOfOperationID: hours})
	}
	_, err := queue()
	b.wantDenied(t, err, access.TypeHoursOfOperation, hours, b.revision(t))
	wantKind(t, b.TagResource(b.ctx, b.c, b.res(roster.Reference{Type: access.TypeHoursOfOperation, ID: hours}), teamA), 0)
	id, err := queue()
	wantKind(t, err, 0)
	if diff := cmp.Diff(teamA, b.readQueue(t, id).Tags, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("tags of the queue (-want +got):\n%s", diff)
	}
	basic := b.read(t, b.ann).RoutingProfileID
	queueOf := b.describeRouting(t, basic).DefaultOutboundQueueID
	err = b.UpdateRoutingProfileDefaultOutboundQueue(b.ctx, b.lena, b.id, basic, queueOf)
	b.wantDenied(t, err, access.TypeQueue, queueOf, b.revision(t))
	wantKind(t, b.UpdateRoutingProfileDefaultOutboundQueue(b.ctx, b.lena, b.id, basic, id), 0)
}

// With two profiles that grant it, the maker has to say in which of their branches the new user is.
func TestWhoHasTwoBranchesChooses(t *testing.T) {
	b := newBranch(t)
	b.grant(t, "second", []string{"Users.Create"}, byTags(teamB, "User"))
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, b.c, b.id, b.lenaID, []string{"lead", "second"}), 0)
	in := b.hire("eve", func(in *roster.NewUser) { in.SecurityProfileIDs = []string{"agents"} })
	_, err := b.CreateUser(b.ctx, b.lena, b.id, in)
	b.wantDenied(t, err, access.TypeUser, "*", b.revision(t))
	in.Tags = teamB
	_, err = b.CreateUser(b.ctx, b.lena, b.id, in)
	wantKind(t, err, 0)
}

// Added tags count, and a group that does not exist is not made up for.
func TestAdditionsFollowTheRules(t *testing.T) {
	b := newBranch(t)
	full := map[string]string{}
	for n := range roster.MaxTags {
		full[numbered("key", n)] = ""
	}
	in := b.hire("eve", func(in *roster.NewUser) { in.SecurityProfileIDs, in.Tags = []string{"agents"}, full })
	_, err := b.CreateUser(b.ctx, b.lena, b.id, in)
	wantRule(t, err, roster.InvalidRequest)
	in.Tags, in.HierarchyGroupID = nil, "missing"
	_, err = b.CreateUser(b.ctx, b.lena, b.id, in)
	wantKind(t, err, roster.Denied)
}
