package api_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// observed is what Observe was told of a request.
type observed struct {
	calls     int
	operation string
	sent      *rest.Error
	cause     error
}

// reached says whether the request got past the shape checks: a refused one has an answer that no handler caused.
func (o *observed) reached() bool { return o.sent == nil || o.cause != nil }

type observedKey struct{}

// subject is the API without a network, to an administrator.
type subject struct {
	api     *api.API
	handler http.Handler
}

func newSubject(t *testing.T) *subject {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "rollcall.db"), sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	key, err := credential.NewKey(rand.Reader, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	ring, err := credential.NewKeyring(rand.Reader, key)
	if err != nil {
		t.Fatal(err)
	}
	service := roster.NewService(store, roster.Options{Hasher: plainHasher{}, Now: time.Now, Rand: rand.Reader})
	a := api.New(service, api.Options{Sealer: ring, Now: time.Now, Observe: func(ctx context.Context, operation string, sent *rest.Error, cause error) {
		o := ctx.Value(observedKey{}).(*observed)
		o.calls, o.operation, o.sent, o.cause = o.calls+1, operation, sent, cause
	}})
	return &subject{api: a, handler: a.Handler()}
}

// serve answers one request and tells what was observed. A panic is the test's failure, with the request's name.
func (s *subject) serve(t *testing.T, r *http.Request) (*httptest.ResponseRecorder, *observed) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("panic: %v", p)
		}
	}()
	o := new(observed)
	ctx := api.WithCaller(r.Context(), roster.Caller{Principal: access.Administrator(account), Region: region})
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r.WithContext(context.WithValue(ctx, observedKey{}, o)))
	return w, o
}

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
			for _, c := range cases {
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
	want := "InvalidRequestException"
	if c.operation.Declares("InvalidParameterException") {
		want = "InvalidParameterException"
	}
	if o.reached() {
		t.Errorf("the request reached the operation, which answered %d %s", w.Code, w.Body)
	}
	wantAnswer(t, w, http.StatusBadRequest, want)
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

// wantAnswer wants an error of the given type as every error is written.
func wantAnswer(t *testing.T, w *httptest.ResponseRecorder, status int, kind string) {
	t.Helper()
	var body struct{ Message string }
	if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || body.Message == "" {
		t.Errorf("the body is no JSON object with a Message: %q", w.Body)
	}
	if got := w.Header().Get("X-Amzn-Errortype"); w.Code != status || got != kind {
		t.Errorf("answered %d %s %s, want %d %s", w.Code, got, w.Body, status, kind)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json" || w.Header().Get("Location") != "" {
		t.Errorf("Content-Type is %q, Location is %q", got, w.Header().Get("Location"))
	}
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
