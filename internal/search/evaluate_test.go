package search_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/search"
)

type evaluateCase struct {
	name     string
	criteria search.Criteria
	want     bool
}

func checkEvaluate(t *testing.T, d *search.Document, cases []evaluateCase) {
	t.Helper()
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			if got := search.Evaluate(tt.criteria, d); got != tt.want {
				t.Errorf("Evaluate(%#v) = %v, want %v", tt.criteria, got, tt.want)
			}
		})
	}
}

func jane() *search.Document {
	return &search.Document{
		ID: "id-1", Name: "Jane.Doe", FirstName: "Jos\u00e9phine", LastName: "Groß",
		RoutingProfileID:   "routing-1",
		SecurityProfileIDs: []string{"agent", "lead"},
		HierarchyPath:      []string{"emea", "de", "berlin"},
		Tags:               map[string]string{"team": "Sales", "note": ""},
		Proficiencies: []search.Proficiency{
			{Name: "Language", Value: "German", Level: 5},
			{Name: "Language", Value: "French", Level: 2},
		},
		Attributes: map[search.Field][]string{
			search.FieldDescription:        {"Night shift"},
			search.FieldTimeZone:           {""},
			search.FieldAssociatedQueueIDs: {"queue-1", "queue-2"},
		},
	}
}

func text(f search.Field, c search.Comparison, v string) search.Criteria {
	return search.Text{Field: f, Comparison: c, Value: v}
}

func TestEvaluateTextComparisons(t *testing.T) {
	const name, first, last = search.FieldName, search.FieldFirstName, search.FieldLastName
	checkEvaluate(t, jane(), []evaluateCase{
		{"exact", text(name, search.Exact, "Jane.Doe"), true},
		{"exact keeps case", text(name, search.Exact, "jane.doe"), false},
		{"exact is the whole", text(name, search.Exact, "Jane"), false},
		{"exact composed", text(first, search.Exact, "Jos\u00e9phine"), true},
		{"exact keeps composition", text(first, search.Exact, "Jose\u0301phine"), false},
		{"starts", text(name, search.StartsWith, "JANE."), true},
		{"starts, not inside", text(name, search.StartsWith, "doe"), false},
		{"starts, decomposed", text(first, search.StartsWith, "JOSE\u0301"), true},
		{"starts, without the accent", text(first, search.StartsWith, "jose"), false},
		{"contains", text(name, search.Contains, "E.D"), true},
		{"contains not", text(name, search.Contains, "eve"), false},
		{"contains sharp s", text(last, search.Contains, "OSS"), true},
		{"unknown comparison", text(name, "LIKE", "Jane.Doe"), false},
		{"no comparison", text(name, "", "Jane.Doe"), false},
	})
}

func TestEvaluateDateRange(t *testing.T) {
	const from, till = search.FieldEffectiveFrom, search.FieldEffectiveTill
	d := &search.Document{Attributes: map[search.Field][]string{from: {"2026-03-10"}}}
	checkEvaluate(t, d, []evaluateCase{
		{"from the day", search.DateRange{Field: from, From: "2026-03-10"}, true},
		{"from the day before", search.DateRange{Field: from, From: "2026-03-09"}, true},
		{"from the day after", search.DateRange{Field: from, From: "2026-03-11"}, false},
		{"after the day", search.DateRange{Field: from, From: "2026-03-10", Exclusive: true}, false},
		{"after the day before", search.DateRange{Field: from, From: "2026-03-09", Exclusive: true}, true},
		{"to the day", search.DateRange{Field: from, To: "2026-03-10"}, true},
		{"to the day before", search.DateRange{Field: from, To: "2026-03-09"}, false},
		{"before the day", search.DateRange{Field: from, To: "2026-03-10", Exclusive: true}, false},
		{"before the day after", search.DateRange{Field: from, To: "2026-03-11", Exclusive: true}, true},
		{"on the day", search.DateRange{Field: from, From: "2026-03-10", To: "2026-03-10"}, true},
		{"on another day of the year before", search.DateRange{Field: from, From: "2025-12-31", To: "2025-12-31"}, false},
		{"without bounds", search.DateRange{Field: from}, true},
		{"without a date", search.DateRange{Field: till}, false},
	})
}

func TestEvaluateFinalSigmaAndTurkishI(t *testing.T) {
	d := &search.Document{FirstName: "Οδυσσεύς", LastName: "Yıldız"}
	checkEvaluate(t, d, []evaluateCase{
		{"final sigma against capital", text(search.FieldFirstName, search.Contains, "ΕΎΣ"), true},
		{"final sigma against medial", text(search.FieldFirstName, search.Contains, "σεύσ"), true},
		{"dotless i", text(search.FieldLastName, search.StartsWith, "yıl"), true},
		{"dotless i is not i", text(search.FieldLastName, search.StartsWith, "yil"), false},
	})
}

func TestEvaluateTextFields(t *testing.T) {
	for field, value := range map[search.Field]string{
		search.FieldID:                 "id-1",
		search.FieldName:               "Jane.Doe",
		search.FieldFirstName:          "Jos\u00e9phine",
		search.FieldLastName:           "Groß",
		search.FieldRoutingProfileID:   "routing-1",
		search.FieldSecurityProfileID:  "lead",
		search.FieldDescription:        "Night shift",
		search.FieldAssociatedQueueIDs: "queue-2",
	} {
		checkEvaluate(t, jane(), []evaluateCase{
			{string(field), text(field, search.Exact, value), true},
			{string(field) + " otherwise", text(field, search.Exact, "another"), false},
		})
	}
}

func TestEvaluateEmptyValues(t *testing.T) {
	checkEvaluate(t, &search.Document{Name: "x"}, []evaluateCase{
		{"empty is exactly empty", text(search.FieldLastName, search.Exact, ""), true},
		{"filled is not exactly empty", text(search.FieldName, search.Exact, ""), false},
		{"everything starts with empty", text(search.FieldName, search.StartsWith, ""), true},
		{"empty starts with empty", text(search.FieldLastName, search.StartsWith, ""), true},
		{"everything contains empty", text(search.FieldName, search.Contains, ""), true},
		{"absent list is not empty", text(search.FieldSecurityProfileID, search.Exact, ""), false},
		{"absent list starts with nothing", text(search.FieldSecurityProfileID, search.StartsWith, ""), false},
		{"absent attribute is not empty", text(search.FieldDescription, search.Exact, ""), false},
	})
	checkEvaluate(t, jane(), []evaluateCase{
		{"empty attribute is exactly empty", text(search.FieldTimeZone, search.Exact, ""), true},
	})
}

func TestEvaluateInHierarchy(t *testing.T) {
	checkEvaluate(t, jane(), []evaluateCase{
		{"own group", search.InHierarchy{GroupID: "berlin"}, true},
		{"own group, with children", search.InHierarchy{GroupID: "berlin", WithChildGroups: true}, true},
		{"root, alone", search.InHierarchy{GroupID: "emea"}, false},
		{"root, with children", search.InHierarchy{GroupID: "emea", WithChildGroups: true}, true},
		{"middle, with children", search.InHierarchy{GroupID: "de", WithChildGroups: true}, true},
		{"unknown", search.InHierarchy{GroupID: "apac", WithChildGroups: true}, false},
		{"empty id", search.InHierarchy{WithChildGroups: true}, false},
	})
	checkEvaluate(t, &search.Document{}, []evaluateCase{
		{"in no group", search.InHierarchy{GroupID: "emea", WithChildGroups: true}, false},
		{"in no group, exactly", search.InHierarchy{}, false},
	})
}

func TestEvaluateTagEquals(t *testing.T) {
	checkEvaluate(t, jane(), []evaluateCase{
		{"value", search.TagEquals{Key: "team", Value: new("Sales")}, true},
		{"value keeps case", search.TagEquals{Key: "team", Value: new("sales")}, false},
		{"key keeps case", search.TagEquals{Key: "Team", Value: new("Sales")}, false},
		{"any value", search.TagEquals{Key: "team"}, true},
		{"any value, empty", search.TagEquals{Key: "note"}, true},
		{"absent key", search.TagEquals{Key: "region"}, false},
		{"empty value of absent key", search.TagEquals{Key: "region", Value: new("")}, false},
		{"empty value", search.TagEquals{Key: "note", Value: new("")}, true},
		{"empty value is not any", search.TagEquals{Key: "team", Value: new("")}, false},
	})
	checkEvaluate(t, &search.Document{}, []evaluateCase{
		{"no tags", search.TagEquals{Key: "team"}, false},
	})
}

func TestEvaluateCombinations(t *testing.T) {
	yes, no := text(search.FieldID, search.Exact, "id-1"), text(search.FieldID, search.Exact, "id-2")
	checkEvaluate(t, jane(), []evaluateCase{
		{"all", search.All{}, true},
		{"none", search.None{}, false},
		{"nil", nil, false},
		{"and of nothing", search.And{}, true},
		{"and of nil list", search.And(nil), true},
		{"or of nothing", search.Or{}, false},
		{"and both", search.And{yes, yes}, true},
		{"and one", search.And{yes, no}, false},
		{"and nil", search.And{yes, nil}, false},
		{"or one", search.Or{no, yes}, true},
		{"or neither", search.Or{no, no}, false},
		{"or nil", search.Or{nil, yes}, true},
		{"nested", search.And{search.Or{no, yes}, search.Or{yes, no}}, true},
		{"nested not", search.Or{search.And{yes, no}, search.And{no, yes}}, false},
	})
}
