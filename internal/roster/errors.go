package roster

import (
	"errors"
	"fmt"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Kind classifies what went wrong. The wire layer has one table from Kind to the service's exception types.
type Kind int

// The kinds of error. An error that is no *Error is an internal failure.
const (
	// InvalidParameter: a member's value is malformed or out of range.
	InvalidParameter Kind = iota + 1
	// InvalidRequest: well-formed, but against a rule or the state of the resource.
	InvalidRequest
	// NotFound: the instance, or an id in the path or body, is missing.
	NotFound
	// Duplicate: the name is taken.
	Duplicate
	// InUse: a reference blocks the deletion; Error.By may name it.
	InUse
	// Denied: the caller may not.
	Denied
	// LimitExceeded: a quota inside an instance is reached.
	LimitExceeded
	// TooManyResults: a search would find more than it may.
	TooManyResults
	// QuotaExceeded: a quota on instances is reached.
	QuotaExceeded
	// Busy: too many requests of this sort are waiting; try again.
	Busy
	// Unavailable: the store cannot be reached; nothing is known to have changed.
	Unavailable
)

// Error is a refusal. Message is for the caller and never holds a secret or a submitted value; Cause is for the log.
type Error struct {
	Kind    Kind
	Message string
	// By is the resource that blocks, for InUse; its zero value when none is to be named.
	By access.Resource
	// Action and Resource say what was denied, for Denied by access control.
	Action   string
	Resource access.Resource
	Cause    error
}

// Reference names a resource of the instance.
type Reference struct {
	Type access.ResourceType
	ID   string
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return e.Message + ": " + e.Cause.Error()
	}
	return e.Message
}

func (e *Error) Unwrap() error { return e.Cause }

// Errorf makes an *Error of a kind.
func Errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// IsKind says whether err is an *Error of the kind.
func IsKind(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

// ErrNotFound is what a Store answers for a row that is not there.
var ErrNotFound error = &Error{Kind: NotFound, Message: "Resource not found"}

// notFound says which resource is missing. Other errors pass unchanged.
func notFound(err error, what string) error {
	if IsKind(err, NotFound) {
		return Errorf(NotFound, "%s not found", what)
	}
	return err
}
