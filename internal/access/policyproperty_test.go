package access_test

import (
	"encoding/json"
	"net/netip"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// The words of random policies and requests are few, so that they often meet.
var (
	drawnActions   = []string{"connect:DescribeUser", "connect:CreateUser", "connect:ListUsers"}
	drawnPatterns  = []string{"*", "connect:*", "Connect:describeUser", "connect:*uSER", "connect:????Users", "connect:CreateUser", "rollcall:*", "s3:Get*"}
	drawnIDs       = []string{"u", "ci", "a:b", "é", "u/x", "*"}
	drawnResources = []string{
		"*", "arn:aws:connect:*", "arn:aws:connect:us-west-2:111111111111:instance/i/*", "arn:aws:connect:*:*:instance/*/agent/?",
		"arn:aws:connect:us-*-2:111111111111:*", "arn:*:connect:u*2:1*1:instance/i/agent/${aws:username}", "arn:aws:connect:*u*", "arn:aws:connect:us-*:instance/i/agent/u",
		"arn:aws:connect:us*:instance/j*", "arn:aws:connect:us-west-2:*1:*:?", "arn:aws-cn:connect:*", "arn:aws:connect:*:*:*/agent/${*}",
	}
	drawnTexts    = []string{"", "a", "A", "ab", "ci", "*", "x-ci", "true", "False"}
	drawnOperands = []string{"", "a", "A", "ab", "*", "a*", "?", "*b", "${aws:username}", "x-${aws:username}", "${*}", "${?}", "true", "g1", "i", "team"}
	drawnTagKeys  = []string{"team", "Team", "TEAM", "env"}
	drawnTextKeys = []string{
		"aws:ResourceTag/team", "AWS:resourceTag/Env", "connect:ResourceTag/tEAM", "aws:RequestTag/team", "aws:RequestTag/Env", "aws:TagKeys",
		"connect:SearchTag/team", "aws:username", "connect:InstanceId", "connect:HierarchyGroupL1Id", "Connect:hierarchyGroupL2ID",
	}
	drawnTextOperators = []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"}
	drawnDateOperators = []string{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"}
	drawnDates         = []any{"2030-01-01", "2030-01-02T00:00:00Z", "2030-01-03T01:00:00+01:00", 1893456000}
	drawnAddresses     = []string{"192.0.2.1", "192.0.2.200", "198.51.100.1", "2001:db8::1"}
	drawnNetworks      = []any{"192.0.2.0/25", "192.0.2.1", "0.0.0.0/0", "2001:db8::/32", "2001:db8::1"}
	drawnTruths        = []any{true, false, "true", "False"}
)

func pick[T any](t *rapid.T, label string, from []T) T { return rapid.SampledFrom(from).Draw(t, label) }

// some draws a value or a list of values, from one to three.
func some[T any](t *rapid.T, label string, from []T) any {
	list := rapid.SliceOfN(rapid.SampledFrom(from), 1, 3).Draw(t, label)
	if len(list) == 1 && rapid.Bool().Draw(t, "alone") {
		return list[0]
	}
	return list
}

func drawPolicy(t *rapid.T) []byte {
	var statements []any
	for range rapid.IntRange(1, 3).Draw(t, "statements") {
		s := map[string]any{"Effect": pick(t, "effect", []string{"Allow", "Allow", "Deny"})}
		s[pick(t, "member", []string{"Action", "Action", "Action", "NotAction"})] = some(t, "actions", drawnPatterns)
		s[pick(t, "member", []string{"Resource", "Resource", "Resource", "NotResource"})] = some(t, "resources", drawnResources)
		if block := drawBlock(t); len(block) > 0 {
			s["Condition"] = block
		}
		statements = append(statements, s)
	}
	// In the old version, which has no variables, any text goes.
	policy := map[string]any{"Version": pick(t, "version", []string{"2012-10-17", "2012-10-17", "2008-10-17"}), "Statement": statements}
	text, err := json.Marshal(policy)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func drawBlock(t *rapid.T) map[string]any {
	block := map[string]any{}
	for range rapid.IntRange(0, 2).Draw(t, "conditions") {
		operator, keys := drawCondition(t)
		block[operator] = keys
	}
	return block
}

// drawCondition draws an operator with its keys: one, or two that cannot be the same.
func drawCondition(t *rapid.T) (operator string, keys map[string]any) {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return "Null", map[string]any{pick(t, "key", append([]string{"aws:SourceIp", "aws:CurrentTime"}, drawnTextKeys...)): some(t, "truths", drawnTruths)}
	case 1:
		operator, keys = "Bool", map[string]any{pick(t, "key", drawnTextKeys): some(t, "truths", drawnTruths)}
	case 2:
		operator, keys = pick(t, "operator", []string{"IpAddress", "NotIpAddress"}), map[string]any{"aws:sourceIP": some(t, "networks", drawnNetworks)}
	case 3:
		operator, keys = pick(t, "operator", drawnDateOperators), map[string]any{"aws:CurrentTime": some(t, "dates", drawnDates)}
	default:
		operator, keys = pick(t, "operator", drawnTextOperators), map[string]any{pick(t, "key", drawnTextKeys): some(t, "operands", drawnOperands)}
		if rapid.Bool().Draw(t, "two keys") {
			keys["connect:SearchTag/env"] = some(t, "operands", drawnOperands)
		}
	}
	operator = pick(t, "set", []string{"", "", "ForAllValues:", "ForAnyValue:"}) + operator
	return operator + pick(t, "suffix", []string{"", "", "", "IfExists"}), keys
}

func drawRequest(t *rapid.T) access.Request {
	tags := func(label string) map[string]string {
		return rapid.MapOfN(rapid.SampledFrom(drawnTagKeys), rapid.SampledFrom(drawnTexts), 0, 3).Draw(t, label)
	}
	r := on(pick(t, "action", drawnActions), pick(t, "id", drawnIDs))
	r.Target.Instance = pick(t, "instance", []string{"i", "i", "j", ""})
	r.Target.Tags, r.Tags, r.SearchTags = tags("tags"), tags("request tags"), tags("search tags")
	r.TagKeys = rapid.SliceOfN(rapid.SampledFrom(drawnTagKeys), 0, 2).Draw(t, "tag keys")
	r.Target.HierarchyPath = rapid.SliceOfN(rapid.SampledFrom([]string{"g1", "a"}), 0, 2).Draw(t, "groups")
	if rapid.Bool().Draw(t, "has address") {
		r.SourceIP = netip.MustParseAddr(pick(t, "address", drawnAddresses))
	}
	if rapid.Bool().Draw(t, "has time") {
		r.Time = time.Date(2030, 1, rapid.IntRange(1, 4).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
	}
	return r
}

// TestPoliciesAgreeWithTheNaiveEvaluator holds random policies and requests against an evaluator of its own, and that a policy which does
// not read the resource decides without it.
func TestPoliciesAgreeWithTheNaiveEvaluator(t *testing.T) {
	decisions, allowed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		text := drawPolicy(t)
		policy, err := access.ParsePolicy(text, operations)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		for range 40 {
			r := drawRequest(t)
			got := access.Decide(holder(policy), r).Allowed
			if want := naiveDecide(t, text, "ci", r); got != want {
				t.Fatalf("%s\nof %+v\n%v, want %v", text, r, got, want)
			}
			decisions++
			if got {
				allowed++
			}
			if r.Target.Tags, r.Target.HierarchyPath = nil, nil; !policy.ReadsResource() && access.Decide(holder(policy), r).Allowed != got {
				t.Fatalf("%s\nreads the resource", text)
			}
		}
	})
	if !t.Failed() && (decisions < 4000 || allowed < decisions/20) {
		t.Errorf("%d of %d decisions allowed: the test does not see enough", allowed, decisions)
	}
}
