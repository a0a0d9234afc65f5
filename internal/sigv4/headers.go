package sigv4

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// storedNames spares the headers that SDKs sign on every call from being spelled anew, letter by letter.
var storedNames = map[string]string{
	"accept-encoding":       "Accept-Encoding",
	"amz-sdk-invocation-id": "Amz-Sdk-Invocation-Id",
	"amz-sdk-request":       "Amz-Sdk-Request",
	"content-type":          "Content-Type",
	"x-amz-content-sha256":  contentHashHeader,
	"x-amz-date":            amzDateHeader,
	"x-amz-security-token":  sessionTokenHeader,
}

// valuesOf returns the values of a header that is named in lower case.
func valuesOf(h http.Header, name string) []string {
	if stored, ok := storedNames[name]; ok {
		return h[stored]
	}
	return h.Values(name)
}

// checkSignedHeaders refuses a list that is not in canonical form, names a header that was not sent, or leaves out one
// that must be signed.
func checkSignedHeaders(r *http.Request, names []string) *Error {
	for i, name := range names {
		if name == "" || name != strings.ToLower(name) || i > 0 && names[i-1] >= name {
			return incomplete("SignedHeaders must be lower case, sorted and without duplicates.")
		}
		if !isSent(r, name) {
			return incomplete("A header is named in SignedHeaders but does not exist in the HTTP request.")
		}
	}
	if !slices.Contains(names, "host") {
		return invalid("'Host' must be a 'SignedHeader' in the AWS Authorization.")
	}
	for key := range r.Header {
		if mustBeSigned(key) && !containsFold(names, key) {
			return invalid("There were headers present in the request which were not signed.")
		}
	}
	return nil
}

// mustBeSigned reports whether a header changes what a request means, so that one added on the way would be an
// alteration: everything of AWS's own. The content type does not: what a body is read as never depends on it, and AWS's
// SDK for PHP leaves it out of its signatures.
func mustBeSigned(key string) bool {
	const amz = "x-amz-"
	return len(key) > len(amz) && strings.EqualFold(key[:len(amz)], amz)
}

func containsFold(names []string, key string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return len(name) == len(key) && strings.EqualFold(name, key)
	})
}

func isSent(r *http.Request, name string) bool {
	switch name {
	case "host":
		return true
	case "content-length":
		return r.ContentLength >= 0
	}
	return len(valuesOf(r.Header, name)) > 0
}

// appendHeader writes the canonical line of one header. net/http keeps the host and the length outside of the header
// map.
func appendHeader(b []byte, r *http.Request, name string) []byte {
	b = append(append(b, name...), ':')
	switch name {
	case "host":
		b = appendTrimmed(b, cmp.Or(r.Host, r.URL.Host))
	case "content-length":
		b = strconv.AppendInt(b, r.ContentLength, 10)
	default:
		for i, value := range valuesOf(r.Header, name) {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendTrimmed(b, value)
		}
	}
	return append(b, '\n')
}

// appendTrimmed drops the white space around a header's value and makes every run of spaces one.
func appendTrimmed(b []byte, value string) []byte {
	value = strings.TrimSpace(value)
	if !strings.Contains(value, "  ") {
		return append(b, value...)
	}
	for i := range len(value) {
		if value[i] != ' ' || value[i-1] != ' ' {
			b = append(b, value[i])
		}
	}
	return b
}
