package modeltest

import (
	gocmp "cmp"
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

// session is one run: a server, its client, the model beside it, and the random choices that drive both.
type session struct {
	*rapid.T
	*sdk.Client
	ctx   context.Context
	store *sqlstore.Store
	clock *clock
	m     *model.Model
	tally *tally
	steps int
	// careful is whether the step at hand makes no mistakes on purpose: without such steps hardly any request with many parts would succeed.
	careful bool
	// gone are the ids of what was deleted, by kind; the kind of instances is empty.
	gone map[string][]string
	// times are the times of the last change that the server told, by ARN.
	times map[string]time.Time
	// token is a page token that was given, and what it continues.
	token, tokenOf string
}

// send is an operation of the client.
type send[I, O any] func(context.Context, *I, ...func(*sdk.Options)) (*O, error)

// ask sends a request and compares its answer with the model's. It gives the answer, nil when the request was refused.
func ask[I, O any](s *session, in *I, do send[I, O], predict func(*I) (*O, model.Refusal)) *O {
	s.Helper()
	return asked(s, in, do, func(*O) (*O, model.Refusal) { return predict(in) })
}

// make sends a request that makes something. The model is told the id that the server drew.
func create[I, O any](s *session, in *I, do send[I, O], id func(*O) *string, predict func(*I, string) (*O, model.Refusal)) *O {
	s.Helper()
	return asked(s, in, do, func(out *O) (*O, model.Refusal) {
		if drawn := id(out); drawn != nil {
			return predict(in, *drawn)
		}
		return predict(in, "")
	})
}

// asked compares an answer with a prediction that may take ids from it.
func asked[I, O any](s *session, in *I, do send[I, O], predict func(*O) (*O, model.Refusal)) *O {
	s.Helper()
	s.m.Now = s.clock.advance(pick(s, "pause", 0, time.Second, time.Second, 90*time.Second))
	out, got := s.sent(in, func() (any, error) { return do(s.ctx, in) })
	answer, _ := out.(*O)
	if answer == nil {
		answer = new(O)
	}
	want, refusal := predict(answer)
	op := operation[I]()
	s.tally.count(op, got)
	s.Logf("%s %s: %s", op, written(in), gocmp.Or(got, success))
	if !s.expected(op, in, got, refusal) {
		return nil
	}
	if diff := cmp.Diff(want, answer, besideAnswer); diff != "" {
		s.Fatalf("%s %s\nanswer (-model +server):\n%s", op, written(in), diff)
	}
	return answer
}

// sent gives the answer and the exception's type, "" for none.
func (s *session) sent(in any, do func() (any, error)) (any, string) {
	out, err := do()
	var e smithy.APIError
	switch {
	case err == nil:
		return out, ""
	case errors.As(err, &e):
		return nil, e.ErrorCode()
	}
	s.Fatalf("%T %s: %v", in, written(in), err)
	return nil, ""
}

// expected holds the outcome against the model's, and says whether it is an answer.
func (s *session) expected(op string, in any, got string, refusal model.Refusal) bool {
	s.Helper()
	switch {
	case len(refusal) == 0 && got != "":
		s.Fatalf("%s %s\nserver: %s; model: success", op, written(in), got)
	case len(refusal) > 0 && !slices.Contains(refusal, got):
		s.Fatalf("%s %s\nserver: %q; model: %v", op, written(in), got, refusal)
	}
	return got == ""
}

// besideAnswer leaves out the members of the SDK's structures that are no part of an answer.
var besideAnswer = cmp.FilterPath(func(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	return ok && (field.Name() == "noSmithyDocumentSerde" || field.Name() == "ResultMetadata")
}, cmp.Ignore())

// operation is the name of the operation whose input a type is.
func operation[I any]() string {
	return strings.TrimSuffix(reflect.TypeFor[I]().Name(), "Input")
}

// written is a request for messages and comparisons.
func written(in any) string {
	b, err := json.Marshal(in)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
