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
	return pagedSearch(a, c, "SearchUsers", id, in.NextToken, in.MaxResults, 500,
		func(p roster.Page) (roster.Found[roster.User], error) {
			return a.roster.SearchUsers(ctx, c, id, where, p)
		},
		func(users []roster.User, next *string, total *int64) *connect.SearchUsersResponse {
			return &connect.SearchUsersResponse{
				Users: each(users, wireFoundUser(c, id)), NextToken: next, ApproximateTotalCount: total,
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
