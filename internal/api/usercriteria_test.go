package api_test

import (
	"fmt"
	"strings"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/google/go-cmp/cmp"
)

// text is a string condition.
func text(field, comparison, value string) string {
	return fmt.Sprintf(`{"StringCondition":{"FieldName":%q,"ComparisonType":%q,"Value":%q}}`, field, comparison, value)
}

// repeat joins n copies of a JSON value into a list.
func repeat(n int, value string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(value+",", n), ",") + "]"
}

// nested puts a condition below others, depth levels with its own.
func nested(depth int, condition string) string {
	for range depth - 1 {
		condition = `{"AndConditions":[` + condition + `]}`
	}
	return condition
}

func TestSearchConditionsMean(t *testing.T) {
	c := newCrew(t)
	groups := newChain(t, c.Client, c.id)
	ann := c.user(t, "ann", func(in *sdk.CreateUserInput) { in.HierarchyGroupId = &groups[0] })
	c.user(t, "bob", func(in *sdk.CreateUserInput) {
		*in.IdentityInfo.FirstName, in.HierarchyGroupId, in.Tags = "Bob", &groups[1], map[string]string{"team": "red"}
	})
	c.user(t, "cat", func(in *sdk.CreateUserInput) { in.Tags = map[string]string{"team": "", "site": "x"} })
	all := []string{"ann", "bob", "cat"}
	group := func(id, more string) string { return `{"HierarchyGroupCondition":{"Value":"` + id + `"` + more + `}}` }
	tag := func(more string) string { return `{"TagKey":"team"` + more + `}` }
	tests := []struct {
		name, conditions string
		want             []string
	}{
		{"nothing", ``, all},
		{"empty parts are absent", `"SearchCriteria":{"OrConditions":[],"AndConditions":[{}],"StringCondition":{},"ListCondition":{},"HierarchyGroupCondition":{}},
			"SearchFilter":{"TagFilter":{"OrConditions":[[]]},"UserAttributeFilter":{"OrConditions":[{}],"TagCondition":{}}}`, all},
		{"an empty part beside another", `"SearchCriteria":{"OrConditions":[{},` + text("username", "EXACT", "ann") + `],"StringCondition":{}}`, []string{"ann"}},
		{"names of fields without case", `"SearchCriteria":` + text("USERname", "EXACT", "ann"), []string{"ann"}},
		{"exact with case", `"SearchCriteria":` + text("FirstName", "EXACT", "bob"), nil},
		{"contains without case", `"SearchCriteria":` + text("FirstName", "CONTAINS", "OB"), []string{"bob"}},
		{"or", `"SearchCriteria":{"OrConditions":[` + text("Username", "EXACT", "cat") + `,` + text("Username", "EXACT", "bob") + `]}`, []string{"bob", "cat"}},
		{"and", `"SearchCriteria":{"AndConditions":[` + text("Username", "CONTAINS", "an") + `,` + text("LastName", "EXACT", "Fox") + `]}`, nil},
		{"id", `"SearchCriteria":` + text("resourceID", "EXACT", *ann), []string{"ann"}},
		{"id in short", `"SearchCriteria":` + text("id", "EXACT", *ann), []string{"ann"}},
		{"id as ARN", `"SearchCriteria":` + text("resourceId", "EXACT", c.userARN(ann)), []string{"ann"}},
		{"profile as ARN", `"SearchCriteria":` + text("RoutingProfileId", "EXACT", *instanceARN(c.id, "/routing-profile/"+*c.routing)), all},
		{"security profile by one character", `"SearchCriteria":` + text("SecurityProfileId", "CONTAINS", (*c.agent)[:1]), all},
		{"group alone", `"SearchCriteria":` + group(groups[0], ``), []string{"ann"}},
		{"group and below", `"SearchCriteria":` + group(*instanceARN(c.id, "/agent-group/"+groups[0]), `,"HierarchyGroupMatchType":"WITH_CHILD_GROUPS"`), []string{"ann", "bob"}},
		{"unknown group", `"SearchCriteria":` + group("missing", `,"HierarchyGroupMatchType":"WITH_CHILD_GROUPS"`), nil},
		{"tag with any value", `"SearchFilter":{"TagFilter":{"TagCondition":` + tag("") + `}}`, []string{"bob", "cat"}},
		{"tag with an empty value", `"SearchFilter":{"TagFilter":{"AndConditions":[` + tag(`,"TagValue":""`) + `]}}`, []string{"cat"}},
		{"tags or", `"SearchFilter":{"TagFilter":{"OrConditions":[[` + tag(`,"TagValue":"red"`) + `],[` + tag("") + `,{"TagKey":"site"}]]}}`, []string{"bob", "cat"}},
		{"filter and criteria", `"SearchFilter":{"TagFilter":{"TagCondition":` + tag("") + `}},"SearchCriteria":` + text("Username", "EXACT", "ann"), nil},
		{"attributes and", `"SearchFilter":{"UserAttributeFilter":{"AndCondition":{"TagConditions":[` + tag("") + `],"HierarchyGroupCondition":{"Value":"` + groups[1] + `"}}}}`, []string{"bob"}},
		{"attributes or", `"SearchFilter":{"UserAttributeFilter":{"OrConditions":[{"TagConditions":[{"TagKey":"site"}]},` + group(groups[0], ``) + `]}}`, []string{"ann", "cat"}},
		{"attribute group", `"SearchFilter":{"UserAttributeFilter":` + group(groups[0], ``) + `}`, []string{"ann"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, kind := c.find(t, tt.conditions)
			if kind != "" {
				t.Fatalf("refused with %s", kind)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSearchRefusalsSayWhy(t *testing.T) {
	c := newCrew(t)
	leaf := `{"FieldName":"Username","ComparisonType":"EXACT","Value":"xyzzy"}`
	tag := `{"TagCondition":{"TagKey":"xyzzy"}}`
	for conditions, want := range map[string]string{
		`"SearchCriteria":{"StringCondition":` + leaf + `,"HierarchyGroupCondition":{"Value":"xyzzy"}}`: "Only one of StringCondition, HierarchyGroupCondition can be given at one level",
		`"SearchFilter":{"TagFilter":` + tag + `,"UserAttributeFilter":` + tag + `}`:                    "Request can contain either TagFilter or UserAttributeFilter",
		`"SearchCriteria":` + text("xyzzy", "EXACT", "xyzzy"):                                           "StringCondition.FieldName names no field that can be searched",
	} {
		_, _, answer := raw(t, c.server, "POST", "/search-users", `{"InstanceId":"`+*c.id+`",`+conditions+`}`)
		if answer["Message"] != want {
			t.Errorf("message %q, want %q", answer["Message"], want)
		}
	}
}

func TestSearchConditionsRefused(t *testing.T) {
	const bad = "InvalidParameterException"
	leaf, tag := text("Username", "EXACT", "ann"), `{"TagKey":"team"}`
	group := `{"HierarchyGroupCondition":{"Value":"g"}}`
	both := strings.TrimSuffix(leaf, "}") + `,"AndConditions":[` + leaf + `]}`
	level := func(more string) string {
		return `{"ListCondition":{"TargetListType":"PROFICIENCIES","Conditions":[{"NumberCondition":{` + more + `}}]}}`
	}
	skill := func(field, comparison, value string) string {
		return `{"ListCondition":{"TargetListType":"PROFICIENCIES","Conditions":[` + text(field, comparison, value) + `]}}`
	}
	attributes := func(n int, part string) string {
		return `"SearchFilter":{"UserAttributeFilter":{"OrConditions":` + repeat(n, part) + `}}`
	}
	tests := []struct{ name, conditions, want string }{
		{"two branches", `"SearchCriteria":` + both, bad},
		{"two branches below", `"SearchCriteria":{"OrConditions":[` + both + `]}`, bad},
		{"text without a field", `"SearchCriteria":{"StringCondition":{"Value":"ann","ComparisonType":"EXACT"}}`, bad},
		{"text without a value", `"SearchCriteria":{"StringCondition":{"FieldName":"Username","ComparisonType":"EXACT"}}`, bad},
		{"text without a comparison", `"SearchCriteria":{"StringCondition":{"FieldName":"Username","Value":"ann"}}`, bad},
		{"unknown field", `"SearchCriteria":` + text("Email", "EXACT", "ann"), bad},
		{"one character", `"SearchCriteria":` + text("Username", "CONTAINS", "é"), bad},
		{"two characters", `"SearchCriteria":` + text("Username", "CONTAINS", "éé"), ""},
		{"25 characters", `"SearchCriteria":` + text("Username", "CONTAINS", strings.Repeat("é", 25)), ""},
		{"26 characters", `"SearchCriteria":` + text("Username", "CONTAINS", strings.Repeat("a", 26)), bad},
		{"5 deep", `"SearchCriteria":` + nested(5, leaf), ""},
		{"6 deep", `"SearchCriteria":` + nested(6, leaf), bad},
		{"100 conditions", `"SearchCriteria":{"OrConditions":` + repeat(100, leaf) + `}`, ""},
		{"101 conditions", `"SearchCriteria":{"OrConditions":` + repeat(101, leaf) + `}`, bad},
		{"101 conditions with the filter", `"SearchFilter":{"TagFilter":{"TagCondition":` + tag + `}},"SearchCriteria":{"OrConditions":` + repeat(100, leaf) + `}`, bad},
		{"group without an id", `"SearchCriteria":{"HierarchyGroupCondition":{"HierarchyGroupMatchType":"EXACT"}}`, bad},
		{"tag without a key", `"SearchFilter":{"TagFilter":{"TagCondition":{"TagValue":"red"}}}`, bad},
		{"empty tag in a list", `"SearchFilter":{"TagFilter":{"AndConditions":[{}]}}`, bad},
		{"two filters", `"SearchFilter":{"TagFilter":{"TagCondition":` + tag + `},"UserAttributeFilter":{"TagCondition":` + tag + `}}`, "AccessDeniedException"},
		{"two branches of a filter", `"SearchFilter":{"UserAttributeFilter":{"TagCondition":` + tag + `,"HierarchyGroupCondition":{"Value":"g"}}}`, bad},
		{"25 tags", attributes(25, `{"TagConditions":[`+tag+`]}`), ""},
		{"26 tags", attributes(26, `{"TagConditions":[`+tag+`]}`), bad},
		{"20 groups", attributes(20, group), ""},
		{"21 groups", attributes(21, group), bad},
		{"level", `"SearchCriteria":` + level(`"FieldName":"limit","ComparisonType":"RANGE","MinValue":1,"MaxValue":3`), ""},
		{"level without a comparison", `"SearchCriteria":` + level(`"FieldName":"limit","MinValue":1`), bad},
		{"level without a bound", `"SearchCriteria":` + level(`"FieldName":"limit","ComparisonType":"EQUAL"`), bad},
		{"range with one bound", `"SearchCriteria":` + level(`"FieldName":"limit","ComparisonType":"RANGE","MinValue":1`), bad},
		{"reversed range", `"SearchCriteria":` + level(`"FieldName":"limit","ComparisonType":"RANGE","MinValue":3,"MaxValue":1`), bad},
		{"level by another name", `"SearchCriteria":` + level(`"FieldName":"level","ComparisonType":"EQUAL","MinValue":1`), bad},
		{"proficiency", `"SearchCriteria":` + skill("Name", "STARTS_WITH", "x"), ""},
		{"proficiency by another field", `"SearchCriteria":` + skill("Username", "EXACT", "x"), bad},
		{"proficiency containing too little", `"SearchCriteria":` + skill("value", "CONTAINS", "x"), bad},
		{"proficiency without conditions", `"SearchCriteria":{"ListCondition":{"TargetListType":"PROFICIENCIES","Conditions":[{}]}}`, bad},
	}
	c := newCrew(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind := c.find(t, tt.conditions); kind != tt.want {
				t.Errorf("got error type %q, want %q", kind, tt.want)
			}
		})
	}
}
