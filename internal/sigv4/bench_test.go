package sigv4_test

import (
	"net/http"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/sigv4"
)

const describeUser = origin + "/users/7f2d9c1e-5b3a-4c8e-9f10-2a6b4d8e0c12/a1b2c3d4-0000-4000-8000-112233445566"

// BenchmarkVerify measures what one call costs when its signing key is cached: a DescribeUser as the SDK sends it, and
// one with an awkward path and query.
func BenchmarkVerify(b *testing.B) {
	targets := map[string]string{
		"DescribeUser":  describeUser,
		"UntagResource": origin + "/tags/" + instanceARN + "?tagKeys=team%2Fa&tagKeys=cost",
	}
	for name, target := range targets {
		b.Run(name, func(b *testing.B) {
			r := newRequest(b, http.MethodGet, target, nil)
			r.Header.Set("Amz-Sdk-Invocation-Id", "c1e0f3d2-7a5b-4d3c-8e9f-0a1b2c3d4e5f")
			r.Header.Set("Amz-Sdk-Request", "attempt=1; max=3")
			r.Header.Set("Accept-Encoding", "identity")
			sdkSign(b, r, nil, "")
			r, _ = overTheWire(b, r)
			verifier := sigv4.NewVerifier(service)
			b.ReportAllocs()
			for b.Loop() {
				sig, err := sigv4.Parse(r)
				if err != nil {
					b.Fatal(err)
				}
				if err := verifier.Verify(r, nil, sig, secret, signedAt); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
