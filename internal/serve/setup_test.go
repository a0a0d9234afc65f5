package serve_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sdktest"
	"github.com/rollcall-dev/rollcall/internal/serve"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

const (
	account      = "111122223333"
	otherAccount = "444455556666"
	region       = "us-west-2"
)

// fixture is a server on a store of its own, with its log.
type fixture struct {
	*serve.Server
	t      *testing.T
	url    string
	store  *sqlstore.Store
	master credential.MasterKey
	log    *logBuffer
}

// newServer starts a server. configure may change what it is made of.
func newServer(t *testing.T, configure func(*serve.Options)) *fixture {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlstore.Open(t.Context(), "sqlite:"+filepath.Join(dir, "rollcall.db"), sqlstore.Options{})
	master, masterErr := credential.CreateMasterKeyFile(filepath.Join(dir, "key"), rand.Reader)
	key, keyErr := credential.NewKey(rand.Reader, time.Now())
	ring, ringErr := credential.NewKeyring(rand.Reader, key)
	hasher, hasherErr := credential.NewHasher(credential.Cheapest(), rand.Reader, 1, 1)
	if err := errors.Join(err, masterErr, keyErr, ringErr, hasherErr); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	f := &fixture{t: t, store: store, master: master, log: new(logBuffer)}
	o := serve.Options{
		Store: store, Roster: roster.NewService(store, roster.Options{Hasher: hasher, Now: time.Now, Rand: rand.Reader}),
		Sealer: ring, Master: master, Version: "v1.2.3", Now: time.Now,
		Log: slog.New(slog.NewJSONHandler(f.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if configure != nil {
		configure(&o)
	}
	f.Server = serve.New(o)
	server := httptest.NewServer(f.Server)
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

func development(o *serve.Options) { o.Dev = &serve.Dev{Account: account, Region: region} }

// key issues an access key.
func (f *fixture) key(owner credential.AccessKeyOwner) aws.Credentials {
	f.t.Helper()
	key, secret, err := credential.NewAccessKey(rand.Reader, f.master, owner, time.Now())
	if err == nil {
		err = f.store.AddAccessKey(f.t.Context(), key)
	}
	if err != nil {
		f.t.Fatal(err)
	}
	return aws.Credentials{AccessKeyID: key.ID, SecretAccessKey: secret.Reveal()}
}

func (f *fixture) adminKey(account string) aws.Credentials {
	return f.key(credential.AccessKeyOwner{Name: "admin", Account: account, Admin: true})
}

// client is a client that signs with the credentials; with none, it does not sign.
func (f *fixture) client(c aws.Credentials) *sdk.Client {
	o := sdk.Options{BaseEndpoint: &f.url, Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(), Credentials: aws.AnonymousCredentials{}}
	if c.AccessKeyID != "" {
		o.Credentials = credentials.NewStaticCredentialsProvider(c.AccessKeyID, c.SecretAccessKey, c.SessionToken)
	}
	return sdk.New(o)
}

func list(t *testing.T, client *sdk.Client) error {
	_, err := client.ListInstances(t.Context(), &sdk.ListInstancesInput{})
	return err
}

func newInstance(t *testing.T, client *sdk.Client, alias string) *string {
	t.Helper()
	out, err := client.CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeConnectManaged, InstanceAlias: &alias,
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Id
}

// wantError checks an error's type and status; "" means no error.
func wantError(t *testing.T, err error, code string, status int) {
	t.Helper()
	var e smithy.APIError
	var answer *awshttp.ResponseError
	switch {
	case code == "" && err != nil:
		t.Fatalf("got error %v, want none", err)
	case code == "":
	case !errors.As(err, &e) || e.ErrorCode() != code:
		t.Fatalf("got error %v, want %s", err, code)
	case !errors.As(err, &answer) || answer.HTTPStatusCode() != status:
		t.Fatalf("got error %v, want status %d", err, status)
	}
}

// send sends a request and gives the answer with its body read.
func (f *fixture) send(method, path string, change func(*http.Request)) (*http.Response, string) {
	f.t.Helper()
	r, err := http.NewRequestWithContext(f.t.Context(), method, f.url+path, nil)
	if err != nil {
		f.t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer answer.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		f.t.Fatal(err)
	}
	return answer, body.String()
}

// logBuffer keeps what is logged.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
