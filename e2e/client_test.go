package e2e

import (
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/smithy-go/middleware"

	"github.com/rollcall-dev/rollcall/internal/sdktest"
)

// client is the AWS SDK with the server's administrator key.
func (s *server) client() *connect.Client { return s.clientWith(s.key, region) }

// clientWith is the AWS SDK without its retries, which would hide errors. What it calls counts as driven.
func (s *server) clientWith(k key, region string) *connect.Client {
	return s.clientOver(http.DefaultTransport, k, region)
}

// clientOver is clientWith over a transport of the test's own.
func (s *server) clientOver(transport http.RoundTripper, k key, region string) *connect.Client {
	return connect.New(connect.Options{
		BaseEndpoint: aws.String(s.url), Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClientOver(transport),
		Credentials: credentials.NewStaticCredentialsProvider(k.AccessKeyId, k.SecretAccessKey, ""),
		APIOptions:  []func(*middleware.Stack) error{driven.watch},
	})
}
