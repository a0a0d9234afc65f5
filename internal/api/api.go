package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Sealer seals page tokens, so that a caller can neither read nor forge a position. An error of kind Unavailable says that it cannot seal yet.
type Sealer interface {
	Seal(purpose string, additional, plaintext []byte) (string, error)
	Open(purpose string, additional []byte, token string) ([]byte, error)
}

// Options are what the API needs beside the domain.
type Options struct {
	Sealer Sealer
	Now    func() time.Time
	// Observe is told the outcome of every operation; see rest.Protocol.
	Observe func(ctx context.Context, operation string, sent *rest.Error, cause error)
}

// API serves the operations.
type API struct {
	roster   *roster.Service
	opts     Options
	protocol *rest.Protocol
}

// New makes the API of a domain service.
func New(service *roster.Service, opts Options) *API {
	checks := make(map[string]rest.Check, len(connect.Checks))
	for name, check := range connect.Checks {
		checks[name] = rest.Check(check)
	}
	return &API{roster: service, opts: opts, protocol: &rest.Protocol{Checks: checks, Observe: opts.Observe}}
}

// handle makes the HTTP handler of an operation. In and Out have to be the operation's shapes; that they are is checked here, at start.
func handle[In, Out any](a *API, name string, fn func(context.Context, roster.Caller, *In) (*Out, error)) (string, http.Handler) {
	op, ok := operation(name)
	if !ok || op.Input != reflect.TypeFor[In]() || op.Output != outputOf[Out]() {
		panic(fmt.Sprintf("api: the handler of %s has other shapes than the operation", name))
	}
	answer, user := createdMembers(op.Output), userMember(op.Input)
	h := rest.Handle(a.protocol, rest.Operation{Name: name, ParameterError: parameterError(op)}, func(ctx context.Context, in *In) (*Out, error) {
		c := CallerOf(ctx)
		c.Request.Operation, c.Request.Parameters, c.Request.Answer = name, in, answer
		c.Request.User = userOf(in, user)
		out, err := fn(ctx, c, in)
		if err != nil {
			a.roster.NoteDenial(c, err)
		}
		return out, wireError(op, c, err)
	})
	return name, h
}

// standIn is an output with parts that are encoded already, and with the names of the shape that it stands in for.
type standIn interface{ shape() reflect.Type }

// outputOf is the shape that an Out travels as; nil for none.
func outputOf[Out any]() reflect.Type {
	var out Out
	switch out := any(out).(type) {
	case rest.None:
		return nil
	case standIn:
		return out.shape()
	}
	return reflect.TypeFor[Out]()
}

func operation(name string) (connect.Operation, bool) {
	for _, op := range connect.Operations {
		if op.Name == name {
			return op, true
		}
	}
	return connect.Operation{}, false
}

type callerKey struct{}

// WithCaller puts the authenticated caller of a request into its context.
func WithCaller(ctx context.Context, c roster.Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// CallerOf is the caller of a request. Without one it is the zero Caller, which may do nothing.
func CallerOf(ctx context.Context) roster.Caller {
	c, _ := ctx.Value(callerKey{}).(roster.Caller)
	return c
}
