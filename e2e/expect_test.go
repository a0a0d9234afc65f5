package e2e

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// ok fails the test on an error.
func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must gives the value of a call that has to succeed.
func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		ok(t, err)
		return v
	}
}

// errorOf drops the value of a call that is expected to fail.
func errorOf[T any](_ T, err error) error { return err }

// refused expects a typed exception of the SDK: E is a pointer such as *types.DuplicateResourceException.
func refused[E error](t *testing.T, err error) E {
	t.Helper()
	var e E
	if !errors.As(err, &e) {
		t.Fatalf("got error %v, want a %T", err, e)
	}
	return e
}

// refusedAs expects an exception that the operation does not declare, by its code.
func refusedAs(t *testing.T, err error, code string) {
	t.Helper()
	var e smithy.APIError
	if !errors.As(err, &e) || e.ErrorCode() != code {
		t.Fatalf("got error %v, want %s", err, code)
	}
}

// refusal checks that an error is the one wanted.
type refusal func(t *testing.T, err error)

func typed[E error](t *testing.T, err error) {
	t.Helper()
	refused[E](t, err)
}

// The exceptions that operations declare.
var (
	invalidParameter refusal = typed[*types.InvalidParameterException]
	invalidRequest   refusal = typed[*types.InvalidRequestException]
	notFound         refusal = typed[*types.ResourceNotFoundException]
	duplicate        refusal = typed[*types.DuplicateResourceException]
	denied           refusal = typed[*types.AccessDeniedException]
)

// deniedUndeclared is a denial by an operation that does not declare it.
func deniedUndeclared(t *testing.T, err error) {
	t.Helper()
	refusedAs(t, err, "AccessDeniedException")
}

// refusals runs calls that must all fail, each in its own way.
func refusals(t *testing.T, calls []call) {
	t.Helper()
	for _, c := range calls {
		t.Run(c.name, func(t *testing.T) { c.want(t, c.make()) })
	}
}

type call struct {
	name string
	make func() error
	want refusal
}

// plain ignores what the SDK adds to its shapes.
var plain = cmp.FilterPath(func(p cmp.Path) bool {
	f, ok := p.Last().(cmp.StructField)
	return ok && (f.Name() == "noSmithyDocumentSerde" || f.Name() == "ResultMetadata")
}, cmp.Ignore())

// same expects an answer member by member. An empty list is not an absent one.
func same(t *testing.T, what string, got, want any, opts ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, append(opts, plain)...); diff != "" {
		t.Fatalf("%s differs (-want +got):\n%s", what, diff)
	}
}

// recent lets times differ by what a test can take.
var recent = cmpopts.EquateApproxTime(time.Minute)

func now() *time.Time {
	v := time.Now()
	return &v
}

// pluck gives one member of each element of a list, by a function.
func pluck[S, T any](list []S, member func(S) T) []T {
	values := []T{}
	for _, s := range list {
		values = append(values, member(s))
	}
	return values
}

// zero says whether a value is its type's zero value.
func zero(v any) bool { return v == nil || reflect.ValueOf(v).IsZero() }
