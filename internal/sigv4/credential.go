package sigv4

import (
	"net/http"
	"strings"
)

// The longest access key id IAM issues, and a bound for Region names that leaves room for any AWS has.
const (
	maxAccessKeyID = 128
	maxRegion      = 64
)

// Credential is the access key a request names and the scope its signature is limited to.
type Credential struct {
	AccessKeyID string
	Date        string // UTC, as YYYYMMDD
	Region      string
	Service     string
}

// Scope reads the credential a request names, from its Authorization header or else its query, and checks nothing: not
// the signature, not the date. It reports false if the request names none. It is for a server that deliberately trusts
// its callers; every other one uses Parse and Verify.
func Scope(r *http.Request) (Credential, bool) {
	if credential, ok := scopeOfHeader(r.Header.Get(authorizationHeader)); ok {
		return credential, true
	}
	params, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		return Credential{}, false
	}
	for _, p := range params {
		if p.name == paramCredential {
			credential, _, ok := splitCredential(p.decoded())
			return credential, ok
		}
	}
	return Credential{}, false
}

func scopeOfHeader(authorization string) (Credential, bool) {
	_, fields, _ := strings.Cut(authorization, " ")
	for field := range strings.SplitSeq(fields, ",") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(field), fieldCredential+"="); ok {
			credential, _, ok := splitCredential(value)
			return credential, ok
		}
	}
	return Credential{}, false
}

// parseCredential reads and checks key/date/region/service/aws4_request. Whether the service is one that is offered is
// for Verify to say, and whether the date is that of the request for Parse.
func parseCredential(s string) (Credential, *Error) {
	credential, last, ok := splitCredential(s)
	switch {
	case !ok:
		return credential, incomplete("Credential must have exactly 5 slash-delimited elements: " +
			"keyid/date/region/service/" + terminator)
	case !isAccessKeyID(credential.AccessKeyID):
		return credential, incomplete("Credential does not begin with a well-formed access key id.")
	case last != terminator:
		return credential, invalid("Credential should be scoped with a valid terminator: '" + terminator + "'.")
	case !isRegion(credential.Region):
		return credential, invalid("Credential should be scoped to a valid region.")
	}
	return credential, nil
}

func splitCredential(s string) (credential Credential, last string, ok bool) {
	var parts [5]string
	n := 0
	for part := range strings.SplitSeq(s, "/") {
		if n == len(parts) {
			return Credential{}, "", false
		}
		parts[n] = part
		n++
	}
	credential = Credential{AccessKeyID: parts[0], Date: parts[1], Region: parts[2], Service: parts[3]}
	return credential, parts[4], n == len(parts)
}

func isAccessKeyID(s string) bool {
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && s[i] != '_' {
			return false
		}
	}
	return s != "" && len(s) <= maxAccessKeyID
}

func isRegion(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= maxRegion
}
