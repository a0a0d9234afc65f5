package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

// channel is an enum, as the wire contract writes them.
type channel string

// moment is a timestamp of whole seconds that reads and writes itself.
type moment struct{ time.Time }

func (m moment) MarshalJSON() ([]byte, error) { return strconv.AppendInt(nil, m.Unix(), 10), nil }

func (m *moment) UnmarshalJSON(data []byte) error {
	seconds, err := strconv.ParseInt(string(data), 10, 64)
	if err != nil || seconds > 253402300799 {
		return errors.New("no moment")
	}
	m.Time = time.Unix(seconds, 0).UTC()
	return nil
}

// person is a nested structure.
type person struct {
	FirstName *string `json:"FirstName,omitzero" required:"true" max:"10"`
	Secret    *string `json:"Secret,omitzero" sensitive:"true" call:"longPassword"`
}

// criteria contains itself, directly and in lists.
type criteria struct {
	All  []criteria `json:"All"`
	Not  *criteria  `json:"Not,omitzero"`
	Name *string    `json:"Name,omitzero" max:"5"`
}

// request has a member of each kind.
type request struct {
	ID      *string            `json:"-" path:"ID" required:"true" max:"40"`
	Max     *int32             `json:"-" query:"max" min:"1" max:"100"`
	Ratio   *float32           `json:"-" query:"ratio" max:"1.5"`
	Deep    *bool              `json:"-" query:"deep"`
	Token   *string            `json:"-" query:"token" min:"2"`
	Kinds   []channel          `json:"-" query:"kinds" max:"2" elem:"enum:\"VOICE|CHAT\""`
	Name    *string            `json:"Name,omitzero" pattern:"^[^#]*$"`
	Channel *channel           `json:"Channel,omitzero" enum:"VOICE|CHAT"`
	Count   *int32             `json:"Count,omitzero" max:"2000000"`
	Total   *int64             `json:"Total,omitzero"`
	Level   *float32           `json:"Level,omitzero" min:"1.0" max:"5.0"`
	Active  *bool              `json:"Active,omitzero"`
	Since   *moment            `json:"Since,omitzero"`
	Person  *person            `json:"Person,omitzero"`
	IDs     []string           `json:"IDs" min:"1" max:"3" elem:"min:\"1\" max:\"8\""`
	Rows    [][]int32          `json:"Rows" elem:"max:\"2\" elem:\"min:\\\"0\\\"\""`
	People  []person           `json:"People" max:"2"`
	Tags    map[string]string  `json:"Tags" max:"2" key:"min:\"1\" max:\"8\" call:\"tagKey\"" value:"max:\"8\""`
	Staff   map[channel]person `json:"Staff"`
	Search  *criteria          `json:"Search,omitzero"`
}

var testChecks = map[string]Check{
	"longPassword": {func(s string) bool { return len(s) >= 8 }, "must be long"},
	"tagKey":       {func(s string) bool { return !strings.HasPrefix(s, "aws:") }, "must not begin with aws:"},
}

// echo is a handler that answers with what was bound.
func echo(_ context.Context, in *request) (*request, error) { return in, nil }

// newProtocol returns a protocol that shows nothing of a handler's error.
func newProtocol() *Protocol {
	return &Protocol{Checks: testChecks}
}

var testOperation = Operation{Name: "PutThing", ParameterError: "InvalidParameterException"}

// newMux serves h, or the echo when it is nil, at /things/{ID}.
func newMux(h http.Handler) *http.ServeMux {
	if h == nil {
		h = Handle(newProtocol(), testOperation, echo)
	}
	mux := http.NewServeMux()
	mux.Handle("/things/{ID}", h)
	return mux
}

// send sends a request to h and returns the answer.
func send(h http.Handler, target, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodPost, target, strings.NewReader(body)))
	return w
}

// wantRefusal checks that an answer is the refusal of a request with this type and message.
func wantRefusal(t *testing.T, w *httptest.ResponseRecorder, errorType, message string) {
	t.Helper()
	if w.Code != http.StatusBadRequest || w.Header().Get("X-Amzn-ErrorType") != errorType {
		t.Errorf("status %d, type %q, want 400, %q", w.Code, w.Header().Get("X-Amzn-ErrorType"), errorType)
	}
	if got, want := w.Body.String(), fmt.Sprintf(`{"Message":%q}`, message); got != want {
		t.Errorf("body %s\nwant %s", got, want)
	}
}
