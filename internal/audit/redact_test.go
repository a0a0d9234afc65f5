package audit

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
)

var testKeys = NewKeys(func(purpose string, _ []byte) []byte { return []byte("a key for " + purpose) })

func written(v any) string {
	return string(writer{testKeys}.value(nil, reflect.ValueOf(v), false))
}

func TestValue(t *testing.T) {
	type inner struct{ Email, Note string }
	type base struct{ ID string }
	yes, zero, jane := false, int32(0), "jane"
	tests := map[string]struct {
		value any
		want  string
	}{
		"nothing":      {nil, `null`},
		"zero members": {struct{ A, B string }{"", "x"}, `{"B":"x"}`},
		"pointers to zeros": {struct {
			A *bool
			B *int32
		}{&yes, &zero}, `{"A":false,"B":0}`},
		"embedded": {struct {
			base
			Name string
		}{base{"1"}, "n"}, `{"ID":"1","Name":"n"}`},
		"lists and maps": {struct {
			L []inner
			M map[string]int
		}{[]inner{{Note: "a"}, {}}, map[string]int{"b": 2, "a": 1}}, `{"L":[{"Note":"a"},{}],"M":{"a":1,"b":2}}`},
		"a time":   {struct{ At time.Time }{time.UnixMilli(1500).UTC()}, `{"At":"1970-01-01T00:00:01.5Z"}`},
		"quoting":  {struct{ A string }{"\"\\\n<Ω\xff"}, `{"A":"\"\\\n<Ω` + "\uFFFD" + `"}`},
		"a secret": {struct{ Password *string }{&jane}, `{}`},
		"sensitive": {struct {
			A *string `sensitive:"true"`
		}{&jane}, `{"A":"` + testKeys.hide([]byte("jane")) + `"}`},
		"empty and sensitive": {struct {
			A *string `sensitive:"true"`
		}{new(string)}, `{"A":""}`},
		"sensitive parts": {struct {
			A inner          `sensitive:"true"`
			B []string       `elem:"min:\"1\" sensitive:\"true\""`
			C map[string]int `value:"sensitive:\"true\""`
		}{inner{Note: "jane"}, []string{"jane"}, map[string]int{"k": 7}},
			`{"A":{"Note":"` + testKeys.hide([]byte("jane")) + `"},"B":["` + testKeys.hide([]byte("jane")) + `"],"C":{"k":"` + testKeys.hide([]byte("7")) + `"}}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := written(test.value)
			if got != test.want || !json.Valid([]byte(got)) {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestHide(t *testing.T) {
	jane, joe := testKeys.hide([]byte("jane")), testKeys.hide([]byte("joe"))
	others := NewKeys(func(purpose string, _ []byte) []byte { return []byte("another key for " + purpose) })
	if jane == joe || jane != testKeys.hide([]byte("jane")) || jane == others.hide([]byte("jane")) {
		t.Error("a digest has to tell values apart, and nothing without its key")
	}
	if !strings.HasPrefix(jane, "hmac:") || len(jane) != len("hmac:")+2*digestSize {
		t.Errorf("the digest is %s", jane)
	}
}

// TestRequests fills every request of the API and looks for what the model calls sensitive.
func TestRequests(t *testing.T) {
	hidden := 0
	for _, op := range connect.Operations {
		request := reflect.New(op.Input)
		fill(request.Elem(), false, 0)
		text := written(request.Interface())
		if !json.Valid([]byte(text)) {
			t.Errorf("%s: %s is no JSON", op.Name, text)
		}
		if strings.Contains(text, marker) {
			t.Errorf("%s: a sensitive value shows in %s", op.Name, text)
		}
		hidden += strings.Count(text, "hmac:")
	}
	if hidden == 0 {
		t.Error("no request has anything sensitive")
	}
}

// marker is the text of every sensitive member.
const marker = "sensitive value"

// fill sets every member, down to a depth at which structures that hold themselves end.
func fill(v reflect.Value, sensitive bool, depth int) {
	if depth > 8 {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), sensitive, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), sensitive, depth+1)
	case reflect.String:
		v.SetString("value")
		if sensitive {
			v.SetString(marker)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[connect.Timestamp]() {
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			fill(v.Field(i), sensitive || f.Tag.Get("sensitive") == "true" || f.Name == "Password", depth+1)
		}
	}
}
