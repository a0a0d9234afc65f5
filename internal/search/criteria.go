package search

// Criteria is a condition on a Document: one of All, None, And, Or, Text, DateRange, InHierarchy, TagEquals
// and HasProficiency. No other package can add one. A nil Criteria matches nothing, so that a filter which was
// forgotten shows too little rather than too much.
type Criteria interface{ criteria() }

// All matches every document.
type All struct{}

// None matches no document.
type None struct{}

// And matches when each of its parts does; And of nothing matches every document.
type And []Criteria

// Or matches when at least one of its parts does; Or of nothing matches no document.
type Or []Criteria

// Text compares a field with a value. A field with several values matches if any of them does; a field
// without a value never matches, whatever the comparison.
type Text struct {
	Field      Field
	Comparison Comparison
	Value      string
}

// DateRange matches a date from From to To, both included unless the range is Exclusive; an empty bound is none.
// Dates are texts of the form YYYY-MM-DD, which order bytewise.
type DateRange struct {
	Field     Field
	From, To  string
	Exclusive bool
}

// InHierarchy matches what lies in a group, and with WithChildGroups also what lies in a group below it. A
// group that does not exist holds nothing.
type InHierarchy struct {
	GroupID         string
	WithChildGroups bool
}

// TagEquals matches what carries the tag, keys and values compared exactly. A nil Value matches any value of
// the key; a pointer to "" matches only an empty one.
type TagEquals struct {
	Key   string
	Value *string
}

// HasProficiency matches when a single proficiency meets all of the conditions. Without conditions any
// proficiency does, and a document that has none never matches.
type HasProficiency struct {
	Conditions []ProficiencyCondition
}

func (All) criteria()            {}
func (None) criteria()           {}
func (And) criteria()            {}
func (Or) criteria()             {}
func (Text) criteria()           {}
func (DateRange) criteria()      {}
func (InHierarchy) criteria()    {}
func (TagEquals) criteria()      {}
func (HasProficiency) criteria() {}

// Comparison says how a text is compared with the value sought. Any other than the three matches nothing.
type Comparison string

// The three comparisons. An empty value starts and is contained in every text, but is exactly only the empty
// one.
const (
	Exact      Comparison = "EXACT"       // byte for byte: case and composition matter
	StartsWith Comparison = "STARTS_WITH" // after Fold of both
	Contains   Comparison = "CONTAINS"    // after Fold of both
)

// Size counts what criteria cost: the leaves, and the depth, which is 1 for a leaf. Each condition of a
// HasProficiency counts as a leaf. And and Or count no leaf themselves.
func Size(c Criteria) (leaves, depth int) {
	switch c := c.(type) {
	case And:
		return sizeOf(c)
	case Or:
		return sizeOf(c)
	case HasProficiency:
		return max(1, len(c.Conditions)), 1
	default:
		return 1, 1
	}
}

func sizeOf(parts []Criteria) (leaves, depth int) {
	for _, part := range parts {
		l, d := Size(part)
		leaves += l
		depth = max(depth, d)
	}
	return leaves, depth + 1
}
