package rest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// echoOf answers with its own input.
func echoOf[T any](_ context.Context, in *T) (*T, error) { return in, nil }

type answer struct {
	Name  *string           `json:"Name,omitzero"`
	Count *int32            `json:"Count,omitzero"`
	Level *float32          `json:"Level,omitzero"`
	On    *bool             `json:"On,omitzero"`
	Since *moment           `json:"Since,omitzero"`
	List  []person          `json:"List"`
	Tags  map[string]string `json:"Tags"`
}

// respond runs a handler that returns out and err.
func respond(p *Protocol, out *answer, err error) *httptest.ResponseRecorder {
	h := Handle(p, testOperation, func(context.Context, *struct{}) (*answer, error) { return out, err })
	return send(h, "/", "")
}

func TestAnswer(t *testing.T) {
	for name, test := range map[string]struct {
		out  *answer
		want string
	}{
		"nil":              {nil, `{"List":[],"Tags":{}}`},
		"absent":           {&answer{}, `{"List":[],"Tags":{}}`},
		"zero but present": {&answer{Name: new(""), Count: new(int32), On: new(bool)}, `{"Name":"","Count":0,"On":false,"List":[],"Tags":{}}`},
		"float":            {&answer{Level: new(float32(3))}, `{"Level":3.0,"List":[],"Tags":{}}`},
		"float, fraction":  {&answer{Level: new(float32(2.1))}, `{"Level":2.1,"List":[],"Tags":{}}`},
		"timestamp":        {&answer{Since: &moment{time.Unix(1700000000, 0)}}, `{"Since":1700000000,"List":[],"Tags":{}}`},
		"HTML":             {&answer{Name: new("<a&b>\u2028\"")}, "{\"Name\":\"<a&b>\u2028\\\"\",\"List\":[],\"Tags\":{}}"},
		"sorted map":       {&answer{Tags: map[string]string{"c": "", "a": "", "b": ""}}, `{"List":[],"Tags":{"a":"","b":"","c":""}}`},
	} {
		t.Run(name, func(t *testing.T) {
			w := respond(newProtocol(), test.out, nil)
			wantAnswer(t, w, http.StatusOK, test.want)
			if _, sent := w.Header()["X-Amzn-Errortype"]; sent {
				t.Error("a success names an error type")
			}
		})
	}
}

func wantAnswer(t *testing.T, w *httptest.ResponseRecorder, status int, body string) {
	t.Helper()
	if w.Code != status || w.Body.String() != body {
		t.Errorf("got %d %s\nwant %d %s", w.Code, w.Body, status, body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json" {
		t.Errorf("Content-Type %q", got)
	}
	if got, want := w.Header().Get("Content-Length"), fmt.Sprint(len(body)); got != want {
		t.Errorf("Content-Length %q, want %q", got, want)
	}
}

func TestAnswerOfNone(t *testing.T) {
	for _, out := range []*None{nil, {}} {
		h := Handle(newProtocol(), testOperation, func(context.Context, *struct{}) (*None, error) { return out, nil })
		wantAnswer(t, send(h, "/", ""), http.StatusOK, "")
	}
}

func TestHandlerErrors(t *testing.T) {
	conflict := &Error{Type: "ResourceInUseException", Status: 409, Message: "in use", Fields: map[string]string{"ResourceType": "USER", "ResourceId": "arn\"x"}}
	translating := newProtocol()
	translating.Translate = func(_ context.Context, err error) *Error {
		if err.Error() == "busy" {
			return &Error{Type: "ThrottlingException", Status: 429, Message: "Rate exceeded"}
		}
		return nil
	}
	const conflictBody = `{"Message":"in use","ResourceId":"arn\"x","ResourceType":"USER"}`
	const internal = `{"Message":"The request could not be completed because of an internal error"}`
	for name, test := range map[string]struct {
		protocol  *Protocol
		out       *answer
		err       error
		errorType string
		status    int
		body      string
	}{
		"own error":         {newProtocol(), nil, conflict, "ResourceInUseException", 409, conflictBody},
		"own error wrapped": {translating, nil, fmt.Errorf("deleting: %w", conflict), "ResourceInUseException", 409, conflictBody},
		"translated":        {translating, nil, errors.New("busy"), "ThrottlingException", 429, `{"Message":"Rate exceeded"}`},
		"not translated":    {translating, nil, errors.New("secret cause"), "InternalServiceException", 500, internal},
		"no translation":    {newProtocol(), nil, errors.New("secret cause"), "InternalServiceException", 500, internal},
		"invalid UTF-8":     {newProtocol(), &answer{Name: new("\xff")}, nil, "InternalServiceException", 500, internal},
		"not finite":        {newProtocol(), &answer{Level: new(float32(math.Inf(1)))}, nil, "InternalServiceException", 500, internal},
	} {
		t.Run(name, func(t *testing.T) {
			w := respond(test.protocol, test.out, test.err)
			wantAnswer(t, w, test.status, test.body)
			if got := w.Header().Get("X-Amzn-ErrorType"); got != test.errorType {
				t.Errorf("type %q, want %q", got, test.errorType)
			}
		})
	}
}

// TestWriteErrorKeepsJSON holds that even a damaged message makes a well-formed body.
func TestWriteErrorKeepsJSON(t *testing.T) {
	w := httptest.NewRecorder()
	WriteError(w, &Error{Type: "X", Status: 400, Message: "a\xffb\x00"})
	wantAnswer(t, w, 400, "{\"Message\":\"a\ufffdb\\u0000\"}")
}

func TestObserve(t *testing.T) {
	cause := errors.New("secret cause")
	for name, test := range map[string]struct {
		body string
		err  error
		want []string
	}{
		"success": {"", nil, []string{"PutThing  <nil>"}},
		"refused": {"[]", nil, []string{"PutThing InvalidRequestException <nil>"}},
		"failed":  {"", cause, []string{"PutThing InternalServiceException secret cause"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			p := newProtocol()
			p.Observe = func(_ context.Context, op string, sent *Error, cause error) {
				errorType := ""
				if sent != nil {
					errorType = sent.Type
				}
				got = append(got, fmt.Sprint(op, " ", errorType, " ", cause))
			}
			h := Handle(p, testOperation, func(context.Context, *struct{}) (*None, error) { return nil, test.err })
			send(h, "/", test.body)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("observed (-want +got):\n%s", diff)
			}
		})
	}
}
