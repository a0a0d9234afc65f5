package rest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// FuzzDecode holds of any query and body: the answer is a success or a refusal of the request; a refusal shows nothing
// of a value submitted; and a success binds to what it encodes to.
func FuzzDecode(f *testing.F) {
	f.Add("max=7&kinds=CHAT", []byte(`{"Name":"x","Tags":{"k":"v"},"IDs":["a"],"Rows":[[1]],"Level":2.5,"Since":0}`))
	f.Add("token=%00", []byte(`{"Person":{"FirstName":"A","Secret":"longsecret"},"Search":{"All":[{"Not":{"Name":"b"}}]}}`))
	f.Add("", []byte(`{"Count":1.0e2,"Total":-0.5e1,"Active":true,"Staff":{"CHAT":{"FirstName":"B"}},"New":[null]}`))
	for _, hostile := range hostileBodies {
		if len(hostile.body) < 1000 {
			f.Add("max=1", []byte(hostile.body))
		}
	}
	mux := newMux(nil)
	f.Fuzz(func(t *testing.T, query string, body []byte) {
		w := sendRaw(mux, query, body)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		if !utf8.Valid(w.Body.Bytes()) {
			t.Errorf("the answer is no UTF-8: %q", w.Body)
		}
		if w.Code == http.StatusOK {
			checkRoundTrip(t, body, w.Body.Bytes())
		}
		checkNotShown(t, mux, body)
	})
}

// sendRaw sends any query and body, well-formed or not.
func sendRaw(h http.Handler, query string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "/things/a", bytes.NewReader(body))
	r.URL.RawQuery = query
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// checkRoundTrip decodes what was sent and what was answered: both must be the same value. An absent list comes back
// as an empty one.
func checkRoundTrip(t *testing.T, sent, answered []byte) {
	t.Helper()
	if len(sent) == 0 {
		sent = []byte(`{}`)
	}
	p := newProtocol().plan(reflect.TypeFor[request]())
	var first, second request
	if err := decode(sent, p, reflect.ValueOf(&first).Elem()); err != nil {
		t.Fatalf("accepted, but does not decode: %v", err)
	}
	if err := decode(answered, p, reflect.ValueOf(&second).Elem()); err != nil {
		t.Fatalf("the answer does not decode: %v", err)
	}
	if diff := cmp.Diff(first, second, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("decoded from the answer (-sent +answered):\n%s", diff)
	}
}

// checkNotShown puts a marker into each string of the body in turn and sends that: a refusal must not show it.
func checkNotShown(t *testing.T, h http.Handler, body []byte) {
	t.Helper()
	const marker = "zqmarkerqz"
	for i, quotes := 0, 0; i < len(body) && quotes < 20; i++ {
		if body[i] != '"' {
			continue
		}
		quotes++
		w := sendRaw(h, "", []byte(string(body[:i+1])+marker+string(body[i+1:])))
		if w.Code != http.StatusOK && strings.Contains(w.Body.String(), marker) {
			t.Errorf("a refusal shows what was submitted: %s", w.Body)
		}
	}
}
