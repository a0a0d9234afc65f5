package api_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
)

func TestSearchHoursOfOperations(t *testing.T) {
	s := newSchedule(t)
	id := s.hours(t, "Late", func(in *sdk.CreateHoursOfOperationInput) { in.Description = aws.String("night shift") })
	tests := []struct{ name, field, value, comparison, want, fails string }{
		{"name", "Name", "lat", "STARTS_WITH", "Late", ""},
		{"description", "description", "NIGHT", "CONTAINS", "Late", ""},
		{"time zone", "timeZone", "America/New_York", "EXACT", "Basic Hours", ""},
		{"id", "resourceID", *id, "EXACT", "Late", ""},
		{"ARN", "id", *s.hoursARN(id), "EXACT", "Late", ""},
		{"unknown field", "EffectiveFrom", "2026-01-01", "EXACT", "", "InvalidParameterException"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, err := s.SearchHoursOfOperations(t.Context(), &sdk.SearchHoursOfOperationsInput{InstanceId: s.id, SearchCriteria: &types.HoursOfOperationSearchCriteria{
				AndConditions: []types.HoursOfOperationSearchCriteria{{StringCondition: &types.StringCondition{
					FieldName: &tt.field, Value: &tt.value, ComparisonType: types.StringComparisonType(tt.comparison)}}}}})
			wantError(t, err, tt.fails)
			if err == nil && (len(out.HoursOfOperations) != 1 || *out.HoursOfOperations[0].Name != tt.want || *out.ApproximateTotalCount != 1) {
				t.Errorf("found %v", out.HoursOfOperations)
			}
		})
	}
}

func TestSearchOverrides(t *testing.T) {
	s := newSchedule(t)
	plain, tagged := s.hours(t, "Plain"), s.hours(t, "Tagged", func(in *sdk.CreateHoursOfOperationInput) { in.Tags = map[string]string{"team": "a"} })
	dated := func(from, till string) func(*sdk.CreateHoursOfOperationOverrideInput) {
		return func(in *sdk.CreateHoursOfOperationOverrideInput) { in.EffectiveFrom, in.EffectiveTill = &from, &till }
	}
	s.override(t, plain, "April", dated("2026-04-01", "2026-04-30"))
	may := s.override(t, tagged, "May", dated("2026-05-01", "2026-05-31"))
	s.override(t, plain, "Year", dated("2026-01-01", "2026-12-31"))
	date := func(field, comparison, value string) string {
		return `"SearchCriteria":{"DateCondition":{"FieldName":"` + field + `","ComparisonType":"` + comparison + `","Value":"` + value + `"}}`
	}
	const text = `"StringCondition":{"FieldName":"name","ComparisonType":"STARTS_WITH","Value":"ye"}`
	tests := []struct {
		name, query string
		want        []string
		fails       string
	}{
		{"everything", `"MaxResults":100`, []string{"April", "May", "Year"}, ""},
		{"after", date("EffectiveFrom", "GREATER_THAN", "2026-04-01"), []string{"May"}, ""},
		{"from", date("EffectiveFrom", "GREATER_THAN_OR_EQUAL_TO", "2026-04-01"), []string{"April", "May"}, ""},
		{"before", date("effectivetill", "LESS_THAN", "2026-05-31"), []string{"April"}, ""},
		{"till", date("EFFECTIVETILL", "LESS_THAN_OR_EQUAL_TO", "2026-05-31"), []string{"April", "May"}, ""},
		{"on", date("EffectiveFrom", "EQUAL_TO", "2026-05-01"), []string{"May"}, ""},
		{"name", `"SearchCriteria":{` + text + `}`, []string{"Year"}, ""},
		{"id", `"SearchCriteria":{"StringCondition":{"FieldName":"resourceId","ComparisonType":"EXACT","Value":"` + *may + `"}}`, []string{"May"}, ""},
		{"either", `"SearchCriteria":{"OrConditions":[{` + text + `},{"DateCondition":{"FieldName":"EffectiveFrom","ComparisonType":"EQUAL_TO","Value":"2026-05-01"}}]}`, []string{"May", "Year"}, ""},
		{"tag of the hours", `"SearchFilter":{"TagFilter":{"TagCondition":{"TagKey":"team","TagValue":"a"}}}`, []string{"May"}, ""},
		{"empty condition", `"SearchCriteria":{"DateCondition":{},` + text + `}`, []string{"Year"}, ""},
		{"unknown date", date("Name", "EQUAL_TO", "2026-05-01"), nil, "InvalidParameterException"},
		{"no comparison", `"SearchCriteria":{"DateCondition":{"FieldName":"EffectiveFrom","Value":"2026-05-01"}}`, nil, "InvalidParameterException"},
		{"no value", `"SearchCriteria":{"DateCondition":{"FieldName":"EffectiveFrom","ComparisonType":"EQUAL_TO"}}`, nil, "InvalidParameterException"},
		{"two conditions", `"SearchCriteria":{"DateCondition":{"FieldName":"EffectiveFrom","ComparisonType":"EQUAL_TO","Value":"2026-05-01"},` + text + `}`, nil, "InvalidParameterException"},
		{"tag and no date", `"SearchFilter":{"TagFilter":{"TagCondition":{"TagKey":"team"}}},` + date("EffectiveFrom", "EQUAL_TO", "2026-01-01"), nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, kind, answer := raw(t, s.server, "POST", "/search-hours-of-operation-overrides", `{"InstanceId":"`+*s.id+`",`+tt.query+`}`)
			if kind != tt.fails {
				t.Fatalf("answered %q %v, want %q", kind, answer, tt.fails)
			}
			var got []string
			found, _ := answer["HoursOfOperationOverrides"].([]any)
			for _, o := range found {
				got = append(got, o.(map[string]any)["Name"].(string))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if total, _ := answer["ApproximateTotalCount"].(float64); tt.fails == "" && int(total) != len(tt.want) {
				t.Errorf("total = %v, want %d", total, len(tt.want))
			}
		})
	}
}
