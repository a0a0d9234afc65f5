package e2e

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func TestHoursOfOperation(t *testing.T) {
	share(t, map[string]func(*testing.T, *connect.Client){
		"are described as made, and updated": updatesHours,
		"are listed and found":               listsHours,
		"refuse":                             refusesHours,
		"in use are kept":                    keepsUsedHours,
		"have parents, one level deep":       linksHours,
		"parents are refused":                refusesParents,
		"have overrides":                     changesOverrides,
		"overrides refuse":                   refusesOverrides,
		"fifty overrides":                    boundsOverrides,
		"overrides are listed and found":     searchesOverrides,
		"take effect day by day":             hoursTakeEffect,
		"effective ones are refused":         refusesEffectiveHours,
	})
}

// open is a span of a day of the week, in hours and minutes.
func open(day types.HoursOfOperationDays, fromHour, fromMinute, tillHour, tillMinute int32) types.HoursOfOperationConfig {
	return types.HoursOfOperationConfig{
		Day:       day,
		StartTime: &types.HoursOfOperationTimeSlice{Hours: &fromHour, Minutes: &fromMinute},
		EndTime:   &types.HoursOfOperationTimeSlice{Hours: &tillHour, Minutes: &tillMinute},
	}
}

// newHours are open on Mondays.
func (c *centre) newHours(name string) *connect.CreateHoursOfOperationInput {
	return &connect.CreateHoursOfOperationInput{
		InstanceId: c.id, Name: &name, TimeZone: aws.String("Europe/Zurich"), Config: []types.HoursOfOperationConfig{open("MONDAY", 8, 30, 17, 0)},
	}
}

// hours makes hours of operation and gives their id. The changes are made to the request first.
func (c *centre) hours(t *testing.T, name string, changes ...func(*connect.CreateHoursOfOperationInput)) *string {
	t.Helper()
	in := c.newHours(name)
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateHoursOfOperation(t.Context(), in))(t).HoursOfOperationId
}

func (c *centre) readHours(t *testing.T, id *string) *types.HoursOfOperation {
	t.Helper()
	return must(c.DescribeHoursOfOperation(t.Context(), &connect.DescribeHoursOfOperationInput{InstanceId: c.id, HoursOfOperationId: id}))(t).HoursOfOperation
}

func (c *centre) updateHours(t *testing.T, in connect.UpdateHoursOfOperationInput) error {
	in.InstanceId = c.id
	return errorOf(c.UpdateHoursOfOperation(t.Context(), &in))
}

func updatesHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours")
	in := c.newHours("Office")
	in.Description, in.TimeZone, in.Tags = aws.String("With a break"), aws.String("US/Eastern"), map[string]string{"a": "b"}
	in.Config = []types.HoursOfOperationConfig{open("TUESDAY", 13, 0, 0, 0), open("TUESDAY", 8, 0, 12, 30), open("MONDAY", 0, 0, 0, 0), open("MONDAY", 9, 0, 10, 0)}
	created := must(client.CreateHoursOfOperation(t.Context(), in))(t)
	id := created.HoursOfOperationId
	want := &types.HoursOfOperation{
		HoursOfOperationId: id, HoursOfOperationArn: c.arnOf("operating-hours", id), Name: in.Name, Description: in.Description, TimeZone: in.TimeZone,
		Config: in.Config, Tags: in.Tags, ParentHoursOfOperations: []types.HoursOfOperationsIdentifier{}, LastModifiedTime: now(), LastModifiedRegion: aws.String(region),
	}
	same(t, "the hours", c.readHours(t, created.HoursOfOperationArn), want, recent)
	before := c.readHours(t, id)
	ok(t, c.updateHours(t, connect.UpdateHoursOfOperationInput{HoursOfOperationId: id}))
	same(t, "the hours after an update of nothing", c.readHours(t, id), before)
	ok(t, c.updateHours(t, connect.UpdateHoursOfOperationInput{HoursOfOperationId: id, Name: in.Name, TimeZone: aws.String("UTC")}))
	want.TimeZone = aws.String("UTC")
	same(t, "the hours in another zone", c.readHours(t, id), want, recent)
	ok(t, c.updateHours(t, connect.UpdateHoursOfOperationInput{
		HoursOfOperationId: created.HoursOfOperationArn, Name: aws.String("Closed"), Description: aws.String(""), Config: []types.HoursOfOperationConfig{},
	}))
	want.Name, want.Description, want.Config = aws.String("Closed"), nil, []types.HoursOfOperationConfig{}
	same(t, "the hours cleared", c.readHours(t, id), want, recent)
}

func listsHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours-list")
	basic, id := c.basicQueue(t).HoursOfOperationId, c.hours(t, "Office", func(in *connect.CreateHoursOfOperationInput) {
		in.Description, in.Tags = aws.String("Mondays only"), map[string]string{"site": "zurich"}
	})
	summary := func(id *string, name string) types.HoursOfOperationSummary {
		return types.HoursOfOperationSummary{Id: id, Arn: c.arnOf("operating-hours", id), Name: &name, LastModifiedTime: now(), LastModifiedRegion: aws.String(region)}
	}
	out := must(client.ListHoursOfOperations(t.Context(), &connect.ListHoursOfOperationsInput{InstanceId: c.id, MaxResults: aws.Int32(1)}))(t)
	same(t, "the first page", out.HoursOfOperationSummaryList, []types.HoursOfOperationSummary{summary(basic, "Basic Hours")}, recent)
	out = must(client.ListHoursOfOperations(t.Context(), &connect.ListHoursOfOperationsInput{InstanceId: c.id, NextToken: out.NextToken}))(t)
	same(t, "the second page", out, &connect.ListHoursOfOperationsOutput{HoursOfOperationSummaryList: []types.HoursOfOperationSummary{summary(id, "Office")}}, recent)
	find := func(condition *types.StringCondition, filter *types.HoursOfOperationSearchFilter) []types.HoursOfOperation {
		t.Helper()
		in := &connect.SearchHoursOfOperationsInput{InstanceId: c.id, SearchFilter: filter}
		if condition != nil {
			in.SearchCriteria = &types.HoursOfOperationSearchCriteria{StringCondition: condition}
		}
		out := must(client.SearchHoursOfOperations(t.Context(), in))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.HoursOfOperations)))
		return out.HoursOfOperations
	}
	want := []types.HoursOfOperation{*c.readHours(t, id)}
	same(t, "found by name", find(where("name", "OFFICE", prefix), nil), want)
	same(t, "found by description", find(where("description", "mondays", contains), nil), want)
	same(t, "found by zone", find(where("timezone", "Europe/Zurich", exact), nil), want)
	same(t, "found by id", find(where("resourceID", *id, exact), nil), want)
	site := types.TagCondition{TagKey: aws.String("site"), TagValue: aws.String("zurich")}
	same(t, "found by tag", find(nil, &types.HoursOfOperationSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &site}}), want)
	same(t, "found without a condition", len(find(nil, nil)), 2)
}

func refusesHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours-refusals")
	id := c.hours(t, "Office")
	before := c.readHours(t, id)
	create := func(name string, want refusal, change func(*connect.CreateHoursOfOperationInput)) call {
		return call{name, func() error {
			in := c.newHours("refused")
			change(in)
			return errorOf(client.CreateHoursOfOperation(t.Context(), in))
		}, want}
	}
	update := func(name string, want refusal, in connect.UpdateHoursOfOperationInput) call {
		if in.HoursOfOperationId == nil {
			in.HoursOfOperationId = id
		}
		return call{name, func() error { return c.updateHours(t, in) }, want}
	}
	type in = connect.CreateHoursOfOperationInput
	type to = connect.UpdateHoursOfOperationInput
	backwards := []types.HoursOfOperationConfig{open("MONDAY", 9, 0, 8, 59)}
	refusals(t, []call{
		create("a name that is taken", duplicate, func(i *in) { i.Name = aws.String("Office") }),
		create("a name of 128 characters", invalidParameter, func(i *in) { i.Name = aws.String(strings.Repeat("x", 128)) }),
		create("an empty description", invalidParameter, func(i *in) { i.Description = aws.String("") }),
		create("no zone", invalidParameter, func(i *in) { i.TimeZone = aws.String("") }),
		create("the zone of the machine", invalidParameter, func(i *in) { i.TimeZone = aws.String("Local") }),
		create("an unknown zone", invalidParameter, func(i *in) { i.TimeZone = aws.String("Europe/Atlantis") }),
		create("an end before the start", invalidParameter, func(i *in) { i.Config = backwards }),
		create("an hour of 24", invalidParameter, func(i *in) { i.Config = []types.HoursOfOperationConfig{open("MONDAY", 0, 0, 24, 0)} }),
		create("a day that is none", invalidParameter, func(i *in) { i.Config = []types.HoursOfOperationConfig{open("FUNDAY", 0, 0, 0, 0)} }),
		create("an unknown instance", notFound, func(i *in) { i.InstanceId = aws.String(nobody) }),
		update("a name that is taken, by an update", duplicate, to{Name: aws.String("Basic Hours")}),
		update("an unknown zone, by an update", invalidParameter, to{TimeZone: aws.String("Mars/Base")}),
		update("an end before the start, by an update", invalidParameter, to{Config: backwards}),
		update("updating unknown hours", notFound, to{HoursOfOperationId: aws.String(nobody)}),
		{"describing unknown hours", func() error {
			return errorOf(client.DescribeHoursOfOperation(t.Context(), &connect.DescribeHoursOfOperationInput{InstanceId: c.id, HoursOfOperationId: aws.String(nobody)}))
		}, notFound},
		{"listing an unknown instance", func() error {
			return errorOf(client.ListHoursOfOperations(t.Context(), &connect.ListHoursOfOperationsInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"searching an unknown instance", func() error {
			return errorOf(client.SearchHoursOfOperations(t.Context(), &connect.SearchHoursOfOperationsInput{InstanceId: aws.String(nobody)}))
		}, notFound},
		{"searching by what is no field", func() error {
			return errorOf(client.SearchHoursOfOperations(t.Context(), &connect.SearchHoursOfOperationsInput{
				InstanceId: c.id, SearchCriteria: &types.HoursOfOperationSearchCriteria{StringCondition: where("config", "x", exact)},
			}))
		}, invalidParameter},
	})
	same(t, "the hours after refusals", c.readHours(t, id), before)
}

func (c *centre) removeHours(t *testing.T, id *string) error {
	return errorOf(c.DeleteHoursOfOperation(t.Context(), &connect.DeleteHoursOfOperationInput{InstanceId: c.id, HoursOfOperationId: id}))
}

func keepsUsedHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "hours-used")
	ofQueue := c.hours(t, "Of a queue")
	queue := c.queue(t, "Support", func(in *connect.CreateQueueInput) { in.HoursOfOperationId = ofQueue })
	ofChild := c.hours(t, "Of a child")
	child := c.hours(t, "Child", childOf(ofChild))
	for _, id := range []*string{ofQueue, ofChild} {
		refusedAs(t, c.removeHours(t, id), "ResourceInUseException") // the operation does not declare it
		c.readHours(t, id)
	}
	ok(t, c.removeQueue(t, queue))
	ok(t, c.removeHours(t, child))
	for _, id := range []*string{ofQueue, ofChild} {
		ok(t, c.removeHours(t, c.arnOf("operating-hours", id)))
		notFound(t, c.removeHours(t, id))
	}
}
