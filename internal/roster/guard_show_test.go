package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func (b *branch) tag(t *testing.T, kind access.ResourceType, id string, tags map[string]string) string {
	t.Helper()
	wantKind(t, b.TagResource(b.ctx, b.c, b.res(roster.Reference{Type: kind, ID: id}), tags), 0)
	return id
}

// A refusal names what is in the way to those who may see it.
func TestWhatIsInTheWayShowsToWhoMaySeeIt(t *testing.T) {
	b := newBranch(t)
	routing := b.routingProfile(t, newRoutingProfile("Blocked", b.describeRouting(t, b.routing).DefaultOutboundQueueID))
	b.tag(t, access.TypeRoutingProfile, routing, teamA)
	wantKind(t, b.UpdateUserRoutingProfile(b.ctx, b.c, b.id, b.bob, routing), 0)
	refusals := map[string]func() error{
		"routing profile": func() error { return b.DeleteRoutingProfile(b.ctx, b.lena, b.id, routing) },
		"group":           func() error { return b.DeleteUserHierarchyGroup(b.ctx, b.lena, b.id, "apac") },
	}
	for what, refuse := range refusals {
		err := refuse()
		wantRule(t, err, roster.InUse)
		if by := asError(err).By; by != (access.Resource{}) {
			t.Errorf("%s: the refusal names %s, which is not to be seen", what, by.ARN())
		}
	}
	wantKind(t, b.UpdateUserHierarchy(b.ctx, b.c, b.id, b.bob, "emea"), 0)
	b.member(t, "amy", "apac", teamB, "agents")
	for what, want := range map[string]string{"routing profile": b.bob, "group": ""} {
		if by := asError(refusals[what]()).By; by.ID != want {
			t.Errorf("%s: the refusal names %q, want %q", what, by.ID, want)
		}
	}
}

// What stands inside of something else is left out for who may not see it.
func TestNestedRowsAreFiltered(t *testing.T) {
	b := newBranch(t)
	standard := b.describeRouting(t, b.routing).DefaultOutboundQueueID
	seen := b.tag(t, access.TypeQueue, b.newQueue(t, "Seen"), teamA)
	number := roster.Destination{Type: roster.PhoneNumberQuickConnect, PhoneNumber: "+4930123456"}
	shown := b.tag(t, access.TypeQuickConnect, b.quickConnect(t, "Shown", number), teamA)
	hidden := b.quickConnect(t, "Hidden", number)
	wantKind(t, b.AssociateQueueQuickConnects(b.ctx, b.c, b.id, seen, []string{shown, hidden}), 0)
	wantKind(t, b.AssociateRoutingProfileQueues(b.ctx, b.c, b.id, b.routing, []roster.QueueConfig{{QueueID: seen, Channel: roster.Voice, Priority: 1}},
		[]roster.ManualQueue{{QueueID: seen, Channel: "CHAT"}, {QueueID: standard, Channel: "CHAT"}}), 0)
	parent, other := b.hoursNamed(t, "Parent"), b.tag(t, access.TypeHoursOfOperation, b.hoursNamed(t, "Other"), teamA)
	child := b.tag(t, access.TypeHoursOfOperation, b.hoursNamed(t, "Child"), teamA)
	wantKind(t, b.AssociateHoursOfOperations(b.ctx, b.c, b.id, child, []string{parent, other}), 0)
	secret := b.hoursNamed(t, "Secret")
	wantKind(t, b.AssociateHoursOfOperations(b.ctx, b.c, b.id, secret, []string{other}), 0)

	wantShown := func(what string, err error, got []string, want ...string) {
		t.Helper()
		wantKind(t, err, 0)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	offered, _, err := b.ListQueueQuickConnects(b.ctx, b.lena, b.id, seen, everyone)
	wantShown("quick connects", err, namesOf(offered.Items, func(q *roster.QuickConnect) string { return q.Name }), "Shown")
	routed, _, err := b.ListRoutingProfileQueues(b.ctx, b.lena, b.id, b.routing, everyone)
	wantShown("queues", err, namesOf(routed.Items, func(q *roster.QueueEntry[roster.QueueConfig]) string { return q.QueueName }), "Seen")
	picked, _, err := b.ListRoutingProfileManualAssignmentQueues(b.ctx, b.lena, b.id, b.routing, everyone)
	wantShown("manual queues", err, namesOf(picked.Items, func(q *roster.QueueEntry[roster.ManualQueue]) string { return q.QueueName }), "Seen")
	children, _, err := b.ListChildHoursOfOperations(b.ctx, b.lena, b.id, other, everyone)
	wantShown("children", err, namesOf(children.Items, func(h *roster.HoursOfOperation) string { return h.Name }), "Child")
	described, err := b.DescribeHoursOfOperation(b.ctx, b.lena, b.id, child)
	wantShown("parents", err, namesOf(described.Parents, func(m *roster.Meta) string { return m.Name }), "Other")
	found, err := b.SearchHoursOfOperations(b.ctx, b.lena, b.id, search.Text{Field: search.FieldName, Comparison: search.Exact, Value: "Child"}, everyone)
	wantKind(t, err, 0)
	wantShown("found parents", nil, namesOf(found.Items[0].Parents, func(m *roster.Meta) string { return m.Name }), "Other")
	wantKind(t, b.UntagResource(b.ctx, b.c, b.res(group("emea")), []string{"team"}), 0)
	path, err := b.DescribeUserHierarchyGroup(b.ctx, b.lena, b.id, "de")
	wantShown("path", err, namesOf(path, func(g *roster.UserHierarchyGroup) string { return g.Name }), "de")
	paths, err := b.SearchUserHierarchyGroups(b.ctx, b.lena, b.id, search.Text{Field: search.FieldName, Comparison: search.Exact, Value: "de"}, everyone)
	wantKind(t, err, 0)
	wantShown("found path", nil, namesOf(paths.Items[0], func(g *roster.UserHierarchyGroup) string { return g.Name }), "de")
}

func (c *crew) hoursNamed(t *testing.T, name string) string {
	t.Helper()
	id, err := c.CreateHoursOfOperation(c.ctx, c.c, c.id, plan(name))
	wantKind(t, err, 0)
	return id
}

func namesOf[T any](items []T, name func(*T) string) (names []string) {
	for i := range items {
		names = append(names, name(&items[i]))
	}
	return names
}

// An agent's queue does not exist for who may not see the agent, and ids of nobody are refused alike where that could tell.
func TestAgentQueuesTellNothingOfTheirUsers(t *testing.T) {
	b := newBranch(t)
	b.grant(t, "queues", []string{"Queues.View", "Queues.Edit", "Users.View"}, byGroup("emea"))
	quin := b.as(b.member(t, "quin", "emea", nil, "queues"))
	for _, id := range []string{b.bob, "nobody", roster.AgentQueuePrefix + b.bob} {
		_, err := b.DescribeQueue(b.ctx, quin, b.id, id)
		wantKind(t, err, roster.Denied)
		_, _, err = b.ListQueueQuickConnects(b.ctx, quin, b.id, id, everyone)
		wantKind(t, err, roster.Denied)
		wantRule(t, b.UpdateQueueMaxContacts(b.ctx, quin, b.id, id, nil), roster.NotFound)
		wantRule(t, b.DeleteQueue(b.ctx, quin, b.id, id), roster.NotFound)
	}
	b.grant(t, "queues", []string{"Queues.View", "Queues.Edit", "Users.View"})
	_, err := b.DescribeQueue(b.ctx, quin, b.id, b.bob)
	wantKind(t, err, 0)
	_, err = b.DescribeQueue(b.ctx, quin, b.id, "nobody")
	wantRule(t, err, roster.NotFound)
	wantRule(t, b.UpdateQueueMaxContacts(b.ctx, quin, b.id, b.bob, nil), roster.InvalidRequest)
}

// Rights are those of the state that is asked about: what was taken from a user is gone with the answer to that.
func TestRightsAreThoseOfTheMoment(t *testing.T) {
	b := newBranch(t)
	see := func() error {
		_, err := b.DescribeUser(b.ctx, b.lena, b.id, b.ann)
		return err
	}
	wantKind(t, see(), 0)
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, b.c, b.id, b.lenaID, []string{"agents"}), 0)
	wantKind(t, see(), roster.Denied)
	wantKind(t, b.UpdateUserSecurityProfiles(b.ctx, b.c, b.id, b.lenaID, []string{"lead"}), 0)
	wantKind(t, see(), 0)
	wantKind(t, b.UpdateSecurityProfile(b.ctx, b.c, b.id, "lead", roster.SecurityProfileUpdate{AllowedTags: teamB}), 0)
	wantKind(t, see(), roster.Denied)
	wantKind(t, b.DeleteUser(b.ctx, b.c, b.id, b.lenaID), 0)
	_, err := b.DescribeUser(b.ctx, b.lena, b.id, b.lenaID)
	wantKind(t, err, roster.Denied)
}
