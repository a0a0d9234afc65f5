package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) searchUsers(ctx context.Context, c roster.Caller, in *connect.SearchUsersRequest) (*connect.SearchUsersResponse, error) {
	id := instanceID(c, in.InstanceId)
	where, err := userSearch{searchTerms{caller: c, instance: id, fields: userFields}}.read(in)
	if err != nil {
		return nil, err
	}
	var total int
	return paged(a, c, "SearchUsers", id, in.NextToken, in.MaxResults, 500,
		func(p roster.Page) (roster.List[roster.User], error) {
			found, err := a.roster.SearchUsers(ctx, c, id, where, p)
			total = found.Total
			return found.List, err
		},
		func(users []roster.User, next *string) *connect.SearchUsersResponse {
			return &connect.SearchUsersResponse{
				Users: each(users, wireFoundUser(c, id)), NextToken: next, ApproximateTotalCount: number[int64](total),
			}
		},
		in.SearchCriteria, in.SearchFilter)
}

// wireFoundUser shows a user as searches do: without addresses and times, and with after-contact work in milliseconds.
func wireFoundUser(c roster.Caller, instance string) func(*roster.User) connect.UserSearchSummary {
	return func(u *roster.User) connect.UserSearchSummary {
		phone := wirePhone(&u.Phone, inMilliseconds)
		return connect.UserSearchSummary{
			Id: &u.ID, Arn: arn(c, instance, access.TypeUser, u.ID), Username: &u.Username,
			IdentityInfo: &connect.UserIdentityInfoLite{FirstName: text(u.Identity.FirstName), LastName: text(u.Identity.LastName)},
			PhoneConfig:  phone.config, DirectoryUserId: &u.DirectoryUserID, SecurityProfileIds: u.SecurityProfileIDs,
			RoutingProfileId: &u.RoutingProfileID, HierarchyGroupId: text(u.HierarchyGroupID()), Tags: u.Tags,
			AutoAcceptConfigs: phone.autoAccept, AfterContactWorkConfigs: phone.afterContactWork, PhoneNumberConfigs: phone.numbers,
			PersistentConnectionConfigs: phone.persistentConnection, VoiceEnhancementConfigs: phone.voiceEnhancement,
		}
	}
}
