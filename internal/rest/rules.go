package rest

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rules are the constraints of one value, with the sentences that refuse what breaks them.
type rules struct {
	min, max *bound
	pattern  *regexp.Regexp
	enum     map[string]bool
	call     func(string) bool

	enumBroken, patternBroken, callBroken string
}

// bound is a limit on characters, elements or a number's value.
type bound struct {
	limit  float64
	broken string
}

// compileRules reads the rules of a value from its tag. It panics if a rule is malformed or fits no such value.
func compileRules(k kind, tags tag, checks map[string]Check) rules {
	if k == boolean || k == timestamp || k == structure {
		tags.forbid("a value without size", "min", "max")
	}
	if k != text {
		tags.forbid("what is no string", "pattern", "enum", "call")
	}
	r := rules{min: compileBound(k, tags, "min", "at least"), max: compileBound(k, tags, "max", "at most")}
	if pattern, ok := tags["pattern"]; ok {
		r.pattern = regexp.MustCompile(pattern)
		r.patternBroken = "must match the pattern " + pattern
	}
	if enum, ok := tags["enum"]; ok {
		values := strings.Split(enum, "|")
		r.enum = make(map[string]bool, len(values))
		for _, v := range values {
			r.enum[v] = true
		}
		r.enumBroken = "must be one of " + strings.Join(values, ", ")
	}
	if name, ok := tags["call"]; ok {
		if r.call, r.callBroken = checks[name].Valid, checks[name].Rule; r.call == nil || r.callBroken == "" {
			panic(fmt.Sprintf("rest: there is no check named %q", name))
		}
	}
	return r
}

func compileBound(k kind, tags tag, key, comparison string) *bound {
	literal, ok := tags[key]
	if !ok {
		return nil
	}
	limit, err := strconv.ParseFloat(literal, 64)
	if err != nil || limit != limit || max(limit, -limit) > 1<<53 {
		panic(fmt.Sprintf("rest: bound %q is no number that is represented exactly", literal))
	}
	return &bound{limit: limit, broken: boundSentence(k, comparison, literal)}
}

// boundSentence words a bound; that for lists is the service's own.
func boundSentence(k kind, comparison, limit string) string {
	verb, unit := "must be", ""
	switch k {
	case text:
		verb, unit = "must have", " characters"
	case list, mapping:
		verb, unit = "must include", " items"
	}
	if limit == "1" {
		unit = strings.TrimSuffix(unit, "s")
	}
	return verb + " " + comparison + " " + limit + unit
}

// check returns the sentence of the first rule that v breaks, or "".
func (r *rules) check(k kind, v reflect.Value) string {
	if r.min != nil && measure(k, v) < r.min.limit {
		return r.min.broken
	}
	if r.max != nil && measure(k, v) > r.max.limit {
		return r.max.broken
	}
	switch {
	case k != text:
		return ""
	case r.pattern != nil && !r.pattern.MatchString(v.String()):
		return r.patternBroken
	case r.enum != nil && !r.enum[v.String()]:
		return r.enumBroken
	case r.call != nil && !r.call(v.String()):
		return r.callBroken
	}
	return ""
}

// measure is what min and max bound: the characters of a string, the elements of a list or a map, a number itself.
func measure(k kind, v reflect.Value) float64 {
	switch k {
	case text:
		return float64(utf8.RuneCountInString(v.String()))
	case integer:
		return float64(v.Int())
	case decimal:
		return v.Float()
	}
	return float64(v.Len())
}
