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
	equal comparison = iota
	equalFold
	like
	truth
	within
	before
	notAfter
	at
	notBefore
	after
	absent
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
	"StringEquals":              {equal, false, texts},
	"StringNotEquals":           {equal, true, texts},
	"StringEqualsIgnoreCase":    {equalFold, false, texts},
	"StringNotEqualsIgnoreCase": {equalFold, true, texts},
	"StringLike":                {like, false, texts},
	"StringNotLike":             {like, true, texts},
	"Bool":                      {truth, false, texts},
	"IpAddress":                 {within, false, addresses},
	"NotIpAddress":              {within, true, addresses},
	"DateEquals":                {at, false, moments},
	"DateNotEquals":             {at, true, moments},
	"DateLessThan":              {before, false, moments},
	"DateLessThanEquals":        {notAfter, false, moments},
	"DateGreaterThan":           {after, false, moments},
	"DateGreaterThanEquals":     {notBefore, false, moments},
	"Null":                      {absent, false, everything},
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
	case all && some || o.comparison == absent && rest != name:
		return o, set, ifExists, false
	case all:
		set = forAllValues
	case some:
		set = forAnyValue
	}
	return o, set, ifExists, ok
}
