// Package docs_test keeps the generated part of the documentation current. It may know the contract and which operations are built.
package docs_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/api"
)

var update = flag.Bool("update", false, "write the generated documents instead of comparing them")

const (
	document = "operations.md"
	refresh  = "go test ./docs -update"
)

// TestOperationsDocument holds that operations.md says what the program does.
func TestOperationsDocument(t *testing.T) {
	want := operationsDocument(api.New(nil, api.Options{}).Built())
	if *update {
		if err := os.WriteFile(document, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(got), "\n"), strings.Split(string(want), "\n")); diff != "" {
		t.Errorf("docs/%s is not current; refresh it with: %s\n(-file +program):\n%s", document, refresh, diff)
	}
}

// TestNotesHaveOperations holds that each note is of an operation in scope.
func TestNotesHaveOperations(t *testing.T) {
	for name := range notes {
		if !slices.ContainsFunc(connect.Operations, func(op connect.Operation) bool { return op.Name == name }) {
			t.Errorf("there is a note on %s, which is no operation in scope", name)
		}
	}
}

const introduction = `<!-- Generated from the contract and the program; do not edit. Refresh: ` + refresh + ` -->

# Operations

The API model has %d operations. %d are in scope and %d of these are served; the others answer 501 NotImplementedException.
What differs from Amazon Connect, or is open in its documentation, is in [divergences.md](divergences.md). Beside these,
sts GetCallerIdentity is served at POST /.

Every operation in scope declares %s. The column of errors has what an operation
declares beside them, without the ending Exception. Any operation may answer AccessDeniedException, declared or not. A page has as many items as MaxResults says,
within the bounds shown; without it 100, or the upper bound where that is lower.
`

// operationsDocument writes the document for the operations that are built.
func operationsDocument(built map[string]bool) []byte {
	var b bytes.Buffer
	byFamily := map[string][]connect.Operation{}
	for _, op := range connect.Operations {
		byFamily[op.Family] = append(byFamily[op.Family], op)
	}
	common := commonErrors()
	fmt.Fprintf(&b, introduction, len(connect.Operations)+len(connect.OutOfScope), len(connect.Operations), count(connect.Operations, built), enumerate(common))
	var families []string
	for family := range byFamily {
		families = append(families, family)
	}
	slices.Sort(families)
	for _, family := range families {
		writeFamily(&b, family, byFamily[family], built, common)
	}
	writeOutOfScope(&b)
	return b.Bytes()
}

func writeFamily(b *bytes.Buffer, family string, ops []connect.Operation, built map[string]bool, common []string) {
	title := strings.ReplaceAll(family, "-", " ")
	fmt.Fprintf(b, "\n## %s%s\n\n%d of %d served.\n\n", strings.ToUpper(title[:1]), title[1:], count(ops, built), len(ops))
	b.WriteString("| operation | served | request | page | further errors | notes |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, op := range ops {
		served, note := "no", ""
		if built[op.Name] {
			served, note = "yes", notes[op.Name]
		}
		fmt.Fprintf(b, "| %s | %s | `%s %s` | %s | %s | %s |\n", op.Name, served, op.Method, op.Path, pageSize(op), furtherErrors(op, common), note)
	}
}

func writeOutOfScope(b *bytes.Buffer) {
	fmt.Fprintf(b, "\n## Out of scope\n\nThese %d operations are known and answer 501 NotImplementedException.\n", len(connect.OutOfScope))
	var initial byte
	for _, op := range connect.OutOfScope {
		separator := ", "
		if op.Name[0] != initial {
			separator = "\n- "
		}
		initial = op.Name[0]
		b.WriteString(separator + op.Name)
	}
	b.WriteString("\n")
}

func count(ops []connect.Operation, built map[string]bool) int {
	n := 0
	for _, op := range ops {
		if built[op.Name] {
			n++
		}
	}
	return n
}

// commonErrors are the exceptions that every operation in scope declares.
func commonErrors() []string {
	common := slices.Clone(connect.Operations[0].Errors)
	for _, op := range connect.Operations {
		common = slices.DeleteFunc(common, func(name string) bool { return !op.Declares(name) })
	}
	return common
}

func furtherErrors(op connect.Operation, common []string) string {
	var names []string
	for _, name := range op.Errors {
		if !slices.Contains(common, name) {
			names = append(names, strings.TrimSuffix(name, "Exception"))
		}
	}
	return strings.Join(names, ", ")
}

// pageSize is the bounds of MaxResults, where the operation has it.
func pageSize(op connect.Operation) string {
	field, ok := op.Input.FieldByName("MaxResults")
	if !ok || field.Type != reflect.TypeFor[*int32]() {
		return ""
	}
	return field.Tag.Get("min") + " to " + field.Tag.Get("max")
}

func enumerate(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
