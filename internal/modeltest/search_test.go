package modeltest

import (
	"slices"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var searchSteps = []step{
	{"search users", 14, (*session).searchUsers, append(covers("SearchUsers", model.InvalidParameter, model.Denied), covers(expiredToken)...)},
	{"search a branch", 4, (*session).searchBranch, covers(belowGroup)},
	{"search groups", 4, (*session).searchGroups, covers("SearchUserHierarchyGroups", model.InvalidParameter)},
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
			} else if n >= 6 {
				c = types.UserSearchCriteria{ListCondition: s.proficient()}
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

// belowGroup counts searches that found users in groups below the one asked for.
const belowGroup = "SearchUsers WITH_CHILD_GROUPS"

// searchBranch puts a user into a group below another one and searches for that one's branch, by criteria or filter.
func (s *session) searchBranch() {
	i := pick(s, "instance", s.m.Instances...)
	deep := slices.DeleteFunc(slices.Clone(i.Groups), func(g *model.Group) bool { return g.Parent() == nil })
	if len(deep) == 0 || len(i.Users) == 0 {
		s.updateStructure()
		s.createGroup()
		s.createUser()
		return
	}
	group, user := pick(s, "group", deep...), pick(s, "user", i.Users...)
	ask(s, &sdk.UpdateUserHierarchyInput{InstanceId: &i.ID, UserId: &user.ID, HierarchyGroupId: &group.ID}, s.UpdateUserHierarchy, s.m.UpdateUserHierarchy)
	branch := &types.HierarchyGroupCondition{Value: &group.Parent().ID, HierarchyGroupMatchType: types.HierarchyGroupMatchTypeWithChildGroups}
	in := &sdk.SearchUsersInput{InstanceId: &i.ID, SearchCriteria: &types.UserSearchCriteria{HierarchyGroupCondition: branch}}
	if pick(s, "filter", false, true) {
		in.SearchCriteria, in.SearchFilter = nil, &types.UserSearchFilter{UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{HierarchyGroupCondition: branch}}
	}
	walk(s, in, s.SearchUsers, s.m.SearchUsers)
	s.tally.count(belowGroup, "")
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

func (s *session) searchGroups() {
	i, instance := s.instance()
	in := &sdk.SearchUserHierarchyGroupsInput{InstanceId: instance}
	fields := append(named(s, i, model.KindGroup, i.Groups, "North", "north", "ROOT", "st &"),
		searchable{"parentId", append(idTexts(s, i, model.KindGroup, i.Groups), "0")}, searchable{"levelId", []string{"0", "1", "2"}})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.UserHierarchyGroupSearchCriteria {
			return types.UserHierarchyGroupSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.UserHierarchyGroupSearchCriteria) types.UserHierarchyGroupSearchCriteria {
			return types.UserHierarchyGroupSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.commonFilter(); f != nil {
		in.SearchFilter = &types.UserHierarchyGroupSearchFilter{AttributeFilter: f}
	}
	walk(s, in, s.SearchUserHierarchyGroups, s.m.SearchUserHierarchyGroups)
}
