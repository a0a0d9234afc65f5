package search_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/search"
	"pgregory.net/rapid"
)

// Few letters, so that drawn documents and criteria meet often; among them what folding changes.
var (
	words  = rapid.StringOfN(rapid.SampledFrom([]rune("aAßsSé\u0301e")), 0, 4, -1)
	ids    = rapid.SampledFrom([]string{"a", "b", "c"})
	fields = rapid.SampledFrom([]search.Field{search.FieldName, search.FieldFirstName, search.FieldSecurityProfileID,
		search.FieldDescription})
	comparisons = rapid.SampledFrom([]search.Comparison{search.Exact, search.StartsWith, search.Contains})
)

func drawDocument(t *rapid.T) *search.Document {
	return &search.Document{
		Name:               words.Draw(t, "name"),
		FirstName:          words.Draw(t, "first name"),
		SecurityProfileIDs: rapid.SliceOfN(words, 0, 2).Draw(t, "security profiles"),
		HierarchyPath:      rapid.SliceOfNDistinct(ids, 0, 3, rapid.ID).Draw(t, "path"),
		Tags:               rapid.MapOfN(ids, ids, 0, 2).Draw(t, "tags"),
		Attributes: map[search.Field][]string{
			search.FieldDescription: rapid.SliceOfN(words, 0, 1).Draw(t, "description"),
		},
		Proficiencies: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) search.Proficiency {
			return search.Proficiency{Name: ids.Draw(t, "n"), Value: ids.Draw(t, "v"), Level: rapid.IntRange(1, 5).Draw(t, "l")}
		}), 0, 2).Draw(t, "proficiencies"),
	}
}

func drawLeaf(t *rapid.T) search.Criteria {
	switch rapid.IntRange(0, 5).Draw(t, "leaf") {
	case 0:
		return search.All{}
	case 1:
		return search.None{}
	case 2:
		return search.InHierarchy{GroupID: ids.Draw(t, "group"), WithChildGroups: rapid.Bool().Draw(t, "children")}
	case 3:
		return search.TagEquals{Key: ids.Draw(t, "key"), Value: rapid.Ptr(ids, true).Draw(t, "value")}
	case 4:
		low := rapid.Int64Range(0, 6).Draw(t, "low")
		return proficient(search.LevelRange{Low: low, High: low + 2, Except: rapid.Bool().Draw(t, "except")})
	default:
		return search.Text{Field: fields.Draw(t, "field"), Comparison: comparisons.Draw(t, "comparison"),
			Value: words.Draw(t, "text")}
	}
}

func drawCriteria(t *rapid.T, depth int) search.Criteria { return drawTree(t, drawLeaf, 3, depth) }

// drawTree draws criteria with up to so many parts at each node.
func drawTree(t *rapid.T, leaf func(*rapid.T) search.Criteria, most, depth int) search.Criteria {
	kind := rapid.IntRange(0, 2).Draw(t, "kind")
	if depth == 0 || kind == 0 {
		return leaf(t)
	}
	var parts []search.Criteria
	for range rapid.IntRange(0, most).Draw(t, "parts") {
		parts = append(parts, drawTree(t, leaf, most, depth-1))
	}
	if kind == 1 {
		return search.And(parts)
	}
	return search.Or(parts)
}

func TestLawsOfCombination(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t)
		a, b, c := drawCriteria(t, 2), drawCriteria(t, 2), drawCriteria(t, 2)
		for name, sides := range map[string][2]search.Criteria{
			"and is flat":          {search.And{search.And{a, b}, c}, search.And{a, b, c}},
			"or is flat":           {search.Or{a, search.Or{b, c}}, search.Or{a, b, c}},
			"and in any order":     {search.And{a, b}, search.And{b, a}},
			"or in any order":      {search.Or{a, b}, search.Or{b, a}},
			"and absorbs":          {search.And{a, search.Or{a, b}}, a},
			"or absorbs":           {search.Or{a, search.And{a, b}}, a},
			"and distributes":      {search.And{a, search.Or{b, c}}, search.Or{search.And{a, b}, search.And{a, c}}},
			"or distributes":       {search.Or{a, search.And{b, c}}, search.And{search.Or{a, b}, search.Or{a, c}}},
			"all changes no and":   {search.And{a, search.All{}}, a},
			"none changes no or":   {search.Or{a, search.None{}}, a},
			"none ends an and":     {search.And{a, search.None{}}, search.None{}},
			"all ends an or":       {search.Or{a, search.All{}}, search.All{}},
			"and of nothing":       {search.And{}, search.All{}},
			"or of nothing":        {search.Or{}, search.None{}},
			"and of one is itself": {search.And{a}, a},
			"or of one is itself":  {search.Or{a}, a},
		} {
			if left, right := search.Evaluate(sides[0], d), search.Evaluate(sides[1], d); left != right {
				t.Fatalf("%s: %v and %v differ", name, left, right)
			}
		}
	})
}

func TestWeakerConditionsMatchMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t)
		field, value, group := fields.Draw(t, "field"), words.Draw(t, "value"), ids.Draw(t, "group")
		key, tag := ids.Draw(t, "key"), ids.Draw(t, "tag")
		low := rapid.Int64Range(0, 6).Draw(t, "low")
		for name, pair := range map[string][2]search.Criteria{
			"exact starts":          {text(field, search.Exact, value), text(field, search.StartsWith, value)},
			"what starts, contains": {text(field, search.StartsWith, value), text(field, search.Contains, value)},
			"own group":             {search.InHierarchy{GroupID: group}, search.InHierarchy{GroupID: group, WithChildGroups: true}},
			"tag of any value":      {search.TagEquals{Key: key, Value: &tag}, search.TagEquals{Key: key}},
			"wider range":           {proficient(search.LevelRange{Low: low, High: 4}), proficient(search.LevelRange{Low: low, High: 5})},
		} {
			if search.Evaluate(pair[0], d) && !search.Evaluate(pair[1], d) {
				t.Fatalf("%s: the stronger condition matches, the weaker does not", name)
			}
		}
	})
}

func TestLevelRangeAndItsComplement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bound := rapid.Int32().Draw(t, "bound")
		d := &search.Document{Proficiencies: []search.Proficiency{{Level: int(rapid.Int32().Draw(t, "level"))}}}
		for c, complement := range map[search.NumberComparison]search.NumberComparison{
			search.Greater: search.LesserOrEqual,
			search.Lesser:  search.GreaterOrEqual,
			search.Equal:   search.NotEqual,
		} {
			one, err1 := search.NewLevelRange(c, &bound, nil)
			other, err2 := search.NewLevelRange(complement, &bound, nil)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			if search.Evaluate(proficient(one), d) == search.Evaluate(proficient(other), d) {
				t.Fatalf("%s and %s agree", c, complement)
			}
		}
	})
}
