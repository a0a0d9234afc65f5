package search_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/internal/search"
)

func proficient(conditions ...search.ProficiencyCondition) search.Criteria {
	return search.HasProficiency{Conditions: conditions}
}

func TestEvaluateHasProficiency(t *testing.T) {
	language := search.ProficiencyText{Field: search.ProficiencyName, Comparison: search.Exact, Value: "Language"}
	french := search.ProficiencyText{Field: search.ProficiencyValue, Comparison: search.StartsWith, Value: "FRE"}
	german := search.ProficiencyText{Field: search.ProficiencyValue, Comparison: search.Contains, Value: "man"}
	high := search.LevelRange{Low: 4, High: 5}
	checkEvaluate(t, jane(), []evaluateCase{
		{"name", proficient(language), true},
		{"name and value", proficient(language, french), true},
		{"all three", proficient(language, german, high), true},
		{"level of another entry", proficient(language, french, high), false},
		{"values of two entries", proficient(french, german), false},
		{"two entries asked apart", search.And{proficient(french), proficient(german)}, true},
		{"no condition", proficient(), true},
		{"nil condition", proficient(language, nil), false},
		{"unknown field", proficient(search.ProficiencyText{Field: "limit", Comparison: search.StartsWith}), false},
	})
	checkEvaluate(t, &search.Document{}, []evaluateCase{
		{"no proficiencies", proficient(language), false},
		{"no proficiencies, no condition", proficient(), false},
	})
}

func TestNewLevelRange(t *testing.T) {
	for _, tt := range []struct {
		name       string
		comparison search.NumberComparison
		min, max   *int32
		want       []int // of the levels 1 to 5
	}{
		{"greater", search.Greater, new(int32(3)), nil, []int{4, 5}},
		{"greater prefers the minimum", search.Greater, new(int32(3)), new(int32(1)), []int{4, 5}},
		{"greater falls back to the maximum", search.Greater, nil, new(int32(4)), []int{5}},
		{"greater or equal", search.GreaterOrEqual, new(int32(3)), nil, []int{3, 4, 5}},
		{"lesser", search.Lesser, nil, new(int32(3)), []int{1, 2}},
		{"lesser prefers the maximum", search.Lesser, new(int32(5)), new(int32(3)), []int{1, 2}},
		{"lesser falls back to the minimum", search.Lesser, new(int32(2)), nil, []int{1}},
		{"lesser or equal", search.LesserOrEqual, nil, new(int32(3)), []int{1, 2, 3}},
		{"equal", search.Equal, new(int32(3)), nil, []int{3}},
		{"equal prefers the minimum", search.Equal, new(int32(3)), new(int32(4)), []int{3}},
		{"equal falls back to the maximum", search.Equal, nil, new(int32(4)), []int{4}},
		{"not equal", search.NotEqual, new(int32(3)), nil, []int{1, 2, 4, 5}},
		{"not equal falls back to the maximum", search.NotEqual, nil, new(int32(1)), []int{2, 3, 4, 5}},
		{"range", search.Range, new(int32(2)), new(int32(4)), []int{2, 3, 4}},
		{"range of one", search.Range, new(int32(2)), new(int32(2)), []int{2}},
		{"greater than the largest", search.Greater, new(int32(math.MaxInt32)), nil, nil},
		{"lesser than the smallest", search.Lesser, nil, new(int32(math.MinInt32)), nil},
		{"at least the smallest", search.GreaterOrEqual, new(int32(math.MinInt32)), nil, []int{1, 2, 3, 4, 5}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := search.NewLevelRange(tt.comparison, tt.min, tt.max)
			if err != nil {
				t.Fatal(err)
			}
			got := slices.DeleteFunc([]int{1, 2, 3, 4, 5}, func(level int) bool {
				d := &search.Document{Proficiencies: []search.Proficiency{{Level: level}}}
				return !search.Evaluate(proficient(r), d)
			})
			if !slices.Equal(got, tt.want) {
				t.Errorf("levels that match: %s", cmp.Diff(tt.want, got))
			}
		})
	}
}

func TestNewLevelRangeRefuses(t *testing.T) {
	three, four := new(int32(3)), new(int32(4))
	for _, tt := range []struct {
		name       string
		comparison search.NumberComparison
		min, max   *int32
		want       error
	}{
		{"no comparison", "", three, four, search.ErrNumberComparison},
		{"unknown comparison", "NEAR", three, four, search.ErrNumberComparison},
		{"no bound", search.Equal, nil, nil, search.ErrMissingBound},
		{"no bound, lesser", search.Lesser, nil, nil, search.ErrMissingBound},
		{"range without maximum", search.Range, three, nil, search.ErrMissingBound},
		{"range without minimum", search.Range, nil, four, search.ErrMissingBound},
		{"range reversed", search.Range, four, three, search.ErrBoundsReversed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := search.NewLevelRange(tt.comparison, tt.min, tt.max); !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
		})
	}
}
