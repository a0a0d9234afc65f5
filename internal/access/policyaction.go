package access

import (
	"errors"
	"slices"
	"strings"
)

// What Rollcall itself can be asked beside Connect's operations.
const (
	ActionExplain       = "rollcall:Explain"
	ActionReadAudit     = "rollcall:ReadAudit"
	ActionCreateSession = "rollcall:CreateSession"
)

// action compiles an action of a statement: "*", or the name of a service and of what it can be asked, the latter with wildcards. Both
// compare without case. A name without wildcards must exist where it is known which ones do.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
func (p *policyParser) action(text string) (pattern, error) {
	if text == "*" {
		return pattern{{kind: anything}}, nil
	}
	service, name, _ := strings.Cut(text, ":")
	switch {
	case !isName(service, "-") || !isName(name, "*?"):
		return nil, errors.New("must be * or a service, a colon and the name of an action, in which * and ? are wildcards")
	case !strings.ContainsAny(name, "*?") && !p.exists(service, name):
		return nil, errors.New("is no action of its service")
	}
	return pattern(nil).compile(text, syntax{wildcards: true})
}

// exists says whether the service has the action. Of services other than the two that there are here nothing is known.
func (p *policyParser) exists(service, name string) bool {
	is := func(operation string) bool { return strings.EqualFold(operation, name) }
	switch {
	case strings.EqualFold(service, "connect"):
		return slices.ContainsFunc(p.operations, is)
	case strings.EqualFold(service, "rollcall"):
		return slices.ContainsFunc(ownActions, func(action string) bool { return is(strings.TrimPrefix(action, "rollcall:")) })
	}
	return true
}

var ownActions = []string{ActionExplain, ActionReadAudit, ActionCreateSession}

// IsAction says whether a text is an action that a request can be about, spelled as requests spell it: one of Rollcall's own, or connect: and
// one of the operations.
func IsAction(text string, operations []string) bool {
	operation, isConnect := strings.CutPrefix(text, "connect:")
	return slices.Contains(ownActions, text) || isConnect && slices.Contains(operations, operation)
}

// isName says whether a text is of letters, digits and the further characters, and not empty.
func isName(text, further string) bool {
	other := func(c rune) bool { return !letterOrDigit(c) && !strings.ContainsRune(further, c) }
	return text != "" && !strings.ContainsFunc(text, other)
}
