package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) userStatusOperations(t table) {
	t.add(handle(a, "PutUserStatus", a.putUserStatus))
	t.add(handle(a, "GetCurrentUserData", a.getCurrentUserData))
}

func (a *API) putUserStatus(ctx context.Context, c roster.Caller, in *connect.PutUserStatusRequest) (*connect.PutUserStatusResponse, error) {
	instance, user := userPath(c, in.InstanceId, in.UserId)
	status := resourceID(c, instance, access.TypeAgentStatus, in.AgentStatusId)
	return &connect.PutUserStatusResponse{}, a.roster.PutUserStatus(ctx, c, instance, user, status)
}

func (a *API) getCurrentUserData(ctx context.Context, c roster.Caller, in *connect.GetCurrentUserDataRequest) (*connect.GetCurrentUserDataResponse, error) {
	instance := instanceID(c, in.InstanceId)
	filter := userDataFilter(c, instance, in.Filters)
	return pagedSearch(a, c, "GetCurrentUserData", instance, in.NextToken, in.MaxResults, 100,
		func(p roster.Page) (roster.Found[roster.UserData], error) {
			return a.roster.GetCurrentUserData(ctx, c, instance, filter, p)
		},
		func(items []roster.UserData, next *string, total *int64) *connect.GetCurrentUserDataResponse {
			return &connect.GetCurrentUserDataResponse{
				UserDataList: each(items, wireUserData(c, instance)), NextToken: next, ApproximateTotalCount: total,
			}
		}, filter)
}

func userDataFilter(c roster.Caller, instance string, in *connect.UserDataFilters) roster.UserDataFilter {
	return roster.UserDataFilter{
		Queues:          resourceIDs(c, instance, access.TypeQueue, in.Queues),
		RoutingProfiles: resourceIDs(c, instance, access.TypeRoutingProfile, in.RoutingProfiles),
		Users:           resourceIDs(c, instance, access.TypeUser, in.Agents),
		HierarchyGroups: resourceIDs(c, instance, access.TypeUserHierarchyGroup, in.UserHierarchyGroups),
		OnContact:       len(value(in.ContactFilter).ContactStates) > 0,
	}
}

// wireUserData shows what a user is doing. Nobody is on a contact, so all slots are free of a user whose status lets contacts through, and
// none of another.
func wireUserData(c roster.Caller, instance string) func(*roster.UserData) connect.UserData {
	return func(d *roster.UserData) connect.UserData {
		most, free, used := map[string]int32{}, map[string]int32{}, map[string]int32{}
		for _, m := range d.Concurrencies {
			channel := string(m.Channel)
			most[channel], free[channel], used[channel] = int32(m.Limit), 0, 0
			if d.Status.Type == roster.Routable {
				free[channel] = int32(m.Limit)
			}
		}
		id, profile := d.User.ID, d.User.RoutingProfileID
		return connect.UserData{
			User:           &connect.UserReference{Id: &id, Arn: arn(c, instance, access.TypeUser, id)},
			RoutingProfile: &connect.RoutingProfileReference{Id: &profile, Arn: arn(c, instance, access.TypeRoutingProfile, profile)},
			HierarchyPath:  hierarchyPathReference(c, instance, d.User.HierarchyPath),
			Status: &connect.AgentStatusReference{
				StatusStartTimestamp: connect.NewTimestamp(d.Since), StatusArn: agentStatusARN(c, instance, d.Status.ID), StatusName: &d.Status.Name,
			},
			MaxSlotsByChannel: most, AvailableSlotsByChannel: free, ActiveSlotsByChannel: used,
		}
	}
}

// hierarchyPathReference names the groups of a path by id; nil for the path of a user in no group.
func hierarchyPathReference(c roster.Caller, instance string, path []string) *connect.HierarchyPathReference {
	if len(path) == 0 {
		return nil
	}
	var p connect.HierarchyPathReference
	members := [roster.MaxHierarchyLevels]**connect.HierarchyGroupSummaryReference{&p.LevelOne, &p.LevelTwo, &p.LevelThree, &p.LevelFour, &p.LevelFive}
	for i := range path {
		*members[i] = &connect.HierarchyGroupSummaryReference{Id: &path[i], Arn: arn(c, instance, access.TypeUserHierarchyGroup, path[i])}
	}
	return &p
}
