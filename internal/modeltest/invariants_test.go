package modeltest

import (
	"slices"
	"time"

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
	}
	for _, id := range s.gone[""] {
		ask(s, &sdk.DescribeInstanceInput{InstanceId: &id}, s.DescribeInstance, s.m.DescribeInstance)
	}
}

// inspect holds the users of an instance against its lists.
func (s *session) inspect(i *model.Instance) {
	users := s.summaries(i)
	s.unique(users)
	for kind, ids := range s.gone {
		for _, id := range ids {
			if slices.ContainsFunc(users, func(u listed) bool { return u.kind == kind && u.id == id }) {
				s.Fatalf("%s %s was deleted and is listed", kind, id)
			}
		}
	}
	there := func(kind string, id *string) {
		if id != nil && !slices.ContainsFunc(users, func(u listed) bool { return u.kind == kind && u.id == *id }) {
			s.Fatalf("a user refers to %s %s, which is not listed", kind, *id)
		}
	}
	found, err := s.SearchUsers(s.ctx, &sdk.SearchUsersInput{InstanceId: &i.ID, MaxResults: ptr[int32](500)})
	must(s.T, err)
	number := 0
	for _, u := range users {
		if u.kind == model.KindUser {
			number++
		}
	}
	if number != len(found.Users) || int64(number) != *found.ApproximateTotalCount {
		s.Fatalf("%d users listed, %d found, %d in total", number, len(found.Users), *found.ApproximateTotalCount)
	}
	for _, u := range found.Users {
		there(model.KindUser, u.Id)
		there(model.KindGroup, u.HierarchyGroupId)
		there(model.KindRoutingProfile, u.RoutingProfileId)
		for _, p := range u.SecurityProfileIds {
			there(model.KindSecurityProfile, &p)
		}
	}
}

// listed is an entry of one of the lists.
type listed struct {
	kind, id, name string
	at             time.Time
}

// summaries reads the lists of an instance, and holds that no time of change goes back.
func (s *session) summaries(i *model.Instance) (all []listed) {
	add := func(kind string, id, name *string, at *time.Time) {
		arn := i.ARN(kind, *id)
		if at.Before(s.times[arn]) {
			s.Fatalf("the time of %s went back from %v to %v", arn, s.times[arn], at)
		}
		s.times[arn] = *at
		all = append(all, listed{kind, *id, *name, *at})
	}
	users, err := s.ListUsers(s.ctx, &sdk.ListUsersInput{InstanceId: &i.ID, MaxResults: ptr[int32](1000)})
	must(s.T, err)
	for _, u := range users.UserSummaryList {
		add(model.KindUser, u.Id, u.Username, u.LastModifiedTime)
	}
	profiles, err := s.ListSecurityProfiles(s.ctx, &sdk.ListSecurityProfilesInput{InstanceId: &i.ID, MaxResults: ptr[int32](1000)})
	must(s.T, err)
	for _, p := range profiles.SecurityProfileSummaryList {
		add(model.KindSecurityProfile, p.Id, p.Name, p.LastModifiedTime)
	}
	routing, err := s.ListRoutingProfiles(s.ctx, &sdk.ListRoutingProfilesInput{InstanceId: &i.ID, MaxResults: ptr[int32](1000)})
	must(s.T, err)
	for _, p := range routing.RoutingProfileSummaryList {
		add(model.KindRoutingProfile, p.Id, p.Name, p.LastModifiedTime)
	}
	groups, err := s.ListUserHierarchyGroups(s.ctx, &sdk.ListUserHierarchyGroupsInput{InstanceId: &i.ID, MaxResults: ptr[int32](1000)})
	must(s.T, err)
	for _, g := range groups.UserHierarchyGroupSummaryList {
		add(model.KindGroup, g.Id, g.Name, g.LastModifiedTime)
	}
	return all
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
