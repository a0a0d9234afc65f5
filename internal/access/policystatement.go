package access

import (
	"fmt"
	"strings"
)

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
