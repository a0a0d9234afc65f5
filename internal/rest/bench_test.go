package rest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"testing"
)

// discard is a ResponseWriter that costs nothing.
type discard struct{ header http.Header }

func (d discard) Header() http.Header         { return d.header }
func (d discard) Write(p []byte) (int, error) { return len(p), nil }
func (d discard) WriteHeader(int)             {}

const smallBody = `{"Name":"ann.example","Channel":"VOICE","Count":120,"Active":true,"Person":{"FirstName":"Ann","Secret":"long secret"},` +
	`"IDs":["0a1b2c3d"],"Tags":{"team":"north","site":"B"}}`

// BenchmarkHandle is a small create: decoding, checking and encoding, without the server around it.
func BenchmarkHandle(b *testing.B) {
	h := Handle(newProtocol(), testOperation, echo)
	r := httptest.NewRequest(http.MethodPost, "/things/a", nil)
	r.SetPathValue("ID", "0a1b2c3d-0000-4000-8000-000000000000")
	body, w := bytes.NewReader([]byte(smallBody)), discard{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		body.Reset([]byte(smallBody))
		r.Body, r.ContentLength = io.NopCloser(body), int64(len(smallBody))
		h.ServeHTTP(w, r)
	}
}

// BenchmarkHandleRead is a read: a label and a parameter in, a small answer out.
func BenchmarkHandleRead(b *testing.B) {
	out := &answer{Name: new("ann"), Count: new(int32(3)), Tags: map[string]string{"team": "north"}}
	h := Handle(newProtocol(), testOperation, func(context.Context, *request) (*answer, error) { return out, nil })
	r := httptest.NewRequest(http.MethodGet, "/things/a?max=7", nil)
	r.SetPathValue("ID", "0a1b2c3d-0000-4000-8000-000000000000")
	w := discard{http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		h.ServeHTTP(w, r)
	}
}

// BenchmarkDecode is the decoder alone.
func BenchmarkDecode(b *testing.B) {
	p := newProtocol().plan(reflect.TypeFor[request]())
	body := []byte(smallBody)
	b.ReportAllocs()
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		var in request
		if err := decode(body, p, reflect.ValueOf(&in).Elem()); err != nil {
			b.Fatal(err)
		}
	}
}
