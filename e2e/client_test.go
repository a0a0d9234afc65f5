package e2e

import (
	"bytes"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
)

// client is the AWS SDK with the server's administrator key.
func (s *server) client() *connect.Client { return s.clientWith(s.key, region) }

// clientWith is the AWS SDK without its retries, which would hide errors.
func (s *server) clientWith(k key, region string) *connect.Client {
	return connect.New(connect.Options{
		BaseEndpoint: aws.String(s.url), Region: region, RetryMaxAttempts: 1, HTTPClient: &http.Client{Transport: wholeRequests{}},
		Credentials: credentials.NewStaticCredentialsProvider(k.AccessKeyId, k.SecretAccessKey, ""),
	})
}

// wholeRequests sends each request in one piece. The SDK's own way sends the body after the head and closes it once an answer begins; when
// the server is that fast, net/http finds a closed body where it looks for its end, and drops the connection with the rest of a long answer
// in it. With the SDK's retries nobody notices.
type wholeRequests struct{}

func (wholeRequests) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		return http.DefaultTransport.RoundTrip(r)
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
	return http.DefaultTransport.RoundTrip(whole)
}
