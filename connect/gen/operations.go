package main

import (
	"bytes"
	"fmt"
)

// writeOperations renders the table of the operations in scope.
func writeOperations(b *bytes.Buffer, m *model) {
	fmt.Fprintf(b, "// Operations is the API in scope, sorted by name.\nvar Operations = []Operation{\n")
	for _, name := range sortedKeys(m.Operations) {
		op := m.Operations[name]
		fmt.Fprintf(b, "{Name: %q, Method: %q, Path: %q, Family: %q,\n", name, op.HTTP.Method, op.HTTP.RequestURI, op.Family)
		fmt.Fprintf(b, "Input: reflect.TypeFor[%s](),\n", op.Input.Shape)
		if op.Output != nil {
			fmt.Fprintf(b, "Output: reflect.TypeFor[%s](),\n", op.Output.Shape)
		}
		fmt.Fprintf(b, "Errors: []string{\n")
		for _, e := range op.Errors {
			fmt.Fprintf(b, "%q,\n", e.Shape)
		}
		fmt.Fprintf(b, "}},\n")
	}
	fmt.Fprintf(b, "}\n")
}

// writeOutOfScope renders the table of what the API has and this implementation has not.
func writeOutOfScope(b *bytes.Buffer, m *model) {
	fmt.Fprintf(b, "// OutOfScope is the rest of the API, sorted by name: known, and not implemented.\nvar OutOfScope = []Operation{\n")
	for _, name := range sortedKeys(m.OutOfScope) {
		http := m.OutOfScope[name]
		fmt.Fprintf(b, "{Name: %q, Method: %q, Path: %q},\n", name, http.Method, http.RequestURI)
	}
	fmt.Fprintf(b, "}\n")
}

// writeExceptions renders the table of the errors that operations declare.
func writeExceptions(b *bytes.Buffer, m *model) {
	fmt.Fprintf(b, "// Exceptions is every error that an operation in scope declares, by name.\nvar Exceptions = map[string]Exception{\n")
	for _, name := range sortedKeys(m.Shapes) {
		if s := m.Shapes[name]; s.Exception {
			fmt.Fprintf(b, "%q: {Name: %q, Status: %d},\n", name, name, s.Error.HTTPStatusCode)
		}
	}
	fmt.Fprintf(b, "}\n\n")
}
