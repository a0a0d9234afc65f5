package api

import (
	"errors"
	"net/http"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// exceptions is the one table between the domain's kinds of error and the service's exception types.
var exceptions = map[roster.Kind]struct {
	name   string
	status int
}{
	roster.InvalidParameter: {"InvalidParameterException", http.StatusBadRequest},
	roster.InvalidRequest:   {"InvalidRequestException", http.StatusBadRequest},
	roster.NotFound:         {"ResourceNotFoundException", http.StatusNotFound},
	roster.Duplicate:        {"DuplicateResourceException", http.StatusConflict},
	roster.InUse:            {"ResourceInUseException", http.StatusConflict},
	roster.Denied:           {"AccessDeniedException", http.StatusForbidden},
	roster.LimitExceeded:    {"LimitExceededException", http.StatusTooManyRequests},
	roster.TooManyResults:   {"MaximumResultReturnedException", http.StatusBadRequest},
	roster.QuotaExceeded:    {"ServiceQuotaExceededException", http.StatusPaymentRequired},
	roster.Busy:             {"ThrottlingException", http.StatusTooManyRequests},
	roster.Unavailable:      {"ServiceUnavailableException", http.StatusServiceUnavailable},
}

// parameterError is what the operation answers to a malformed member: operations that do not declare InvalidParameterException answer
// InvalidRequestException.
func parameterError(op connect.Operation) string {
	const name = "InvalidParameterException"
	if op.Declares(name) {
		return name
	}
	return "InvalidRequestException"
}

// answered is an error with what the caller sees of it; the cause is for the log.
type answered struct {
	sent  *rest.Error
	cause error
}

func (a *answered) Error() string   { return a.cause.Error() }
func (a *answered) Unwrap() []error { return []error{a.sent, a.cause} }

// wireError decides what the caller of the operation sees of an error. What the domain did not classify stays unanswered here and becomes
// an InternalServiceException that says nothing.
func wireError(op connect.Operation, c roster.Caller, err error) error {
	return answer(parameterError(op), c, err)
}

// Answer is what a caller sees of an error of the domain that arose outside of Connect's operations: one that errors.As finds a *rest.Error
// in. Other errors pass unchanged.
func Answer(c roster.Caller, err error) error { return answer("InvalidParameterException", c, err) }

// answer names a malformed member's error as told.
func answer(parameterError string, c roster.Caller, err error) error {
	var e *roster.Error
	if !errors.As(err, &e) {
		return err
	}
	x := exceptions[e.Kind]
	sent := &rest.Error{Type: x.name, Status: x.status, Message: e.Message}
	switch {
	case e.Kind == roster.InvalidParameter:
		sent.Type = parameterError
	case e.Kind == roster.Denied && e.Action != "":
		sent.Message = access.Denial(c.Principal, e.Action, e.Resource)
	case e.Kind == roster.InUse:
		sent.Fields = blockedBy(e.By)
	}
	return &answered{sent: sent, cause: err}
}

// resourceTypes are the kinds that a ResourceInUseException can name.
var resourceTypes = map[access.ResourceType]connect.ResourceType{
	access.TypeUser:               connect.ResourceTypeUser,
	access.TypeUserHierarchyGroup: connect.ResourceTypeHierarchyGroup,
	access.TypeUserHierarchyLevel: connect.ResourceTypeHierarchyLevel,
}

// blockedBy names the resource in the way, where the exception has a name for its kind.
func blockedBy(r access.Resource) map[string]string {
	name, ok := resourceTypes[r.Type]
	if !ok {
		return nil
	}
	return map[string]string{"ResourceType": string(name), "ResourceId": r.ARN()}
}
