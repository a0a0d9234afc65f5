package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"golang.org/x/text/unicode/norm"
)

// User is a user; its name is the login.
type User struct {
	Header
	identity         identity
	phone            phone
	directoryID      string
	Routing          *RoutingProfile
	SecurityProfiles []*SecurityProfile
	Group            *Group
	skills           []skill
}

// CreateUser makes a user with the id. The directory's id of a user outside of directories is learned later.
func (m *Model) CreateUser(in *sdk.CreateUserInput, id string) (*sdk.CreateUserOutput, Refusal) {
	shape := either(
		breaks(rule{!length(*in.Username, 1, 100), InvalidParameter}, rule{in.Password != nil && !goodPassword(*in.Password), InvalidParameter},
			rule{!goodTags(in.Tags), InvalidParameter}),
		identityShape(in.IdentityInfo), phoneShape(in.PhoneConfig), listsOf(in).shape(), assignmentShape(in.SecurityProfileIds))
	i, missing := m.instance(in.InstanceId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	u := &User{Header: Header{ID: id, Name: *in.Username, Tags: copied(in.Tags), Modified: m.Now}, directoryID: value(in.DirectoryUserId)}
	if i.Type == types.DirectoryTypeExistingDirectory {
		u.Name = norm.NFC.String(u.Name)
	} else {
		u.directoryID = ""
	}
	references := i.refer(u, in)
	identity, badIdentity := i.newIdentity(in.IdentityInfo)
	phone, badPhone := newPhone(in)
	rules := either(badUsername(i, *in.Username), badCredentials(i, in), badIdentity, badPhone, tooManyRestrictions(u.SecurityProfiles))
	if no := first(references, rules, breaks(rule{named(i.Users, u.Name, nil), Duplicate})); no != nil {
		return nil, no
	}
	u.identity, u.phone = identity, phone
	i.Users = append(i.Users, u)
	return &sdk.CreateUserOutput{UserId: &id, UserArn: ptr(i.ARN(KindUser, id))}, nil
}

// refer looks up what a new user refers to.
func (i *Instance) refer(u *User, in *sdk.CreateUserInput) Refusal {
	routing, noRouting := find(i, i.RoutingProfiles, KindRoutingProfile, in.RoutingProfileId)
	profiles, noProfiles := i.profiles(in.SecurityProfileIds)
	group, noGroup := i.optionalGroup(in.HierarchyGroupId)
	u.Routing, u.SecurityProfiles, u.Group = routing, profiles, group
	return either(noRouting, noProfiles, noGroup)
}

func assignmentShape(ids []string) Refusal {
	return breaks(rule{len(ids) < 1 || len(ids) > 10, InvalidParameter})
}

// profiles looks up security profiles, of which repeats count once.
func (i *Instance) profiles(ids []string) (list []*SecurityProfile, no Refusal) {
	for _, id := range ids {
		p, missing := find(i, i.SecurityProfiles, KindSecurityProfile, &id)
		if missing != nil {
			return nil, missing
		}
		if !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list, nil
}

// DescribeUser reads a user.
func (m *Model) DescribeUser(in *sdk.DescribeUserInput) (*sdk.DescribeUserOutput, Refusal) {
	i, u, no := m.user(in.InstanceId, in.UserId)
	if no != nil {
		return nil, no
	}
	s := u.found(i, 1)
	at, region := i.stamp(&u.Header)
	return &sdk.DescribeUserOutput{User: &types.User{
		Id: s.Id, Arn: s.Arn, Username: s.Username, IdentityInfo: u.identity.shown(), DirectoryUserId: s.DirectoryUserId, Tags: s.Tags,
		RoutingProfileId: s.RoutingProfileId, SecurityProfileIds: s.SecurityProfileIds, HierarchyGroupId: s.HierarchyGroupId,
		PhoneConfig: s.PhoneConfig, AutoAcceptConfigs: s.AutoAcceptConfigs, AfterContactWorkConfigs: s.AfterContactWorkConfigs,
		PhoneNumberConfigs: s.PhoneNumberConfigs, PersistentConnectionConfigs: s.PersistentConnectionConfigs,
		VoiceEnhancementConfigs: s.VoiceEnhancementConfigs, LastModifiedTime: at, LastModifiedRegion: region,
	}}, nil
}

// user finds a user of an instance.
func (m *Model) user(instance, user *string) (*Instance, *User, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		return nil, nil, no
	}
	u, no := find(i, i.Users, KindUser, user)
	return i, u, no
}

// ListUsers lists by user name.
func (m *Model) ListUsers(in *sdk.ListUsersInput) (*sdk.ListUsersOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 1000), no); no != nil {
		return nil, no
	}
	return &sdk.ListUsersOutput{UserSummaryList: each(byName(i.Users), func(u *User) types.UserSummary {
		at, region := i.stamp(&u.Header)
		return types.UserSummary{Id: &u.ID, Arn: ptr(i.ARN(KindUser, u.ID)), Username: &u.Name, LastModifiedTime: at, LastModifiedRegion: region}
	})}, nil
}

// DeleteUser removes a user.
func (m *Model) DeleteUser(in *sdk.DeleteUserInput) (*sdk.DeleteUserOutput, Refusal) {
	i, u, no := m.user(in.InstanceId, in.UserId)
	if no != nil {
		return nil, no
	}
	i.Users = without(i.Users, &u.Header)
	return &sdk.DeleteUserOutput{}, nil
}
