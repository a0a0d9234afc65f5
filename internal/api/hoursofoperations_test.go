package api_test

import (
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

// schedule is an instance to make hours of operation in.
type schedule struct {
	*sdk.Client
	server *httptest.Server
	id     *string
}

func newSchedule(t *testing.T) *schedule {
	t.Helper()
	client, server := newServer(t)
	return &schedule{Client: client, server: server, id: newInstance(t, client, types.DirectoryTypeSaml, "schedule")}
}

// timelessHours leaves out when things last changed, and what the client keeps for itself.
var timelessHours = cmp.FilterPath(func(p cmp.Path) bool {
	f, ok := p.Last().(cmp.StructField)
	return ok && (f.Name() == "LastModifiedTime" || f.Name() == "noSmithyDocumentSerde")
}, cmp.Ignore())

func open(day types.HoursOfOperationDays, from, to int32) types.HoursOfOperationConfig {
	at := func(hour int32) *types.HoursOfOperationTimeSlice {
		return &types.HoursOfOperationTimeSlice{Hours: aws.Int32(hour), Minutes: aws.Int32(30)}
	}
	return types.HoursOfOperationConfig{Day: day, StartTime: at(from), EndTime: at(to)}
}

// hours makes hours of operation, with changes, and gives their id.
func (s *schedule) hours(t *testing.T, name string, changes ...func(*sdk.CreateHoursOfOperationInput)) *string {
	t.Helper()
	in := &sdk.CreateHoursOfOperationInput{InstanceId: s.id, Name: &name, TimeZone: aws.String("Europe/Zurich"), Config: []types.HoursOfOperationConfig{open("MONDAY", 8, 17)}}
	for _, change := range changes {
		change(in)
	}
	out, err := s.CreateHoursOfOperation(t.Context(), in)
	wantError(t, err, "")
	return out.HoursOfOperationId
}

func (s *schedule) hoursARN(id *string) *string { return instanceARN(s.id, "/operating-hours/"+*id) }

// parents are configurations of parents.
func parents(ids ...*string) (configs []types.ParentHoursOfOperationConfig) {
	for _, id := range ids {
		configs = append(configs, types.ParentHoursOfOperationConfig{HoursOfOperationId: id})
	}
	return configs
}

func TestHoursOfOperationRoundTrip(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, "Parent")
	config := []types.HoursOfOperationConfig{open("TUESDAY", 8, 12), open("TUESDAY", 13, 17), open("MONDAY", 0, 23)}
	config[2].EndTime = &types.HoursOfOperationTimeSlice{Hours: aws.Int32(0), Minutes: aws.Int32(0)}
	created, err := s.CreateHoursOfOperation(t.Context(), &sdk.CreateHoursOfOperationInput{
		InstanceId: instanceARN(s.id, ""), Name: aws.String("Child"), Description: aws.String("text"), TimeZone: aws.String("US/Eastern"), Config: config,
		ParentHoursOfOperationConfigs: parents(s.hoursARN(parent), parent), Tags: map[string]string{"team": "a"},
	})
	wantError(t, err, "")
	want := &types.HoursOfOperation{
		HoursOfOperationId: created.HoursOfOperationId, HoursOfOperationArn: s.hoursARN(created.HoursOfOperationId), Name: aws.String("Child"),
		Description: aws.String("text"), TimeZone: aws.String("US/Eastern"), Config: config, Tags: map[string]string{"team": "a"}, LastModifiedRegion: aws.String(region),
		ParentHoursOfOperations: []types.HoursOfOperationsIdentifier{{Id: parent, Name: aws.String("Parent"), Arn: s.hoursARN(parent)}},
	}
	check := func(change string) {
		t.Helper()
		out, err := s.DescribeHoursOfOperation(t.Context(), &sdk.DescribeHoursOfOperationInput{InstanceId: s.id, HoursOfOperationId: created.HoursOfOperationArn})
		wantError(t, err, "")
		if diff := cmp.Diff(want, out.HoursOfOperation, timelessHours); diff != "" || out.HoursOfOperation.LastModifiedTime == nil {
			t.Errorf("after %s, changed at %v (-want +got):\n%s", change, out.HoursOfOperation.LastModifiedTime, diff)
		}
		found, err := s.SearchHoursOfOperations(t.Context(), &sdk.SearchHoursOfOperationsInput{InstanceId: s.id,
			SearchFilter: &types.HoursOfOperationSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &types.TagCondition{TagKey: aws.String("team")}}}})
		wantError(t, err, "")
		if diff := cmp.Diff([]types.HoursOfOperation{*want}, found.HoursOfOperations, timelessHours); diff != "" || *found.ApproximateTotalCount != 1 {
			t.Errorf("found after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")
	update := &sdk.UpdateHoursOfOperationInput{
		InstanceId: s.id, HoursOfOperationId: created.HoursOfOperationArn, Name: aws.String("New"), Description: aws.String(""), TimeZone: aws.String("UTC"), Config: config[:1],
	}
	_, err = s.UpdateHoursOfOperation(t.Context(), update)
	wantError(t, err, "")
	want.Name, want.Description, want.TimeZone, want.Config = aws.String("New"), nil, aws.String("UTC"), config[:1]
	check("an update")
	_, err = s.UpdateHoursOfOperation(t.Context(), &sdk.UpdateHoursOfOperationInput{InstanceId: s.id, HoursOfOperationId: created.HoursOfOperationId})
	wantError(t, err, "")
	check("an update of nothing")

	list, err := s.ListHoursOfOperations(t.Context(), &sdk.ListHoursOfOperationsInput{InstanceId: s.id, MaxResults: aws.Int32(2)})
	wantError(t, err, "")
	summary := list.HoursOfOperationSummaryList[1]
	if diff := cmp.Diff(types.HoursOfOperationSummary{Id: created.HoursOfOperationId, Arn: created.HoursOfOperationArn, Name: aws.String("New"), LastModifiedRegion: aws.String(region)},
		summary, timelessHours); diff != "" || list.NextToken == nil {
		t.Errorf("listed, with a next page %v (-want +got):\n%s", list.NextToken != nil, diff)
	}
	_, err = s.DeleteHoursOfOperation(t.Context(), &sdk.DeleteHoursOfOperationInput{InstanceId: s.id, HoursOfOperationId: created.HoursOfOperationArn})
	wantError(t, err, "")
	_, err = s.DescribeHoursOfOperation(t.Context(), &sdk.DescribeHoursOfOperationInput{InstanceId: s.id, HoursOfOperationId: created.HoursOfOperationId})
	wantError(t, err, "ResourceNotFoundException")
}

func TestHoursOfOperationOfNothingAreEmpty(t *testing.T) {
	s := newSchedule(t)
	id := s.hours(t, "Bare", func(in *sdk.CreateHoursOfOperationInput) { in.Config = []types.HoursOfOperationConfig{} })
	_, _, answer := raw(t, s.server, "GET", "/hours-of-operations/"+*s.id+"/"+*id, "")
	got := answer["HoursOfOperation"].(map[string]any)
	delete(got, "LastModifiedTime")
	want := map[string]any{
		"HoursOfOperationId": *id, "HoursOfOperationArn": *s.hoursARN(id), "Name": "Bare", "TimeZone": "Europe/Zurich", "Config": []any{},
		"ParentHoursOfOperations": []any{}, "Tags": map[string]any{}, "LastModifiedRegion": region,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("described (-want +got):\n%s", diff)
	}
}

func TestHoursOfOperationErrors(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, "Parent")
	child := s.hours(t, "Child", func(in *sdk.CreateHoursOfOperationInput) { in.ParentHoursOfOperationConfigs = parents(parent) })
	hours := "/hours-of-operations/" + *s.id
	tests := []struct{ name, method, path, body, want string }{
		{"taken name", "PUT", hours, `{"Name":"Child","TimeZone":"UTC","Config":[]}`, "DuplicateResourceException"},
		{"no time zone", "PUT", hours, `{"Name":"x","TimeZone":"","Config":[]}`, "InvalidParameterException"},
		{"no config", "PUT", hours, `{"Name":"x","TimeZone":"UTC"}`, "InvalidParameterException"},
		{"over midnight", "PUT", hours, `{"Name":"x","TimeZone":"UTC","Config":[{"Day":"MONDAY","StartTime":{"Hours":9,"Minutes":1},"EndTime":{"Hours":9,"Minutes":0}}]}`, "InvalidParameterException"},
		{"parent without an id", "PUT", hours, `{"Name":"x","TimeZone":"UTC","Config":[],"ParentHoursOfOperationConfigs":[{}]}`, "InvalidParameterException"},
		{"unknown parent", "PUT", hours, `{"Name":"x","TimeZone":"UTC","Config":[],"ParentHoursOfOperationConfigs":[{"HoursOfOperationId":"x"}]}`, "ResourceNotFoundException"},
		{"taken name of an update", "POST", hours + "/" + *child, `{"Name":"Parent"}`, "DuplicateResourceException"},
		{"unknown hours", "POST", hours + "/x", `{}`, "ResourceNotFoundException"},
		{"grandparent", "POST", hours + "/" + *parent + "/associate-hours", `{"ParentHoursOfOperationConfigs":[{"HoursOfOperationId":"` + *child + `"}]}`, "InvalidRequestException"},
		{"parents of nothing", "POST", hours + "/x/disassociate-hours", `{"ParentHoursOfOperationIds":["y"]}`, "ResourceNotFoundException"},
		{"has a child", "DELETE", hours + "/" + *parent, "", "ResourceInUseException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind, _ := raw(t, s.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answered %q, want %s", kind, tt.want)
			}
		})
	}
}

func TestParentsAndChildrenOfHours(t *testing.T) {
	s := newSchedule(t)
	var ids []*string
	for _, name := range []string{"p1", "p2", "p3", "p4", "child"} {
		ids = append(ids, s.hours(t, name))
	}
	child := ids[4]
	link := func(ids ...*string) error {
		_, err := s.AssociateHoursOfOperations(t.Context(), &sdk.AssociateHoursOfOperationsInput{InstanceId: s.id, HoursOfOperationId: s.hoursARN(child), ParentHoursOfOperationConfigs: parents(ids...)})
		return err
	}
	wantError(t, link(ids[2], s.hoursARN(ids[0]), ids[1]), "")
	wantError(t, link(s.hoursARN(ids[0])), "")
	wantError(t, link(ids[3]), "ServiceQuotaExceededException")
	_, err := s.DisassociateHoursOfOperations(t.Context(), &sdk.DisassociateHoursOfOperationsInput{
		InstanceId: s.id, HoursOfOperationId: child, ParentHoursOfOperationIds: []string{*s.hoursARN(ids[0]), *ids[3], "never seen"}})
	wantError(t, err, "")
	out, err := s.DescribeHoursOfOperation(t.Context(), &sdk.DescribeHoursOfOperationInput{InstanceId: s.id, HoursOfOperationId: child})
	wantError(t, err, "")
	if p := out.HoursOfOperation.ParentHoursOfOperations; len(p) != 2 || *p[0].Name != "p3" || *p[1].Name != "p2" {
		t.Errorf("parents are %v", p)
	}
	children, err := s.ListChildHoursOfOperations(t.Context(), &sdk.ListChildHoursOfOperationsInput{InstanceId: s.id, HoursOfOperationId: s.hoursARN(ids[1])})
	wantError(t, err, "")
	want := []types.HoursOfOperationsIdentifier{{Id: child, Name: aws.String("child"), Arn: s.hoursARN(child)}}
	if diff := cmp.Diff(want, children.ChildHoursOfOperationsSummaryList, timelessHours); diff != "" || children.LastModifiedTime == nil || *children.LastModifiedRegion != region {
		t.Errorf("children, of %v (-want +got):\n%s", children.LastModifiedTime, diff)
	}
}
