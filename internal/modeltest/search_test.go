package modeltest

import (
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var searchSteps = []step{
	{"search users", 14, (*session).searchUsers, covers("SearchUsers", model.InvalidParameter, model.Denied)},
	{"search security profiles", 4, (*session).searchProfiles, covers("SearchSecurityProfiles", model.InvalidParameter)},
}

func (s *session) searchUsers() {
	i, instance := s.instance()
	in := &sdk.SearchUsersInput{InstanceId: instance}
	fields := append(named(s, i, model.KindUser, i.Users)[1:],
		searchable{"Username", []string{"ann", "Ann", "bo", "B", "example.com", "ob.b"}},
		searchable{"firstname", []string{"Ann", "ann", "AN", "Éva", "éV"}},
		searchable{"LastName", []string{"Lee", "LEE", "strasse", "STRASSE", "Straße", "ee"}},
		searchable{"RoutingProfileId", idTexts(s, i, model.KindRoutingProfile, i.RoutingProfiles)},
		searchable{"SecurityProfileId", idTexts(s, i, model.KindSecurityProfile, i.SecurityProfiles)},
	)
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.UserSearchCriteria {
			c := types.UserSearchCriteria{StringCondition: s.text(fields...)}
			if n := uniform(s, "group condition", 12); n >= 8 {
				c.HierarchyGroupCondition = s.inGroup(i)
				if n < 11 {
					c.StringCondition = nil
				}
			}
			return c
		}, func(or, and []types.UserSearchCriteria) types.UserSearchCriteria {
			return types.UserSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := (types.UserSearchFilter{TagFilter: s.tagFilter(), UserAttributeFilter: s.attributeFilter(i)}); f.TagFilter != nil || f.UserAttributeFilter != nil {
		if f.TagFilter != nil && f.UserAttributeFilter != nil && uniform(s, "both filters", 4) < 3 {
			f.TagFilter = nil
		}
		in.SearchFilter = &f
	}
	walk(s, in, s.SearchUsers, s.m.SearchUsers)
}

func (s *session) searchProfiles() {
	i, instance := s.instance()
	in := &sdk.SearchSecurityProfilesInput{InstanceId: instance}
	fields := named(s, i, model.KindSecurityProfile, i.SecurityProfiles, "Agent", "agent", "lead", "Lead", "Quality", "ea", "@w")
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.SecurityProfileSearchCriteria {
			return types.SecurityProfileSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.SecurityProfileSearchCriteria) types.SecurityProfileSearchCriteria {
			return types.SecurityProfileSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.tagFilter(); f != nil {
		in.SearchFilter = &types.SecurityProfilesSearchFilter{TagFilter: f}
	}
	walk(s, in, s.SearchSecurityProfiles, s.m.SearchSecurityProfiles)
}
