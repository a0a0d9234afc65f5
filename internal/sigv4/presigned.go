package sigv4

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// The parameters of a presigned query.
const (
	paramAlgorithm     = "X-Amz-Algorithm"
	paramCredential    = "X-Amz-Credential"
	paramDate          = "X-Amz-Date"
	paramExpires       = "X-Amz-Expires"
	paramSignedHeaders = "X-Amz-SignedHeaders"
	paramSignature     = "X-Amz-Signature"
	paramSessionToken  = "X-Amz-Security-Token"
)

// maxExpires is how long a presigned request may hold at most.
const maxExpires = 7 * 24 * time.Hour

// presignedQuery is the query of a presigned request.
type presignedQuery struct {
	algorithm, credential, date, expires, signedHeaders, signature, sessionToken string
}

func (p *presignedQuery) field(name string) *string {
	switch name {
	case paramAlgorithm:
		return &p.algorithm
	case paramCredential:
		return &p.credential
	case paramDate:
		return &p.date
	case paramExpires:
		return &p.expires
	case paramSignedHeaders:
		return &p.signedHeaders
	case paramSignature:
		return &p.signature
	case paramSessionToken:
		return &p.sessionToken
	}
	return nil
}

// isPresigned reports whether a query holds any part of a signature, even if not enough of it.
func isPresigned(params []param) bool {
	return slices.ContainsFunc(params, func(p param) bool {
		return new(presignedQuery).field(p.name) != nil
	})
}

// readQuery reads the signature of a presigned request.
func (s *Signature) readQuery(r *http.Request, params []param) (err *Error) {
	if len(r.Header[amzDateHeader]) > 0 || len(r.Header[sessionTokenHeader]) > 0 {
		return incomplete("A presigned request has its date and security token in the query string, not in headers.")
	}
	query, err := readPresigned(params)
	if err != nil {
		return err
	}
	s.credential, s.signedHeaders, s.signature = query.credential, query.signedHeaders, query.signature
	s.timestamp, s.SessionToken = query.date, query.sessionToken
	s.Expires, err = parseExpires(query.expires)
	return err
}

func readPresigned(params []param) (presignedQuery, *Error) {
	var query presignedQuery
	for _, p := range params {
		target := query.field(p.name)
		if target == nil {
			continue
		}
		if *target != "" {
			return query, incomplete("A signing parameter is in the query string more than once.")
		}
		if *target = p.decoded(); *target == "" {
			return query, missingParams(p.name)
		}
	}
	var missing []string
	for _, name := range []string{paramAlgorithm, paramCredential, paramSignature, paramSignedHeaders, paramDate} {
		if *query.field(name) == "" {
			missing = append(missing, name)
		}
	}
	if missing != nil {
		return query, missingParams(missing...)
	}
	if query.algorithm != algorithm {
		return query, incomplete("X-Amz-Algorithm must be " + algorithm + ".")
	}
	return query, nil
}

func missingParams(names ...string) *Error {
	return incomplete(sentences("AWS query-string parameters must include", names, ".") +
		" Re-examine the query-string parameters.")
}

// parseExpires reads a number of seconds. A presigned request that names none holds as long as a clock may be off, as
// if it had been signed in a header.
func parseExpires(s string) (time.Duration, *Error) {
	if s == "" {
		return maxSkew, nil
	}
	seconds, err := strconv.ParseUint(s, 10, 32)
	if err != nil || seconds == 0 || time.Duration(seconds)*time.Second > maxExpires {
		return 0, incomplete("X-Amz-Expires must be a number of seconds from 1 to 604800.")
	}
	return time.Duration(seconds) * time.Second, nil
}
