package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// nodeLost is the class of operations whose node went away before its answer was complete.
const nodeLost = "connection lost"

// settle notes how an operation ended. Whoever cannot be reached did nothing. Once a request is on its way, only an answer tells what became
// of it; ServiceUnavailableException does not.
func (o *operation) settle(err error) {
	var refusal smithy.APIError
	var dial *net.OpError
	switch {
	case err == nil:
		o.outcome = succeeded
	case errors.Is(err, errWrong):
		o.class, o.outcome = err.Error(), wrong
	case errors.As(err, &refusal):
		o.class, o.outcome = refusal.ErrorCode(), o.told(err, refusal.ErrorCode())
	case errors.As(err, &dial) && dial.Op == "dial":
		o.class, o.outcome = "not connected", futile
	case brokenOff(err):
		o.class, o.outcome = nodeLost, o.untold()
	default:
		o.class, o.outcome = fmt.Sprintf("no answer: %v", err), unclean
	}
}

// turnsDown is how an operation hears that there is, or is not, whom it is about.
var turnsDown = map[action]string{
	hiring: "DuplicateResourceException", changing: "ResourceNotFoundException", dismissing: "ResourceNotFoundException",
	describing: "ResourceNotFoundException",
}

// told is the outcome of an operation that the server did not do.
func (o *operation) told(err error, code string) outcome {
	var response *smithyhttp.ResponseError
	if !errors.As(err, &response) {
		return unclean
	}
	status, later := response.HTTPStatusCode(), response.Response.Header.Get("Retry-After") != ""
	switch {
	case code == turnsDown[o.action] && (status == 404 || status == 409):
		return turnedDown
	case code == "ServiceUnavailableException" && status == 503 && later:
		return o.untold()
	}
	return unclean
}

// untold is the outcome of an operation that may have been done or not.
func (o *operation) untold() outcome {
	if o.action.writes() {
		return unsettled
	}
	return futile
}

// brokenOff says that the connection ended before the answer did.
func brokenOff(err error) bool {
	var unsent *smithyhttp.RequestSendError
	return errors.As(err, &unsent) && !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, io.ErrUnexpectedEOF)
}
