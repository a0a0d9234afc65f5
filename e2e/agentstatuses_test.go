package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestAgentStatuses(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"is described and updated":      updatesAgentStatus,
		"are listed by order and found": listsAgentStatuses,
		"refuse":                        refusesAgentStatuses,
	})
}

// status makes an enabled status. The changes are made to the request first.
func (c *centre) status(t *testing.T, name string, changes ...func(*connect.CreateAgentStatusInput)) *string {
	t.Helper()
	in := &connect.CreateAgentStatusInput{InstanceId: c.id, Name: &name, State: types.AgentStatusStateEnabled}
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateAgentStatus(t.Context(), in))(t).AgentStatusId
}

func (c *centre) readStatus(t *testing.T, id *string) *types.AgentStatus {
	t.Helper()
	return must(c.DescribeAgentStatus(t.Context(), &connect.DescribeAgentStatusInput{InstanceId: c.id, AgentStatusId: id}))(t).AgentStatus
}

func (c *centre) updateStatus(t *testing.T, in connect.UpdateAgentStatusInput) error {
	in.InstanceId = c.id
	return errorOf(c.UpdateAgentStatus(t.Context(), &in))
}

func updatesAgentStatus(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "statuses")
	id := c.status(t, "Lunch", func(in *connect.CreateAgentStatusInput) {
		in.Description, in.DisplayOrder, in.Tags = aws.String("Out"), aws.Int32(7), map[string]string{"a": "b"}
	})
	want := &types.AgentStatus{
		AgentStatusId: id, AgentStatusARN: c.arnOf("agent-state", id), Name: aws.String("Lunch"), Description: aws.String("Out"), DisplayOrder: aws.Int32(7),
		State: types.AgentStatusStateEnabled, Type: types.AgentStatusTypeCustom, Tags: map[string]string{"a": "b"},
		LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}
	same(t, "the status", c.readStatus(t, c.arnOf("agent-state", id)), want, recent)
	before := c.readStatus(t, id)
	ok(t, c.updateStatus(t, connect.UpdateAgentStatusInput{AgentStatusId: id}))
	same(t, "the status after an update of nothing", c.readStatus(t, id), before)
	ok(t, c.updateStatus(t, connect.UpdateAgentStatusInput{
		AgentStatusId: id, Name: aws.String("Lunch"), Description: aws.String(""), State: types.AgentStatusStateDisabled,
	}))
	want.Description, want.State = nil, types.AgentStatusStateDisabled
	same(t, "the status disabled", c.readStatus(t, id), want, recent)
	ok(t, c.updateStatus(t, connect.UpdateAgentStatusInput{AgentStatusId: id, ResetOrderNumber: true, DisplayOrder: aws.Int32(3)}))
	want.DisplayOrder = nil
	same(t, "the status without an order", c.readStatus(t, id), want, recent)
}

func statusNames(list []types.AgentStatusSummary) []string {
	return pluck(list, func(s types.AgentStatusSummary) string { return *s.Name })
}

func listsAgentStatuses(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "status-list")
	c.status(t, "Lunch", func(in *connect.CreateAgentStatusInput) { in.Tags = map[string]string{"pause": ""} })
	c.status(t, "Break", func(in *connect.CreateAgentStatusInput) { in.DisplayOrder = aws.Int32(2) })
	list := func(kinds ...types.AgentStatusType) []string {
		t.Helper()
		return statusNames(must(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: c.id, AgentStatusTypes: kinds}))(t).AgentStatusSummaryList)
	}
	same(t, "all", list(), []string{"Available", "Break", "Offline", "Lunch"})
	same(t, "two types", list(types.AgentStatusTypeRoutable, types.AgentStatusTypeOffline), []string{"Available", "Offline"})
	pause := types.TagCondition{TagKey: aws.String("pause")}
	for name, tt := range map[string]struct {
		condition *types.StringCondition
		filter    *types.AgentStatusSearchFilter
		want      []string
	}{
		"by type":  {where("type", "CUSTOM", exact), nil, []string{"Break", "Lunch"}},
		"by order": {where("displayOrder", "2", exact), nil, []string{"Break", "Offline"}},
		"by tag":   {nil, &types.AgentStatusSearchFilter{AttributeFilter: &types.ControlPlaneAttributeFilter{TagCondition: &pause}}, []string{"Lunch"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := &connect.SearchAgentStatusesInput{InstanceId: c.id, SearchFilter: tt.filter}
			if tt.condition != nil {
				in.SearchCriteria = &types.AgentStatusSearchCriteria{StringCondition: tt.condition}
			}
			out := must(client.SearchAgentStatuses(t.Context(), in))(t)
			same(t, "what was found", pluck(out.AgentStatuses, func(s types.AgentStatus) string { return *s.Name }), tt.want)
			same(t, "the total", *out.ApproximateTotalCount, int64(len(tt.want)))
		})
	}
}

func refusesAgentStatuses(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "status-refusals")
	id := c.status(t, "Lunch")
	summaries := must(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: c.id}))(t).AgentStatusSummaryList
	create := func(in connect.CreateAgentStatusInput) func() error {
		in.InstanceId, in.State = c.id, types.AgentStatusState("ENABLED")
		return func() error { return errorOf(client.CreateAgentStatus(t.Context(), &in)) }
	}
	update := func(in connect.UpdateAgentStatusInput) func() error {
		return func() error { return c.updateStatus(t, in) }
	}
	refusals(t, []call{
		{"a name that is taken", create(connect.CreateAgentStatusInput{Name: aws.String("Available")}), duplicate},
		{"a name of 128 characters", create(connect.CreateAgentStatusInput{Name: aws.String(strings.Repeat("x", 128))}), invalidParameter},
		{"an empty description", create(connect.CreateAgentStatusInput{Name: aws.String("x"), Description: aws.String("")}), invalidParameter},
		{"an order of 51", create(connect.CreateAgentStatusInput{Name: aws.String("x"), DisplayOrder: aws.Int32(51)}), invalidParameter},
		{"renaming to a taken name", update(connect.UpdateAgentStatusInput{AgentStatusId: id, Name: aws.String("Offline")}), duplicate},
		{"disabling Available", update(connect.UpdateAgentStatusInput{AgentStatusId: summaries[0].Id, State: types.AgentStatusStateDisabled}), invalidRequest},
		{"updating an unknown status", update(connect.UpdateAgentStatusInput{AgentStatusId: aws.String(nobody)}), notFound},
		{"describing an unknown status", func() error {
			return errorOf(client.DescribeAgentStatus(t.Context(), &connect.DescribeAgentStatusInput{InstanceId: c.id, AgentStatusId: aws.String(nobody)}))
		}, notFound},
		{"an order of 0, by an update", update(connect.UpdateAgentStatusInput{AgentStatusId: id, DisplayOrder: aws.Int32(0)}), invalidParameter},
		{"creating in an unknown instance", func() error {
			return errorOf(client.CreateAgentStatus(t.Context(), &connect.CreateAgentStatusInput{
				InstanceId: aws.String(nobody), Name: aws.String("x"), State: types.AgentStatusStateEnabled,
			}))
		}, notFound},
		{"listing an unknown instance", func() error {
			return errorOf(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"listing a type that is none", func() error {
			return errorOf(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: c.id, AgentStatusTypes: []types.AgentStatusType{"BUSY"}}))
		}, invalidParameter},
		{"searching an unknown instance", func() error {
			return errorOf(client.SearchAgentStatuses(t.Context(), &connect.SearchAgentStatusesInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"searching by what is no field", func() error {
			return errorOf(client.SearchAgentStatuses(t.Context(), &connect.SearchAgentStatusesInput{
				InstanceId: c.id, SearchCriteria: &types.AgentStatusSearchCriteria{StringCondition: where("order", "1", exact)},
			}))
		}, invalidParameter},
	})
	same(t, "the statuses", len(must(client.ListAgentStatuses(t.Context(), &connect.ListAgentStatusesInput{InstanceId: c.id}))(t).AgentStatusSummaryList), 3)
}
