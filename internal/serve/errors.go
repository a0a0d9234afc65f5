package serve

import (
	"errors"
	"net/http"

	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

// wireError decides what a caller sees of an error that arose outside of Connect's operations.
func wireError(err error) *rest.Error {
	var sent *rest.Error
	var signature *sigv4.Error
	switch {
	case errors.As(err, &sent):
		return sent
	case errors.As(err, &signature):
		return &rest.Error{Type: signature.Code, Status: signature.Status, Message: signature.Message}
	case errors.As(api.Answer(roster.Caller{}, err), &sent):
		return sent
	}
	return &rest.Error{
		Type: "InternalServiceException", Status: http.StatusInternalServerError,
		Message: "The request could not be completed because of an internal error",
	}
}

// queryCodes are the names that the query protocol has for the same refusals.
var queryCodes = map[string]string{
	"MissingAuthenticationTokenException": "MissingAuthenticationToken",
	"IncompleteSignatureException":        "IncompleteSignature",
	"InvalidSignatureException":           "SignatureDoesNotMatch",
	"UnrecognizedClientException":         "InvalidClientTokenId",
	"ExpiredTokenException":               "ExpiredToken",
	"AccessDeniedException":               "AccessDenied",
	"InvalidRequestException":             "ValidationError",
	"ServiceUnavailableException":         "ServiceUnavailable",
	"InternalServiceException":            "InternalFailure",
}

// queryError is the error as the query protocol names it.
func queryError(e *rest.Error) *rest.Error {
	code, ok := queryCodes[e.Type]
	if !ok {
		return e
	}
	return &rest.Error{Type: code, Status: e.Status, Message: e.Message}
}
