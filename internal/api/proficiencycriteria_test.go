package api

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func TestProficiencyConditionsHoldTogether(t *testing.T) {
	text := func(field, value string) *connect.StringCondition {
		comparison := connect.StringComparisonTypeExact
		return &connect.StringCondition{FieldName: &field, Value: &value, ComparisonType: &comparison}
	}
	atLeast, limit, three := connect.NumberComparisonTypeGreaterOrEqual, "Limit", int32(3)
	got, err := proficiencyCriteria(&connect.ListCondition{Conditions: []connect.Condition{
		{StringCondition: text("NAME", "Language")},
		{StringCondition: text("value", "French"), NumberCondition: &connect.NumberCondition{FieldName: &limit, MinValue: &three, ComparisonType: &atLeast}},
		{},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := search.HasProficiency{Conditions: []search.ProficiencyCondition{
		search.ProficiencyText{Field: search.ProficiencyName, Comparison: search.Exact, Value: "Language"},
		search.ProficiencyText{Field: search.ProficiencyValue, Comparison: search.Exact, Value: "French"},
		search.LevelRange{Low: 3, High: math.MaxInt64},
	}}
	if diff := cmp.Diff(search.Criteria(want), got); diff != "" {
		t.Errorf("criteria (-want +got):\n%s", diff)
	}
}
