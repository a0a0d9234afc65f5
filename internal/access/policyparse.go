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
