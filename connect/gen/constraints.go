package main

import (
	"errors"
	"fmt"
	"strings"
)

// constraint is what a value must satisfy: the model's rule for its shape with the overrides applied.
type constraint struct {
	rule
	Enum []string
}

// constraints answers what holds for a shape or a member.
type constraints struct {
	model *model
	rules map[string]rule
}

// newConstraints refuses a table with an override that has no target or changes nothing.
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

// add takes one override for one target.
func (c *constraints) add(target string, r rule) error {
	if _, twice := c.rules[target]; twice {
		return fmt.Errorf("override %s: there are two", target)
	}
	shapeName := c.find(target)
	if shapeName == "" {
		return fmt.Errorf("override %s: the model has no such shape or member", target)
	}
	if before := c.ofShape(shapeName).rule; before.with(r) == before {
		return fmt.Errorf("override %s: changes nothing, remove it", target)
	}
	c.rules[target] = r
	return nil
}

// find returns the shape that a target is or, for a member, has; or "".
func (c *constraints) find(target string) string {
	name, memberName, isMember := strings.Cut(target, ".")
	s := c.model.Shapes[name]
	switch {
	case s == nil:
		return ""
	case !isMember:
		return name
	}
	for _, mm := range s.Members {
		if mm.Name == memberName {
			return mm.Shape
		}
	}
	return ""
}

// fromModel is the model's word, without overrides.
func (c *constraints) fromModel(name string) constraint {
	s := c.model.Shapes[name]
	return constraint{
		rule: rule{Min: number(s.Min.String()), Max: number(s.Max.String()), Pattern: s.Pattern, Sensitive: s.Sensitive},
		Enum: s.Enum,
	}
}

// ofShape holds for a value of the shape wherever it stands.
func (c *constraints) ofShape(name string) constraint {
	con := c.fromModel(name)
	con.rule = con.rule.with(c.rules[name])
	return con
}

// ofMember holds for one member of a structure.
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
