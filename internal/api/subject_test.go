package api_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

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

	instances int // how many newInstance made
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

// newInstance makes an instance with an alias of its own and gives its id.
func (s *subject) newInstance(t *testing.T) string {
	t.Helper()
	s.instances++
	body := fmt.Sprintf(`{"IdentityManagementType":"CONNECT_MANAGED","InstanceAlias":"shapes-%d","InboundCallsEnabled":true,"OutboundCallsEnabled":true}`, s.instances)
	w, _ := s.serve(t, httptest.NewRequest("PUT", "/instance", strings.NewReader(body)))
	var created struct{ Id string }
	if err := json.Unmarshal(w.Body.Bytes(), &created); err != nil || created.Id == "" {
		t.Fatalf("CreateInstance answered %d %s", w.Code, w.Body)
	}
	return created.Id
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
