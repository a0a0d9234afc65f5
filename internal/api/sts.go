package api

import (
	"context"
	"encoding/xml"
	"net/http"
	"net/url"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

type callerIdentity struct {
	XMLName xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ GetCallerIdentityResponse"`
	ARN     string   `xml:"GetCallerIdentityResult>Arn"`
	UserID  string   `xml:"GetCallerIdentityResult>UserId"`
	Account string   `xml:"GetCallerIdentityResult>Account"`
	ID      string   `xml:"ResponseMetadata>RequestId"`
}

type stsError struct {
	XMLName xml.Name `xml:"https://sts.amazonaws.com/doc/2011-06-15/ ErrorResponse"`
	Type    string   `xml:"Error>Type"`
	Code    string   `xml:"Error>Code"`
	Message string   `xml:"Error>Message"`
	ID      string   `xml:"RequestId"`
}

// sts answers the query protocol: a form in, XML out. GetCallerIdentity needs no permission, as with AWS.
func (a *API) sts() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		action, err := stsAction(r)
		switch {
		case err != nil:
			a.writeSTSError(w, r, action, err)
		case action == "GetCallerIdentity":
			a.observe(r.Context(), action, nil)
			writeXML(w, http.StatusOK, identify(r.Context(), w))
		default:
			a.writeSTSError(w, r, "", &rest.Error{Type: "InvalidAction", Status: http.StatusBadRequest, Message: "The action is not valid for this endpoint"})
		}
	})
}

// stsAction reads the operation's name out of the form.
func stsAction(r *http.Request) (string, *rest.Error) {
	body, refused := rest.ReadBody(r)
	if refused != nil {
		return "", refused
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return "", &rest.Error{Type: "MalformedQueryString", Status: http.StatusBadRequest, Message: "The request body is not a form"}
	}
	return form.Get("Action"), nil
}

func identify(ctx context.Context, w http.ResponseWriter) callerIdentity {
	c := CallerOf(ctx)
	return callerIdentity{ARN: c.ARN, UserID: userID(c), Account: c.Account, ID: w.Header().Get(RequestIDHeader)}
}

// userID is the account for an administrator, as it is for AWS's root user, a Connect user's id, and the name of anybody else.
func userID(c roster.Caller) string {
	switch {
	case c.Admin:
		return c.Account
	case c.User != nil:
		return c.User.ID
	}
	return strings.TrimPrefix(c.ARN, "arn:aws:iam::"+c.Account+":")
}

func (a *API) writeSTSError(w http.ResponseWriter, r *http.Request, action string, e *rest.Error) {
	a.observe(r.Context(), action, e)
	WriteSTSError(w, e)
}

// WriteSTSError answers a request to the query protocol with an error.
func WriteSTSError(w http.ResponseWriter, e *rest.Error) {
	writeXML(w, e.Status, stsError{Type: "Sender", Code: e.Type, Message: e.Message, ID: w.Header().Get(RequestIDHeader)})
}

// RequestIDHeader carries the id of a request, which the server's middleware sets.
const RequestIDHeader = "X-Amzn-Requestid"

func writeXML(w http.ResponseWriter, status int, v any) {
	body, err := xml.Marshal(v)
	if err != nil {
		http.Error(w, "", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/xml")
	w.WriteHeader(status)
	// A failed write is the caller gone.
	_, _ = w.Write(body)
}
