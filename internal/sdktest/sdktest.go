// Package sdktest makes the real AWS SDK for Go fit for tests. It knows nothing of the server.
package sdktest

import (
	"bytes"
	"io"
	"net/http"
)

// HTTPClient is for SDK clients whose retries are off because they would hide errors. It sends each request in one piece. The SDK's own
// way sends the body after the head and closes it once an answer begins; when the server is that fast, net/http finds a closed body where
// it looks for its end, and drops the connection with the rest of a long answer in it. With the SDK's retries nobody notices.
func HTTPClient() *http.Client { return HTTPClientOver(http.DefaultTransport) }

// HTTPClientOver is HTTPClient with a transport of the test's own.
func HTTPClientOver(transport http.RoundTripper) *http.Client {
	return &http.Client{Transport: wholeRequests{transport}}
}

type wholeRequests struct{ under http.RoundTripper }

func (w wholeRequests) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		return w.under.RoundTrip(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if err := r.Body.Close(); err != nil {
		return nil, err
	}
	whole := r.Clone(r.Context())
	whole.Body = io.NopCloser(bytes.NewReader(body))
	return w.under.RoundTrip(whole)
}
