package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
)

// shapeCase is a request in which one member breaks one rule, or just keeps it.
type shapeCase struct {
	operation connect.Operation
	variant
	path  map[string]string
	query url.Values
	body  map[string]any
}

// name says which member and which rule.
func (c *shapeCase) name() string { return c.member + ": " + c.rule }

// request writes the case as HTTP.
func (c *shapeCase) request() (*http.Request, error) {
	target := c.operation.Path
	for label, value := range c.path {
		target = strings.Replace(target, "{"+label+"}", url.PathEscape(value), 1)
	}
	if len(c.query) > 0 {
		target += "?" + c.query.Encode()
	}
	body, err := json.Marshal(c.body)
	if err != nil {
		return nil, err
	}
	if len(c.body) == 0 {
		body = nil
	}
	return httptest.NewRequest(c.operation.Method, target, strings.NewReader(string(body))), nil
}

// goodCase is a request that keeps every rule and has no member that it can do without.
func goodCase(op connect.Operation) (shapeCase, error) {
	good := shapeCase{operation: op, path: map[string]string{}, query: url.Values{}, body: map[string]any{}}
	m := maker{open: map[reflect.Type]int{}}
	for field := range op.Input.Fields() {
		if p := placeOf(field); p.required() {
			good.set(p, m.good(p))
		}
	}
	return good, m.err
}

// shapeCases makes the cases of one operation: for each member one request for each rule that it can break, and one at each bound.
func shapeCases(op connect.Operation) ([]shapeCase, error) {
	good, err := goodCase(op)
	m := maker{open: map[reflect.Type]int{}, err: err}
	var cases []shapeCase
	for field := range op.Input.Fields() {
		p := placeOf(field)
		for _, v := range m.member(p) {
			cases = append(cases, good.with(p, v))
		}
	}
	return cases, m.err
}

// in directs the case at an instance, so that a request which keeps the rules gets as far as it can. A case about the id itself stays.
func (c shapeCase) in(instance string) shapeCase {
	const label = "InstanceId"
	if _, ok := c.path[label]; ok && c.member != label {
		c.path = maps.Clone(c.path)
		c.path[label] = instance
	}
	if _, ok := c.body[label]; ok && c.member != label {
		c.body = maps.Clone(c.body)
		c.body[label] = instance
	}
	return c
}

// with is the case with another value in one place.
func (c *shapeCase) with(p place, v variant) shapeCase {
	changed := shapeCase{operation: c.operation, variant: v, path: maps.Clone(c.path), query: maps.Clone(c.query), body: maps.Clone(c.body)}
	changed.set(p, v.value)
	return changed
}

// set puts a value into the part of the request where the place lies.
func (c *shapeCase) set(p place, v any) {
	switch _, gone := v.(absent); {
	case gone:
		c.query.Del(p.name)
		delete(c.body, p.name)
	case p.part == inPath:
		c.path[p.name] = fmt.Sprint(v)
	case p.part == inQuery:
		c.query[p.name] = parameters(v)
	default:
		c.body[p.name] = v
	}
}

// parameters writes a value as the values of a query parameter.
func parameters(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return []string{fmt.Sprint(v)}
	}
	var texts []string
	for _, element := range list {
		texts = append(texts, fmt.Sprint(element))
	}
	return texts
}

// part is the part of a request in which a member travels.
type part int

const (
	inBody part = iota
	inQuery
	inPath
)

// place is where a value stands: its name, its type without a member's pointer, and the tag that states its rules.
type place struct {
	name string
	part part
	typ  reflect.Type
	tag  reflect.StructTag
}

func placeOf(field reflect.StructField) place {
	p := place{typ: field.Type, tag: field.Tag}
	if p.typ.Kind() == reflect.Pointer {
		p.typ = p.typ.Elem()
	}
	p.name, _, _ = strings.Cut(field.Tag.Get("json"), ",")
	if name, ok := field.Tag.Lookup("query"); ok {
		p.name, p.part = name, inQuery
	}
	if name, ok := field.Tag.Lookup("path"); ok {
		p.name, p.part = name, inPath
	}
	return p
}

// inner is the place of a list's elements or a map's keys or values.
func (p place) inner(key string) place {
	typ := p.typ.Elem()
	if key == "key" {
		typ = p.typ.Key()
	}
	return place{part: p.part, typ: typ, tag: reflect.StructTag(p.tag.Get(key))}
}

func (p place) required() bool { return p.tag.Get("required") == "true" }

// choices are the values of an enumeration; nil when the place holds any text.
func (p place) choices() []string {
	if enum, ok := p.tag.Lookup("enum"); ok {
		return slices.Collect(strings.SplitSeq(enum, "|"))
	}
	return nil
}
