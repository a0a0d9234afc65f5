package sigv4

import (
	"net/http"
	"strings"
)

// Error is a refused request, as AWS would answer it. Message is for the caller: it names what is wrong and never holds
// a submitted value, a secret, a signature or a canonical request.
type Error struct {
	Code    string // the AWS error type, such as InvalidSignatureException
	Status  int    // the HTTP status to answer with
	Message string
}

// Error returns the code and the message.
func (e *Error) Error() string { return e.Code + ": " + e.Message }

// The refusals that have one fixed answer. The first is returned by Parse; the others are for the server, which alone
// knows the access keys and their sessions.
var (
	// ErrMissingAuthenticationToken answers a request that carries no signature at all.
	ErrMissingAuthenticationToken = &Error{
		Code: "MissingAuthenticationTokenException", Status: http.StatusForbidden,
		Message: "Missing Authentication Token",
	}
	// ErrUnrecognizedClient answers an access key or a session token that does not exist.
	ErrUnrecognizedClient = &Error{
		Code: "UnrecognizedClientException", Status: http.StatusForbidden,
		Message: "The security token included in the request is invalid.",
	}
	// ErrExpiredToken answers a session that is over.
	ErrExpiredToken = &Error{
		Code: "ExpiredTokenException", Status: http.StatusForbidden,
		Message: "The security token included in the request is expired",
	}
)

var errMismatch = invalid("The request signature we calculated does not match the signature you provided. " +
	"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")

// incomplete reports a signature that cannot be read.
func incomplete(message string) *Error {
	return &Error{Code: "IncompleteSignatureException", Status: http.StatusBadRequest, Message: message}
}

// invalid reports a signature that can be read but does not hold.
func invalid(message string) *Error {
	return &Error{Code: "InvalidSignatureException", Status: http.StatusForbidden, Message: message}
}

// sentences joins one "before 'name' after" per name, which is how AWS reports several missing parts at once.
func sentences(before string, names []string, after string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(before + " '" + name + "'" + after)
	}
	return b.String()
}
