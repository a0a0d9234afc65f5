package connect_test

import (
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/connect"
)

// TestPathsRouteTogether registers the whole API, in scope or not, in one mux, which panics on patterns that conflict.
func TestPathsRouteTogether(t *testing.T) {
	mux := http.NewServeMux()
	for _, op := range slices.Concat(connect.Operations, connect.OutOfScope) {
		func() {
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s: %v", op.Name, p)
				}
			}()
			mux.Handle(op.Method+" "+op.Path, http.NotFoundHandler())
		}()
	}
}

var label = regexp.MustCompile(`\{([A-Za-z]+)\}`)

// TestOperationsAreComplete checks each row against its input's tags and the table of exceptions.
func TestOperationsAreComplete(t *testing.T) {
	for _, op := range connect.Operations {
		var inPath, inTags []string
		for _, m := range label.FindAllStringSubmatch(op.Path, -1) {
			inPath = append(inPath, m[1])
		}
		for field := range op.Input.Fields() {
			if name, ok := field.Tag.Lookup("path"); ok {
				inTags = append(inTags, name)
			}
		}
		slices.Sort(inPath)
		slices.Sort(inTags)
		if diff := cmp.Diff(inPath, inTags); diff != "" {
			t.Errorf("%s: labels (-path +tags):\n%s", op.Name, diff)
		}
		if op.Family == "" {
			t.Errorf("%s: no family", op.Name)
		}
		for _, e := range op.Errors {
			if _, ok := connect.Exceptions[e]; !ok {
				t.Errorf("%s declares %s, which Exceptions lacks", op.Name, e)
			}
		}
	}
}

// TestNamesAreSortedAndDistinct covers both tables together: no operation is in both.
func TestNamesAreSortedAndDistinct(t *testing.T) {
	names := map[string]bool{}
	for _, table := range [][]connect.Operation{connect.Operations, connect.OutOfScope} {
		if !slices.IsSortedFunc(table, func(a, b connect.Operation) int { return strings.Compare(a.Name, b.Name) }) {
			t.Error("a table is not sorted by name")
		}
		for _, op := range table {
			names[op.Name] = true
		}
	}
	if got, want := len(names), len(connect.Operations)+len(connect.OutOfScope); got != want {
		t.Errorf("%d distinct names in %d rows", got, want)
	}
}

func TestDeclares(t *testing.T) {
	op := connect.Operation{Errors: []string{"InvalidRequestException"}}
	if !op.Declares("InvalidRequestException") || op.Declares("InvalidParameterException") {
		t.Error("Declares does not follow Errors")
	}
}

// TestExceptionStatus pins the two codes that surprise: both are about quotas, and only one is retried by clients.
func TestExceptionStatus(t *testing.T) {
	got := map[string]int{}
	for name, e := range connect.Exceptions {
		if name != e.Name {
			t.Errorf("%s is filed under %s", e.Name, name)
		}
		got[name] = e.Status
	}
	maps.DeleteFunc(got, func(name string, _ int) bool {
		return name != "LimitExceededException" && name != "ServiceQuotaExceededException"
	})
	want := map[string]int{"LimitExceededException": http.StatusTooManyRequests, "ServiceQuotaExceededException": http.StatusPaymentRequired}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}
