package search

import (
	"errors"
	"math"
)

// ProficiencyCondition is a condition on one proficiency: a ProficiencyText or a LevelRange.
type ProficiencyCondition interface {
	holds(p Proficiency) bool
}

// ProficiencyField names one text of a proficiency.
type ProficiencyField string

// The texts of a proficiency.
const (
	ProficiencyName  ProficiencyField = "name"
	ProficiencyValue ProficiencyField = "value"
)

// ProficiencyText compares the name or the value of a proficiency, as Text does for a document.
type ProficiencyText struct {
	Field      ProficiencyField
	Comparison Comparison
	Value      string
}

func (t ProficiencyText) holds(p Proficiency) bool {
	switch t.Field {
	case ProficiencyName:
		return t.Comparison.matches(p.Name, t.Value)
	case ProficiencyValue:
		return t.Comparison.matches(p.Value, t.Value)
	default:
		return false
	}
}

// LevelRange holds for the levels from Low to High, both included, or with Except for all others. Every number
// comparison comes down to one; NewLevelRange makes it.
type LevelRange struct {
	Low, High int64
	Except    bool
}

func (r LevelRange) holds(p Proficiency) bool {
	level := int64(p.Level)
	return (r.Low <= level && level <= r.High) != r.Except
}

// NumberComparison says how a number is compared with one bound or two.
type NumberComparison string

// The number comparisons.
const (
	GreaterOrEqual NumberComparison = "GREATER_OR_EQUAL"
	Greater        NumberComparison = "GREATER"
	LesserOrEqual  NumberComparison = "LESSER_OR_EQUAL"
	Lesser         NumberComparison = "LESSER"
	Equal          NumberComparison = "EQUAL"
	NotEqual       NumberComparison = "NOT_EQUAL"
	Range          NumberComparison = "RANGE"
)

// What NewLevelRange refuses.
var (
	ErrNumberComparison = errors.New("the number comparison is missing or unknown")
	ErrMissingBound     = errors.New("the number comparison needs a minimum or a maximum, and a range needs both")
	ErrBoundsReversed   = errors.New("the minimum of a range must not exceed its maximum")
)

// NewLevelRange resolves a comparison and its bounds, nil where absent. Range needs both. Lesser and
// LesserOrEqual read the maximum, all others the minimum, and each falls back to the other bound. The errors
// are ErrNumberComparison, ErrMissingBound and ErrBoundsReversed.
func NewLevelRange(comparison NumberComparison, minimum, maximum *int32) (LevelRange, error) {
	switch comparison {
	case Range:
		return betweenBounds(minimum, maximum)
	case Lesser, LesserOrEqual:
		return fromBound(comparison, maximum, minimum)
	case Greater, GreaterOrEqual, Equal, NotEqual:
		return fromBound(comparison, minimum, maximum)
	default:
		return LevelRange{}, ErrNumberComparison
	}
}

func betweenBounds(minimum, maximum *int32) (LevelRange, error) {
	if minimum == nil || maximum == nil {
		return LevelRange{}, ErrMissingBound
	}
	if *minimum > *maximum {
		return LevelRange{}, ErrBoundsReversed
	}
	return LevelRange{Low: int64(*minimum), High: int64(*maximum)}, nil
}

func fromBound(comparison NumberComparison, bound, fallback *int32) (LevelRange, error) {
	if bound == nil {
		bound = fallback
	}
	if bound == nil {
		return LevelRange{}, ErrMissingBound
	}
	n := int64(*bound) // wider than the bound, so that one more or less cannot overflow
	switch comparison {
	case Greater:
		return LevelRange{Low: n + 1, High: math.MaxInt64}, nil
	case GreaterOrEqual:
		return LevelRange{Low: n, High: math.MaxInt64}, nil
	case Lesser:
		return LevelRange{Low: math.MinInt64, High: n - 1}, nil
	case LesserOrEqual:
		return LevelRange{Low: math.MinInt64, High: n}, nil
	default: // Equal and NotEqual
		return LevelRange{Low: n, High: n, Except: comparison == NotEqual}, nil
	}
}
