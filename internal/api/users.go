package api

import (
	"context"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) userOperations(t table) {
	t.add(handle(a, "CreateUser", a.createUser))
	t.add(handle(a, "DescribeUser", a.describeUser))
	t.add(handle(a, "ListUsers", a.listUsers))
	t.add(handle(a, "SearchUsers", a.searchUsers))
	t.add(handle(a, "UpdateUserIdentityInfo", a.updateUserIdentityInfo))
	t.add(handle(a, "UpdateUserPhoneConfig", a.updateUserPhoneConfig))
	t.add(handle(a, "UpdateUserHierarchy", a.updateUserHierarchy))
	t.add(handle(a, "UpdateUserConfig", a.updateUserConfig))
	t.add(handle(a, "UpdateUserRoutingProfile", a.updateUserRoutingProfile))
	t.add(handle(a, "UpdateUserSecurityProfiles", a.updateUserSecurityProfiles))
	t.add(handle(a, "DeleteUser", a.deleteUser))
}

// userPath is the instance and the user that a request's path names.
func userPath(c roster.Caller, instance, user *string) (instanceBare, userBare string) {
	id := instanceID(c, instance)
	return id, resourceID(c, id, access.TypeUser, user)
}

func (a *API) createUser(ctx context.Context, c roster.Caller, in *connect.CreateUserRequest) (*connect.CreateUserResponse, error) {
	id := instanceID(c, in.InstanceId)
	u, err := a.roster.CreateUser(ctx, c, id, roster.NewUser{
		Username:           *in.Username,
		Password:           value(in.Password),
		DirectoryUserID:    value(in.DirectoryUserId),
		Identity:           identityChange(in.IdentityInfo),
		Phone:              newPhoneSettings(in),
		RoutingProfileID:   resourceID(c, id, access.TypeRoutingProfile, in.RoutingProfileId),
		SecurityProfileIDs: resourceIDs(c, id, access.TypeSecurityProfile, in.SecurityProfileIds),
		HierarchyGroupID:   resourceID(c, id, access.TypeUserHierarchyGroup, in.HierarchyGroupId),
		Tags:               in.Tags,
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateUserResponse{UserId: &u.ID, UserArn: arn(c, id, access.TypeUser, u.ID)}, nil
}

func identityChange(in *connect.UserIdentityInfo) roster.IdentityChange {
	if in == nil {
		return roster.IdentityChange{}
	}
	return roster.IdentityChange{
		FirstName: in.FirstName, LastName: in.LastName, Email: in.Email, SecondaryEmail: in.SecondaryEmail, Mobile: in.Mobile,
	}
}

func (a *API) describeUser(ctx context.Context, c roster.Caller, in *connect.DescribeUserRequest) (*connect.DescribeUserResponse, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	u, err := a.roster.DescribeUser(ctx, c, instance, id)
	if err != nil {
		return nil, err
	}
	phone := wirePhone(&u.Phone, inSeconds)
	at, where := modified(c, u.LastModified)
	return &connect.DescribeUserResponse{User: &connect.User{
		Id: &u.ID, Arn: arn(c, instance, access.TypeUser, u.ID), Username: &u.Username, IdentityInfo: wireIdentity(&u.Identity),
		PhoneConfig: phone.config, DirectoryUserId: &u.DirectoryUserID, SecurityProfileIds: u.SecurityProfileIDs,
		RoutingProfileId: &u.RoutingProfileID, HierarchyGroupId: text(u.HierarchyGroupID()), Tags: u.Tags,
		AutoAcceptConfigs: phone.autoAccept, AfterContactWorkConfigs: phone.afterContactWork, PhoneNumberConfigs: phone.numbers,
		PersistentConnectionConfigs: phone.persistentConnection, VoiceEnhancementConfigs: phone.voiceEnhancement,
		LastModifiedTime: at, LastModifiedRegion: where,
	}}, nil
}

func wireIdentity(i *roster.Identity) *connect.UserIdentityInfo {
	return &connect.UserIdentityInfo{
		FirstName: text(i.FirstName), LastName: text(i.LastName), Email: text(i.Email), SecondaryEmail: text(i.SecondaryEmail), Mobile: text(i.Mobile),
	}
}

func (a *API) listUsers(ctx context.Context, c roster.Caller, in *connect.ListUsersRequest) (*connect.ListUsersResponse, error) {
	id := instanceID(c, in.InstanceId)
	return paged(a, c, "ListUsers", id, in.NextToken, in.MaxResults, 1000,
		func(p roster.Page) (roster.List[roster.UserSummary], error) { return a.roster.ListUsers(ctx, c, id, p) },
		func(users []roster.UserSummary, next *string) *connect.ListUsersResponse {
			return &connect.ListUsersResponse{UserSummaryList: each(users, wireUserSummary(c, id)), NextToken: next}
		})
}

func wireUserSummary(c roster.Caller, instance string) func(*roster.UserSummary) connect.UserSummary {
	return func(u *roster.UserSummary) connect.UserSummary {
		at, where := modified(c, u.LastModified)
		return connect.UserSummary{
			Id: &u.ID, Arn: arn(c, instance, access.TypeUser, u.ID), Username: &u.Username, LastModifiedTime: at, LastModifiedRegion: where,
		}
	}
}

func (a *API) updateUserIdentityInfo(ctx context.Context, c roster.Caller, in *connect.UpdateUserIdentityInfoRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserIdentityInfo(ctx, c, instance, id, identityChange(in.IdentityInfo))
}

func (a *API) updateUserPhoneConfig(ctx context.Context, c roster.Caller, in *connect.UpdateUserPhoneConfigRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserPhoneConfig(ctx, c, instance, id, *phoneConfig(in.PhoneConfig))
}

func (a *API) updateUserConfig(ctx context.Context, c roster.Caller, in *connect.UpdateUserConfigRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserConfig(ctx, c, instance, id, phoneSettings(in))
}

func (a *API) updateUserRoutingProfile(ctx context.Context, c roster.Caller, in *connect.UpdateUserRoutingProfileRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserRoutingProfile(ctx, c, instance, id, resourceID(c, instance, access.TypeRoutingProfile, in.RoutingProfileId))
}

func (a *API) updateUserSecurityProfiles(ctx context.Context, c roster.Caller, in *connect.UpdateUserSecurityProfilesRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.UpdateUserSecurityProfiles(ctx, c, instance, id, resourceIDs(c, instance, access.TypeSecurityProfile, in.SecurityProfileIds))
}

func (a *API) updateUserHierarchy(ctx context.Context, c roster.Caller, in *connect.UpdateUserHierarchyRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	group := resourceID(c, instance, access.TypeUserHierarchyGroup, in.HierarchyGroupId)
	return nil, a.roster.UpdateUserHierarchy(ctx, c, instance, id, group)
}

func (a *API) deleteUser(ctx context.Context, c roster.Caller, in *connect.DeleteUserRequest) (*rest.None, error) {
	instance, id := userPath(c, in.InstanceId, in.UserId)
	return nil, a.roster.DeleteUser(ctx, c, instance, id)
}
