package e2e

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func proficiency(attribute, value string, level float32) types.UserProficiency {
	return types.UserProficiency{AttributeName: &attribute, AttributeValue: &value, Level: &level}
}

// learn adds proficiencies to a user's.
func (c *centre) learn(t *testing.T, user *string, list ...types.UserProficiency) error {
	return errorOf(c.AssociateUserProficiencies(t.Context(), &connect.AssociateUserProficienciesInput{InstanceId: c.id, UserId: user, UserProficiencies: list}))
}

// practise changes the levels of proficiencies.
func (c *centre) practise(t *testing.T, user *string, list ...types.UserProficiency) error {
	return errorOf(c.UpdateUserProficiencies(t.Context(), &connect.UpdateUserProficienciesInput{InstanceId: c.id, UserId: user, UserProficiencies: list}))
}

// forget takes a proficiency from a user.
func (c *centre) forget(t *testing.T, user *string, attribute string, values ...string) error {
	in := &connect.DisassociateUserProficienciesInput{InstanceId: c.id, UserId: user}
	in.UserProficiencies = pluck(values, func(value string) types.UserProficiencyDisassociate {
		return types.UserProficiencyDisassociate{AttributeName: &attribute, AttributeValue: &value}
	})
	return errorOf(c.DisassociateUserProficiencies(t.Context(), in))
}

// knows expects a user's proficiencies.
func (c *centre) knows(t *testing.T, user *string, want ...types.UserProficiency) {
	t.Helper()
	out := must(c.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: c.id, UserId: user}))(t)
	same(t, "the proficiencies", out, &connect.ListUserProficienciesOutput{
		UserProficiencyList: append([]types.UserProficiency{}, want...),
		LastModifiedTime:    c.describe(t, user).LastModifiedTime, LastModifiedRegion: aws.String(region),
	})
}

func changesProficiencies(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "proficiencies")
	c.attribute(t, "Skill", "red", "green", "blue")
	c.attribute(t, "Music", "jazz")
	user := c.hire(t, "ada")
	c.knows(t, user)
	ok(t, c.learn(t, c.arnOf("agent", user), proficiency("Skill", "red", 3), proficiency("Skill", "green", 5), proficiency("Music", "jazz", 1)))
	ok(t, c.learn(t, user, proficiency("Skill", "red", 3)))
	c.knows(t, user, proficiency("Music", "jazz", 1), proficiency("Skill", "green", 5), proficiency("Skill", "red", 3))
	var pages []int
	for _, page := range walk(t, func(token *string) ([]types.UserProficiency, *string, error) {
		out, err := client.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: c.id, UserId: user, MaxResults: aws.Int32(2), NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.UserProficiencyList, out.NextToken, nil
	}) {
		pages = append(pages, len(page))
	}
	same(t, "the pages of two", pages, []int{2, 1})
	ok(t, c.practise(t, user, proficiency("Skill", "red", 1), proficiency("Skill", "green", 5)))
	ok(t, c.forget(t, user, "Skill", "green"))
	c.knows(t, user, proficiency("Music", "jazz", 1), proficiency("Skill", "red", 1))
}

func refusesProficiencies(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "proficiency-refusals")
	c.attribute(t, "Skill", "red", "green")
	user, stranger := c.hire(t, "ada"), aws.String(nobody)
	ok(t, c.learn(t, user, proficiency("Skill", "red", 2)))
	good := proficiency("Skill", "green", 4)
	refusals(t, []call{
		{"an unknown attribute", func() error { return c.learn(t, user, good, proficiency("skill", "red", 2)) }, notFound},
		{"an unknown value", func() error { return c.learn(t, user, good, proficiency("Skill", "Red", 2)) }, notFound},
		{"another level", func() error { return c.learn(t, user, good, proficiency("Skill", "red", 3)) }, invalidRequest},
		{"two levels at once", func() error { return c.learn(t, user, good, proficiency("Skill", "green", 3)) }, invalidRequest},
		{"half a level", func() error { return c.learn(t, user, good, proficiency("Skill", "red", 2.5)) }, invalidParameter},
		{"level 0", func() error { return c.learn(t, user, proficiency("Skill", "green", 0)) }, invalidParameter},
		{"level 6", func() error { return c.practise(t, user, proficiency("Skill", "red", 6)) }, invalidParameter},
		{"practising what is not known", func() error { return c.practise(t, user, proficiency("Skill", "red", 5), good) }, notFound},
		{"forgetting what is not known", func() error { return c.forget(t, user, "Skill", "red", "green") }, notFound},
		{"an unknown user learning", func() error { return c.learn(t, stranger, good) }, notFound},
		{"an unknown user practising", func() error { return c.practise(t, stranger, good) }, notFound},
		{"an unknown user forgetting", func() error { return c.forget(t, stranger, "Skill", "red") }, notFound},
		{"what an unknown user knows", func() error {
			return errorOf(client.ListUserProficiencies(t.Context(), &connect.ListUserProficienciesInput{InstanceId: c.id, UserId: stranger}))
		}, notFound},
	})
	c.knows(t, user, proficiency("Skill", "red", 2))
}

func boundsProficiencies(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "ten-proficiencies")
	var names []string
	var all []types.UserProficiency
	for n := range 11 {
		names = append(names, fmt.Sprintf("value %02d", n))
		all = append(all, proficiency("Skill", names[n], 1))
	}
	c.attribute(t, "Skill", names...)
	user := c.hire(t, "ada")
	invalidRequest(t, c.learn(t, user, all...))
	ok(t, c.learn(t, user, all[:9]...))
	invalidRequest(t, c.learn(t, user, all[9:]...))
	ok(t, c.learn(t, user, slices.Concat(all[8:9], all[9:10])...))
	c.knows(t, user, all[:10]...)
}

func searchesByProficiency(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "proficiency-search")
	c.attribute(t, "Skill", "red", "green")
	ada, alan := c.hire(t, "ada"), c.hire(t, "alan")
	ok(t, c.learn(t, ada, proficiency("Skill", "red", 4), proficiency("Skill", "green", 1)))
	ok(t, c.learn(t, alan, proficiency("Skill", "red", 2)))
	atLeast := func(value string, level int32) *types.UserSearchCriteria {
		return &types.UserSearchCriteria{ListCondition: &types.ListCondition{TargetListType: types.TargetListTypeProficiencies, Conditions: []types.Condition{
			{StringCondition: where("name", "Skill", exact)}, {StringCondition: where("value", value, exact)},
			{NumberCondition: &types.NumberCondition{FieldName: aws.String("limit"), ComparisonType: types.NumberComparisonTypeGreaterOrEqual, MinValue: &level}},
		}}}
	}
	same(t, "who knows red well", c.find(t, atLeast("red", 3), nil), []string{"ada"})
	same(t, "who knows red", c.find(t, atLeast("red", 1), nil), []string{"ada", "alan"})
	same(t, "who knows green well", c.find(t, atLeast("green", 3), nil), []string{})
	ok(t, c.practise(t, alan, proficiency("Skill", "red", 5)))
	ok(t, c.forget(t, ada, "Skill", "red"))
	same(t, "who knows red well by now", c.find(t, atLeast("red", 3), nil), []string{"alan"})
}
