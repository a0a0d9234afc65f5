package rest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

const notOneObject = "The request body must be one JSON object and nothing else"

// bind fills in, a structure of plan p, from the request's path, query and body, in this order, and then checks it.
func (op Operation) bind(r *http.Request, p *plan, in reflect.Value) *Error {
	if err := p.bindLabels(r, in); err != nil {
		return op.refuse(err)
	}
	if err := p.bindQuery(r.URL.RawQuery, in); err != nil {
		return op.refuse(err)
	}
	body, refused := ReadBody(r)
	if refused != nil {
		return refused
	}
	if refused := op.bindBody(body, p, in); refused != nil {
		return refused
	}
	if err := p.check(in); err != nil {
		return op.refuse(err)
	}
	return nil
}

// bindBody binds the body, which is empty or a JSON object whether or not the operation has members there.
func (op Operation) bindBody(body []byte, p *plan, in reflect.Value) *Error {
	if len(body) == 0 {
		return nil
	}
	depth, nul := scan(body)
	if depth > maxDepth {
		return malformed(bodyTooDeep)
	}
	if err := decode(body, p, in); err != nil {
		return op.refuseBody(body, err)
	}
	if nul {
		return op.refuse(&violation{rule: "The request body " + hasNUL})
	}
	return nil
}

// refuseBody says why the decoder stopped. It stops at the first violation, but a body that is no JSON object further
// on is refused for that, wherever the violation stood. The errors of jsontext quote what was submitted, so they are
// never shown.
func (op Operation) refuseBody(body []byte, err error) *Error {
	if problem := syntaxProblem(body); problem != "" {
		return malformed(problem)
	}
	if v, ok := err.(*violation); ok {
		return op.refuse(v)
	}
	return malformed(notOneObject)
}

// syntaxProblem says in what way body is not one JSON object, or "".
func syntaxProblem(body []byte) string {
	d := jsontext.NewDecoder(bytes.NewBuffer(body))
	value, err := d.ReadValue()
	begin := value.Kind() // value lasts only until the next read
	if err == nil {
		err = readEnd(d)
	}
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		return "The request body must not repeat a member of an object"
	case errors.As(err, &syntactic):
		return "The request body is not well-formed JSON in UTF-8 at byte " + strconv.FormatInt(syntactic.ByteOffset, 10)
	case err != nil, begin != '{':
		return notOneObject
	}
	return ""
}

var (
	errNotObject = errors.New("rest: the body is no JSON object")
	errTrailing  = errors.New("rest: text follows the JSON object")
)

// readEnd makes sure that nothing but white space follows.
func readEnd(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); err != io.EOF {
		return errTrailing
	}
	return nil
}
