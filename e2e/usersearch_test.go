package e2e

import (
	"slices"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestSearchUsers(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"finds by every criterion":       searchesByCriteria,
		"finds by every filter":          searchesByFilter,
		"shows a user without addresses": showsFoundUser,
		"pages agree with the total":     pagesThroughSearch,
		"sees every acknowledged write":  searchesWhatWasJustWritten,
	})
}

// named is the condition on the user name.
func named(value string, comparison types.StringComparisonType) *types.StringCondition {
	return where("Username", value, comparison)
}

func where(field, value string, comparison types.StringComparisonType) *types.StringCondition {
	return &types.StringCondition{FieldName: aws.String(field), Value: aws.String(value), ComparisonType: comparison}
}

const (
	exact    = types.StringComparisonTypeExact
	prefix   = types.StringComparisonTypeStartsWith
	contains = types.StringComparisonTypeContains
)

func foundNames(out *connect.SearchUsersOutput) []string {
	return pluck(out.Users, func(u types.UserSearchSummary) string { return *u.Username })
}

// find gives the names that a search finds, and checks the total against them.
func (c *centre) find(t *testing.T, criteria *types.UserSearchCriteria, filter *types.UserSearchFilter) []string {
	t.Helper()
	out := must(c.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: c.id, SearchCriteria: criteria, SearchFilter: filter}))(t)
	if out.NextToken == nil && *out.ApproximateTotalCount != int64(len(out.Users)) {
		t.Errorf("the total is %d, but %d users were found", *out.ApproximateTotalCount, len(out.Users))
	}
	return foundNames(out)
}

// people are a centre of five: a group tree Site > Team, tags, and names to look for.
type people struct {
	*centre
	london, engines *string
	ids             map[string]*string
}

func newPeople(t *testing.T, client *connect.Client, alias string) people {
	t.Helper()
	p := people{centre: newCentre(t, client, types.DirectoryTypeSaml, alias), ids: map[string]*string{}}
	p.levels(t, "Site", "Team")
	p.london = p.group(t, "London", nil)
	p.engines = p.group(t, "Engines", p.london)
	for _, u := range []struct {
		name, first, last, profile string
		group                      *string
		tags                       map[string]string
	}{
		{"ada", "Ada", "Lovelace", "Agent", p.engines, map[string]string{"team": "engines", "shift": "early"}},
		{"alan", "Alan", "Turing", "Agent", p.london, map[string]string{"team": "engines"}},
		{"Blaise", "Blaise", "Pascal", "Admin", nil, map[string]string{"team": ""}},
		{"edsger", "Édsger", "STRASSE", "QualityAnalyst", nil, nil},
		{"grace", "Grace", "Hopper", "Agent", p.engines, map[string]string{"team": "compilers", "shift": "early"}},
	} {
		p.ids[u.name] = p.hire(t, u.name, func(in *connect.CreateUserInput) {
			in.IdentityInfo = &types.UserIdentityInfo{FirstName: &u.first, LastName: &u.last}
			in.SecurityProfileIds, in.HierarchyGroupId, in.Tags = []string{*p.profiles[u.profile]}, u.group, u.tags
		})
	}
	return p
}

func leaf(c *types.StringCondition) *types.UserSearchCriteria {
	return &types.UserSearchCriteria{StringCondition: c}
}

func searchesByCriteria(t *testing.T, client *connect.Client) {
	p := newPeople(t, client, "criteria")
	inGroup := func(id *string, match types.HierarchyGroupMatchType) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: id, HierarchyGroupMatchType: match}}
	}
	any := func(nodes ...types.UserSearchCriteria) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{OrConditions: nodes}
	}
	all := func(nodes ...types.UserSearchCriteria) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{AndConditions: nodes}
	}
	everybody := []string{"Blaise", "ada", "alan", "edsger", "grace"}
	for _, tt := range []struct {
		name     string
		criteria *types.UserSearchCriteria
		want     []string
	}{
		{"nothing asked", nil, everybody},
		{"an empty criterion", &types.UserSearchCriteria{OrConditions: []types.UserSearchCriteria{}}, everybody},
		{"user name, exact", leaf(named("ada", exact)), []string{"ada"}},
		{"user name, exact in another case", leaf(named("Ada", exact)), []string{}},
		{"user name, beginning in another case", leaf(named("A", prefix)), []string{"ada", "alan"}},
		{"user name, inside", leaf(named("LA", contains)), []string{"Blaise", "alan"}},
		{"first name beyond ASCII", leaf(where("FirstName", "é", prefix)), []string{"edsger"}},
		{"last name, folded", leaf(where("lastname", "straße", contains)), []string{"edsger"}},
		{"routing profile", leaf(where("RoutingProfileId", *p.routing, exact)), everybody},
		{"routing profile by ARN", leaf(where("RoutingProfileId", *p.arnOf("routing-profile", p.routing), exact)), everybody},
		{"security profile", leaf(where("SecurityProfileId", *p.profiles["Admin"], exact)), []string{"Blaise"}},
		{"id", leaf(where("resourceId", *p.ids["grace"], exact)), []string{"grace"}},
		{"id in another spelling, by ARN", leaf(where("ResourceID", *p.arnOf("agent", p.ids["grace"]), exact)), []string{"grace"}},
		{"group alone", inGroup(p.london, types.HierarchyGroupMatchTypeExact), []string{"alan"}},
		{"group without a match type", inGroup(p.london, ""), []string{"alan"}},
		{"group and below", inGroup(p.london, types.HierarchyGroupMatchTypeWithChildGroups), []string{"ada", "alan", "grace"}},
		{"group by ARN", inGroup(p.arnOf("agent-group", p.engines), types.HierarchyGroupMatchTypeExact), []string{"ada", "grace"}},
		{"unknown group", inGroup(aws.String(nobody), types.HierarchyGroupMatchTypeWithChildGroups), []string{}},
		{"either", any(*leaf(named("ada", exact)), *leaf(where("LastName", "hop", prefix))), []string{"ada", "grace"}},
		{"both", all(*inGroup(p.london, types.HierarchyGroupMatchTypeWithChildGroups), *leaf(named("a", prefix))), []string{"ada", "alan"}},
		{"nested", all(*any(*leaf(named("ada", exact)), *leaf(named("grace", exact))), *leaf(where("FirstName", "Grace", exact))), []string{"grace"}},
		{"nobody's proficiency", &types.UserSearchCriteria{ListCondition: proficient("connect:Language")}, []string{}},
	} {
		t.Run(tt.name, func(t *testing.T) { same(t, "what was found", p.find(t, tt.criteria, nil), tt.want) })
	}
}

func proficient(attribute string) *types.ListCondition {
	return &types.ListCondition{TargetListType: types.TargetListTypeProficiencies, Conditions: []types.Condition{{
		StringCondition: where("name", attribute, exact),
		NumberCondition: &types.NumberCondition{FieldName: aws.String("limit"), MinValue: aws.Int32(2), ComparisonType: types.NumberComparisonTypeGreaterOrEqual},
	}}}
}

func tag(key string, value *string) types.TagCondition {
	return types.TagCondition{TagKey: &key, TagValue: value}
}

func searchesByFilter(t *testing.T, client *connect.Client) {
	p := newPeople(t, client, "filters")
	engines, early := tag("team", aws.String("engines")), tag("shift", aws.String("early"))
	below := &types.HierarchyGroupCondition{Value: p.london, HierarchyGroupMatchType: types.HierarchyGroupMatchTypeWithChildGroups}
	byTags := func(f types.ControlPlaneTagFilter) *types.UserSearchFilter {
		return &types.UserSearchFilter{TagFilter: &f}
	}
	byAttributes := func(f types.ControlPlaneUserAttributeFilter) *types.UserSearchFilter {
		return &types.UserSearchFilter{UserAttributeFilter: &f}
	}
	for _, tt := range []struct {
		name   string
		filter *types.UserSearchFilter
		want   []string
	}{
		{"a tag", byTags(types.ControlPlaneTagFilter{TagCondition: &engines}), []string{"ada", "alan"}},
		{"any value of a tag", byTags(types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}),
			[]string{"Blaise", "ada", "alan", "grace"}},
		{"both tags", byTags(types.ControlPlaneTagFilter{AndConditions: []types.TagCondition{engines, early}}), []string{"ada"}},
		{"either of two sets", byTags(types.ControlPlaneTagFilter{
			OrConditions: [][]types.TagCondition{{engines, early}, {tag("team", aws.String("compilers"))}},
		}), []string{"ada", "grace"}},
		{"a tag in another case", byTags(types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("Team")}}), []string{}},
		{"an attribute's tag", byAttributes(types.ControlPlaneUserAttributeFilter{TagCondition: &early}), []string{"ada", "grace"}},
		{"an attribute's group", byAttributes(types.ControlPlaneUserAttributeFilter{HierarchyGroupCondition: below}), []string{"ada", "alan", "grace"}},
		{"tag and group", byAttributes(types.ControlPlaneUserAttributeFilter{AndCondition: &types.AttributeAndCondition{
			TagConditions: []types.TagCondition{engines}, HierarchyGroupCondition: below,
		}}), []string{"ada", "alan"}},
		{"tag or group", byAttributes(types.ControlPlaneUserAttributeFilter{OrConditions: []types.AttributeAndCondition{
			{TagConditions: []types.TagCondition{tag("team", aws.String(""))}}, {HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: p.engines}},
		}}), []string{"Blaise", "ada", "grace"}},
		{"one filter and the other empty", &types.UserSearchFilter{
			TagFilter: &types.ControlPlaneTagFilter{TagCondition: &engines}, UserAttributeFilter: &types.ControlPlaneUserAttributeFilter{},
		}, []string{"ada", "alan"}},
	} {
		t.Run(tt.name, func(t *testing.T) { same(t, "what was found", p.find(t, nil, tt.filter), tt.want) })
	}
	same(t, "filter and criteria", p.find(t, leaf(named("al", prefix)), byTags(types.ControlPlaneTagFilter{TagCondition: &engines})), []string{"alan"})
}

func showsFoundUser(t *testing.T, client *connect.Client) {
	p := newPeople(t, client, "shown")
	must(client.UpdateUserPhoneConfig(t.Context(), &connect.UpdateUserPhoneConfigInput{
		InstanceId: p.id, UserId: p.ids["ada"],
		PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 2_000_000},
	}))(t)
	full := p.describe(t, p.ids["ada"])
	out := must(client.SearchUsers(t.Context(), &connect.SearchUsersInput{InstanceId: p.arn, SearchCriteria: leaf(named("ada", exact))}))(t)
	inMilliseconds := *full.PhoneConfig
	inMilliseconds.AfterContactWorkTimeLimit = 2_000_000_000
	same(t, "the answer", out, &connect.SearchUsersOutput{ApproximateTotalCount: aws.Int64(1), Users: []types.UserSearchSummary{{
		Id: full.Id, Arn: full.Arn, Username: full.Username, DirectoryUserId: full.DirectoryUserId, HierarchyGroupId: p.engines,
		IdentityInfo:     &types.UserIdentityInfoLite{FirstName: aws.String("Ada"), LastName: aws.String("Lovelace")},
		RoutingProfileId: full.RoutingProfileId, SecurityProfileIds: full.SecurityProfileIds, Tags: full.Tags, PhoneConfig: &inMilliseconds,
		AutoAcceptConfigs: full.AutoAcceptConfigs, AfterContactWorkConfigs: workOnAllChannels(2_000_000_000), PhoneNumberConfigs: full.PhoneNumberConfigs,
		PersistentConnectionConfigs: full.PersistentConnectionConfigs, VoiceEnhancementConfigs: full.VoiceEnhancementConfigs,
	}}})
}

func pagesThroughSearch(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "search-pages")
	var want []string
	for i := range 23 {
		name := "agent-" + strconv.Itoa(100+i)
		c.hire(t, name)
		want = append(want, name)
	}
	c.hire(t, "other")
	in := &connect.SearchUsersInput{InstanceId: c.id, MaxResults: aws.Int32(5), SearchCriteria: leaf(named("agent-", prefix))}
	pages := walk(t, func(token *string) ([]string, *string, error) {
		in.NextToken = token
		out, err := client.SearchUsers(t.Context(), in)
		if err != nil {
			return nil, nil, err
		}
		if *out.ApproximateTotalCount != 23 {
			t.Errorf("a page says %d in total, want 23", *out.ApproximateTotalCount)
		}
		return foundNames(out), out.NextToken, nil
	})
	same(t, "the pages' sizes", pluck(pages, func(p []string) int { return len(p) }), []int{5, 5, 5, 5, 3})
	same(t, "the names", slices.Concat(pages...), want)
}

func searchesWhatWasJustWritten(t *testing.T, client *connect.Client) {
	p := newPeople(t, client, "just-written")
	byTag := &types.UserSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("new")}}}
	must(client.TagResource(t.Context(), &connect.TagResourceInput{ResourceArn: p.arnOf("agent", p.ids["alan"]), Tags: map[string]string{"new": ""}}))(t)
	same(t, "after tagging", p.find(t, nil, byTag), []string{"alan"})
	must(client.UntagResource(t.Context(), &connect.UntagResourceInput{ResourceArn: p.arnOf("agent", p.ids["alan"]), TagKeys: []string{"new"}}))(t)
	same(t, "after untagging", p.find(t, nil, byTag), []string{})
	ok(t, p.identify(t, p.ids["alan"], types.UserIdentityInfo{FirstName: aws.String("Mathison"), LastName: aws.String("Turing")}))
	same(t, "after a new name", p.find(t, leaf(where("FirstName", "Math", prefix)), nil), []string{"alan"})
	must(client.UpdateUserHierarchy(t.Context(), &connect.UpdateUserHierarchyInput{InstanceId: p.id, UserId: p.ids["alan"], HierarchyGroupId: p.engines}))(t)
	group := &types.UserSearchCriteria{HierarchyGroupCondition: &types.HierarchyGroupCondition{Value: p.engines}}
	same(t, "after a move", p.find(t, group, nil), []string{"ada", "alan", "grace"})
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: p.id, UserId: p.ids["alan"]}))(t)
	same(t, "after deletion", p.find(t, group, nil), []string{"ada", "grace"})
}
