package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/connect"
)

// TestShapes breaks and keeps each rule of each member of each operation that is built.
func TestShapes(t *testing.T) {
	s := newSubject(t)
	refused, accepted := 0, 0
	for _, op := range connect.Operations {
		if !s.api.Built()[op.Name] {
			continue
		}
		t.Run(op.Name, func(t *testing.T) {
			cases, err := shapeCases(op)
			if err != nil {
				t.Fatal(err)
			}
			instance := s.newInstance(t)
			for _, c := range cases {
				c = c.in(instance)
				if c.refused {
					refused++
					t.Run(c.name(), func(t *testing.T) { s.wantRefused(t, c) })
				} else {
					accepted++
					t.Run(c.name(), func(t *testing.T) { s.wantAccepted(t, c) })
				}
			}
		})
	}
	t.Logf("%d requests: %d to be refused, %d to be accepted", refused+accepted, refused, accepted)
}

// TestShapesHaveSamples holds that every rule of the contract can be tried, those of operations that are not built included.
func TestShapesHaveSamples(t *testing.T) {
	for _, op := range connect.Operations {
		cases, err := shapeCases(op)
		if err != nil {
			t.Errorf("%s: %v", op.Name, err)
		}
		names := map[string]bool{}
		for _, c := range cases {
			if names[c.name()] {
				t.Errorf("%s has two cases %q", op.Name, c.name())
			}
			names[c.name()] = true
			if _, err := c.request(); err != nil {
				t.Errorf("%s, %s: %v", op.Name, c.name(), err)
			}
		}
	}
}

// wantRefused wants the operation's error for a malformed member, from the shape checks, without the value.
func (s *subject) wantRefused(t *testing.T, c shapeCase) {
	w, o := s.serveCase(t, c)
	if o.reached() {
		t.Errorf("the request reached the operation, which answered %d %s", w.Code, w.Body)
	}
	wantAnswer(t, w, http.StatusBadRequest, memberError(c.operation))
	if shows(w.Body.String(), c.sent) {
		t.Errorf("the answer shows what was sent: %s", w.Body)
	}
}

// wantAccepted wants that the shape checks let the request pass, whatever the operation then answers.
func (s *subject) wantAccepted(t *testing.T, c shapeCase) {
	w, o := s.serveCase(t, c)
	if !o.reached() {
		t.Errorf("the request was refused with %d %s", w.Code, w.Body)
	}
	if w.Code >= http.StatusInternalServerError {
		t.Errorf("answered %d %s: %v", w.Code, w.Body, o.cause)
	}
}

// memberError is what an operation answers to a member that breaks a rule.
func memberError(op connect.Operation) string {
	if op.Declares("InvalidParameterException") {
		return "InvalidParameterException"
	}
	return "InvalidRequestException"
}

func (s *subject) serveCase(t *testing.T, c shapeCase) (*httptest.ResponseRecorder, *observed) {
	t.Helper()
	r, err := c.request()
	if err != nil {
		t.Fatal(err)
	}
	w, o := s.serve(t, r)
	if o.calls != 1 || o.operation != c.operation.Name {
		t.Errorf("observed %d calls, of %q", o.calls, o.operation)
	}
	return w, o
}

var (
	index  = regexp.MustCompile(`\[\d+\]`)
	number = regexp.MustCompile(`[-+]?\d+(?:\.\d+)?`)
)

// shows says whether an answer holds what was sent. Texts below three characters stand in any sentence.
func shows(answer string, sent any) bool {
	switch v := sent.(type) {
	case string:
		return len(v) > 2 && strings.Contains(answer, v[:min(len(v), 16)])
	case json.Number:
		return slices.Contains(number.FindAllString(index.ReplaceAllString(answer, ""), -1), v.String())
	}
	return strings.Contains(answer, "zqx") // what lists and objects are filled with
}
