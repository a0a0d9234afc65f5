package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var timelessStatus = cmp.Options{
	cmpopts.IgnoreFields(types.AgentStatus{}, "LastModifiedTime"), cmpopts.IgnoreFields(types.AgentStatusSummary{}, "LastModifiedTime"),
	cmpopts.IgnoreUnexported(types.AgentStatus{}, types.AgentStatusSummary{}),
}

func (c *crew) statusARN(id string) *string { return instanceARN(c.id, "/agent-state/"+id) }

// statusNamed is the id of a status.
func (c *crew) statusNamed(t *testing.T, name string) *string {
	t.Helper()
	out, err := c.ListAgentStatuses(t.Context(), &sdk.ListAgentStatusesInput{InstanceId: c.id})
	wantError(t, err, "")
	for _, s := range out.AgentStatusSummaryList {
		if *s.Name == name {
			return s.Id
		}
	}
	t.Fatalf("there is no status %s", name)
	return nil
}

func TestAgentStatusRoundTrip(t *testing.T) {
	c := newCrew(t)
	created, err := c.CreateAgentStatus(t.Context(), &sdk.CreateAgentStatusInput{
		InstanceId: instanceARN(c.id, ""), Name: aws.String("Break"), Description: aws.String("Coffee"), State: types.AgentStatusStateDisabled,
		DisplayOrder: aws.Int32(7), Tags: map[string]string{"team": "red"},
	})
	wantError(t, err, "")
	want := &types.AgentStatus{
		AgentStatusId: created.AgentStatusId, AgentStatusARN: c.statusARN(*created.AgentStatusId), Name: aws.String("Break"),
		Description: aws.String("Coffee"), State: types.AgentStatusStateDisabled, Type: types.AgentStatusTypeCustom, DisplayOrder: aws.Int32(7),
		Tags: map[string]string{"team": "red"}, LastModifiedRegion: aws.String(region),
	}
	check := func(change string) {
		t.Helper()
		out, err := c.DescribeAgentStatus(t.Context(), &sdk.DescribeAgentStatusInput{InstanceId: c.id, AgentStatusId: created.AgentStatusARN})
		wantError(t, err, "")
		if diff := cmp.Diff(want, out.AgentStatus, timelessStatus); diff != "" || out.AgentStatus.LastModifiedTime == nil {
			t.Errorf("after %s, changed at %v (-want +got):\n%s", change, out.AgentStatus.LastModifiedTime, diff)
		}
		found, err := c.SearchAgentStatuses(t.Context(), &sdk.SearchAgentStatusesInput{InstanceId: c.id, SearchCriteria: &types.AgentStatusSearchCriteria{
			StringCondition: &types.StringCondition{FieldName: aws.String("resourceID"), Value: created.AgentStatusARN, ComparisonType: types.StringComparisonTypeExact},
		}})
		wantError(t, err, "")
		if diff := cmp.Diff([]types.AgentStatus{*want}, found.AgentStatuses, timelessStatus); diff != "" || *found.ApproximateTotalCount != 1 {
			t.Errorf("found after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")
	update := func(in sdk.UpdateAgentStatusInput) {
		t.Helper()
		in.InstanceId, in.AgentStatusId = c.id, created.AgentStatusId
		_, err := c.UpdateAgentStatus(t.Context(), &in)
		wantError(t, err, "")
	}
	update(sdk.UpdateAgentStatusInput{})
	check("an update of nothing")
	update(sdk.UpdateAgentStatusInput{Name: aws.String("Lunch"), State: types.AgentStatusStateEnabled, DisplayOrder: aws.Int32(50)})
	want.Name, want.State, want.DisplayOrder = aws.String("Lunch"), types.AgentStatusStateEnabled, aws.Int32(50)
	check("an update")
	update(sdk.UpdateAgentStatusInput{Description: aws.String(""), ResetOrderNumber: true})
	want.Description, want.DisplayOrder = nil, nil
	check("clearing")
	_, err = c.TagResource(t.Context(), &sdk.TagResourceInput{ResourceArn: created.AgentStatusARN, Tags: map[string]string{"team": "blue"}})
	wantError(t, err, "")
	want.Tags = map[string]string{"team": "blue"}
	check("tagging")
}

func TestListAgentStatuses(t *testing.T) {
	c := newCrew(t)
	_, err := c.CreateAgentStatus(t.Context(), &sdk.CreateAgentStatusInput{InstanceId: c.id, Name: aws.String("Break"), State: types.AgentStatusStateEnabled})
	wantError(t, err, "")
	list := func(of ...types.AgentStatusType) (names []string) {
		pages := sdk.NewListAgentStatusesPaginator(c.Client, &sdk.ListAgentStatusesInput{InstanceId: c.id, MaxResults: aws.Int32(1), AgentStatusTypes: of})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			wantError(t, err, "")
			for _, s := range page.AgentStatusSummaryList {
				names = append(names, *s.Name+" "+string(s.Type))
				want := types.AgentStatusSummary{Id: s.Id, Arn: c.statusARN(*s.Id), Name: s.Name, Type: s.Type, LastModifiedRegion: aws.String(region)}
				if diff := cmp.Diff(want, s, timelessStatus); diff != "" || s.LastModifiedTime == nil {
					t.Errorf("summary (-want +got):\n%s", diff)
				}
			}
		}
		return names
	}
	if diff := cmp.Diff([]string{"Available ROUTABLE", "Offline OFFLINE", "Break CUSTOM"}, list()); diff != "" {
		t.Errorf("all (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Offline OFFLINE", "Break CUSTOM"}, list(types.AgentStatusTypeCustom, types.AgentStatusTypeOffline)); diff != "" {
		t.Errorf("two types (-want +got):\n%s", diff)
	}
}

func TestAgentStatusSearchConditions(t *testing.T) {
	c := newCrew(t)
	for name, tags := range map[string]map[string]string{"Break": {"team": "red"}, "Lunch": {"team": "red", "site": "a"}, "Training": nil} {
		_, err := c.CreateAgentStatus(t.Context(), &sdk.CreateAgentStatusInput{InstanceId: c.id, Name: &name, State: types.AgentStatusStateEnabled, Tags: tags})
		wantError(t, err, "")
	}
	red, site := `{"TagKey":"team","TagValue":"red"}`, `{"TagKey":"site"}`
	for name, tt := range map[string]struct {
		body string
		want []any
		err  string
	}{
		"nothing":        {``, []any{"Available", "Offline", "Break", "Lunch", "Training"}, ""},
		"empty filter":   {`"SearchFilter":{"AttributeFilter":{"OrConditions":[],"AndCondition":{}}}`, []any{"Available", "Offline", "Break", "Lunch", "Training"}, ""},
		"type":           {`"SearchCriteria":{"StringCondition":{"FieldName":"type","Value":"ROUT","ComparisonType":"STARTS_WITH"}}`, []any{"Available"}, ""},
		"order as text":  {`"SearchCriteria":{"StringCondition":{"FieldName":"DisplayOrder","Value":"2","ComparisonType":"EXACT"}}`, []any{"Offline"}, ""},
		"tag":            {`"SearchFilter":{"AttributeFilter":{"TagCondition":` + red + `}}`, []any{"Break", "Lunch"}, ""},
		"tags and":       {`"SearchFilter":{"AttributeFilter":{"AndCondition":{"TagConditions":[` + red + `,` + site + `]}}}`, []any{"Lunch"}, ""},
		"tags or":        {`"SearchFilter":{"AttributeFilter":{"OrConditions":[{"TagConditions":[` + site + `]},{"TagConditions":[` + red + `]}]}}`, []any{"Break", "Lunch"}, ""},
		"two branches":   {`"SearchFilter":{"AttributeFilter":{"TagCondition":` + red + `,"AndCondition":{"TagConditions":[` + site + `]}}}`, nil, "InvalidParameterException"},
		"without a key":  {`"SearchFilter":{"AttributeFilter":{"TagCondition":{"TagValue":"red"}}}`, nil, "InvalidParameterException"},
		"unknown field":  {`"SearchCriteria":{"StringCondition":{"FieldName":"username","Value":"a","ComparisonType":"EXACT"}}`, nil, "InvalidParameterException"},
		"criteria + tag": {`"SearchCriteria":{"OrConditions":[{"StringCondition":{"FieldName":"name","Value":"lun","ComparisonType":"CONTAINS"}}]},"SearchFilter":{"AttributeFilter":{"TagCondition":` + red + `}}`, []any{"Lunch"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			body := `{"InstanceId":"` + *c.id + `"}`
			if tt.body != "" {
				body = `{"InstanceId":"` + *c.id + `",` + tt.body + `}`
			}
			_, kind, answer := raw(t, c.server, "POST", "/search-agent-statuses", body)
			if kind != tt.err {
				t.Fatalf("answer %s %v, want %s", kind, answer, tt.err)
			}
			var got []any
			found, _ := answer["AgentStatuses"].([]any)
			for _, s := range found {
				got = append(got, s.(map[string]any)["Name"])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAgentStatusErrors(t *testing.T) {
	c := newCrew(t)
	offline := *c.statusNamed(t, "Offline")
	one := "/agent-status/" + *c.id
	for name, tt := range map[string]struct{ method, path, body, want string }{
		"name taken on create": {"PUT", one, `{"Name":"Offline","State":"ENABLED"}`, "DuplicateResourceException"},
		"without a state":      {"PUT", one, `{"Name":"x"}`, "InvalidParameterException"},
		"unknown state":        {"POST", one + "/" + offline, `{"State":"OFF"}`, "InvalidParameterException"},
		"name taken on update": {"POST", one + "/" + offline, `{"Name":"Available"}`, "DuplicateResourceException"},
		"disabling Offline":    {"POST", one + "/" + offline, `{"State":"DISABLED"}`, "InvalidRequestException"},
		"unknown status":       {"GET", one + "/missing", ``, "ResourceNotFoundException"},
		"status of a queue":    {"GET", one + "/arn%3Aaws%3Aconnect%3A" + region + "%3A" + account + "%3Ainstance%2F" + *c.id + "%2Fqueue%2F" + offline, ``, "ResourceNotFoundException"},
		"unknown instance":     {"GET", "/agent-status/missing/" + offline, ``, "ResourceNotFoundException"},
		"unknown type":         {"GET", one + "?AgentStatusTypes=BUSY", ``, "InvalidParameterException"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, kind, got := raw(t, c.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, got, tt.want)
			}
		})
	}
}
