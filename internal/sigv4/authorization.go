package sigv4

import (
	"net/http"
	"slices"
	"strings"
)

// The fields of the Authorization header.
const (
	fieldCredential    = "Credential"
	fieldSignedHeaders = "SignedHeaders"
	fieldSignature     = "Signature"
)

// readHeaders reads a signature in the Authorization header and the headers that belong to it.
func (s *Signature) readHeaders(r *http.Request, authorization string) (err *Error) {
	if err := s.readAuthorization(authorization); err != nil {
		return err
	}
	if s.timestamp, err = single(r.Header, amzDateHeader); err != nil {
		return err
	}
	s.SessionToken, err = single(r.Header, sessionTokenHeader)
	return err
}

func (s *Signature) readAuthorization(authorization string) *Error {
	used, fields, _ := strings.Cut(authorization, " ")
	if used != algorithm {
		return incomplete("Authorization header must use the algorithm " + algorithm + ".")
	}
	for field := range strings.SplitSeq(fields, ",") {
		if err := s.readField(strings.TrimSpace(field)); err != nil {
			return err
		}
	}
	return s.checkFields()
}

// readField reads one "Name=value". An empty field is left for checkFields to name what is missing.
func (s *Signature) readField(field string) *Error {
	name, value, _ := strings.Cut(field, "=")
	target := s.field(name)
	switch {
	case field == "":
		return nil
	case target == nil:
		return incomplete("Authorization header holds something other than Credential, SignedHeaders and Signature.")
	case value == "":
		return incomplete(sentences("Authorization header requires", []string{name}, " parameter."))
	case *target != "":
		return incomplete("Authorization header holds a parameter more than once.")
	}
	*target = value
	return nil
}

func (s *Signature) field(name string) *string {
	switch name {
	case fieldCredential:
		return &s.credential
	case fieldSignedHeaders:
		return &s.signedHeaders
	case fieldSignature:
		return &s.signature
	}
	return nil
}

func (s *Signature) checkFields() *Error {
	if s.credential != "" && s.signature != "" && s.signedHeaders != "" {
		return nil
	}
	var missing []string
	for _, name := range []string{fieldCredential, fieldSignature, fieldSignedHeaders} {
		if *s.field(name) == "" {
			missing = append(missing, name)
		}
	}
	return incomplete(sentences("Authorization header requires", missing, " parameter."))
}

// readDate takes the time from a signed Date header, which older clients send in place of X-Amz-Date. The string that
// they sign holds it in the basic format all the same.
func (s *Signature) readDate(r *http.Request) *Error {
	value, err := single(r.Header, dateHeader)
	switch {
	case err != nil:
		return err
	case value == "":
		return incomplete("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
	case !slices.Contains(s.SignedHeaders, "date"):
		return invalid("The 'Date' header must be signed if there is no 'X-Amz-Date' header.")
	}
	if s.Time, err = parseTimestamp(value); err != nil {
		t, badDate := http.ParseTime(value)
		if badDate != nil {
			return err
		}
		s.Time = t.UTC()
	}
	s.timestamp = s.Time.Format(timestampLayout)
	return nil
}
