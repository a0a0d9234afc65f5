package access

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// maxPolicy is the size of the largest policy, in bytes without white space: that of IAM's managed policies, which bounds what a decision
// can cost. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const maxPolicy = 6144

// The versions of the policy language. The older one, which holds when a document names none, knows no variables.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
const (
	versionNow = "2012-10-17"
	versionOld = "2008-10-17"
)

// ParsePolicy compiles a policy document. The operations are the names of all that the connect service has; an action without wildcards
// that names none of them is refused, as is everything else that could never have the effect that was meant: unknown or repeated
// members, operators and condition keys, empty lists, values that are not of their key's type. Actions of other services are accepted and
// never match. Every error is a *PolicyError. The grammar is that of
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html without principals.
func ParsePolicy(text []byte, operations []string) (*Policy, error) {
	p, err := parsePolicy(text, operations)
	var wrong *PolicyError
	if errors.As(err, &wrong) {
		wrong.locate(text)
	}
	return p, err
}

func parsePolicy(text []byte, operations []string) (*Policy, error) {
	size := len(text)
	for _, c := range text {
		if c < unicode.MaxASCII && unicode.IsSpace(rune(c)) {
			size--
		}
	}
	if size > maxPolicy {
		return nil, &PolicyError{Problem: fmt.Sprintf("must not be larger than %d bytes, white space aside", maxPolicy)}
	}
	root, err := readDocument(text)
	if err != nil {
		return nil, err
	}
	if err := root.hasOnly("Version", "Id", "Statement"); err != nil {
		return nil, err
	}
	p := policyParser{operations: operations, sids: map[string]bool{}}
	return p.policy(&root)
}

// hasOnly refuses what is no object, and members with other names.
func (n *node) hasOnly(names ...string) error {
	if n.kind != '{' {
		return n.errorf("must be an object")
	}
	for i := range n.items {
		m := &n.items[i]
		switch {
		case slices.Contains(names, m.name):
		case m.name == "Principal" || m.name == "NotPrincipal":
			return m.errorf("must be absent: the principal is the holder of the key")
		default:
			return m.errorf("is unknown: only %s can be here", strings.Join(names, ", "))
		}
	}
	return nil
}

// word is the value of a string that must not be empty.
func (n *node) word() (string, error) {
	if n.kind != '"' || n.text == "" {
		return "", n.errorf("must be a string that is not empty")
	}
	return n.text, nil
}

// policyParser is what the parts of a document have in common.
type policyParser struct {
	operations []string
	variables  bool
	sids       map[string]bool
}

func (p *policyParser) policy(root *node) (*Policy, error) {
	if version := root.member("Version"); version != nil {
		if version.kind != '"' || version.text != versionNow && version.text != versionOld {
			return nil, version.errorf("must be %q or %q", versionNow, versionOld)
		}
		p.variables = version.text == versionNow
	}
	if id := root.member("Id"); id != nil && id.kind != '"' {
		return nil, id.errorf("must be a string")
	}
	list := root.member("Statement")
	if list == nil {
		return nil, root.errorf("must have a Statement")
	}
	items, err := list.list()
	if err != nil {
		return nil, err
	}
	policy := &Policy{statements: make([]statement, len(items))}
	for i := range items {
		if policy.statements[i], err = p.statement(&items[i], i+1); err != nil {
			return nil, err
		}
	}
	return policy, nil
}

// statement compiles the statement with the number in the document, counted from one.
func (p *policyParser) statement(n *node, number int) (s statement, err error) {
	err = n.hasOnly("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition")
	if err != nil {
		return s, err
	}
	if s.name, err = p.sid(n, number); err != nil {
		return s, err
	}
	if s.deny, err = effect(n); err != nil {
		return s, err
	}
	s.reason = s.name + " allows it"
	if s.deny {
		s.reason = s.name + " denies it"
	}
	if s.actions, s.exceptActions, err = p.patterns(n, "Action", p.action); err != nil {
		return s, err
	}
	if s.resources, s.exceptResources, err = p.patterns(n, "Resource", p.resource); err != nil {
		return s, err
	}
	s.conditions, err = p.conditions(n.member("Condition"), s.name)
	return s, err
}

// sid is the statement's name. An empty Sid, which tools write for none, is none.
func (p *policyParser) sid(n *node, number int) (string, error) {
	name := fmt.Sprintf("statement %d", number)
	m := n.member("Sid")
	switch {
	case m == nil:
		return name, nil
	case m.kind != '"' || strings.ContainsFunc(m.text, func(c rune) bool { return !letterOrDigit(c) }):
		return "", m.errorf("must be a string of letters and digits")
	case m.text == "":
		return name, nil
	case p.sids[m.text]:
		return "", m.errorf("must differ from those of the other statements")
	}
	p.sids[m.text] = true
	return m.text, nil
}

// effect says whether the statement denies.
func effect(n *node) (deny bool, err error) {
	m := n.member("Effect")
	switch {
	case m == nil:
		return false, n.errorf("must have an Effect")
	case m.kind != '"' || m.text != "Allow" && m.text != "Deny":
		return false, m.errorf("must be Allow or Deny")
	}
	return m.text == "Deny", nil
}

// patterns compiles the member with the name, or the one that excludes: Not and the name. Exactly one of the two must be there.
func (p *policyParser) patterns(n *node, name string, one func(string) (pattern, error)) (all []pattern, except bool, err error) {
	m, not := n.member(name), n.member("Not"+name)
	switch {
	case m == nil && not == nil:
		return nil, false, n.errorf("must have %s or Not%s", name, name)
	case m != nil && not != nil:
		return nil, false, not.errorf("must not be there together with %s", name)
	case m == nil:
		m = not
	}
	items, err := m.list()
	if err != nil {
		return nil, false, err
	}
	all = make([]pattern, len(items))
	for i := range items {
		word, err := items[i].word()
		if err == nil {
			all[i], err = one(word)
			if err != nil {
				err = items[i].errorf("%s", err.Error())
			}
		}
		if err != nil {
			return nil, false, err
		}
	}
	return all, not != nil, nil
}

func letterOrDigit(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}
