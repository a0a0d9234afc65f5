package modeltest

import (
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

// listed is an entry of one of the lists.
type listed struct{ kind, id, name string }

// summaries reads the lists of an instance, and holds that no time of change goes back.
func (s *session) summaries(i *model.Instance) (all []listed) {
	most := ptr[int32](1000)
	add := func(kind string, id, name *string, at *time.Time) {
		arn := i.ARN(kind, *id)
		if at.Before(s.times[arn]) {
			s.Fatalf("the time of %s went back from %v to %v", arn, s.times[arn], at)
		}
		s.times[arn] = *at
		all = append(all, listed{kind, *id, *name})
	}
	users, err := s.ListUsers(s.ctx, &sdk.ListUsersInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, u := range users.UserSummaryList {
		add(model.KindUser, u.Id, u.Username, u.LastModifiedTime)
	}
	profiles, err := s.ListSecurityProfiles(s.ctx, &sdk.ListSecurityProfilesInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, p := range profiles.SecurityProfileSummaryList {
		add(model.KindSecurityProfile, p.Id, p.Name, p.LastModifiedTime)
	}
	routing, err := s.ListRoutingProfiles(s.ctx, &sdk.ListRoutingProfilesInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, p := range routing.RoutingProfileSummaryList {
		add(model.KindRoutingProfile, p.Id, p.Name, p.LastModifiedTime)
	}
	groups, err := s.ListUserHierarchyGroups(s.ctx, &sdk.ListUserHierarchyGroupsInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, g := range groups.UserHierarchyGroupSummaryList {
		add(model.KindGroup, g.Id, g.Name, g.LastModifiedTime)
	}
	queues, err := s.ListQueues(s.ctx, &sdk.ListQueuesInput{InstanceId: &i.ID, MaxResults: most, QueueTypes: []types.QueueType{types.QueueTypeStandard}})
	must(s.T, err)
	for _, q := range queues.QueueSummaryList {
		add(model.KindQueue, q.Id, q.Name, q.LastModifiedTime)
	}
	quick, err := s.ListQuickConnects(s.ctx, &sdk.ListQuickConnectsInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, c := range quick.QuickConnectSummaryList {
		add(model.KindQuickConnect, c.Id, c.Name, c.LastModifiedTime)
	}
	hours, err := s.ListHoursOfOperations(s.ctx, &sdk.ListHoursOfOperationsInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, h := range hours.HoursOfOperationSummaryList {
		add(model.KindHours, h.Id, h.Name, h.LastModifiedTime)
	}
	statuses, err := s.ListAgentStatuses(s.ctx, &sdk.ListAgentStatusesInput{InstanceId: &i.ID, MaxResults: most})
	must(s.T, err)
	for _, status := range statuses.AgentStatusSummaryList {
		add(model.KindStatus, status.Id, status.Name, status.LastModifiedTime)
	}
	return all
}
