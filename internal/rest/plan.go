package rest

import (
	"fmt"
	"reflect"
	"strings"
)

// plan is a structure as compiled from its Go type and tags: all that binding and checking need to know.
type plan struct {
	members []*member          // in declaration order, the order of the checks
	body    map[string]*member // those that travel in the body, by their exact names
	labels  []*member          // those that travel in the path
	query   []*member          // those that travel in the query
}

// member is one member of a structure.
type member struct {
	name     string // as it is on the wire
	index    int    // of the Go field
	label    bool
	required bool
	shape    *shape
}

// compiler makes plans. It keeps each plan from before it is complete, so that a structure may contain itself.
type compiler struct {
	checks map[string]Check
	plans  map[reflect.Type]*plan
}

// plan compiles a structure. It panics, naming the type, if the type or its tags are malformed.
func (c *compiler) plan(t reflect.Type) *plan {
	if known, ok := c.plans[t]; ok {
		return known
	}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("rest: %s is no structure", t))
	}
	p := &plan{body: make(map[string]*member)}
	c.plans[t] = p
	for i := range t.NumField() {
		c.add(p, t, t.Field(i))
	}
	return p
}

// add compiles one field into p.
func (c *compiler) add(p *plan, t reflect.Type, f reflect.StructField) {
	defer func() {
		if problem := recover(); problem != nil {
			panic(fmt.Sprintf("%v (in %s.%s)", problem, t, f.Name))
		}
	}()
	if !f.IsExported() {
		panic("rest: the field is not exported")
	}
	tags := parseTag(f.Tag)
	m := &member{index: f.Index[0], required: tags.flag("required")}
	tags.flag("sensitive") // nothing submitted is ever shown, so all members are treated alike
	m.shape = c.memberShape(f.Type, tags)
	p.members = append(p.members, m)
	p.place(m, tags)
}

// place names m and puts it where its tags say that it travels: in the path, the query or the body.
func (p *plan) place(m *member, tags tag) {
	jsonName, _, _ := strings.Cut(tags["json"], ",")
	label, isLabel := tags["path"]
	parameter, isParameter := tags["query"]
	switch {
	case isLabel && !isParameter && jsonName == "-" && m.shape.scalar():
		m.name, m.label = label, true
		p.labels = append(p.labels, m)
	case isParameter && !isLabel && jsonName == "-" && (m.shape.scalar() || m.shape.kind == list && m.shape.elem.scalar()):
		m.name = parameter
		p.query = append(p.query, m)
	case !isLabel && !isParameter && jsonName != "-":
		m.name = jsonName
		if p.body[m.name] != nil {
			panic("rest: two members have the same name")
		}
		p.body[m.name] = m
	default:
		panic("rest: the tags do not place the member in either the path, the query or the body")
	}
	if m.name == "" {
		panic("rest: the member has no name")
	}
}
