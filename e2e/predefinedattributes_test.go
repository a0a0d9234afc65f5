package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestPredefinedAttributes(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"are described as made, and updated":  updatesAttribute,
		"of the service keep what is its own": keepsSystemAttributes,
		"are listed and found":                listsPredefinedAttributes,
		"refuse":                              refusesPredefinedAttributes,
		"in use are kept":                     keepsUsedAttributes,
		"become proficiencies":                changesProficiencies,
		"proficiencies refuse":                refusesProficiencies,
		"ten proficiencies":                   boundsProficiencies,
		"users are found by proficiency":      searchesByProficiency,
	})
}

// awkward is a name that the path of a request has to carry.
const awkward = "Line 1/2: 50+ it's a=b?;é @x"

func values(values ...string) *types.PredefinedAttributeValuesMemberStringList {
	return &types.PredefinedAttributeValuesMemberStringList{Value: append([]string{}, values...)}
}

// attribute makes a predefined attribute.
func (c *centre) attribute(t *testing.T, name string, list ...string) {
	t.Helper()
	must(c.CreatePredefinedAttribute(t.Context(), &connect.CreatePredefinedAttributeInput{InstanceId: c.id, Name: &name, Values: values(list...)}))(t)
}

func (c *centre) readAttribute(t *testing.T, name string) *types.PredefinedAttribute {
	t.Helper()
	return must(c.DescribePredefinedAttribute(t.Context(), &connect.DescribePredefinedAttributeInput{InstanceId: c.id, Name: &name}))(t).PredefinedAttribute
}

func (c *centre) updateAttribute(t *testing.T, name string, in connect.UpdatePredefinedAttributeInput) error {
	in.InstanceId, in.Name = c.id, &name
	return errorOf(c.UpdatePredefinedAttribute(t.Context(), &in))
}

func (c *centre) removeAttribute(t *testing.T, name string) error {
	return errorOf(c.DeletePredefinedAttribute(t.Context(), &connect.DeletePredefinedAttributeInput{InstanceId: c.id, Name: &name}))
}

func updatesAttribute(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "attributes")
	must(client.CreatePredefinedAttribute(t.Context(), &connect.CreatePredefinedAttributeInput{
		InstanceId: c.id, Name: aws.String(awkward), Values: values("red", "Red", "red"), Purposes: []string{"Routing"},
		AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true},
	}))(t)
	want := &types.PredefinedAttribute{
		Name: aws.String(awkward), Values: values("red", "Red"), Purposes: []string{"Routing"}, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
		AttributeConfiguration: &types.PredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true},
	}
	same(t, "the attribute", c.readAttribute(t, awkward), want, recent)
	before := c.readAttribute(t, awkward)
	ok(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{}))
	same(t, "the attribute after an update of nothing", c.readAttribute(t, awkward), before)
	ok(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{Values: values("blue")}))
	want.Values = values("blue")
	same(t, "the attribute with other values", c.readAttribute(t, awkward), want, recent)
	ok(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{
		Values: values(), Purposes: []string{"Reporting", "Routing"}, AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{},
	}))
	want.Values, want.Purposes = values(), []string{"Reporting", "Routing"}
	want.AttributeConfiguration.EnableValueValidationOnAssociation = false
	same(t, "the attribute without values", c.readAttribute(t, awkward), want, recent)
	ok(t, c.removeAttribute(t, awkward))
	notFound(t, c.removeAttribute(t, awkward))
	c.attribute(t, awkward)
}

func keepsSystemAttributes(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "system-attributes")
	for name, readOnly := range map[string]bool{"connect:Language": false, "connect:WorkloadType": false, "connect:Subtype": true} {
		t.Run(name, func(t *testing.T) {
			want := &types.PredefinedAttribute{
				Name: &name, Values: values(), Purposes: []string{}, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
				AttributeConfiguration: &types.PredefinedAttributeConfiguration{IsReadOnly: readOnly},
			}
			same(t, "the attribute", c.readAttribute(t, name), want, recent)
			if err := c.updateAttribute(t, name, connect.UpdatePredefinedAttributeInput{Values: values("de", "en")}); readOnly {
				invalidRequest(t, err)
			} else {
				ok(t, err)
				want.Values = values("de", "en")
			}
			invalidRequest(t, c.removeAttribute(t, name))
			invalidRequest(t, c.updateAttribute(t, name, connect.UpdatePredefinedAttributeInput{Purposes: []string{"Routing"}}))
			same(t, "the attribute after changes", c.readAttribute(t, name), want, recent)
		})
	}
}

func listsPredefinedAttributes(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "attribute-list")
	c.attribute(t, "Skill", "red")
	names := []string{"Skill", "connect:Language", "connect:Subtype", "connect:WorkloadType"}
	pages := walk(t, func(token *string) ([]types.PredefinedAttributeSummary, *string, error) {
		out, err := client.ListPredefinedAttributes(t.Context(), &connect.ListPredefinedAttributesInput{InstanceId: c.id, MaxResults: aws.Int32(3), NextToken: token})
		if err != nil {
			return nil, nil, err
		}
		return out.PredefinedAttributeSummaryList, out.NextToken, nil
	})
	summaries := pluck(names, func(name string) types.PredefinedAttributeSummary {
		return types.PredefinedAttributeSummary{Name: &name, LastModifiedTime: now(), LastModifiedRegion: aws.String(region)}
	})
	same(t, "the pages", pages, [][]types.PredefinedAttributeSummary{summaries[:3], summaries[3:]}, recent)
	search := func(criteria *types.PredefinedAttributeSearchCriteria) *connect.SearchPredefinedAttributesOutput {
		t.Helper()
		out := must(client.SearchPredefinedAttributes(t.Context(), &connect.SearchPredefinedAttributesInput{InstanceId: c.id, SearchCriteria: criteria}))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.PredefinedAttributes)))
		return out
	}
	found := search(&types.PredefinedAttributeSearchCriteria{StringCondition: where("name", "SKI", prefix)})
	same(t, "found by name", found.PredefinedAttributes, []types.PredefinedAttribute{*c.readAttribute(t, "Skill")})
	same(t, "found without a condition", pluck(search(nil).PredefinedAttributes, func(a types.PredefinedAttribute) string { return *a.Name }), names)
	invalidParameter(t, errorOf(client.SearchPredefinedAttributes(t.Context(), &connect.SearchPredefinedAttributesInput{
		InstanceId: c.id, SearchCriteria: &types.PredefinedAttributeSearchCriteria{StringCondition: where("value", "red", exact)},
	})))
	invalidParameter(t, errorOf(client.ListPredefinedAttributes(t.Context(), &connect.ListPredefinedAttributesInput{InstanceId: c.id, MaxResults: aws.Int32(101)})))
}

func refusesPredefinedAttributes(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "attribute-refusals")
	c.attribute(t, "Skill", "red")
	before := c.readAttribute(t, "Skill")
	create := func(name string, list ...string) func() error {
		return func() error {
			return errorOf(client.CreatePredefinedAttribute(t.Context(), &connect.CreatePredefinedAttributeInput{InstanceId: c.id, Name: &name, Values: values(list...)}))
		}
	}
	var many []string
	for n := range 501 {
		many = append(many, fmt.Sprint(n))
	}
	refusals(t, []call{
		{"a name that is taken", create("Skill"), duplicate},
		{"a name that is taken but for its case", create("sKILL"), duplicate},
		{"a name of the service's", create("connect:Language"), invalidParameter},
		{"a name that begins as AWS's do", create("aws:x"), invalidParameter},
		{"a name with a bracket", create("a[0]"), invalidParameter},
		{"an empty name", create(""), invalidParameter},
		{"a name of 101 characters", create(strings.Repeat("x", 101)), invalidParameter},
		{"a value with a bracket", create("x", "a[0]"), invalidParameter},
		{"an empty value", create("x", ""), invalidParameter},
		{"501 values", create("x", many...), invalidParameter},
		{"a value of the service's, by an update", func() error {
			return c.updateAttribute(t, "Skill", connect.UpdatePredefinedAttributeInput{Values: values("connect:x")})
		}, invalidParameter},
		{"updating an unknown attribute", func() error { return c.updateAttribute(t, "skill", connect.UpdatePredefinedAttributeInput{}) }, notFound},
		{"describing an unknown attribute", func() error {
			return errorOf(client.DescribePredefinedAttribute(t.Context(), &connect.DescribePredefinedAttributeInput{InstanceId: c.id, Name: aws.String("skill")}))
		}, notFound},
		{"listing an unknown instance", func() error {
			return errorOf(client.ListPredefinedAttributes(t.Context(), &connect.ListPredefinedAttributesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"searching an unknown instance", func() error {
			return errorOf(client.SearchPredefinedAttributes(t.Context(), &connect.SearchPredefinedAttributesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"an unknown instance", func() error {
			return errorOf(client.CreatePredefinedAttribute(t.Context(), &connect.CreatePredefinedAttributeInput{InstanceId: aws.String(nobody), Name: aws.String("x")}))
		}, notFound},
	})
	same(t, "the attribute after refusals", c.readAttribute(t, "Skill"), before)
	create("x", many[:500]...)()
	same(t, "500 values", c.readAttribute(t, "x").Values, types.PredefinedAttributeValues(values(many[:500]...)))
}

func keepsUsedAttributes(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "attributes-used")
	c.attribute(t, awkward, "red", "blue")
	user := c.hire(t, "ada")
	ok(t, c.learn(t, user, proficiency(awkward, "red", 3)))
	e := refused[*types.ResourceInUseException](t, c.removeAttribute(t, awkward))
	same(t, "the user in the way", []string{string(e.ResourceType), *e.ResourceId}, []string{"USER", *c.arnOf("agent", user)})
	invalidRequest(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{Values: values("blue")}))
	ok(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{Values: values("green", "red")}))
	ok(t, c.forget(t, user, awkward, "red"))
	ok(t, c.updateAttribute(t, awkward, connect.UpdatePredefinedAttributeInput{Values: values("blue")}))
	ok(t, c.learn(t, user, proficiency(awkward, "blue", 1)))
	must(client.DeleteUser(t.Context(), &connect.DeleteUserInput{InstanceId: c.id, UserId: user}))(t)
	ok(t, c.removeAttribute(t, awkward))
}
