package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// tag renders the struct tag of a member.
func (c *constraints) tag(structure string, mm member, required bool) (string, error) {
	s := c.model.Shapes[mm.Shape]
	binding, err := bindingTag(s, mm)
	if err != nil {
		return "", err
	}
	parts := []string{binding}
	if required {
		parts = append(parts, pair("required", "true"))
	}
	rest, err := c.constraintTag(s, c.ofMember(structure, mm))
	if err != nil {
		return "", err
	}
	return strings.Join(append(parts, rest...), " "), nil
}

// bindingTag says where the member travels. Lists and maps have no omitzero: an answer always holds them, if only empty.
func bindingTag(s *shape, mm member) (string, error) {
	switch {
	case mm.Location == "uri":
		return pair("json", "-") + " " + pair("path", mm.LocationName), nil
	case mm.Location == "querystring":
		return pair("json", "-") + " " + pair("query", mm.LocationName), nil
	case mm.Location != "":
		return "", fmt.Errorf("location %q is not supported", mm.Location)
	case s.Type == "list" || s.Type == "map":
		return pair("json", mm.Name), nil
	}
	return pair("json", mm.Name+",omitzero"), nil
}

// constraintTag renders a constraint and, nested in it, those of a list's elements and a map's keys and values.
func (c *constraints) constraintTag(s *shape, con constraint) ([]string, error) {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, pair(key, value))
		}
	}
	pattern, err := anchor(con.Pattern)
	if err != nil {
		return nil, err
	}
	if con.Sensitive {
		add("sensitive", "true")
	}
	if con.Min != "0" || s.Type == "integer" || s.Type == "long" || s.Type == "float" {
		add("min", con.Min) // a length is never below zero
	}
	add("max", con.Max)
	add("pattern", pattern)
	add("enum", strings.Join(con.Enum, "|"))
	add("call", con.Call)
	for _, part := range []struct {
		key string
		ref *ref
	}{{"elem", s.Member}, {"key", s.Key}, {"value", s.Value}} {
		if part.ref == nil {
			continue
		}
		nested, err := c.constraintTag(c.model.Shapes[part.ref.Shape], c.ofShape(part.ref.Shape))
		if err != nil {
			return nil, err
		}
		add(part.key, strings.Join(nested, " "))
	}
	return parts, nil
}

// anchor makes a pattern match whole strings only, and refuses one that RE2 cannot compile.
func anchor(pattern string) (string, error) {
	if pattern == "" {
		return "", nil
	}
	whole := "^(?:" + strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$") + ")$"
	if strings.HasSuffix(pattern, `\$`) {
		whole = "^(?:" + pattern + ")$"
	}
	if _, err := regexp.Compile(whole); err != nil {
		return "", fmt.Errorf("pattern needs an override: %w", err)
	}
	return whole, nil
}

func pair(key, value string) string { return key + ":" + strconv.Quote(value) }
