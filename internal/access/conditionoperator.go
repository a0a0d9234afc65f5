package access

import "strings"

// operator is how the values of a key are compared.
type operator struct {
	comparison comparison
	// negated operators hold when nothing matches.
	negated bool
	// on is what the operator compares.
	on valueKind
}

type comparison int

const (
	isEqual comparison = iota
	isEqualFold
	isLike
	isTruth
	isWithin
	isBefore
	isNotAfter
	isAt
	isNotBefore
	isAfter
	isAbsent
)

// valueKind is what the values of a key are, or what an operator compares.
type valueKind int

const (
	texts valueKind = iota
	addresses
	moments
	everything
)

// operators are those that there are keys for. AWS compares strings exactly, code point by code point, or ignoring case.
var operators = map[string]operator{
	"StringEquals":              {isEqual, false, texts},
	"StringNotEquals":           {isEqual, true, texts},
	"StringEqualsIgnoreCase":    {isEqualFold, false, texts},
	"StringNotEqualsIgnoreCase": {isEqualFold, true, texts},
	"StringLike":                {isLike, false, texts},
	"StringNotLike":             {isLike, true, texts},
	"Bool":                      {isTruth, false, texts},
	"IpAddress":                 {isWithin, false, addresses},
	"NotIpAddress":              {isWithin, true, addresses},
	"DateEquals":                {isAt, false, moments},
	"DateNotEquals":             {isAt, true, moments},
	"DateLessThan":              {isBefore, false, moments},
	"DateLessThanEquals":        {isNotAfter, false, moments},
	"DateGreaterThan":           {isAfter, false, moments},
	"DateGreaterThanEquals":     {isNotBefore, false, moments},
	"Null":                      {isAbsent, false, everything},
}

// setOperator says how the values of a key count together.
type setOperator int

const (
	anyOfThem setOperator = iota
	forAllValues
	forAnyValue
)

// operatorNamed reads the name of an operator, with what may stand before and after it. Neither can be with Null, which is about the key
// and not about its values.
func operatorNamed(name string) (o operator, set setOperator, ifExists, ok bool) {
	rest, all := strings.CutPrefix(name, "ForAllValues:")
	rest, some := strings.CutPrefix(rest, "ForAnyValue:")
	rest, ifExists = strings.CutSuffix(rest, "IfExists")
	o, ok = operators[rest]
	switch {
	case all && some || o.comparison == isAbsent && rest != name:
		return o, set, ifExists, false
	case all:
		set = forAllValues
	case some:
		set = forAnyValue
	}
	return o, set, ifExists, ok
}
