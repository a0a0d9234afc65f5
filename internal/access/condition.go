package access

import (
	"net/netip"
	"strings"
)

// condition is one operator with one key of a statement's Condition. All of a statement's have to hold.
type condition struct {
	// name is the operator and the key as the policy spells them, and reason what a refusal says for which this condition is to blame.
	name, reason string

	key conditionKey
	operator
	set      setOperator
	ifExists bool
	operands []operand
}

// value is one that a request has for a key, in the field of its kind.
type value struct {
	text    string
	address netip.Addr
	seconds int64 // since 1970
}

// operand is one value that a policy compares with.
type operand struct {
	text    pattern
	network netip.Prefix
	seconds int64
	truth   bool
}

// holds evaluates the condition. A key that is absent fails it, unless the operator is negated or ends with IfExists; ForAllValues holds of
// nothing and ForAnyValue does not, whatever else the operator says. With several values and no such prefix, one that matches is enough,
// and a negated operator means that none does.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
func (c *condition) holds(q *query) bool {
	var few [8]value
	values := c.key.values(few[:0], q)
	switch {
	case c.comparison == isAbsent:
		return c.saysAbsent(len(values) == 0)
	case c.set == forAllValues:
		return isNull(values, c.on) || !c.some(values, c.negated, q.user)
	case c.set == forAnyValue:
		return c.some(values, !c.negated, q.user)
	case len(values) == 0:
		return c.negated || c.ifExists
	}
	return c.some(values, true, q.user) != c.negated
}

// some says whether some value matches an operand or, for want false, matches none.
func (c *condition) some(values []value, want bool, user string) bool {
	for i := range values {
		if c.matches(&values[i], user) == want {
			return true
		}
	}
	return false
}

// matches says whether a value matches any of the operands.
func (c *condition) matches(v *value, user string) bool {
	for i := range c.operands {
		if c.compare(v, &c.operands[i], user) {
			return true
		}
	}
	return false
}

// saysAbsent says whether the operands of Null have the answer.
func (c *condition) saysAbsent(answer bool) bool {
	for i := range c.operands {
		if c.operands[i].truth == answer {
			return true
		}
	}
	return false
}

// isNull says whether values are what IAM calls a null data set, of which everything can be said: none, or one empty text.
func isNull(values []value, kind valueKind) bool {
	return len(values) == 0 || len(values) == 1 && kind == texts && values[0].text == ""
}

// compare says whether a value matches an operand, negation aside.
func (o *operator) compare(v *value, with *operand, user string) bool {
	switch o.comparison {
	case isEqual, isLike:
		return with.text.match(v.text, user, false)
	case isEqualFold:
		return strings.EqualFold(v.text, with.text.expand(user))
	case isTruth:
		return with.truth && strings.EqualFold(v.text, "true") || !with.truth && strings.EqualFold(v.text, "false")
	case isWithin:
		return with.network.Contains(v.address)
	case isBefore:
		return v.seconds < with.seconds
	case isNotAfter:
		return v.seconds <= with.seconds
	case isAt:
		return v.seconds == with.seconds
	case isNotBefore:
		return v.seconds >= with.seconds
	case isAfter:
		return v.seconds > with.seconds
	}
	return false
}
