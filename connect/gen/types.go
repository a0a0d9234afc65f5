package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// writer renders the Go types of shapes.
type writer struct {
	bytes.Buffer
	model       *model
	constraints *constraints
	users       map[string][]string // the structures that have a member of the shape, sorted
	roles       map[string]string   // "the input of CreateUser"
}

// valueType is the Go type of a list's element or a map's value.
func (w *writer) valueType(name string) (string, error) {
	s := w.model.Shapes[name]
	switch s.Type {
	case "string":
		if s.isEnum() {
			return name, nil
		}
		return "string", nil
	case "integer":
		return "int32", nil
	case "long":
		return "int64", nil
	case "float":
		return "float32", nil
	case "boolean":
		return "bool", nil
	case "timestamp":
		return "Timestamp", nil
	case "structure":
		return name, nil
	case "list":
		elem, err := w.valueType(s.Member.Shape)
		return "[]" + elem, err
	case "map":
		if w.model.Shapes[s.Key.Shape].Type != "string" {
			return "", fmt.Errorf("shape %s: a map's key must be a string", name)
		}
		value, err := w.valueType(s.Value.Shape)
		return "map[string]" + value, err
	}
	return "", fmt.Errorf("shape %s: type %q is not supported", name, s.Type)
}

// memberType is the Go type of a structure's member: a pointer, so that absent differs from zero, unless it is a list or map.
func (w *writer) memberType(name string) (string, error) {
	t, err := w.valueType(name)
	if s := w.model.Shapes[name]; s.Type != "list" && s.Type != "map" {
		t = "*" + t
	}
	return t, err
}

func (w *writer) structure(name string) error {
	s := w.model.Shapes[name]
	fmt.Fprintf(w, "// %s is %s.\ntype %s struct {\n", name, w.role(name, s), name)
	for _, mm := range s.Members {
		if err := w.field(name, mm, slices.Contains(s.Required, mm.Name)); err != nil {
			return fmt.Errorf("%s.%s: %w", name, mm.Name, err)
		}
	}
	fmt.Fprintf(w, "}\n\n")
	return nil
}

func (w *writer) field(structure string, mm member, required bool) error {
	goType, err := w.memberType(mm.Shape)
	if err != nil {
		return err
	}
	tag, err := w.constraints.tag(structure, mm, required)
	if err != nil {
		return err
	}
	field := fieldName(mm.Name)
	if bounds := bounds(w.model.Shapes[mm.Shape], w.constraints.ofMember(structure, mm).rule); bounds != "" && mm.Location != "uri" {
		fmt.Fprintf(w, "\t// %s %s.\n", field, bounds)
	}
	quoted := "`" + tag + "`"
	if strings.Contains(tag, "`") {
		quoted = strconv.Quote(tag)
	}
	fmt.Fprintf(w, "\t%s %s %s\n", field, goType, quoted)
	return nil
}

func (w *writer) enum(name string) {
	fmt.Fprintf(w, "// %s is one of the constants below.\ntype %s string\n\n", name, name)
	fmt.Fprintf(w, "// The values of %s.\nconst (\n", name)
	for _, value := range w.model.Shapes[name].Enum {
		fmt.Fprintf(w, "\t%s %s = %q\n", name+constantSuffix(value), name, value)
	}
	fmt.Fprintf(w, ")\n\n")
}

// constantSuffix turns SOFT_PHONE into SoftPhone, as the AWS SDK for Go does.
func constantSuffix(value string) string {
	words := strings.FieldsFunc(value, func(r rune) bool { return r == '_' || r == '-' || r == ' ' })
	for i, word := range words {
		words[i] = fieldName(strings.ToLower(word))
	}
	return strings.Join(words, "")
}

func fieldName(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
