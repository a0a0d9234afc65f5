package rest

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

const (
	// maxBody is the size of the largest body accepted, in bytes. The largest one that makes sense, a security profile
	// with all its permissions, is below 100 KB.
	maxBody = 1 << 20
	// maxSkipped is how much of a body that is too large is still received, in bytes.
	maxSkipped = 16 << 20
	// maxDepth bounds the nesting of a whole body, unknown members included.
	maxDepth = 64
)

const (
	bodyTooLarge   = "The request body must not exceed 1 MiB"
	bodyUnreadable = "The request body could not be read"
	bodyTooDeep    = "The request body must not nest deeper than 64 levels"
)

// bufferedBody is a body that was read whole. The bytes stay, so that it can be read again.
type bufferedBody struct {
	bytes.Reader
	data []byte
}

// Close does nothing: what was read stays readable.
func (*bufferedBody) Close() error { return nil }

// ReadBody returns the request's body, of at most 1 MiB. It leaves r.Body at the start of the same bytes, so that it
// can be read again, and costs nothing when called again. The bytes must not be changed. An error is an
// InvalidRequestException.
func ReadBody(r *http.Request) ([]byte, *Error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	if b, ok := r.Body.(*bufferedBody); ok {
		b.Reset(b.data)
		return b.data, nil
	}
	data, refused := readAll(r)
	if refused != nil {
		return nil, refused
	}
	b := &bufferedBody{data: data}
	b.Reset(data)
	r.Body = b
	return data, nil
}

func readAll(r *http.Request) ([]byte, *Error) {
	if r.ContentLength > maxBody {
		skip(r)
		return nil, malformed(bodyTooLarge)
	}
	var buf bytes.Buffer
	if r.ContentLength > 0 {
		buf.Grow(min(int(r.ContentLength), 64<<10) + bytes.MinRead)
	}
	_, err := buf.ReadFrom(io.LimitReader(r.Body, maxBody+1))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge), buf.Len() > maxBody:
		skip(r)
		return nil, malformed(bodyTooLarge)
	case err != nil:
		return nil, malformed(bodyUnreadable)
	}
	return buf.Bytes(), nil
}

// skip receives the rest of a body, within reason. Most clients look for an answer only after they sent everything, and would see a broken
// connection in its place. One that asked before it sends has sent nothing, and need not.
func skip(r *http.Request) {
	if r.Header.Get("Expect") == "" {
		_, _ = io.CopyN(io.Discard, r.Body, maxSkipped)
	}
}

// scan returns how deep a body nests and whether any of its strings holds U+0000, which JSON can only write as an
// escape. It looks at unknown members too, which the decoder skips. Of a body that is no JSON it says nothing useful.
func scan(body []byte) (depth int, nul bool) {
	level, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			nul = nul || bytes.HasPrefix(body[i+1:], []byte("u0000"))
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			level++
			depth = max(depth, level)
		case c == '}' || c == ']':
			level--
		}
	}
	return depth, nul
}
