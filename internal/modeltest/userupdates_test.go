package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var userUpdateSteps = []step{
	{"change an identity", 4, (*session).updateIdentity, covers("UpdateUserIdentityInfo", model.InvalidParameter, model.InvalidRequest, model.NotFound)},
	{"change a phone", 3, (*session).updatePhone, covers("UpdateUserPhoneConfig", model.InvalidParameter, model.NotFound)},
	{"change channels", 4, (*session).updateConfig, covers("UpdateUserConfig", model.InvalidParameter, model.NotFound)},
	{"move a user", 6, (*session).updateHierarchy, covers("UpdateUserHierarchy", model.NotFound)},
	{"route a user", 2, (*session).updateRouting, covers("UpdateUserRoutingProfile", model.NotFound)},
	{"assign too many restrictions", 2, (*session).overrestrict, nil},
	{"assign profiles", 5, (*session).updateProfiles, covers("UpdateUserSecurityProfiles", model.InvalidParameter, model.InvalidRequest, model.NotFound)},
}

// user draws a user.
func (s *session) user() (i *model.Instance, instance, user *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "user", i, model.KindUser, i.Users)
}

func (s *session) updateIdentity() {
	i, instance, user := s.user()
	identity := s.identity(i.Type)
	if identity == nil {
		identity = &types.UserIdentityInfo{}
	}
	in := &sdk.UpdateUserIdentityInfoInput{InstanceId: instance, UserId: user, IdentityInfo: identity}
	ask(s, in, s.UpdateUserIdentityInfo, s.m.UpdateUserIdentityInfo)
}

func (s *session) updatePhone() {
	_, instance, user := s.user()
	in := &sdk.UpdateUserPhoneConfigInput{InstanceId: instance, UserId: user, PhoneConfig: s.phoneConfig()}
	ask(s, in, s.UpdateUserPhoneConfig, s.m.UpdateUserPhoneConfig)
}

func (s *session) updateConfig() {
	_, instance, user := s.user()
	in := s.perChannel()
	in.InstanceId, in.UserId = instance, user
	ask(s, &in, s.UpdateUserConfig, s.m.UpdateUserConfig)
}

func (s *session) updateHierarchy() {
	i, instance, user := s.user()
	group := ref(s, "group", i, model.KindGroup, i.Groups)
	if uniform(s, "out", 4) == 3 {
		group = pick(s, "none", nil, ptr(""))
	}
	in := &sdk.UpdateUserHierarchyInput{InstanceId: instance, UserId: user, HierarchyGroupId: group}
	ask(s, in, s.UpdateUserHierarchy, s.m.UpdateUserHierarchy)
}

func (s *session) updateRouting() {
	i, instance, user := s.user()
	in := &sdk.UpdateUserRoutingProfileInput{
		InstanceId: instance, UserId: user, RoutingProfileId: ref(s, "routing", i, model.KindRoutingProfile, i.RoutingProfiles),
	}
	ask(s, in, s.UpdateUserRoutingProfile, s.m.UpdateUserRoutingProfile)
}

func (s *session) updateProfiles() {
	i, instance, user := s.user()
	in := &sdk.UpdateUserSecurityProfilesInput{InstanceId: instance, UserId: user, SecurityProfileIds: s.profileIDs(i)}
	ask(s, in, s.UpdateUserSecurityProfiles, s.m.UpdateUserSecurityProfiles)
}

// overrestrict restricts three profiles by the hierarchy and gives them all to a user, who may have two.
func (s *session) overrestrict() {
	i, _ := s.instance()
	in := &sdk.UpdateUserSecurityProfilesInput{InstanceId: &i.ID, UserId: ref(s, "user", i, model.KindUser, i.Users), SecurityProfileIds: []string{}}
	for _, p := range i.SecurityProfiles[:min(3, len(i.SecurityProfiles))] {
		in.SecurityProfileIds = append(in.SecurityProfileIds, p.ID)
		ask(s, &sdk.UpdateSecurityProfileInput{
			InstanceId: &i.ID, SecurityProfileId: &p.ID, HierarchyRestrictedResources: []string{"User"},
		}, s.UpdateSecurityProfile, s.m.UpdateSecurityProfile)
	}
	ask(s, in, s.UpdateUserSecurityProfiles, s.m.UpdateUserSecurityProfiles)
}
