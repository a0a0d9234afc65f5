// Package sigv4 verifies and makes AWS Signature Version 4 signatures, in the Authorization header or in a presigned
// URL. It owns how a request is canonicalised, the clock rules and the errors AWS answers when a signature is refused.
// It may not know which access keys exist, what a session token means, or anything of the operations that are called:
// the server parses a signature, looks up the secret of its access key, and verifies.
//
// The canonical path is encoded twice, as every service but S3 does it, and the payload hash is always that of the body
// received: unsigned and streaming payloads are refused.
package sigv4

const (
	algorithm       = "AWS4-HMAC-SHA256"
	terminator      = "aws4_request"
	timestampLayout = "20060102T150405Z"
	dateLength      = len("20060102")
)

// The headers that take part in signing, in the form in which net/http stores their names.
const (
	authorizationHeader = "Authorization"
	dateHeader          = "Date"
	amzDateHeader       = "X-Amz-Date"
	contentHashHeader   = "X-Amz-Content-Sha256"
	sessionTokenHeader  = "X-Amz-Security-Token"
)
