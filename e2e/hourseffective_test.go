package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

func searchesOverrides(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "override-search")
	plain := c.hours(t, "Plain")
	tagged := c.hours(t, "Tagged", func(in *connect.CreateHoursOfOperationInput) { in.Tags = map[string]string{"site": "zurich"} })
	dated := func(from, till string) func(*connect.CreateHoursOfOperationOverrideInput) {
		return func(in *connect.CreateHoursOfOperationOverrideInput) {
			in.EffectiveFrom, in.EffectiveTill, in.Description = &from, &till, aws.String("from "+from)
		}
	}
	april := c.override(t, plain, "April", dated("2026-04-01", "2026-04-30"))
	may := c.override(t, tagged, "May", dated("2026-05-01", "2026-05-31"))
	year := c.override(t, plain, "Year", dated("2026-01-01", "2026-12-31"))
	list := must(client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: c.id, HoursOfOperationId: plain}))(t)
	same(t, "the list", list, &connect.ListHoursOfOperationOverridesOutput{
		HoursOfOperationOverrideList: []types.HoursOfOperationOverride{*c.readOverride(t, plain, april), *c.readOverride(t, plain, year)},
		LastModifiedTime:             c.readHours(t, plain).LastModifiedTime, LastModifiedRegion: aws.String(region),
	})
	first := must(client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: c.id, HoursOfOperationId: plain, MaxResults: aws.Int32(1)}))(t)
	list = must(client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: c.id, HoursOfOperationId: plain, NextToken: first.NextToken}))(t)
	same(t, "the second page", list.HoursOfOperationOverrideList, []types.HoursOfOperationOverride{*c.readOverride(t, plain, year)})
	type criteria = types.HoursOfOperationOverrideSearchCriteria
	date := func(field string, comparison types.DateComparisonType, value string) *criteria {
		return &criteria{DateCondition: &types.DateCondition{FieldName: &field, ComparisonType: comparison, Value: &value}}
	}
	search := func(where *criteria, filter *types.HoursOfOperationSearchFilter) (*connect.SearchHoursOfOperationOverridesOutput, error) {
		return client.SearchHoursOfOperationOverrides(t.Context(), &connect.SearchHoursOfOperationOverridesInput{InstanceId: c.id, SearchCriteria: where, SearchFilter: filter})
	}
	find := func(where *criteria, filter *types.HoursOfOperationSearchFilter) []string {
		t.Helper()
		out := must(search(where, filter))(t)
		same(t, "the total", *out.ApproximateTotalCount, int64(len(out.HoursOfOperationOverrides)))
		return pluck(out.HoursOfOperationOverrides, func(o types.HoursOfOperationOverride) string { return *o.Name })
	}
	same(t, "everything", find(nil, nil), []string{"April", "May", "Year"})
	same(t, "what begins after a day", find(date("EffectiveFrom", types.DateComparisonTypeGreaterThan, "2026-04-01"), nil), []string{"May"})
	same(t, "what ends by a day", find(date("EffectiveTill", types.DateComparisonTypeLessThanOrEqualTo, "2026-05-31"), nil), []string{"April", "May"})
	same(t, "what begins on a day", find(date("EffectiveFrom", types.DateComparisonTypeEqualTo, "2026-01-01"), nil), []string{"Year"})
	same(t, "by description", find(&criteria{StringCondition: where("description", "05-01", contains)}, nil), []string{"May"})
	same(t, "by id", find(&criteria{StringCondition: where("resourceID", *may, exact)}, nil), []string{"May"})
	site := types.TagCondition{TagKey: aws.String("site")}
	same(t, "by a tag of the hours", find(nil, &types.HoursOfOperationSearchFilter{TagFilter: &types.ControlPlaneTagFilter{TagCondition: &site}}), []string{"May"})
	out := must(search(&criteria{StringCondition: where("name", "May", exact)}, nil))(t)
	same(t, "what is found", out.HoursOfOperationOverrides[0], *c.readOverride(t, tagged, may))
	invalidParameter(t, errorOf(search(date("Name", types.DateComparisonTypeEqualTo, "2026-01-01"), nil)))
	invalidParameter(t, errorOf(search(date("EffectiveFrom", "", "2026-01-01"), nil)))
	notFound(t, errorOf(client.SearchHoursOfOperationOverrides(t.Context(), &connect.SearchHoursOfOperationOverridesInput{InstanceId: aws.String(nobody)})))
	notFound(t, errorOf(client.ListHoursOfOperationOverrides(t.Context(), &connect.ListHoursOfOperationOverridesInput{InstanceId: c.id, HoursOfOperationId: aws.String(nobody)})))
}

// effective asks for the hours of a range of dates.
func (c *centre) effective(t *testing.T, hours *string, from, to string) (*connect.GetEffectiveHoursOfOperationsOutput, error) {
	return c.GetEffectiveHoursOfOperations(t.Context(), &connect.GetEffectiveHoursOfOperationsInput{InstanceId: c.id, HoursOfOperationId: hours, FromDate: &from, ToDate: &to})
}

// day is a date with the spans in which it is open.
func day(date string, spans ...types.OperationalHour) types.EffectiveHoursOfOperations {
	return types.EffectiveHoursOfOperations{Date: &date, OperationalHours: append([]types.OperationalHour{}, spans...)}
}

func span(fromHour, fromMinute, tillHour, tillMinute int32) types.OperationalHour {
	return types.OperationalHour{Start: slice(fromHour, fromMinute), End: slice(tillHour, tillMinute)}
}

func overridden(date, name string, status types.OperationalStatus, at types.OperationalHour) types.EffectiveOverrideHours {
	return types.EffectiveOverrideHours{Date: &date, OverrideHours: []types.OverrideHour{{Start: at.Start, End: at.End, OverrideName: &name, OperationalStatus: status}}}
}

// hoursTakeEffect looks at a week in which clocks change, in hours whose parent closes at noon on Saturdays.
func hoursTakeEffect(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "effective")
	parent := c.hours(t, "Swiss holidays")
	c.override(t, parent, "Short Saturdays", func(in *connect.CreateHoursOfOperationOverrideInput) {
		in.OverrideType, in.EffectiveFrom, in.EffectiveTill = types.OverrideTypeClosed, aws.String("2026-01-03"), aws.String("2026-12-31")
		in.Config = []types.HoursOfOperationOverrideConfig{{Day: "SATURDAY", StartTime: slice(12, 0), EndTime: slice(0, 0)}}
		in.RecurrenceConfig = recurring(types.RecurrenceFrequencyWeekly)
	})
	hours := c.hours(t, "Always", childOf(parent), func(in *connect.CreateHoursOfOperationInput) {
		in.Config = []types.HoursOfOperationConfig{open("SATURDAY", 0, 0, 0, 0), open("SUNDAY", 0, 0, 0, 0), open("MONDAY", 8, 30, 12, 0), open("MONDAY", 13, 0, 17, 15)}
	})
	c.override(t, hours, "Spring cleaning", func(in *connect.CreateHoursOfOperationOverrideInput) {
		in.EffectiveFrom, in.EffectiveTill = aws.String("2026-03-31"), aws.String("2026-03-31")
		in.Config = []types.HoursOfOperationOverrideConfig{{StartTime: slice(10, 0), EndTime: slice(11, 0)}}
	})
	same(t, "the hours", must(c.effective(t, c.arnOf("operating-hours", hours), "2026-03-28", "2026-04-01"))(t), &connect.GetEffectiveHoursOfOperationsOutput{
		TimeZone: aws.String("Europe/Zurich"),
		EffectiveHoursOfOperationList: []types.EffectiveHoursOfOperations{
			day("2026-03-28", span(0, 0, 12, 0)),
			day("2026-03-29", span(0, 0, 0, 0)), // 23 hours long, and open for all of them
			day("2026-03-30", span(8, 30, 12, 0), span(13, 0, 17, 15)),
			day("2026-03-31", span(10, 0, 11, 0)),
			day("2026-04-01"),
		},
		EffectiveOverrideHoursList: []types.EffectiveOverrideHours{
			overridden("2026-03-28", "Short Saturdays", types.OperationalStatusClosed, span(12, 0, 0, 0)),
			overridden("2026-03-31", "Spring cleaning", types.OperationalStatusOpen, span(10, 0, 11, 0)),
		},
	})
	ok(t, c.unlink(t, hours, parent))
	out := must(c.effective(t, hours, "2026-03-28", "2026-03-28"))(t)
	same(t, "a Saturday without the parent", out.EffectiveHoursOfOperationList, []types.EffectiveHoursOfOperations{day("2026-03-28", span(0, 0, 0, 0))})
	same(t, "its overrides", out.EffectiveOverrideHoursList, []types.EffectiveOverrideHours{})
	same(t, "the days of a year", len(must(c.effective(t, hours, "2028-01-01", "2028-12-31"))(t).EffectiveHoursOfOperationList), 366)
}

func refusesEffectiveHours(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "effective-refusals")
	hours := c.hours(t, "Office")
	asking := func(name string, want refusal, hours *string, from, to string) call {
		return call{name, func() error { return errorOf(c.effective(t, hours, from, to)) }, want}
	}
	refusals(t, []call{
		asking("a range of nothing", invalidParameter, hours, "2026-01-02", "2026-01-01"),
		asking("367 days", invalidParameter, hours, "2026-01-01", "2027-01-02"),
		asking("a day that the month lacks", invalidParameter, hours, "2026-02-29", "2026-03-01"),
		asking("no date", invalidParameter, hours, "tomorrow", "2026-03-01"),
		asking("unknown hours", notFound, aws.String(nobody), "2026-01-01", "2026-01-01"),
	})
}
