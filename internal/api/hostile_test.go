package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/connect"
)

// hostileBodies are bodies that no operation may take. Those that are no JSON object are an InvalidRequestException for all of them.
var hostileBodies = map[string]string{
	"no JSON":               "zqx",
	"a form":                "Action=zqx&Version=1",
	"XML":                   "<zqx/>",
	"cut off":               `{"zqx":"zqx`,
	"null":                  "null",
	"a list":                `[{"zqx":1}]`,
	"a string":              `"zqx"`,
	"a number":              "42",
	"blank":                 " \r\n",
	"repeated member":       `{"zqx":1,"zqx":2}`,
	"repeated inner member": `{"zqx":[{"a":1,"\u0061":2}]}`,
	"invalid UTF-8":         "{\"zqx\":\"\xff\"}",
	"overlong UTF-8":        "{\"zqx\":\"\xc0\xaf\"}",
	"lone surrogate":        `{"zqx":"\ud800"}`,
	"raw control character": "{\"zqx\":\"\x00\"}",
	"byte order mark":       "\ufeff{}",
	"trailing text":         `{} zqx`,
	"trailing object":       `{}{}`,
	"trailing brace":        `{}}`,
	"comment":               `{/* zqx */}`,
	"single quotes":         `{'zqx':1}`,
	"no number":             `{"zqx":NaN}`,
	"two megabytes":         `{"zqx":"` + strings.Repeat("z", 2<<20) + `"}`,
	"deep lists":            `{"zqx":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}",
	"deep objects":          strings.Repeat(`{"zqx":`, 100_000) + "1" + strings.Repeat("}", 100_000),
	"deep and cut off":      strings.Repeat("[", 100_000),
}

// TestHostileBodies sends each to every operation that is built, also to those that have no member in the body.
func TestHostileBodies(t *testing.T) {
	s := newSubject(t)
	s.eachBuilt(t, func(t *testing.T, op connect.Operation, path string) {
		for name, body := range hostileBodies {
			t.Run(name, func(t *testing.T) {
				r := httptest.NewRequest(op.Method, path, strings.NewReader(body))
				s.wantMalformed(t, r, "InvalidRequestException")
			})
		}
		t.Run("two megabytes of unknown length", func(t *testing.T) {
			r := httptest.NewRequest(op.Method, path, io.MultiReader(strings.NewReader("{}"+strings.Repeat(" ", 2<<20))))
			s.wantMalformed(t, r, "InvalidRequestException")
		})
		t.Run("broken off", func(t *testing.T) {
			r := httptest.NewRequest(op.Method, path, io.MultiReader(strings.NewReader("{"), brokenReader{}))
			s.wantMalformed(t, r, "InvalidRequestException")
		})
		t.Run("escaped U+0000", func(t *testing.T) {
			r := httptest.NewRequest(op.Method, path, strings.NewReader(`{"zqx":{"zqx":"\u0000"}}`))
			s.wantMalformed(t, r, memberError(op))
		})
	})
}

// TestHostileParameters sends what is no text in the path and the query.
func TestHostileParameters(t *testing.T) {
	s := newSubject(t)
	s.eachBuilt(t, func(t *testing.T, op connect.Operation, path string) {
		bare, query, _ := strings.Cut(path, "?")
		for _, bad := range []string{"zqx=%00", "zqx=%zz", "zqx=1;zqy=2", "%"} {
			t.Run("query "+bad, func(t *testing.T) {
				r := httptest.NewRequest(op.Method, bare, nil)
				r.URL.RawQuery = strings.TrimPrefix(query+"&"+bad, "&")
				s.wantMalformed(t, r, memberError(op))
			})
		}
		for _, bad := range []string{"%00", "zqx%00", "%FF", "%C0%AF", "%ED%A0%80"} {
			if label := labelPattern.FindString(op.Path); label != "" {
				t.Run("label "+bad, func(t *testing.T) {
					r := httptest.NewRequest(op.Method, withLabels(strings.Replace(op.Path, label, bad, 1), "x"), nil)
					s.wantMalformed(t, r, memberError(op))
				})
			}
		}
	})
}

// eachBuilt runs a test for each operation that is built, with the target of a request whose path and query are good.
func (s *subject) eachBuilt(t *testing.T, test func(t *testing.T, op connect.Operation, target string)) {
	t.Helper()
	built := s.api.Built()
	for _, op := range connect.Operations {
		if !built[op.Name] {
			continue
		}
		t.Run(op.Name, func(t *testing.T) {
			good, err := goodCase(op)
			if err != nil {
				t.Fatal(err)
			}
			r, err := good.request()
			if err != nil {
				t.Fatal(err)
			}
			test(t, op, r.URL.RequestURI())
		})
	}
}

// wantMalformed wants a refusal before the operation is reached.
func (s *subject) wantMalformed(t *testing.T, r *http.Request, kind string) {
	t.Helper()
	w, o := s.serve(t, r)
	if o.calls != 1 || o.reached() {
		t.Errorf("observed %d calls, reached %v", o.calls, o.reached())
	}
	wantAnswer(t, w, http.StatusBadRequest, kind)
	if strings.Contains(w.Body.String(), "zq") {
		t.Errorf("the answer shows what was sent: %s", w.Body)
	}
}

// brokenReader is a connection that breaks.
type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) {
	return 0, &url.Error{Op: "read", URL: "zqx", Err: io.ErrUnexpectedEOF}
}
