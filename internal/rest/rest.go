// Package rest speaks the restJson1 protocol: it binds a request to a Go struct, checks every constraint that the
// struct's tags state, calls a handler and writes its answer or its error.
//
// It knows struct tags, JSON and HTTP. It may not know which operations exist, what they mean, who calls them or how
// they are stored: it imports nothing of this module.
//
// Member names match by exact case and unknown members are ignored, since newer clients send members that this server
// does not know yet. What cannot be read in one way only is refused: repeated members, invalid UTF-8, the character
// U+0000 (which no SQL text can hold). A message names the member and the rule it breaks and never holds anything that
// was submitted, since any member may be a secret.
package rest

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"sync"
)

// Protocol is what all operations share. Its fields are set before the first [Handle] and not changed afterwards; it
// must not be copied.
type Protocol struct {
	// Checks are the Go checks that a `call` tag names.
	Checks map[string]Check

	// Translate turns a handler's error that is no *Error into what the caller may see of it. Without it, or when it
	// returns nil, such an error is an InternalServiceException.
	Translate func(ctx context.Context, err error) *Error

	// Observe, if set, is told the outcome of each request once, before the answer is written: the operation's name,
	// the error sent (nil for a success) and the handler's own error behind it (nil when the request itself was
	// refused). It is not called when a handler panics.
	Observe func(ctx context.Context, op string, sent *Error, cause error)

	mu       sync.Mutex
	plans    map[reflect.Type]*plan
	encoders encoders
}

// Check is a constraint on a text that no pattern can state.
type Check struct {
	// Valid says whether a text is well-formed.
	Valid func(string) bool
	// Rule reads on from a member's name: "must be ...".
	Rule string
}

// Operation is what the protocol needs to know of one operation.
type Operation struct {
	// Name is the operation's name, as handed to [Protocol.Observe].
	Name string
	// ParameterError is the type of the error that reports a member that breaks a rule: InvalidParameterException
	// where the operation declares it, else InvalidRequestException.
	ParameterError string
}

// None is the Out of an operation without an output shape: its success is status 200 with an empty body.
type None struct{}

// Handle returns the HTTP handler of one operation: it binds and checks a request as In, calls fn and answers with the
// Out that fn returns (nil is the empty Out) or with its error. In's labels are read with [http.Request.PathValue],
// so the handler must be registered under a pattern whose wildcards carry the labels' names. Handle panics if In's tags
// are malformed, which is a mistake in the program and found when it starts.
func Handle[In, Out any](p *Protocol, op Operation, fn func(context.Context, *In) (*Out, error)) http.Handler {
	input, encode := p.plan(reflect.TypeFor[In]()), p.encoder(reflect.TypeFor[Out]())
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in := new(In)
		if refused := op.bind(r, input, reflect.ValueOf(in).Elem()); refused != nil {
			p.fail(w, r, op, refused, nil)
			return
		}
		out, err := fn(r.Context(), in)
		if err != nil {
			p.fail(w, r, op, p.translate(r.Context(), err), err)
			return
		}
		if out == nil {
			out = new(Out)
		}
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		body, err := encode((*buffer)[:0], reflect.ValueOf(out).Elem())
		if err != nil {
			p.fail(w, r, op, p.translate(r.Context(), err), err)
			return
		}
		*buffer = body
		p.observe(r.Context(), op, nil, nil)
		writeBody(w, http.StatusOK, body)
	})
}

// buffers are where answers are encoded: growing a new one each time would be most of what a small read allocates.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// plan returns the compiled plan of an In type; structures that several operations share are compiled once.
func (p *Protocol) plan(in reflect.Type) *plan {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.plans == nil {
		p.plans = make(map[reflect.Type]*plan)
	}
	c := compiler{checks: p.Checks, plans: p.plans}
	return c.plan(in)
}

// encoder returns the compiled encoder of an Out type.
func (p *Protocol) encoder(out reflect.Type) encoder {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.encoders == nil {
		p.encoders = make(encoders)
	}
	return p.encoders.answerEncoder(out)
}

// Encode writes a value as it travels in an answer, for one that is sent often. It panics on what is no value on the wire.
func (p *Protocol) Encode(v any) ([]byte, error) {
	value := reflect.ValueOf(v)
	return p.encoder(value.Type())(nil, value)
}

// translate gives what the caller may see of a handler's error.
func (p *Protocol) translate(ctx context.Context, err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if p.Translate != nil {
		if e := p.Translate(ctx, err); e != nil {
			return e
		}
	}
	return &Error{
		Type:    "InternalServiceException",
		Status:  http.StatusInternalServerError,
		Message: "The request could not be completed because of an internal error",
	}
}

func (p *Protocol) fail(w http.ResponseWriter, r *http.Request, op Operation, e *Error, cause error) {
	p.observe(r.Context(), op, e, cause)
	WriteError(w, e)
}

func (p *Protocol) observe(ctx context.Context, op Operation, sent *Error, cause error) {
	if p.Observe != nil {
		p.Observe(ctx, op.Name, sent, cause)
	}
}
