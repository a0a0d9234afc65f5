package search_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/rollcall-dev/rollcall/internal/search"
	"pgregory.net/rapid"
)

// crew makes documents of users at random. Few letters and values, so that they have much in common; many documents, so that sets grow large.
type crew struct{ *rand.Rand }

func drawCrew(t *rapid.T) crew {
	return crew{rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "crew"), 0))}
}

func (c crew) one(of ...string) string { return of[c.IntN(len(of))] }

func (c crew) word(longest int) (word string) {
	for range c.IntN(longest + 1) {
		word += c.one("a", "A", "b", "ß", "s", "S", "\u0301", "e", "É", ".", "1")
	}
	return word
}

// document has one of so many ids.
func (c crew) document(ids int) search.Document {
	d := search.Document{
		ID: fmt.Sprintf("id-%d", c.IntN(ids)), Name: c.word(8), FirstName: c.word(3), LastName: c.word(4), RoutingProfileID: c.one("", "a", "aB"),
	}
	for range c.IntN(3) {
		d.SecurityProfileIDs = append(d.SecurityProfileIDs, c.one("agent", "lead", "Admin"))
	}
	for range c.IntN(4) {
		d.HierarchyPath = append(d.HierarchyPath, c.one("a", "b", "c", "d"))
	}
	d.Tags = map[string]string{}
	for range c.IntN(3) {
		d.Tags[c.one("", "a", "b")] = c.one("", "a", "b", "c")
	}
	for range c.IntN(3) {
		d.Proficiencies = append(d.Proficiencies, search.Proficiency{Name: c.one("a", "B"), Value: c.one("a", "ab"), Level: 1 + c.IntN(5)})
	}
	return d
}

var userFields = rapid.SampledFrom([]search.Field{
	search.FieldID, search.FieldName, search.FieldFirstName, search.FieldLastName, search.FieldRoutingProfileID,
	search.FieldSecurityProfileID, search.FieldDescription,
})

func drawText(t *rapid.T) string {
	return crew{rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "text"), 1))}.word(rapid.IntRange(0, 4).Draw(t, "longest"))
}

func drawUserLeaf(t *rapid.T) search.Criteria {
	switch rapid.IntRange(0, 6).Draw(t, "user leaf") {
	case 0:
		return search.HasProficiency{Conditions: rapid.SliceOfN(rapid.Custom(drawProficiencyCondition), 0, 3).Draw(t, "conditions")}
	case 1:
		return search.DateRange{Field: search.FieldEffectiveFrom}
	case 2:
		id := fmt.Sprintf("id-%d", rapid.IntRange(0, 50).Draw(t, "id"))
		return search.Text{Field: search.FieldID, Comparison: comparisons.Draw(t, "id comparison"), Value: id}
	case 3, 4:
		return search.Text{Field: userFields.Draw(t, "user field"), Comparison: comparisons.Draw(t, "comparison"), Value: drawText(t)}
	case 5:
		return rapid.SampledFrom([]search.Criteria{search.All{}, search.None{}, nil, search.Text{Field: search.FieldName, Comparison: "LIKE"}}).Draw(t, "odd")
	default:
		return drawLeaf(t)
	}
}

func drawProficiencyCondition(t *rapid.T) search.ProficiencyCondition {
	if rapid.Bool().Draw(t, "level") {
		low := rapid.Int64Range(0, 6).Draw(t, "low")
		return search.LevelRange{Low: low, High: low + 1, Except: rapid.Bool().Draw(t, "except")}
	}
	field := rapid.SampledFrom([]search.ProficiencyField{search.ProficiencyName, search.ProficiencyValue}).Draw(t, "proficiency field")
	return search.ProficiencyText{Field: field, Comparison: comparisons.Draw(t, "comparison"), Value: drawText(t)}
}

func drawUserCriteria(t *rapid.T, depth int) search.Criteria {
	return drawTree(t, drawUserLeaf, 4, depth)
}
