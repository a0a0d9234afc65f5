package e2e

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// slice is a time of the day.
func slice(hours, minutes int32) *types.OverrideTimeSlice {
	return &types.OverrideTimeSlice{Hours: &hours, Minutes: &minutes}
}

// recurring is a pattern of one period at a time.
func recurring(frequency types.RecurrenceFrequency, changes ...func(*types.RecurrencePattern)) *types.RecurrenceConfig {
	p := &types.RecurrencePattern{Frequency: frequency, Interval: aws.Int32(1), ByMonth: []int32{}, ByMonthDay: []int32{}, ByWeekdayOccurrence: []int32{}}
	for _, change := range changes {
		change(p)
	}
	return &types.RecurrenceConfig{RecurrencePattern: p}
}

// newOverride closes hours for New Year's Eve of 2026.
func (c *centre) newOverride(hours *string, name string) *connect.CreateHoursOfOperationOverrideInput {
	return &connect.CreateHoursOfOperationOverrideInput{
		InstanceId: c.id, HoursOfOperationId: hours, Name: &name, Config: []types.HoursOfOperationOverrideConfig{},
		EffectiveFrom: aws.String("2026-12-31"), EffectiveTill: aws.String("2026-12-31"),
	}
}

// override makes an override and gives its id. The changes are made to the request first.
func (c *centre) override(t *testing.T, hours *string, name string, changes ...func(*connect.CreateHoursOfOperationOverrideInput)) *string {
	t.Helper()
	in := c.newOverride(hours, name)
	for _, change := range changes {
		change(in)
	}
	return must(c.CreateHoursOfOperationOverride(t.Context(), in))(t).HoursOfOperationOverrideId
}

func (c *centre) readOverride(t *testing.T, hours, id *string) *types.HoursOfOperationOverride {
	t.Helper()
	return must(c.DescribeHoursOfOperationOverride(t.Context(), &connect.DescribeHoursOfOperationOverrideInput{
		InstanceId: c.id, HoursOfOperationId: hours, HoursOfOperationOverrideId: id,
	}))(t).HoursOfOperationOverride
}

func (c *centre) updateOverride(t *testing.T, hours, id *string, in connect.UpdateHoursOfOperationOverrideInput) error {
	in.InstanceId, in.HoursOfOperationId, in.HoursOfOperationOverrideId = c.id, hours, id
	return errorOf(c.UpdateHoursOfOperationOverride(t.Context(), &in))
}

func (c *centre) removeOverride(t *testing.T, hours, id *string) error {
	return errorOf(c.DeleteHoursOfOperationOverride(t.Context(), &connect.DeleteHoursOfOperationOverrideInput{
		InstanceId: c.id, HoursOfOperationId: hours, HoursOfOperationOverrideId: id,
	}))
}

func changesOverrides(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "overrides")
	hours := c.hours(t, "Office")
	arn := c.arnOf("operating-hours", hours)
	in := c.newOverride(arn, "Leap day")
	in.Description, in.OverrideType, in.EffectiveFrom, in.EffectiveTill = aws.String("Every four years"), types.OverrideTypeOpen, aws.String("2024-02-29"), aws.String("2036-02-29")
	in.Config = []types.HoursOfOperationOverrideConfig{{Day: "MONDAY", StartTime: slice(9, 15), EndTime: slice(0, 0)}, {EndTime: slice(8, 0)}, {Day: "SUNDAY"}}
	in.RecurrenceConfig = recurring(types.RecurrenceFrequencyYearly, func(p *types.RecurrencePattern) { p.ByMonth, p.ByMonthDay = []int32{2}, []int32{29} })
	id := must(client.CreateHoursOfOperationOverride(t.Context(), in))(t).HoursOfOperationOverrideId
	want := &types.HoursOfOperationOverride{
		HoursOfOperationOverrideId: id, HoursOfOperationId: hours, HoursOfOperationArn: arn, Name: in.Name, Description: in.Description, Config: in.Config,
		EffectiveFrom: in.EffectiveFrom, EffectiveTill: in.EffectiveTill, OverrideType: in.OverrideType, RecurrenceConfig: in.RecurrenceConfig,
	}
	same(t, "the override", c.readOverride(t, arn, id), want)
	ok(t, c.updateOverride(t, hours, id, connect.UpdateHoursOfOperationOverrideInput{}))
	same(t, "the override after an update of nothing", c.readOverride(t, hours, id), want)
	ok(t, c.updateOverride(t, hours, id, connect.UpdateHoursOfOperationOverrideInput{
		Name: in.Name, Description: aws.String("Monthly"), OverrideType: types.OverrideTypeClosed, EffectiveFrom: aws.String("2026-01-01"),
		Config: []types.HoursOfOperationOverrideConfig{}, RecurrenceConfig: recurring(types.RecurrenceFrequencyMonthly),
	}))
	want.Description, want.OverrideType, want.EffectiveFrom = aws.String("Monthly"), types.OverrideTypeClosed, aws.String("2026-01-01")
	want.Config, want.RecurrenceConfig = []types.HoursOfOperationOverrideConfig{}, recurring(types.RecurrenceFrequencyMonthly)
	same(t, "the override changed", c.readOverride(t, hours, id), want)
	least := c.override(t, hours, "Least")
	same(t, "an override of the least", c.readOverride(t, hours, least), &types.HoursOfOperationOverride{
		HoursOfOperationOverrideId: least, HoursOfOperationId: hours, HoursOfOperationArn: arn, Name: aws.String("Least"), OverrideType: types.OverrideTypeStandard,
		Config: []types.HoursOfOperationOverrideConfig{}, EffectiveFrom: aws.String("2026-12-31"), EffectiveTill: aws.String("2026-12-31"),
	})
	ok(t, c.removeOverride(t, arn, id))
	notFound(t, c.removeOverride(t, hours, id))
	c.override(t, hours, "Leap day")
}

func refusesOverrides(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "override-refusals")
	hours, others := c.hours(t, "Office"), c.hours(t, "Others")
	id := c.override(t, hours, "Kept")
	c.override(t, hours, "Taken")
	c.override(t, others, "Kept") // names are unique within the hours alone
	before := c.readOverride(t, hours, id)
	both := func(name string, want refusal, change func(*connect.CreateHoursOfOperationOverrideInput)) []call {
		in := c.newOverride(hours, "refused")
		change(in)
		to := connect.UpdateHoursOfOperationOverrideInput{
			Name: in.Name, Description: in.Description, Config: in.Config, EffectiveFrom: in.EffectiveFrom, EffectiveTill: in.EffectiveTill, RecurrenceConfig: in.RecurrenceConfig,
		}
		return []call{
			{name, func() error { return errorOf(client.CreateHoursOfOperationOverride(t.Context(), in)) }, want},
			{name + ", by an update", func() error { return c.updateOverride(t, in.HoursOfOperationId, id, to) }, want},
		}
	}
	type in = connect.CreateHoursOfOperationOverrideInput
	pattern := func(frequency types.RecurrenceFrequency, change func(*types.RecurrencePattern)) func(*in) {
		return func(i *in) { i.RecurrenceConfig = recurring(frequency, change) }
	}
	for _, calls := range [][]call{
		both("a name that is taken", duplicate, func(i *in) { i.Name = aws.String("Taken") }),
		both("an empty description", invalidParameter, func(i *in) { i.Description = aws.String("") }),
		both("a day that the month lacks", invalidParameter, func(i *in) { i.EffectiveTill = aws.String("2027-02-29") }),
		both("dates in the wrong order", invalidParameter, func(i *in) { i.EffectiveTill = aws.String("2026-12-30") }),
		both("an end before the start", invalidParameter, func(i *in) {
			i.Config = []types.HoursOfOperationOverrideConfig{{StartTime: slice(9, 0), EndTime: slice(9, 0)}}
		}),
		both("a month of a week", invalidParameter, pattern(types.RecurrenceFrequencyWeekly, func(p *types.RecurrencePattern) { p.ByMonth = []int32{1} })),
		both("two ways to choose a day", invalidParameter, pattern(types.RecurrenceFrequencyMonthly, func(p *types.RecurrencePattern) {
			p.ByMonthDay, p.ByWeekdayOccurrence = []int32{1}, []int32{1}
		})),
		both("the first of no weekday", invalidParameter, pattern(types.RecurrenceFrequencyMonthly, func(p *types.RecurrencePattern) { p.ByWeekdayOccurrence = []int32{1} })),
		both("every seventh year", invalidParameter, pattern(types.RecurrenceFrequencyYearly, func(p *types.RecurrencePattern) { p.Interval = aws.Int32(7) })),
		both("unknown hours", notFound, func(i *in) { i.HoursOfOperationId = aws.String(nobody) }),
		{
			{"updating an override of other hours", func() error {
				return c.updateOverride(t, others, id, connect.UpdateHoursOfOperationOverrideInput{Name: aws.String("x")})
			}, notFound},
			{"deleting an override of other hours", func() error { return c.removeOverride(t, others, id) }, notFound},
			{"describing an override of other hours", func() error {
				return errorOf(client.DescribeHoursOfOperationOverride(t.Context(), &connect.DescribeHoursOfOperationOverrideInput{
					InstanceId: c.id, HoursOfOperationId: others, HoursOfOperationOverrideId: id,
				}))
			}, notFound},
		},
	} {
		refusals(t, calls)
	}
	same(t, "the override after refusals", c.readOverride(t, hours, id), before)
}

func boundsOverrides(t *testing.T, client *connect.Client) {
	c := newCentre(t, client, types.DirectoryTypeSaml, "fifty-overrides")
	hours := c.hours(t, "Office")
	for n := range 50 {
		c.override(t, hours, fmt.Sprint("day ", n))
	}
	typed[*types.LimitExceededException](t, errorOf(client.CreateHoursOfOperationOverride(t.Context(), c.newOverride(hours, "one more"))))
	c.override(t, c.basicQueue(t).HoursOfOperationId, "one more")
}
