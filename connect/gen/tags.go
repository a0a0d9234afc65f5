package main

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// constraint is what a value must satisfy: the model's rule for its shape with the overrides applied.
type constraint struct {
	rule
	Enum []string
}

// constraints answers what holds for a shape or a member, and notices overrides that nothing uses.
type constraints struct {
	model *model
	rules map[string]rule
}

func newConstraints(m *model, table []override) (*constraints, error) {
	c := &constraints{model: m, rules: map[string]rule{}}
	var errs []error
	for _, o := range table {
		for _, target := range o.Targets {
			errs = append(errs, c.add(target, o.Rule))
		}
	}
	return c, errors.Join(errs...)
}

func (c *constraints) add(target string, r rule) error {
	if _, twice := c.rules[target]; twice {
		return fmt.Errorf("override %s: there are two", target)
	}
	shapeName, isMember := c.find(target)
	if shapeName == "" {
		return fmt.Errorf("override %s: the model has no such shape or member", target)
	}
	before := c.ofShape(shapeName).rule
	if !isMember {
		before = c.fromModel(shapeName).rule
	}
	if before.with(r) == before {
		return fmt.Errorf("override %s: changes nothing, remove it", target)
	}
	c.rules[target] = r
	return nil
}

// find returns the shape that a target is about, or "".
func (c *constraints) find(target string) (shapeName string, isMember bool) {
	structure, name, isMember := strings.Cut(target, ".")
	s := c.model.Shapes[structure]
	switch {
	case s == nil:
		return "", isMember
	case !isMember:
		return structure, false
	}
	for _, mm := range s.Members {
		if mm.Name == name {
			return mm.Shape, true
		}
	}
	return "", true
}

func (c *constraints) fromModel(name string) constraint {
	s := c.model.Shapes[name]
	return constraint{
		rule: rule{Min: number(s.Min.String()), Max: number(s.Max.String()), Pattern: s.Pattern, Sensitive: s.Sensitive},
		Enum: s.Enum,
	}
}

func (c *constraints) ofShape(name string) constraint {
	con := c.fromModel(name)
	con.rule = con.rule.with(c.rules[name])
	return con
}

func (c *constraints) ofMember(structure string, mm member) constraint {
	con := c.ofShape(mm.Shape)
	con.rule = con.rule.with(c.rules[structure+"."+mm.Name])
	return con
}

// with returns r changed by what o says.
func (r rule) with(o rule) rule {
	change := func(field *string, to string) {
		switch to {
		case "":
		case none:
			*field = ""
		default:
			*field = to
		}
	}
	if o.Call != "" {
		r.Pattern = ""
	}
	change(&r.Min, o.Min)
	change(&r.Max, o.Max)
	change(&r.Pattern, o.Pattern)
	change(&r.Call, o.Call)
	change(&r.Unit, o.Unit)
	r.Sensitive = r.Sensitive || o.Sensitive
	return r
}

// number writes 1.0 as 1 and leaves other numbers alone.
func number(s string) string { return strings.TrimSuffix(s, ".0") }

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
