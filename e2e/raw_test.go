package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// answer is what came back for a request that the SDK cannot send.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// request makes a request that is not signed yet.
func (s *server) request(t *testing.T, method, target string, body []byte) *http.Request {
	t.Helper()
	return must(http.NewRequestWithContext(t.Context(), method, s.url+target, bytes.NewReader(body)))(t)
}

// signed signs a request as the SDK would.
func (s *server) signed(t *testing.T, r *http.Request, body []byte) *http.Request {
	t.Helper()
	sum := sha256.Sum256(body)
	credentials := aws.Credentials{AccessKeyID: s.key.AccessKeyId, SecretAccessKey: s.key.SecretAccessKey}
	ok(t, v4.NewSigner().SignHTTP(t.Context(), credentials, r, hex.EncodeToString(sum[:]), "connect", region, time.Now()))
	return r
}

// call sends a signed request.
func (s *server) call(t *testing.T, method, target, body string) answer {
	t.Helper()
	return send(t, s.signed(t, s.request(t, method, target, []byte(body)), []byte(body)))
}

// send sends a request as it is, and reads the answer to its end.
func send(t *testing.T, r *http.Request) answer {
	t.Helper()
	return sendOver(t, http.DefaultTransport, r)
}

// sendOver is send over a transport of the test's own.
func sendOver(t *testing.T, transport http.RoundTripper, r *http.Request) answer {
	t.Helper()
	resp := must(transport.RoundTrip(r))(t)
	defer resp.Body.Close()
	return answer{resp.StatusCode, resp.Header, must(io.ReadAll(resp.Body))(t)}
}

// is expects an error as the protocol writes it: its type in a header, a message in JSON, and the request's id.
func (a answer) is(t *testing.T, status int, kind string) {
	t.Helper()
	if a.status != status || a.header.Get("X-Amzn-ErrorType") != kind {
		t.Fatalf("got %d %s %s, want %d %s", a.status, a.header.Get("X-Amzn-ErrorType"), a.body, status, kind)
	}
	var body struct{ Message string }
	if err := json.Unmarshal(a.body, &body); err != nil || body.Message == "" || a.header.Get("Content-Type") != "application/json" {
		t.Errorf("the error's body is %s (%s), want a message in JSON", a.body, a.header.Get("Content-Type"))
	}
	if len(a.header.Get("X-Amzn-Requestid")) != 36 {
		t.Errorf("the request's id is %q", a.header.Get("X-Amzn-Requestid"))
	}
}

// message is what an error tells.
func (a answer) message() string { return strings.TrimSpace(string(a.body)) }
