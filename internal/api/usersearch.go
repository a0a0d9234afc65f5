package api

import (
	"context"
	"reflect"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) searchUsers(ctx context.Context, c roster.Caller, in *connect.SearchUsersRequest) (*foundUsers, error) {
	id := instanceID(c, in.InstanceId)
	where, err := userSearch{searchTerms{caller: c, instance: id, fields: userFields}}.read(in)
	if err != nil {
		return nil, err
	}
	wire := wireFoundUser(c, id)
	return pagedSearch(a, c, "SearchUsers", id, in.NextToken, in.MaxResults, 500,
		func(p roster.Page) (roster.Found[[]byte], error) {
			return a.roster.SearchUsers(ctx, c, id, where, p, func(u *roster.User) ([]byte, error) { return a.protocol.Encode(wire(u)) })
		},
		func(users [][]byte, next *string, total *int64) *foundUsers {
			return &foundUsers{Users: users, NextToken: next, ApproximateTotalCount: total}
		},
		in.SearchCriteria, in.SearchFilter)
}

// foundUsers is a [connect.SearchUsersResponse] with its users encoded: the same ones are found over and over.
type foundUsers struct {
	Users                 rest.Encoded `json:"Users"`
	NextToken             *string      `json:"NextToken"`
	ApproximateTotalCount *int64       `json:"ApproximateTotalCount"`
}

func (foundUsers) shape() reflect.Type { return reflect.TypeFor[connect.SearchUsersResponse]() }

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
