package access_test

import (
	"encoding/json"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// naive is a second evaluator of policies, written from IAM's documentation alone: it takes a document as JSON comes and a request as the
// set of its context keys, and is slow. It shares no code with the package.
type naive struct {
	t       rapid.TB
	user    string
	old     bool
	context map[string][]string // by the name in lower case, but for the keys of tags
}

// naiveDecide says what the policy says.
func naiveDecide(t rapid.TB, policy []byte, user string, r access.Request) bool {
	var doc map[string]any
	if err := json.Unmarshal(policy, &doc); err != nil {
		t.Fatal(err)
	}
	n := naive{t: t, user: user, old: doc["Version"] != "2012-10-17", context: naiveContext(user, r)}
	allowed, denied := false, false
	for _, s := range naiveList(doc["Statement"]) {
		statement := s.(map[string]any)
		if n.applies(statement, r) {
			allowed = allowed || statement["Effect"] == "Allow"
			denied = denied || statement["Effect"] == "Deny"
		}
	}
	return allowed && !denied
}

func naiveList(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// naiveContext is the request context: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
func naiveContext(user string, r access.Request) map[string][]string {
	context := map[string][]string{"aws:username": {user}}
	for key, tags := range map[string]map[string]string{"aws:resourcetag/": r.Target.Tags, "aws:requesttag/": r.Tags, "connect:searchtag/": r.SearchTags} {
		for tag, value := range tags {
			context[key+tag] = []string{value}
		}
	}
	for tag := range r.Tags {
		context["aws:tagkeys"] = append(context["aws:tagkeys"], tag)
	}
	context["aws:tagkeys"] = append(context["aws:tagkeys"], r.TagKeys...)
	if r.Target.Instance != "" {
		context["connect:instanceid"] = []string{r.Target.Instance}
	}
	for i, group := range r.Target.HierarchyPath {
		context["connect:hierarchygroupl"+strconv.Itoa(i+1)+"id"] = []string{group}
	}
	if r.SourceIP.IsValid() {
		context["aws:sourceip"] = []string{r.SourceIP.String()}
	}
	if !r.Time.IsZero() {
		context["aws:currenttime"] = []string{r.Time.Format(time.RFC3339)}
	}
	return context
}

func (n naive) applies(s map[string]any, r access.Request) bool {
	action := func(v any) bool { return n.glob(strings.ToLower(v.(string)), strings.ToLower(r.Action), false) }
	resource := func(v any) bool { return n.arn(v.(string), r.Target.ARN()) }
	for name, matches := range map[string]func(any) bool{"Action": action, "Resource": resource} {
		if yes, ok := s[name]; ok && !slices.ContainsFunc(naiveList(yes), matches) {
			return false
		}
		if no, ok := s["Not"+name]; ok && slices.ContainsFunc(naiveList(no), matches) {
			return false
		}
	}
	block, _ := s["Condition"].(map[string]any)
	for operator, keys := range block {
		for key, values := range keys.(map[string]any) {
			if !n.condition(operator, n.values(key), naiveList(values)) {
				return false
			}
		}
	}
	return true
}

// values are those of the request for a key. Of tags whose keys differ by case only, the one as spelled wins, else the first.
func (n naive) values(key string) []string {
	service, tag, tagged := strings.Cut(key, "/")
	if !tagged {
		return n.context[strings.ToLower(key)]
	}
	service = strings.ToLower(service) + "/"
	if service == "connect:resourcetag/" {
		service = "aws:resourcetag/"
	}
	if exact, ok := n.context[service+tag]; ok {
		return exact
	}
	var names []string
	for name := range n.context {
		if strings.EqualFold(name, service+tag) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return n.context[slices.Min(names)]
}

// negations are the operators that hold when their opposite does not.
var negations = map[string]string{
	"StringNotEquals": "StringEquals", "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase", "StringNotLike": "StringLike",
	"NotIpAddress": "IpAddress", "DateNotEquals": "DateEquals",
}

func (n naive) condition(operator string, context []string, values []any) bool {
	if operator == "Null" {
		return slices.ContainsFunc(values, func(v any) bool { return naiveTrue(v) == (len(context) == 0) })
	}
	name, all := strings.CutPrefix(operator, "ForAllValues:")
	name, some := strings.CutPrefix(name, "ForAnyValue:")
	name, ifExists := strings.CutSuffix(name, "IfExists")
	positive, negated := negations[name]
	if !negated {
		positive = name
	}
	// For one value of the request: some value of the policy matches or, negated, none does.
	holds := func(have string) bool {
		return slices.ContainsFunc(values, func(v any) bool { return n.compare(positive, have, v) }) != negated
	}
	switch {
	case all && len(context) == 1 && context[0] == "":
		return true
	case all:
		return !slices.ContainsFunc(context, func(have string) bool { return !holds(have) })
	case some:
		return slices.ContainsFunc(context, holds)
	case len(context) == 0:
		return ifExists || negated
	case negated:
		return !slices.ContainsFunc(context, func(have string) bool { return !holds(have) })
	}
	return slices.ContainsFunc(context, holds)
}

func naiveTrue(v any) bool { return v == true || v != false && strings.EqualFold(v.(string), "true") }

func (n naive) compare(operator, have string, v any) bool {
	switch operator {
	case "StringEquals":
		return have == n.text(v.(string))
	case "StringEqualsIgnoreCase":
		return strings.EqualFold(have, n.text(v.(string)))
	case "StringLike":
		return n.glob(v.(string), have, true)
	case "Bool":
		return strings.EqualFold(have, strconv.FormatBool(naiveTrue(v)))
	case "IpAddress":
		_, network, err := net.ParseCIDR(v.(string))
		if err != nil {
			return net.ParseIP(v.(string)).Equal(net.ParseIP(have))
		}
		return network.Contains(net.ParseIP(have))
	}
	now, err := time.Parse(time.RFC3339, have)
	if err != nil {
		n.t.Fatal(err)
	}
	order := now.Compare(n.date(v))
	switch operator {
	case "DateEquals":
		return order == 0
	case "DateLessThan":
		return order < 0
	case "DateLessThanEquals":
		return order <= 0
	case "DateGreaterThan":
		return order > 0
	case "DateGreaterThanEquals":
		return order >= 0
	}
	n.t.Fatalf("the naive evaluator does not know %s", operator)
	return false
}

func (n naive) date(v any) time.Time {
	if seconds, ok := v.(float64); ok {
		return time.Unix(int64(seconds), 0)
	}
	for _, form := range []string{time.RFC3339, "2006-01-02"} {
		if date, err := time.Parse(form, v.(string)); err == nil {
			return date
		}
	}
	n.t.Fatalf("the naive evaluator cannot read the date %v", v)
	return time.Time{}
}

// variable finds what is replaced in a text.
var variable = regexp.MustCompile(`\$\{[^}]*\}`)

// text is a text with its variables replaced.
func (n naive) text(s string) string {
	if n.old {
		return s
	}
	return variable.ReplaceAllStringFunc(s, func(found string) string {
		if len(found) == len("${*}") {
			return found[2:3]
		}
		return n.user
	})
}

// glob matches a pattern by way of a regular expression.
func (n naive) glob(pattern, s string, variables bool) bool {
	return regexp.MustCompile("(?s)^" + n.expression(pattern, variables && !n.old) + "$").MatchString(s)
}

func (n naive) expression(pattern string, variables bool) string {
	plain := func(text string) string {
		return strings.NewReplacer(`\*`, ".*", `\?`, ".").Replace(regexp.QuoteMeta(text))
	}
	if !variables {
		return plain(pattern)
	}
	expression := ""
	for pattern != "" {
		found := variable.FindStringIndex(pattern)
		if found == nil {
			return expression + plain(pattern)
		}
		expression += plain(pattern[:found[0]]) + regexp.QuoteMeta(n.text(pattern[found[0]:found[1]]))
		pattern = pattern[found[1]:]
	}
	return expression
}

// arn matches an ARN part by part. In the first five, a * that is not the last of its part stays within it.
func (n naive) arn(pattern, s string) bool {
	if pattern == "*" {
		return true
	}
	parts := strings.SplitN(pattern, ":", 6)
	for i, part := range parts {
		if i == 5 {
			parts[i] = n.expression(part, !n.old)
			continue
		}
		open := strings.HasSuffix(part, "*")
		part = strings.NewReplacer(`\*`, "[^:]*", `\?`, "[^:]").Replace(regexp.QuoteMeta(part))
		if open {
			part = strings.TrimSuffix(part, "[^:]*") + ".*"
		}
		parts[i] = part
	}
	return regexp.MustCompile("(?s)^" + strings.Join(parts, ":") + "$").MatchString(s)
}
