package sigv4

import (
	"net/http"
	"strings"
	"time"
)

// Signature is what a request says about how it was signed. Parse has checked its form, nothing more: only Verify says
// whether it holds.
type Signature struct {
	Credential
	SignedHeaders []string      // lower case and sorted; always with host
	SessionToken  string        // of temporary credentials; otherwise empty
	Presigned     bool          // whether the signature came in the query
	Time          time.Time     // when the request was signed; UTC, whole seconds
	Expires       time.Duration // how long a presigned request holds, counted from Time; otherwise 0

	timestamp     string // Time as it was signed
	credential    string // the credential as it was sent
	signedHeaders string // SignedHeaders as it was sent
	signature     string // in hexadecimal
}

// Parse reads the signature of a request from its Authorization header or its query. It needs no secret, so that the
// caller can look one up by AccessKeyID before it verifies. Its errors are of type *Error: a missing signature, one that
// cannot be read, or one that could never hold, such as one that leaves out a header that must be signed.
func Parse(r *http.Request) (*Signature, error) {
	sig, err := parse(r)
	if err != nil {
		return nil, err
	}
	return sig, nil
}

func parse(r *http.Request) (*Signature, *Error) {
	params, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, err
	}
	authorization, err := single(r.Header, authorizationHeader)
	if err != nil {
		return nil, err
	}
	presigned := isPresigned(params)
	sig := &Signature{Presigned: presigned}
	switch {
	case authorization == "" && !presigned:
		return nil, ErrMissingAuthenticationToken
	case authorization == "":
		err = sig.readQuery(r, params)
	case !presigned:
		err = sig.readHeaders(r, authorization)
	default:
		err = incomplete("A request is signed in its Authorization header or in its query string, not in both.")
	}
	if err != nil {
		return nil, err
	}
	if err := sig.check(r); err != nil {
		return nil, err
	}
	return sig, nil
}

// check parses and holds against each other the parts that both forms of signature share.
func (s *Signature) check(r *http.Request) (err *Error) {
	if s.Credential, err = parseCredential(s.credential); err != nil {
		return err
	}
	s.SignedHeaders = strings.Split(s.signedHeaders, ";")
	if err := checkSignedHeaders(r, s.SignedHeaders); err != nil {
		return err
	}
	if s.timestamp == "" { // no X-Amz-Date: the Date header stands in for it, if it was signed
		if err := s.readDate(r); err != nil {
			return err
		}
	} else if s.Time, err = parseTimestamp(s.timestamp); err != nil {
		return err
	}
	if s.Date != s.timestamp[:dateLength] {
		return invalid("Date in Credential scope does not match YYYYMMDD from the date of the request.")
	}
	return nil
}

func parseTimestamp(s string) (time.Time, *Error) {
	t, err := time.Parse(timestampLayout, s)
	if err != nil || len(s) != len(timestampLayout) { // time.Parse also takes fractions of a second
		return time.Time{}, incomplete("Date must be in ISO-8601 'basic format': YYYYMMDD'T'HHMMSS'Z'.")
	}
	return t, nil
}

// single returns the one value of a header, or nothing if it was not sent. A second value is refused: which of the two
// counts would be a matter of who reads it.
func single(h http.Header, key string) (string, *Error) {
	switch values := h[key]; len(values) {
	case 0:
		return "", nil
	case 1:
		return values[0], nil
	default:
		return "", incomplete("The " + key + " header was sent more than once.")
	}
}
