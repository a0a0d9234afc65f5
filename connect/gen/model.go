package main

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// model is the machine-readable description of the API, as model/connect.json holds it.
type model struct {
	Operations map[string]operation `json:"operations"`
	Shapes     map[string]*shape    `json:"shapes"`
	OutOfScope map[string]binding   `json:"outOfScope"`
}

type operation struct {
	Name   string  `json:"name"`
	HTTP   binding `json:"http"`
	Input  ref     `json:"input"`
	Output *ref    `json:"output"`
	Errors []ref   `json:"errors"`
	Family string  `json:"family"`
}

type binding struct {
	Method     string `json:"method"`
	RequestURI string `json:"requestUri"`
}

type ref struct {
	Shape string `json:"shape"`
}

// shape is one type of the API. Which fields are set depends on Type.
type shape struct {
	Type      string   `json:"type"`
	Members   members  `json:"members"`
	Required  []string `json:"required"`
	Union     bool     `json:"union"`
	Exception bool     `json:"exception"`
	Error     struct {
		HTTPStatusCode int `json:"httpStatusCode"`
	} `json:"error"`

	Member *ref `json:"member"` // of a list
	Key    *ref `json:"key"`    // of a map
	Value  *ref `json:"value"`  // of a map

	Min       json.Number `json:"min"`
	Max       json.Number `json:"max"`
	Pattern   string      `json:"pattern"`
	Enum      []string    `json:"enum"`
	Sensitive bool        `json:"sensitive"`
}

// isEnum reports whether the shape becomes a named string type with constants.
func (s *shape) isEnum() bool { return s.Type == "string" && len(s.Enum) > 0 }

// inner lists the shapes that a list or map is made of.
func (s *shape) inner() []*ref {
	var refs []*ref
	for _, r := range []*ref{s.Member, s.Key, s.Value} {
		if r != nil {
			refs = append(refs, r)
		}
	}
	return refs
}

// member is one member of a structure. Location is empty for a member of the body.
type member struct {
	Name         string `json:"-"`
	Shape        string `json:"shape"`
	Location     string `json:"location"`
	LocationName string `json:"locationName"`
}

// members keeps the order of the model, which a Go map would lose.
type members []member

// UnmarshalJSON reads an object of name to member, in order.
func (ms *members) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return err
		}
		m := member{Name: name.(string)}
		if err := dec.Decode(&m); err != nil {
			return fmt.Errorf("member %s: %w", m.Name, err)
		}
		*ms = append(*ms, m)
	}
	return nil
}

func parseModel(data []byte) (*model, error) {
	m := new(model)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, err
	}
	return m, nil
}

// checkReferences makes sure that no later step meets a name that the model does not define.
func (m *model) checkReferences() error {
	var err error
	check := func(from string, r ref) {
		if m.Shapes[r.Shape] == nil && err == nil {
			err = fmt.Errorf("%s refers to shape %q, which the model does not have", from, r.Shape)
		}
	}
	for _, name := range sortedKeys(m.Operations) {
		op := m.Operations[name]
		check(name, op.Input)
		if op.Output != nil {
			check(name, *op.Output)
		}
		for _, e := range op.Errors {
			check(name, e)
		}
	}
	for _, name := range sortedKeys(m.Shapes) {
		s := m.Shapes[name]
		for _, r := range s.inner() {
			check(name, *r)
		}
		for _, mm := range s.Members {
			check(name+"."+mm.Name, ref{mm.Shape})
		}
	}
	return err
}
