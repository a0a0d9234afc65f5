package rest

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
)

// with returns a structure with one member of type T under this tag, made so since some of the tags are ill-formed.
func with[T any](tag reflect.StructTag) reflect.Type {
	return reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeFor[T](), Tag: tag}})
}

// stringField returns a field for a member that is a string named A.
func stringField(name string) reflect.StructField {
	return reflect.StructField{Name: name, Type: reflect.TypeFor[*string](), Tag: `json:"A"`}
}

// TestMalformedTags holds that a mistake in a tag is found when the handler is made.
func TestMalformedTags(t *testing.T) {
	for name, test := range map[string]struct {
		in   reflect.Type
		want string
	}{
		"no structure":           {reflect.TypeFor[string](), "string is no structure"},
		"unknown key":            {with[*string](`json:"A" patern:"x"`), "unknown key"},
		"tag cut off":            {with[*string](`json:"A" min`), "unknown key"},
		"not quoted":             {with[*string](`json:"A" min:1`), "not quoted"},
		"repeated key":           {with[*string](`json:"A" min:"1" min:"2"`), "repeated"},
		"no name":                {with[*string](``), "has no name"},
		"no place":               {with[*string](`json:"-"`), "do not place"},
		"two places":             {with[*string](`json:"A" path:"A"`), "do not place"},
		"path and query":         {with[*string](`json:"-" path:"A" query:"A"`), "do not place"},
		"list in the path":       {with[[]string](`json:"-" path:"A"`), "do not place"},
		"structure in query":     {with[*person](`json:"-" query:"A"`), "do not place"},
		"same name":              {reflect.StructOf([]reflect.StructField{stringField("A"), stringField("B")}), "same name"},
		"not exported":           {reflect.TypeFor[struct{ a *string }](), "not exported"},
		"scalar by value":        {with[string](`json:"A"`), "cannot be a string"},
		"pointer to list":        {with[*[]string](`json:"A"`), "cannot be a *[]string"},
		"unsigned":               {with[*uint32](`json:"A"`), "no value on the wire is a uint32"},
		"plain time":             {with[*time.Time](`json:"A"`), "RFC 3339"},
		"integer keys":           {with[map[int32]string](`json:"A"`), "keys are not strings"},
		"nested label":           {with[*request](`json:"A"`), "nested structure has members in the path"},
		"required is no flag":    {with[*string](`json:"A" required:"yes"`), "not true"},
		"required element":       {with[[]string](`json:"A" elem:"required:\"true\""`), "required means nothing"},
		"elements of a string":   {with[*string](`json:"A" elem:"min:\"1\""`), "elem means nothing"},
		"values of a list":       {with[[]string](`json:"A" value:"min:\"1\""`), "value means nothing"},
		"bound of a structure":   {with[*person](`json:"A" min:"1"`), "min means nothing"},
		"bound of a boolean":     {with[*bool](`json:"A" max:"1"`), "max means nothing"},
		"bound is no number":     {with[*string](`json:"A" max:"many"`), "no number"},
		"bound is inexact":       {with[*int64](`json:"A" max:"9223372036854775807"`), "no number that is represented exactly"},
		"pattern of an integer":  {with[*int32](`json:"A" pattern:"^1$"`), "pattern means nothing"},
		"pattern does not parse": {with[*string](`json:"A" pattern:"^(?!x)$"`), "invalid or unsupported"},
		"no such check":          {with[*string](`json:"A" call:"nobody"`), `no check named "nobody"`},
		"malformed elem":         {with[[]string](`json:"A" elem:"min"`), "unknown key"},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				problem := fmt.Sprint(recover())
				if !strings.Contains(problem, test.want) {
					t.Errorf("panic %q, want one with %q", problem, test.want)
				}
			}()
			newProtocol().plan(test.in)
		})
	}
}

// TestPlanOfSharedStructures holds that one protocol compiles a structure once.
func TestPlanOfSharedStructures(t *testing.T) {
	p := newProtocol()
	in := p.plan(reflect.TypeFor[request]())
	if in != p.plan(reflect.TypeFor[request]()) {
		t.Error("the same type has two plans")
	}
	search := in.body["Search"].shape.plan
	if search != search.body["Not"].shape.plan || search != search.body["All"].shape.elem.plan {
		t.Error("a structure that contains itself has several plans")
	}
	if in.body["Person"].shape.plan != in.body["People"].shape.elem.plan {
		t.Error("a structure in two places has two plans")
	}
}

// TestHandlersAreConcurrent makes handlers and uses them at once, for the race detector.
func TestHandlersAreConcurrent(t *testing.T) {
	p := newProtocol()
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			mux := newMux(Handle(p, testOperation, echo))
			for range 20 {
				if w := send(mux, "/things/a?max=1", `{"IDs":["x"],"Tags":{"k":"v"}}`); w.Code != http.StatusOK {
					t.Errorf("status %d: %s", w.Code, w.Body)
				}
			}
		})
	}
}
