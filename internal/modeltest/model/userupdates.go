package model

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
)

// UpdateUserRoutingProfile gives a user another routing profile.
func (m *Model) UpdateUserRoutingProfile(in *sdk.UpdateUserRoutingProfileInput) (*sdk.UpdateUserRoutingProfileOutput, Refusal) {
	shape := breaks(rule{*in.RoutingProfileId == "", InvalidParameter})
	i, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(shape, missing); no != nil {
		return nil, no
	}
	r, no := find(i, i.RoutingProfiles, KindRoutingProfile, in.RoutingProfileId)
	if no != nil {
		return nil, no
	}
	u.touch(m, u.Routing != r)
	u.Routing = r
	return &sdk.UpdateUserRoutingProfileOutput{}, nil
}

// UpdateUserSecurityProfiles replaces a user's security profiles.
func (m *Model) UpdateUserSecurityProfiles(in *sdk.UpdateUserSecurityProfilesInput) (*sdk.UpdateUserSecurityProfilesOutput, Refusal) {
	i, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(assignmentShape(in.SecurityProfileIds), missing); no != nil {
		return nil, no
	}
	profiles, missing := i.profiles(in.SecurityProfileIds)
	if no := first(missing, tooManyRestrictions(profiles)); no != nil {
		return nil, no
	}
	u.touch(m, !slices.Equal(u.SecurityProfiles, profiles))
	u.SecurityProfiles = profiles
	return &sdk.UpdateUserSecurityProfilesOutput{}, nil
}

// UpdateUserHierarchy puts a user into a group, or into none.
func (m *Model) UpdateUserHierarchy(in *sdk.UpdateUserHierarchyInput) (*sdk.UpdateUserHierarchyOutput, Refusal) {
	i, u, no := m.user(in.InstanceId, in.UserId)
	if no != nil {
		return nil, no
	}
	g, no := i.optionalGroup(in.HierarchyGroupId)
	if no != nil {
		return nil, no
	}
	u.touch(m, u.Group != g)
	u.Group = g
	return &sdk.UpdateUserHierarchyOutput{}, nil
}

// UpdateUserIdentityInfo changes names and addresses.
func (m *Model) UpdateUserIdentityInfo(in *sdk.UpdateUserIdentityInfoInput) (*sdk.UpdateUserIdentityInfoOutput, Refusal) {
	i, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(identityShape(in.IdentityInfo), missing); no != nil {
		return nil, no
	}
	changed, no := i.changedIdentity(u.identity, in.IdentityInfo)
	if no != nil {
		return nil, no
	}
	u.touch(m, u.identity != changed)
	u.identity = changed
	return &sdk.UpdateUserIdentityInfoOutput{}, nil
}

// UpdateUserPhoneConfig states a user's phone anew, in the older way.
func (m *Model) UpdateUserPhoneConfig(in *sdk.UpdateUserPhoneConfigInput) (*sdk.UpdateUserPhoneConfigOutput, Refusal) {
	_, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(phoneShape(in.PhoneConfig), missing); no != nil {
		return nil, no
	}
	changed := u.phone.legacy(in.PhoneConfig)
	if no := changed.bad(); no != nil {
		return nil, no
	}
	u.touch(m, !changed.equal(u.phone))
	u.phone = changed
	return &sdk.UpdateUserPhoneConfigOutput{}, nil
}

// UpdateUserConfig states parts of a user's phone per channel.
func (m *Model) UpdateUserConfig(in *sdk.UpdateUserConfigInput) (*sdk.UpdateUserConfigOutput, Refusal) {
	lists := perChannel{in.AutoAcceptConfigs, in.AfterContactWorkConfigs, in.PhoneNumberConfigs, in.PersistentConnectionConfigs, in.VoiceEnhancementConfigs}
	_, u, missing := m.user(in.InstanceId, in.UserId)
	if no := first(lists.shape(), missing); no != nil {
		return nil, no
	}
	changed := u.phone.with(lists)
	if no := either(lists.bad(), changed.bad()); no != nil {
		return nil, no
	}
	u.touch(m, !changed.equal(u.phone))
	u.phone = changed
	return &sdk.UpdateUserConfigOutput{}, nil
}

// touch sets the time of a change that changed something.
func (h *Header) touch(m *Model, changed bool) {
	if changed {
		h.Modified = m.Now
	}
}
