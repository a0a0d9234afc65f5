package modeltest

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

// invariantsEvery is after how many steps the server's answers are held against each other.
const invariantsEvery = 20

// invariants holds, now and then, what must be true of the server's answers whatever the model says.
func (s *session) invariants() {
	if s.steps++; s.steps%invariantsEvery == 0 && len(s.m.Instances) > 0 {
		i := pick(s, "inspected", s.m.Instances...)
		s.inspect(i)
	}
}

// everything compares all that there is at the end of a run, and inspects each instance.
func (s *session) everything() {
	s.careful = true
	s.listInstances()
	for _, i := range s.m.Instances {
		s.inspect(i)
		for _, u := range i.Users {
			ask(s, &sdk.DescribeUserInput{InstanceId: &i.ID, UserId: &u.ID}, s.DescribeUser, s.m.DescribeUser)
		}
		for _, p := range i.SecurityProfiles {
			ask(s, &sdk.DescribeSecurityProfileInput{InstanceId: &i.ID, SecurityProfileId: &p.ID}, s.DescribeSecurityProfile, s.m.DescribeSecurityProfile)
		}
		for _, g := range i.Groups {
			ask(s, &sdk.DescribeUserHierarchyGroupInput{InstanceId: &i.ID, HierarchyGroupId: &g.ID}, s.DescribeUserHierarchyGroup, s.m.DescribeUserHierarchyGroup)
		}
		for _, r := range i.RoutingProfiles {
			ask(s, &sdk.DescribeRoutingProfileInput{InstanceId: &i.ID, RoutingProfileId: &r.ID}, s.DescribeRoutingProfile, s.m.DescribeRoutingProfile)
		}
		walk(s, &sdk.SearchQueuesInput{InstanceId: &i.ID}, s.SearchQueues, s.m.SearchQueues)
		walk(s, &sdk.SearchQuickConnectsInput{InstanceId: &i.ID}, s.SearchQuickConnects, s.m.SearchQuickConnects)
		walk(s, &sdk.SearchHoursOfOperationsInput{InstanceId: &i.ID}, s.SearchHoursOfOperations, s.m.SearchHoursOfOperations)
		walk(s, &sdk.SearchAgentStatusesInput{InstanceId: &i.ID}, s.SearchAgentStatuses, s.m.SearchAgentStatuses)
		walk(s, &sdk.ListPredefinedAttributesInput{InstanceId: &i.ID}, s.ListPredefinedAttributes, s.m.ListPredefinedAttributes)
	}
	for _, id := range s.gone[""] {
		ask(s, &sdk.DescribeInstanceInput{InstanceId: &id}, s.DescribeInstance, s.m.DescribeInstance)
	}
}

// inspect holds the answers about an instance against each other.
func (s *session) inspect(i *model.Instance) {
	all := s.summaries(i)
	s.unique(all)
	listed := map[[2]string]bool{}
	users := 0
	for _, entry := range all {
		listed[[2]string{entry.kind, entry.id}] = true
		if entry.kind == model.KindUser {
			users++
		}
		if slices.Contains(s.gone[entry.kind], entry.id) {
			s.Fatalf("%s %s was deleted and is listed", entry.kind, entry.id)
		}
	}
	refers := func(from, kind string, ids ...string) {
		for _, id := range ids {
			if id != "" && !listed[[2]string{kind, id}] {
				s.Fatalf("%s refers to %s %s, which is not listed", from, kind, id)
			}
		}
	}
	found, err := s.SearchUsers(s.ctx, &sdk.SearchUsersInput{InstanceId: &i.ID, MaxResults: ptr[int32](500)})
	must(s.T, err)
	if users != len(found.Users) || int64(users) != *found.ApproximateTotalCount {
		s.Fatalf("%d users listed, %d found, %d in total", users, len(found.Users), *found.ApproximateTotalCount)
	}
	for _, u := range found.Users {
		refers("a user", model.KindUser, *u.Id)
		refers("a user", model.KindGroup, value(u.HierarchyGroupId))
		refers("a user", model.KindRoutingProfile, *u.RoutingProfileId)
		refers("a user", model.KindSecurityProfile, u.SecurityProfileIds...)
	}
	s.references(i, refers)
}

// references holds that what queues, quick connects and routing profiles refer to is listed.
func (s *session) references(i *model.Instance, refers func(from, kind string, ids ...string)) {
	queues, err := s.SearchQueues(s.ctx, &sdk.SearchQueuesInput{InstanceId: &i.ID, MaxResults: ptr[int32](500)})
	must(s.T, err)
	for _, q := range queues.Queues {
		refers("a queue", model.KindHours, *q.HoursOfOperationId)
	}
	routing, err := s.SearchRoutingProfiles(s.ctx, &sdk.SearchRoutingProfilesInput{InstanceId: &i.ID, MaxResults: ptr[int32](500)})
	must(s.T, err)
	for _, r := range routing.RoutingProfiles {
		refers("a routing profile", model.KindQueue, append(r.AssociatedQueueIds, *r.DefaultOutboundQueueId)...)
	}
	quick, err := s.SearchQuickConnects(s.ctx, &sdk.SearchQuickConnectsInput{InstanceId: &i.ID, MaxResults: ptr[int32](100)})
	must(s.T, err)
	for _, c := range quick.QuickConnects {
		if to := c.QuickConnectConfig.QueueConfig; to != nil {
			refers("a quick connect", model.KindQueue, *to.QueueId)
		}
	}
}

// unique holds that ids are, and names where they must be: those of groups only among siblings.
func (s *session) unique(all []listed) {
	seen := map[[2]string]bool{}
	for _, entry := range all {
		id, name := [2]string{"id", entry.id}, [2]string{entry.kind, entry.name}
		if seen[id] || entry.kind != model.KindGroup && seen[name] {
			s.Fatalf("%s %q is there twice", entry.kind, entry.name)
		}
		seen[id], seen[name] = true, true
	}
}
