package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func clock(hours, minutes int32) *types.OverrideTimeSlice {
	return &types.OverrideTimeSlice{Hours: &hours, Minutes: &minutes}
}

// override makes an override of 2026, with changes, and gives its id.
func (s *schedule) override(t *testing.T, hours *string, name string, changes ...func(*sdk.CreateHoursOfOperationOverrideInput)) *string {
	t.Helper()
	in := &sdk.CreateHoursOfOperationOverrideInput{
		InstanceId: s.id, HoursOfOperationId: hours, Name: &name, EffectiveFrom: aws.String("2026-01-01"), EffectiveTill: aws.String("2026-12-31"),
		Config: []types.HoursOfOperationOverrideConfig{},
	}
	for _, change := range changes {
		change(in)
	}
	out, err := s.CreateHoursOfOperationOverride(t.Context(), in)
	wantError(t, err, "")
	return out.HoursOfOperationOverrideId
}

func TestOverrideRoundTrip(t *testing.T) {
	s := newSchedule(t)
	hours := s.hours(t, "Hours")
	want := &types.HoursOfOperationOverride{
		HoursOfOperationId: hours, HoursOfOperationArn: s.hoursARN(hours), Name: aws.String("Holiday"), Description: aws.String("text"),
		Config:        []types.HoursOfOperationOverrideConfig{{Day: "MONDAY", StartTime: clock(9, 15), EndTime: clock(0, 0)}, {EndTime: clock(8, 0)}, {Day: "SUNDAY"}},
		EffectiveFrom: aws.String("2024-02-29"), EffectiveTill: aws.String("2028-02-29"), OverrideType: types.OverrideTypeClosed,
		RecurrenceConfig: &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{
			Frequency: types.RecurrenceFrequencyYearly, Interval: aws.Int32(2), ByMonth: []int32{2}, ByMonthDay: []int32{-1}, ByWeekdayOccurrence: []int32{},
		}},
	}
	id := s.override(t, s.hoursARN(hours), "Holiday", func(in *sdk.CreateHoursOfOperationOverrideInput) {
		in.Description, in.Config, in.OverrideType, in.RecurrenceConfig = want.Description, want.Config, want.OverrideType, want.RecurrenceConfig
		in.EffectiveFrom, in.EffectiveTill = want.EffectiveFrom, want.EffectiveTill
	})
	want.HoursOfOperationOverrideId = id
	check := func(change string) {
		t.Helper()
		out, err := s.DescribeHoursOfOperationOverride(t.Context(), &sdk.DescribeHoursOfOperationOverrideInput{InstanceId: s.id, HoursOfOperationId: s.hoursARN(hours), HoursOfOperationOverrideId: id})
		wantError(t, err, "")
		if diff := cmp.Diff(want, out.HoursOfOperationOverride, timelessHours); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
		list, err := s.ListHoursOfOperationOverrides(t.Context(), &sdk.ListHoursOfOperationOverridesInput{InstanceId: s.id, HoursOfOperationId: hours})
		wantError(t, err, "")
		if diff := cmp.Diff([]types.HoursOfOperationOverride{*want}, list.HoursOfOperationOverrideList, timelessHours); diff != "" || list.LastModifiedTime == nil || *list.LastModifiedRegion != region {
			t.Errorf("listed after %s, changed at %v (-want +got):\n%s", change, list.LastModifiedTime, diff)
		}
		found, err := s.SearchHoursOfOperationOverrides(t.Context(), &sdk.SearchHoursOfOperationOverridesInput{InstanceId: s.id})
		wantError(t, err, "")
		if diff := cmp.Diff([]types.HoursOfOperationOverride{*want}, found.HoursOfOperationOverrides, timelessHours); diff != "" || *found.ApproximateTotalCount != 1 {
			t.Errorf("found after %s (-want +got):\n%s", change, diff)
		}
	}
	check("creation")
	update := &sdk.UpdateHoursOfOperationOverrideInput{InstanceId: s.id, HoursOfOperationId: hours, HoursOfOperationOverrideId: id}
	_, err := s.UpdateHoursOfOperationOverride(t.Context(), update)
	wantError(t, err, "")
	check("an update of nothing")
	update.Name, update.Description, update.OverrideType, update.Config = aws.String("New"), aws.String("other"), types.OverrideTypeOpen, []types.HoursOfOperationOverrideConfig{{Day: "FRIDAY"}}
	update.EffectiveFrom, update.EffectiveTill = aws.String("2026-01-01"), aws.String("2026-01-01")
	update.RecurrenceConfig = &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{
		Frequency: types.RecurrenceFrequencyMonthly, Interval: aws.Int32(1), ByMonth: []int32{}, ByMonthDay: []int32{}, ByWeekdayOccurrence: []int32{4}}}
	_, err = s.UpdateHoursOfOperationOverride(t.Context(), update)
	wantError(t, err, "")
	want.Name, want.Description, want.OverrideType, want.Config = update.Name, update.Description, update.OverrideType, update.Config
	want.EffectiveFrom, want.EffectiveTill, want.RecurrenceConfig = update.EffectiveFrom, update.EffectiveTill, update.RecurrenceConfig
	check("an update of everything")
	_, err = s.DeleteHoursOfOperationOverride(t.Context(), &sdk.DeleteHoursOfOperationOverrideInput{InstanceId: s.id, HoursOfOperationId: hours, HoursOfOperationOverrideId: id})
	wantError(t, err, "")
	_, err = s.DescribeHoursOfOperationOverride(t.Context(), &sdk.DescribeHoursOfOperationOverrideInput{InstanceId: s.id, HoursOfOperationId: hours, HoursOfOperationOverrideId: id})
	wantError(t, err, "ResourceNotFoundException")
}

func TestOverrideOfLittleIsStandard(t *testing.T) {
	s := newSchedule(t)
	hours := s.hours(t, "Hours")
	id := s.override(t, hours, "Bare")
	_, _, answer := raw(t, s.server, "GET", "/hours-of-operations/"+*s.id+"/"+*hours+"/overrides/"+*id, "")
	want := map[string]any{"HoursOfOperationOverride": map[string]any{
		"HoursOfOperationOverrideId": *id, "HoursOfOperationId": *hours, "HoursOfOperationArn": *s.hoursARN(hours), "Name": "Bare",
		"EffectiveFrom": "2026-01-01", "EffectiveTill": "2026-12-31", "Config": []any{}, "OverrideType": "STANDARD",
	}}
	if diff := cmp.Diff(want, answer); diff != "" {
		t.Errorf("described (-want +got):\n%s", diff)
	}
}

func TestOverrideErrors(t *testing.T) {
	s := newSchedule(t)
	hours := s.hours(t, "Hours")
	id := s.override(t, hours, "Holiday")
	s.override(t, hours, "Second")
	path := "/hours-of-operations/" + *s.id + "/" + *hours + "/overrides"
	override := func(more string) string {
		return `{"Name":"x","Config":[],"EffectiveFrom":"2026-01-01","EffectiveTill":"2026-01-31"` + more + `}`
	}
	pattern := func(more string) string {
		return override(`,"RecurrenceConfig":{"RecurrencePattern":{"Interval":1,` + more + `}}`)
	}
	tests := []struct{ name, method, path, body, want string }{
		{"taken name", "PUT", path, `{"Name":"Holiday","Config":[],"EffectiveFrom":"2026-01-01","EffectiveTill":"2026-01-31"}`, "DuplicateResourceException"},
		{"no such date", "PUT", path, `{"Name":"x","Config":[],"EffectiveFrom":"2026-02-29","EffectiveTill":"2026-03-31"}`, "InvalidParameterException"},
		{"no such last date", "PUT", path, `{"Name":"x","Config":[],"EffectiveFrom":"2026-02-28","EffectiveTill":"2026-13-31"}`, "InvalidParameterException"},
		{"dates in the wrong order", "PUT", path, `{"Name":"x","Config":[],"EffectiveFrom":"2026-01-02","EffectiveTill":"2026-01-01"}`, "InvalidParameterException"},
		{"day 0", "PUT", path, pattern(`"Frequency":"MONTHLY","ByMonthDay":[0]`), "InvalidParameterException"},
		{"occurrence 0", "PUT", path, pattern(`"Frequency":"MONTHLY","ByWeekdayOccurrence":[0]`), "InvalidParameterException"},
		{"two days", "PUT", path, pattern(`"Frequency":"MONTHLY","ByMonthDay":[1,2]`), "InvalidParameterException"},
		{"weekly in a month", "PUT", path, pattern(`"Frequency":"WEEKLY","ByMonth":[1]`), "InvalidParameterException"},
		{"no pattern", "PUT", path, override(`,"RecurrenceConfig":{}`), "InvalidParameterException"},
		{"unknown hours", "PUT", "/hours-of-operations/" + *s.id + "/x/overrides", override(""), "ResourceNotFoundException"},
		{"taken name of an update", "POST", path + "/" + *id, `{"Name":"Second"}`, "DuplicateResourceException"},
		{"no such date of an update", "POST", path + "/" + *id, `{"EffectiveTill":"2026-04-31"}`, "InvalidParameterException"},
		{"day 0 of an update", "POST", path + "/" + *id, `{"RecurrenceConfig":{"RecurrencePattern":{"Interval":1,"Frequency":"MONTHLY","ByMonthDay":[0]}}}`, "InvalidParameterException"},
		{"unknown override", "POST", path + "/x", `{}`, "ResourceNotFoundException"},
		{"unknown override to delete", "DELETE", path + "/x", "", "ResourceNotFoundException"},
		{"no such date to begin", "GET", "/effective-hours-of-operations/" + *s.id + "/" + *hours + "?fromDate=2026-02-30&toDate=2026-03-01", "", "InvalidParameterException"},
		{"no such date to end", "GET", "/effective-hours-of-operations/" + *s.id + "/" + *hours + "?fromDate=2026-02-01&toDate=2026-02-30", "", "InvalidParameterException"},
		{"more than a year", "GET", "/effective-hours-of-operations/" + *s.id + "/" + *hours + "?fromDate=2026-01-01&toDate=2027-01-02", "", "InvalidParameterException"},
		{"effective hours of nothing", "GET", "/effective-hours-of-operations/" + *s.id + "/x?fromDate=2026-01-01&toDate=2026-01-02", "", "ResourceNotFoundException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind, _ := raw(t, s.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answered %q, want %s", kind, tt.want)
			}
		})
	}
	for n := range 48 {
		s.override(t, hours, "Number "+string(rune('A'+n)))
	}
	if _, kind, _ := raw(t, s.server, "PUT", path, override("")); kind != "LimitExceededException" {
		t.Errorf("the 51st override answered %q", kind)
	}
}
