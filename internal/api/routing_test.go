package api_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/connect"
)

// modelOperations is how many operations the API model has.
const modelOperations = 370

var labelPattern = regexp.MustCompile(`\{\w+\}`)

// withLabels puts the same value in the place of every label.
func withLabels(pattern, value string) string {
	return labelPattern.ReplaceAllLiteralString(pattern, value)
}

func allOperations() []connect.Operation {
	return slices.Concat(connect.Operations, connect.OutOfScope)
}

// isOperation says whether any operation has the method and the path, segment by segment.
func isOperation(method, path string) bool {
	segments := strings.Split(path, "/")
	return slices.ContainsFunc(allOperations(), func(op connect.Operation) bool {
		return op.Method == method && slices.EqualFunc(strings.Split(op.Path, "/"), segments, matches)
	})
}

// matches says whether a segment of a pattern takes a segment of a path. A label takes any but an empty one.
func matches(pattern, segment string) bool {
	return pattern == segment || segment != "" && strings.HasPrefix(pattern, "{")
}

// TestNotBuilt holds that every operation of the model is known, and that one which is not built says so with its name.
func TestNotBuilt(t *testing.T) {
	s := newSubject(t)
	built := s.api.Built()
	if n := len(allOperations()); n != modelOperations {
		t.Errorf("there are %d operations, want %d", n, modelOperations)
	}
	for _, op := range allOperations() {
		if built[op.Name] {
			continue
		}
		t.Run(op.Name, func(t *testing.T) {
			w, o := s.serve(t, httptest.NewRequest(op.Method, withLabels(op.Path, "arn%3Aaws%2Fx"), strings.NewReader("zqx")))
			wantAnswer(t, w, http.StatusNotImplemented, "NotImplementedException")
			if !strings.Contains(w.Body.String(), op.Name+" ") || o.calls != 1 || o.operation != op.Name {
				t.Errorf("answered %s, observed %d calls of %q", w.Body, o.calls, o.operation)
			}
		})
	}
}

// TestUnknownMethods tries every other method at the path of every operation.
func TestUnknownMethods(t *testing.T) {
	s := newSubject(t)
	for _, op := range allOperations() {
		path := withLabels(op.Path, "x")
		for _, method := range []string{"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"} {
			if !isOperation(method, path) {
				s.wantUnknown(t, method, path)
			}
		}
	}
}

// TestUnknownPaths bends the path of every operation. What it then is must be no redirect to what it was.
func TestUnknownPaths(t *testing.T) {
	s := newSubject(t)
	for _, op := range allOperations() {
		path := withLabels(op.Path, "x")
		bent := []string{
			"/" + path, path + "/", path + "//", path + "/.", path + "/..", "/." + path, "/.." + path, "/x/.." + path, "/%2e%2e" + path,
			path + "/more/than/any/operation/has/of/segments", strings.ToUpper(path), path + "%2F", "/%2F" + path,
			"/" + strings.ReplaceAll(path[1:], "/", "//"), withLabels(op.Path, ""), withLabels(op.Path, "."), withLabels(op.Path, ".."),
			withLabels(op.Path, "arn:aws:connect:us-west-2:111122223333:instance/x"),
		}
		for _, b := range bent {
			if !isOperation(op.Method, b) || strings.Contains(b, "/.") {
				s.wantUnknown(t, op.Method, b)
			}
		}
	}
}

// TestOddTargets sends what only a hand-written request can hold.
func TestOddTargets(t *testing.T) {
	s := newSubject(t)
	for _, target := range []string{
		"GET /", "PUT /", "HEAD /", "OPTIONS /", "CONNECT example.com:443", "CONNECT /", "GET http://example.com", "POST http://example.com",
		"GET //", "POST //", "GET ///", "GET /.", "GET /..", "POST /..", "GET /%00", "GET /%FF", "GET /index.html", "GET /favicon.ico", "GET /x?%zz",
		"OPTIONS *", "GET *", "GET http://other.example/users", "POST /search-users/", "POST /search-users%2F", "POST /search%2Dusers/",
		"GET /" + strings.Repeat("x/", 10_000), "GET /" + strings.Repeat("x", 100_000),
	} {
		method, path, _ := strings.Cut(target, " ")
		s.wantUnknown(t, method, path)
	}
}

// wantUnknown wants the JSON answer for what is no operation.
func (s *subject) wantUnknown(t *testing.T, method, target string) {
	t.Helper()
	t.Run(method+" "+target[:min(len(target), 120)], func(t *testing.T) {
		w, o := s.serve(t, httptest.NewRequest(method, target, nil))
		wantAnswer(t, w, http.StatusNotFound, "UnknownOperationException")
		if o.calls != 1 || o.operation != "" {
			t.Errorf("observed %d calls, of %q", o.calls, o.operation)
		}
	})
}
