package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestEffectiveHours(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, "Parent")
	s.override(t, parent, "Lunch", func(in *sdk.CreateHoursOfOperationOverrideInput) {
		in.OverrideType, in.Config = types.OverrideTypeClosed, []types.HoursOfOperationOverrideConfig{{StartTime: clock(12, 0), EndTime: clock(13, 5)}}
		in.RecurrenceConfig = &types.RecurrenceConfig{RecurrencePattern: &types.RecurrencePattern{Frequency: types.RecurrenceFrequencyWeekly, Interval: aws.Int32(1)}}
	})
	id := s.hours(t, "Child", func(in *sdk.CreateHoursOfOperationInput) {
		in.ParentHoursOfOperationConfigs = parents(parent)
		in.Config = append(in.Config, types.HoursOfOperationConfig{Day: "SUNDAY",
			StartTime: &types.HoursOfOperationTimeSlice{Hours: aws.Int32(0), Minutes: aws.Int32(0)}, EndTime: &types.HoursOfOperationTimeSlice{Hours: aws.Int32(0), Minutes: aws.Int32(0)}})
	})
	s.override(t, id, "Closure", func(in *sdk.CreateHoursOfOperationOverrideInput) {
		in.EffectiveFrom, in.EffectiveTill = aws.String("2027-03-30"), aws.String("2027-03-30")
	})
	got, err := s.GetEffectiveHoursOfOperations(t.Context(), &sdk.GetEffectiveHoursOfOperationsInput{
		InstanceId: s.id, HoursOfOperationId: s.hoursARN(id), FromDate: aws.String("2026-12-27"), ToDate: aws.String("2026-12-29"),
	})
	wantError(t, err, "")
	hour := func(start, end *types.OverrideTimeSlice) types.OperationalHour {
		return types.OperationalHour{Start: start, End: end}
	}
	lunch := func(date string) types.EffectiveOverrideHours {
		return types.EffectiveOverrideHours{Date: &date, OverrideHours: []types.OverrideHour{
			{Start: clock(12, 0), End: clock(13, 5), OverrideName: aws.String("Lunch"), OperationalStatus: types.OperationalStatusClosed}}}
	}
	want := &sdk.GetEffectiveHoursOfOperationsOutput{
		TimeZone: aws.String("Europe/Zurich"),
		EffectiveHoursOfOperationList: []types.EffectiveHoursOfOperations{
			{Date: aws.String("2026-12-27"), OperationalHours: []types.OperationalHour{hour(clock(0, 0), clock(12, 0)), hour(clock(13, 5), clock(0, 0))}},
			{Date: aws.String("2026-12-28"), OperationalHours: []types.OperationalHour{hour(clock(8, 30), clock(12, 0)), hour(clock(13, 5), clock(17, 30))}},
			{Date: aws.String("2026-12-29"), OperationalHours: []types.OperationalHour{}},
		},
		EffectiveOverrideHoursList: []types.EffectiveOverrideHours{lunch("2026-12-27"), lunch("2026-12-28"), lunch("2026-12-29")},
		ResultMetadata:             got.ResultMetadata,
	}
	if diff := cmp.Diff(want.EffectiveHoursOfOperationList, got.EffectiveHoursOfOperationList, timelessHours); diff != "" {
		t.Errorf("hours (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.EffectiveOverrideHoursList, got.EffectiveOverrideHoursList, timelessHours); diff != "" || *got.TimeZone != *want.TimeZone {
		t.Errorf("overrides, in %s (-want +got):\n%s", *got.TimeZone, diff)
	}

	_, _, answer := raw(t, s.server, "GET", "/effective-hours-of-operations/"+*s.id+"/"+*id+"?fromDate=2027-03-29&toDate=2027-03-30", "")
	wantRaw := map[string]any{
		"TimeZone": "Europe/Zurich",
		"EffectiveHoursOfOperationList": []any{
			map[string]any{"Date": "2027-03-29", "OperationalHours": []any{map[string]any{
				"Start": map[string]any{"Hours": 8.0, "Minutes": 30.0}, "End": map[string]any{"Hours": 17.0, "Minutes": 30.0}}}},
			map[string]any{"Date": "2027-03-30", "OperationalHours": []any{}},
		},
		"EffectiveOverrideHoursList": []any{map[string]any{"Date": "2027-03-30", "OverrideHours": []any{map[string]any{
			"Start": map[string]any{"Hours": 0.0, "Minutes": 0.0}, "End": map[string]any{"Hours": 0.0, "Minutes": 0.0},
			"OverrideName": "Closure", "OperationalStatus": "CLOSED"}}}},
	}
	if diff := cmp.Diff(wantRaw, answer); diff != "" {
		t.Errorf("on the wire (-want +got):\n%s", diff)
	}
}
