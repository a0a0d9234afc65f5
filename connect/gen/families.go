package main

import (
	"fmt"
	"slices"
	"strings"
)

// shared is the family of shapes that several families, or none, use.
const shared = "shared"

// families maps every structure that is no exception to the one family of operations that uses it, or to shared.
func families(m *model) map[string]string {
	found := map[string]string{}
	for _, name := range sortedKeys(m.Operations) {
		op := m.Operations[name]
		roots := []string{op.Input.Shape}
		if op.Output != nil {
			roots = append(roots, op.Output.Shape)
		}
		for _, s := range m.reachable(roots...) {
			if family, seen := found[s]; seen && family != op.Family {
				found[s] = shared
			} else {
				found[s] = op.Family
			}
		}
	}
	result := map[string]string{}
	for name, s := range m.Shapes {
		if s.Type == "structure" && !s.Exception {
			family, used := found[name]
			if !used {
				family = shared
			}
			result[name] = strings.ReplaceAll(family, "-", "_")
		}
	}
	return result
}

// reachable lists the roots and every shape below them, once each.
func (m *model) reachable(roots ...string) []string {
	seen := map[string]bool{}
	for len(roots) > 0 {
		name := roots[0]
		roots = roots[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		s := m.Shapes[name]
		for _, r := range s.inner() {
			roots = append(roots, r.Shape)
		}
		for _, mm := range s.Members {
			roots = append(roots, mm.Shape)
		}
	}
	return sortedKeys(seen)
}

// users maps a shape to the structures that hold it, directly or in lists and maps.
func users(m *model) map[string][]string {
	result := map[string][]string{}
	for _, name := range sortedKeys(m.Shapes) {
		for _, mm := range m.Shapes[name].Members {
			for _, held := range m.held(mm.Shape) {
				if !slices.Contains(result[held], name) {
					result[held] = append(result[held], name)
				}
			}
		}
	}
	return result
}

// held unwraps lists and maps down to what they hold.
func (m *model) held(name string) []string {
	s := m.Shapes[name]
	if s.Type != "list" && s.Type != "map" {
		return []string{name}
	}
	var names []string
	for _, r := range s.inner() {
		names = append(names, m.held(r.Shape)...)
	}
	return names
}

// roles says which operations a structure is the input or output of.
func roles(m *model) map[string]string {
	inputs, outputs := map[string][]string{}, map[string][]string{}
	for _, name := range sortedKeys(m.Operations) {
		op := m.Operations[name]
		inputs[op.Input.Shape] = append(inputs[op.Input.Shape], name)
		if op.Output != nil {
			outputs[op.Output.Shape] = append(outputs[op.Output.Shape], name)
		}
	}
	result := map[string]string{}
	for shape, names := range inputs {
		result[shape] = fmt.Sprintf("the input of %s", enumerate(names))
	}
	for shape, names := range outputs {
		result[shape] = fmt.Sprintf("the output of %s", enumerate(names))
	}
	return result
}
