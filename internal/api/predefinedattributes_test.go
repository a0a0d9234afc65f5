package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var timelessAttribute = cmp.Options{
	cmpopts.IgnoreFields(types.PredefinedAttribute{}, "LastModifiedTime"), cmpopts.IgnoreFields(types.PredefinedAttributeSummary{}, "LastModifiedTime"),
	cmpopts.IgnoreUnexported(types.PredefinedAttribute{}, types.PredefinedAttributeSummary{}, types.PredefinedAttributeConfiguration{},
		types.PredefinedAttributeValuesMemberStringList{}),
}

// attribute makes a predefined attribute.
func (c *crew) attribute(t *testing.T, name string, values ...string) {
	t.Helper()
	_, err := c.CreatePredefinedAttribute(t.Context(), &sdk.CreatePredefinedAttributeInput{InstanceId: c.id, Name: &name, Values: stringList(values...)})
	wantError(t, err, "")
}

func stringList(values ...string) types.PredefinedAttributeValues {
	return &types.PredefinedAttributeValuesMemberStringList{Value: values}
}

// The name of an attribute travels in the path, whatever it holds.
const awkward = "Line 1/2: 50+ it's a=b?;é @x"

func TestPredefinedAttributeRoundTrip(t *testing.T) {
	c := newCrew(t)
	_, err := c.CreatePredefinedAttribute(t.Context(), &sdk.CreatePredefinedAttributeInput{
		InstanceId: instanceARN(c.id, ""), Name: aws.String(awkward), Values: stringList("b", "a", "b"), Purposes: []string{"P", "Q"},
		AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true},
	})
	wantError(t, err, "")
	want := types.PredefinedAttribute{
		Name: aws.String(awkward), Values: stringList("b", "a"), Purposes: []string{"P", "Q"}, LastModifiedRegion: aws.String(region),
		AttributeConfiguration: &types.PredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true},
	}
	check := func(change string) {
		t.Helper()
		out, err := c.DescribePredefinedAttribute(t.Context(), &sdk.DescribePredefinedAttributeInput{InstanceId: c.id, Name: aws.String(awkward)})
		wantError(t, err, "")
		if diff := cmp.Diff(&want, out.PredefinedAttribute, timelessAttribute); diff != "" || out.PredefinedAttribute.LastModifiedTime == nil {
			t.Errorf("after %s, changed at %v (-want +got):\n%s", change, out.PredefinedAttribute.LastModifiedTime, diff)
		}
		found, err := c.SearchPredefinedAttributes(t.Context(), &sdk.SearchPredefinedAttributesInput{InstanceId: c.id, SearchCriteria: &types.PredefinedAttributeSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: aws.String("Name"), Value: aws.String("line 1"), ComparisonType: types.StringComparisonTypeStartsWith},
		}})
		wantError(t, err, "")
		if diff := cmp.Diff([]types.PredefinedAttribute{want}, found.PredefinedAttributes, timelessAttribute); diff != "" || *found.ApproximateTotalCount != 1 {
			t.Errorf("found after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")
	update := func(in sdk.UpdatePredefinedAttributeInput) {
		t.Helper()
		in.InstanceId, in.Name = c.id, aws.String(awkward)
		_, err := c.UpdatePredefinedAttribute(t.Context(), &in)
		wantError(t, err, "")
	}
	update(sdk.UpdatePredefinedAttributeInput{})
	check("an update of nothing")
	update(sdk.UpdatePredefinedAttributeInput{Values: stringList("c")})
	want.Values = stringList("c")
	check("other values")
	update(sdk.UpdatePredefinedAttributeInput{AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{}}) // the SDK leaves false out
	want.AttributeConfiguration = &types.PredefinedAttributeConfiguration{}
	check("validating values no more")
	update(sdk.UpdatePredefinedAttributeInput{AttributeConfiguration: &types.InputPredefinedAttributeConfiguration{EnableValueValidationOnAssociation: true}})
	_, kind, answer := raw(t, c.server, "POST", "/predefined-attributes/"+*c.id+"/Line%201%2F2%3A%2050+%20it%27s%20a%3Db%3F%3B%C3%A9%20%40x",
		`{"Values":{"StringList":[]},"Purposes":[],"AttributeConfiguration":{"EnableValueValidationOnAssociation":false}}`)
	if kind != "" {
		t.Fatalf("answer %s %v", kind, answer)
	}
	want.Values, want.Purposes, want.AttributeConfiguration = stringList([]string{}...), []string{}, &types.PredefinedAttributeConfiguration{}
	check("clearing")
	_, err = c.DeletePredefinedAttribute(t.Context(), &sdk.DeletePredefinedAttributeInput{InstanceId: c.id, Name: aws.String(awkward)})
	wantError(t, err, "")
	_, err = c.DescribePredefinedAttribute(t.Context(), &sdk.DescribePredefinedAttributeInput{InstanceId: c.id, Name: aws.String(awkward)})
	wantError(t, err, "ResourceNotFoundException")
}

func TestPredefinedAttributeWithNothingSet(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill")
	for name, readOnly := range map[string]bool{"Skill": false, "connect%3ASubtype": true, "connect%3ALanguage": false} {
		_, _, answer := raw(t, c.server, "GET", "/predefined-attributes/"+*c.id+"/"+name, "")
		got := answer["PredefinedAttribute"].(map[string]any)
		delete(got, "LastModifiedTime")
		delete(got, "Name")
		want := map[string]any{
			"Values": map[string]any{"StringList": []any{}}, "Purposes": []any{}, "LastModifiedRegion": region,
			"AttributeConfiguration": map[string]any{"EnableValueValidationOnAssociation": false, "IsReadOnly": readOnly},
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestListPredefinedAttributes(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill")
	var got []types.PredefinedAttributeSummary
	pages := sdk.NewListPredefinedAttributesPaginator(c.Client, &sdk.ListPredefinedAttributesInput{InstanceId: c.id, MaxResults: aws.Int32(3)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		wantError(t, err, "")
		got = append(got, page.PredefinedAttributeSummaryList...)
	}
	var want []types.PredefinedAttributeSummary
	for _, name := range []string{"Skill", "connect:Language", "connect:Subtype", "connect:WorkloadType"} {
		want = append(want, types.PredefinedAttributeSummary{Name: &name, LastModifiedRegion: aws.String(region)})
	}
	if diff := cmp.Diff(want, got, timelessAttribute); diff != "" || got[0].LastModifiedTime == nil {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
}

func TestPredefinedAttributeErrors(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill", "red", "green")
	user := c.user(t, "ann")
	_, err := c.AssociateUserProficiencies(t.Context(), &sdk.AssociateUserProficienciesInput{InstanceId: c.id, UserId: user, UserProficiencies: []types.UserProficiency{
		{AttributeName: aws.String("Skill"), AttributeValue: aws.String("red"), Level: aws.Float32(2)},
	}})
	wantError(t, err, "")
	all := "/predefined-attributes/" + *c.id
	for name, tt := range map[string]struct {
		method, path, body, want string
		fields                   map[string]any
	}{
		"name taken":        {"PUT", all, `{"Name":"SKILL"}`, "DuplicateResourceException", nil},
		"reserved name":     {"PUT", all, `{"Name":"connect:Skill"}`, "InvalidParameterException", nil},
		"empty name":        {"PUT", all, `{"Name":""}`, "InvalidParameterException", nil},
		"empty value":       {"PUT", all, `{"Name":"x","Values":{"StringList":[""]}}`, "InvalidParameterException", nil},
		"unknown":           {"POST", all + "/skill", `{}`, "ResourceNotFoundException", nil},
		"value in use":      {"POST", all + "/Skill", `{"Values":{"StringList":["green"]}}`, "InvalidRequestException", nil},
		"subtype":           {"POST", all + "/connect%3ASubtype", `{"Values":{"StringList":["own"]}}`, "InvalidRequestException", nil},
		"own language":      {"POST", all + "/connect%3ALanguage", `{"Values":{"StringList":["own"]}}`, "", nil},
		"deleting a system": {"DELETE", all + "/connect%3ALanguage", ``, "InvalidRequestException", nil},
		"deleting one in use": {"DELETE", all + "/Skill", ``, "ResourceInUseException",
			map[string]any{"ResourceType": "USER", "ResourceId": c.userARN(user)}},
		"searching another field": {"POST", "/search-predefined-attributes",
			`{"InstanceId":"` + *c.id + `","SearchCriteria":{"StringCondition":{"FieldName":"value","Value":"red","ComparisonType":"EXACT"}}}`, "InvalidParameterException", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, kind, got := raw(t, c.server, tt.method, tt.path, tt.body)
			if kind != tt.want {
				t.Fatalf("answer %s %v, want %s", kind, got, tt.want)
			}
			for field, value := range tt.fields {
				if got[field] != value {
					t.Errorf("%s = %v, want %v", field, got[field], value)
				}
			}
		})
	}
}
