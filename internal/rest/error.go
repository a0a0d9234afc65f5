package rest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// Error is an error as the caller sees it.
type Error struct {
	Type    string            // the exception's name, sent in the header X-Amzn-ErrorType
	Status  int               // the HTTP status
	Message string            // for the caller: it must hold no secret and no internal cause
	Fields  map[string]string // further members of the body, such as ResourceType
}

// Error returns the type and the message.
func (e *Error) Error() string { return e.Type + ": " + e.Message }

// WriteError answers with e: its type in X-Amzn-ErrorType, and a JSON body of Message and e's fields, sorted by name.
func WriteError(w http.ResponseWriter, e *Error) {
	body := appendMember([]byte{'{'}, "Message", e.Message)
	for _, name := range slices.Sorted(maps.Keys(e.Fields)) {
		body = appendMember(append(body, ','), name, e.Fields[name])
	}
	w.Header().Set("X-Amzn-ErrorType", e.Type)
	writeBody(w, e.Status, append(body, '}'))
}

// appendMember appends one member of a JSON object. Invalid UTF-8 becomes U+FFFD, since a damaged message is better
// than none; that replacement is all that AppendQuote's error reports.
func appendMember(body []byte, name, value string) []byte {
	body, _ = jsontext.AppendQuote(body, name)
	body, _ = jsontext.AppendQuote(append(body, ':'), value)
	return body
}

// writeBody sends a whole answer. A failed write is the caller gone; there is nobody left to tell.
func writeBody(w http.ResponseWriter, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// malformed is the error for a request whose body is no JSON object.
func malformed(message string) *Error {
	return &Error{Type: "InvalidRequestException", Status: http.StatusBadRequest, Message: message}
}

// violation says which member breaks which rule. It travels as an error from the member outwards; each level adds its
// step to the path, so that nothing is spent on paths while all is well.
type violation struct {
	path string // "" when no single member is at fault; then rule is a whole sentence
	rule string // reads on from the path: "must be an integer"
}

func (v *violation) Error() string {
	if v.path == "" {
		return v.rule
	}
	return v.path + " " + v.rule
}

// within puts the path of err, if it is a violation, below a member.
func within(member string, err error) error {
	if v, ok := err.(*violation); ok {
		v.path = joinPath(member, v.path)
	}
	return err
}

// at puts the path of err, if it is a violation, below an element of a list.
func at(index int, err error) error {
	if v, ok := err.(*violation); ok {
		v.path = joinPath("["+strconv.Itoa(index)+"]", v.path)
	}
	return err
}

func joinPath(outer, inner string) string {
	if inner == "" || inner[0] == '[' {
		return outer + inner
	}
	return outer + "." + inner
}

// refuse is the error for a member that breaks a rule.
func (op Operation) refuse(err error) *Error {
	return &Error{Type: op.ParameterError, Status: http.StatusBadRequest, Message: err.Error()}
}
