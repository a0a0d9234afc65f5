package rest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
)

// hostileBodies are those that are no JSON object, each with the message that refuses it.
var hostileBodies = map[string]struct{ body, want string }{
	"white space only":       {" \n", notOneObject},
	"null":                   {`null`, notOneObject},
	"a list":                 {`[{}]`, notOneObject},
	"a string":               {`"x"`, notOneObject},
	"two objects":            {`{}{}`, notOneObject},
	"text after the object":  {`{} x`, notOneObject},
	"cut off":                {`{"Name":"x"`, "The request body is not well-formed JSON in UTF-8 at byte 11"},
	"no JSON":                {`Name=x`, "The request body is not well-formed JSON in UTF-8 at byte 0"},
	"name is no string":      {`{1:2}`, "The request body is not well-formed JSON in UTF-8 at byte 1"},
	"no value":               {`{"Name"}`, "The request body is not well-formed JSON in UTF-8 at byte 7"},
	"comma at the end":       {`{"Name":"x",}`, "The request body is not well-formed JSON in UTF-8 at byte 12"},
	"bad literal":            {`{"Name":nul}`, "The request body is not well-formed JSON in UTF-8 at byte 11"},
	"raw control character":  {"{\"Name\":\"a\x01\"}", "The request body is not well-formed JSON in UTF-8 at byte 10"},
	"raw U+0000":             {"{\"Name\":\"a\x00\"}", "The request body is not well-formed JSON in UTF-8 at byte 10"},
	"invalid UTF-8":          {"{\"Name\":\"a\xff\"}", "The request body is not well-formed JSON in UTF-8 at byte 10"},
	"invalid UTF-8, unknown": {"{\"New\":\"a\xff\"}", "The request body is not well-formed JSON in UTF-8 at byte 9"},
	"invalid UTF-8 in name":  {"{\"N\xff\":1}", "The request body is not well-formed JSON in UTF-8 at byte 3"},
	"byte order mark":        {"\xef\xbb\xbf{}", "The request body is not well-formed JSON in UTF-8 at byte 0"},
	"UTF-16":                 {"\xff\xfe{\x00}\x00", "The request body is not well-formed JSON in UTF-8 at byte 0"},
	"lone high surrogate":    {`{"Name":"\ud800"}`, "The request body is not well-formed JSON in UTF-8 at byte 9"},
	"lone low surrogate":     {`{"Tags":{"\udc00":"x"}}`, "The request body is not well-formed JSON in UTF-8 at byte 10"},
	"repeated member":        {`{"Name":"x","Name":"x"}`, "The request body must not repeat a member of an object"},
	"repeated, escaped":      {`{"Name":"x","\u004eame":"x"}`, "The request body must not repeat a member of an object"},
	"repeated, null":         {`{"Name":null,"Name":null}`, "The request body must not repeat a member of an object"},
	"repeated, unknown":      {`{"New":{"a":1,"a":2}}`, "The request body must not repeat a member of an object"},
	"repeated key":           {`{"Tags":{"k":"1","k":"2"}}`, "The request body must not repeat a member of an object"},
	"number with zeros":      {`{"Count":01}`, "The request body is not well-formed JSON in UTF-8 at byte 10"},
	"not a number":           {`{"Level":NaN}`, "The request body is not well-formed JSON in UTF-8 at byte 9"},
	"too deep":               {`{"New":` + strings.Repeat("[", 64) + strings.Repeat("]", 64) + `}`, bodyTooDeep},
	"too deep, known":        {strings.Repeat(`{"Not":`, 65) + `{}` + strings.Repeat(`}`, 65), bodyTooDeep},
	"endlessly deep":         {strings.Repeat(`[`, maxBody), bodyTooDeep},
	"too large":              {`{"Name":"` + strings.Repeat("x", maxBody) + `"}`, bodyTooLarge},
	"syntax after violation": {`{"Name":1,"Count":}`, "The request body is not well-formed JSON in UTF-8 at byte 18"},
}

func TestHostileBodies(t *testing.T) {
	for name, test := range hostileBodies {
		t.Run(name, func(t *testing.T) {
			wantRefusal(t, send(newMux(nil), "/things/a", test.body), "InvalidRequestException", test.want)
		})
	}
}

// TestBodyOfOperationWithoutBodyMembers holds that such an operation still refuses what is no JSON object.
func TestBodyOfOperationWithoutBodyMembers(t *testing.T) {
	type input struct{}
	h := Handle(newProtocol(), testOperation, func(context.Context, *input) (*None, error) { return nil, nil })
	for _, body := range []string{``, `{}`, `{"Name":{"a":[1]}}`} {
		if w := send(h, "/", body); w.Code != http.StatusOK {
			t.Errorf("body %q: status %d: %s", body, w.Code, w.Body)
		}
	}
	wantRefusal(t, send(h, "/", `[]`), "InvalidRequestException", notOneObject)
}

func TestReadBodyTwice(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/", io.NopCloser(strings.NewReader("some text")))
	first, refused := ReadBody(r)
	if refused != nil || string(first) != "some text" {
		t.Fatalf("first read: %q, %v", first, refused)
	}
	if again, err := io.ReadAll(r.Body); err != nil || string(again) != "some text" {
		t.Errorf("r.Body after it: %q, %v", again, err)
	}
	if allocs := testing.AllocsPerRun(10, func() { _, _ = ReadBody(r) }); allocs != 0 {
		t.Errorf("a further ReadBody allocates %v times", allocs)
	}
	if second, refused := ReadBody(r); refused != nil || &first[0] != &second[0] {
		t.Errorf("second read: %q, %v, want the same bytes", second, refused)
	}
	if rewound, _ := io.ReadAll(r.Body); string(rewound) != "some text" {
		t.Errorf("r.Body after the second ReadBody: %q", rewound)
	}
}

func TestReadBodyBounds(t *testing.T) {
	for name, test := range map[string]struct {
		body io.Reader
		want string
	}{
		"largest":            {bytes.NewReader(make([]byte, maxBody)), ""},
		"largest, streamed":  {io.LimitReader(zeros{}, maxBody), ""},
		"too large":          {bytes.NewReader(make([]byte, maxBody+1)), bodyTooLarge},
		"too large, endless": {zeros{}, bodyTooLarge},
		"broken off":         {iotest.ErrReader(errors.New("secret cause")), bodyUnreadable},
		"limited elsewhere":  {http.MaxBytesReader(nil, io.NopCloser(zeros{}), 10), bodyTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			_, refused := ReadBody(httptest.NewRequest(http.MethodPost, "/", test.body))
			message := ""
			if refused != nil {
				message = refused.Message
			}
			if message != test.want {
				t.Errorf("refused with %q, want %q", message, test.want)
			}
		})
	}
}

// Like most clients, this one sends all of its request before it looks at the answer.
func TestTooLargeBodyIsReceived(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, refused := ReadBody(r); refused != nil {
			WriteError(w, refused)
		}
	}))
	defer server.Close()
	const size = 10 << 20
	for name, head := range map[string]string{
		"announced": fmt.Sprintf("Content-Length: %d\r\n\r\n", size),
		"streamed":  fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n", size),
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := io.WriteString(conn, "POST / HTTP/1.1\r\nHost: localhost\r\n"+head+strings.Repeat("x", size)+"\r\n0\r\n\r\n"); err != nil {
				t.Fatal(err)
			}
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil || answer.StatusCode != http.StatusBadRequest {
				t.Errorf("answer %v, %v; want status 400", answer, err)
			}
		})
	}
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }
