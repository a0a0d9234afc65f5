package api_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/smithy-go"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/api"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/sdktest"
	"github.com/rollcall-dev/rollcall/internal/sqlstore"
)

const (
	account = "111122223333"
	region  = "us-west-2"
)

// plainHasher keeps tests fast; hashing itself is the credential package's affair.
type plainHasher struct{}

func (plainHasher) Hash(_ context.Context, password string) (string, error) {
	return "hash of " + password, nil
}

func (plainHasher) Verify(_ context.Context, password, hash string) (bool, error) {
	return hash == "hash of "+password, nil
}

// newServer serves the API on a store of its own, to callers that are all administrators of the account, and gives a client for it. changes
// are to the domain's options.
func newServer(t *testing.T, changes ...func(*roster.Options)) (*sdk.Client, *httptest.Server) {
	t.Helper()
	store, err := sqlstore.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "rollcall.db"), sqlstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	key, err := credential.NewKey(rand.Reader, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	ring, err := credential.NewKeyring(rand.Reader, key)
	if err != nil {
		t.Fatal(err)
	}
	options := roster.Options{Hasher: plainHasher{}, Now: time.Now, Rand: rand.Reader}
	for _, change := range changes {
		change(&options)
	}
	handler := api.New(roster.NewService(store, options), api.Options{Sealer: ring, Now: time.Now}).Handler()
	caller := roster.Caller{Principal: access.Administrator(account), Region: region}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(w, r.WithContext(api.WithCaller(r.Context(), caller)))
	}))
	t.Cleanup(server.Close)
	client := sdk.New(sdk.Options{
		BaseEndpoint: aws.String(server.URL), Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(),
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
	})
	return client, server
}

// newInstance makes an instance and gives its id.
func newInstance(t *testing.T, client *sdk.Client, kind types.DirectoryType, alias string) *string {
	t.Helper()
	out, err := client.CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: kind, InstanceAlias: &alias, InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Id
}

// wantError checks the exception type of an error; "" means no error.
func wantError(t *testing.T, err error, want string) {
	t.Helper()
	var e smithy.APIError
	switch {
	case want == "" && err != nil:
		t.Fatalf("got error %v, want none", err)
	case want != "" && (!errors.As(err, &e) || e.ErrorCode() != want):
		t.Fatalf("got error %v, want %s", err, want)
	}
}
