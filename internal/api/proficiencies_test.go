package api_test

import (
	"io"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func proficiency(value string, level float32) types.UserProficiency {
	return types.UserProficiency{AttributeName: aws.String("Skill: a/b"), AttributeValue: &value, Level: &level}
}

func TestProficiencyRoundTrip(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill: a/b", "red", "green", "blue")
	id := c.user(t, "ann")
	check := func(change string, want ...types.UserProficiency) {
		t.Helper()
		var got []types.UserProficiency
		pages := sdk.NewListUserProficienciesPaginator(c.Client, &sdk.ListUserProficienciesInput{InstanceId: c.id, UserId: id, MaxResults: aws.Int32(1)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			got = append(got, page.UserProficiencyList...)
			if user := c.describe(t, id); !page.LastModifiedTime.Equal(*user.LastModifiedTime) || *page.LastModifiedRegion != region {
				t.Errorf("changed at %v in %s, the user at %v", page.LastModifiedTime, *page.LastModifiedRegion, user.LastModifiedTime)
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(types.UserProficiency{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
	}
	check("nothing")
	_, err := c.AssociateUserProficiencies(t.Context(), &sdk.AssociateUserProficienciesInput{
		InstanceId: c.id, UserId: aws.String(c.userARN(id)), UserProficiencies: []types.UserProficiency{proficiency("red", 3), proficiency("green", 5)},
	})
	wantError(t, err, "")
	check("associating", proficiency("green", 5), proficiency("red", 3))
	_, err = c.UpdateUserProficiencies(t.Context(), &sdk.UpdateUserProficienciesInput{
		InstanceId: c.id, UserId: id, UserProficiencies: []types.UserProficiency{proficiency("red", 1)},
	})
	wantError(t, err, "")
	check("updating", proficiency("green", 5), proficiency("red", 1))
	_, err = c.DisassociateUserProficiencies(t.Context(), &sdk.DisassociateUserProficienciesInput{
		InstanceId: c.id, UserId: id, UserProficiencies: []types.UserProficiencyDisassociate{{AttributeName: aws.String("Skill: a/b"), AttributeValue: aws.String("green")}},
	})
	wantError(t, err, "")
	check("disassociating", proficiency("red", 1))
}

func TestProficiencyLevelsAreNumbersWithDecimals(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill", "red", "green")
	one := "/users/" + *c.id + "/" + *c.user(t, "ann")
	for _, body := range []string{`{"UserProficiencies":[{"AttributeName":"Skill","AttributeValue":"red","Level":3}]}`,
		`{"UserProficiencies":[{"AttributeName":"Skill","AttributeValue":"green","Level":3.0}]}`} {
		if _, kind, answer := raw(t, c.server, "POST", one+"/associate-proficiencies", body); kind != "" {
			t.Fatalf("answer %s %v", kind, answer)
		}
	}
	response, err := c.server.Client().Get(c.server.URL + one + "/proficiencies")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || strings.Count(string(text), `"Level":3.0}`) != 2 {
		t.Errorf("answer %s, error %v", text, err)
	}
}

func TestProficiencyErrors(t *testing.T) {
	c := newCrew(t)
	c.attribute(t, "Skill", "red", "green")
	one := "/users/" + *c.id + "/" + *c.user(t, "ann")
	list := func(parts string) string { return `{"UserProficiencies":[` + parts + `]}` }
	red := `{"AttributeName":"Skill","AttributeValue":"red","Level":2}`
	if _, kind, answer := raw(t, c.server, "POST", one+"/associate-proficiencies", list(red)); kind != "" {
		t.Fatalf("answer %s %v", kind, answer)
	}
	for name, tt := range map[string]struct{ path, body, want string }{
		"half a level":           {one + "/associate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"green","Level":2.5}`), "InvalidParameterException"},
		"half a level to change": {one + "/proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"red","Level":2.5}`), "InvalidParameterException"},
		"level above 5":          {one + "/associate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"green","Level":5.1}`), "InvalidParameterException"},
		"no level":               {one + "/associate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"green"}`), "InvalidParameterException"},
		"no list":                {one + "/associate-proficiencies", `{}`, "InvalidParameterException"},
		"empty list":             {one + "/associate-proficiencies", list(``), ""},
		"another level":          {one + "/associate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"red","Level":3}`), "InvalidRequestException"},
		"unknown attribute":      {one + "/associate-proficiencies", list(`{"AttributeName":"skill","AttributeValue":"red","Level":3}`), "ResourceNotFoundException"},
		"unknown value":          {one + "/associate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"Red","Level":3}`), "ResourceNotFoundException"},
		"changing an absent one": {one + "/proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"green","Level":3}`), "ResourceNotFoundException"},
		"removing an absent one": {one + "/disassociate-proficiencies", list(`{"AttributeName":"Skill","AttributeValue":"green"}`), "ResourceNotFoundException"},
		"unknown user":           {"/users/" + *c.id + "/missing/proficiencies", list(red), "ResourceNotFoundException"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, kind, got := raw(t, c.server, "POST", tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, got, tt.want)
			}
		})
	}
}
