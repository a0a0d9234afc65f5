package serve_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/sdktest"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

const (
	unknownKey     = "RCKAAAAAAAAAAAAAAAAA"
	unknownSession = "RCSAAAAAAAAAAAAAAAAA"
)

func TestCredentials(t *testing.T) {
	tests := []struct {
		name   string
		change func(*aws.Credentials)
		code   string
		status int
	}{
		{"a key as it was issued", func(*aws.Credentials) {}, "", 0},
		{"no credentials", func(c *aws.Credentials) { *c = aws.Credentials{} }, "MissingAuthenticationTokenException", 403},
		{"another secret", func(c *aws.Credentials) { c.SecretAccessKey = "-" + c.SecretAccessKey[1:] }, "InvalidSignatureException", 403},
		{"an access key that was never issued", func(c *aws.Credentials) { c.AccessKeyID = unknownKey }, "UnrecognizedClientException", 403},
		{"a session that was never issued", func(c *aws.Credentials) { c.AccessKeyID = unknownSession }, "UnrecognizedClientException", 403},
		{"an id of another form", func(c *aws.Credentials) { c.AccessKeyID = "AKIAIOSFODNN7EXAMPLE" }, "UnrecognizedClientException", 403},
		{"an account's id", func(c *aws.Credentials) { c.AccessKeyID = account }, "UnrecognizedClientException", 403},
		{"a session token", func(c *aws.Credentials) { c.SessionToken = "token" }, "UnrecognizedClientException", 403},
	}
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		f := newServer(t, configure)
		for _, tt := range tests {
			t.Run(name+"/"+tt.name, func(t *testing.T) {
				c := f.adminKey(account)
				tt.change(&c)
				if name == "development" && c.AccessKeyID != "" && !credential.IsIssued(c.AccessKeyID) {
					tt.code = "" // every other id is an administrator
				}
				wantError(t, list(t, f.client(c)), tt.code, tt.status)
			})
		}
	}
}

func TestRevocationCountsAtOnce(t *testing.T) {
	f := newServer(t, nil)
	key := f.adminKey(account)
	client := f.client(key)
	wantError(t, list(t, client), "", 0)
	if err := f.store.RevokeAccessKey(t.Context(), key.AccessKeyID, time.Now()); err != nil {
		t.Fatal(err)
	}
	wantError(t, list(t, client), "UnrecognizedClientException", 403)
	// Who does not hold the secret is not told that the key is revoked.
	key.SecretAccessKey = "wrong"
	wantError(t, list(t, f.client(key)), "InvalidSignatureException", 403)
}

func TestOldSignatureIsRefused(t *testing.T) {
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		t.Run(name, func(t *testing.T) {
			f := newServer(t, func(o *serve.Options) {
				o.Now = func() time.Time { return time.Now().Add(16 * time.Minute) }
				if configure != nil {
					configure(o)
				}
			})
			wantError(t, list(t, f.client(f.adminKey(account))), "InvalidSignatureException", 403)
		})
	}
}

func TestAccountsAreApart(t *testing.T) {
	f := newServer(t, nil)
	id := newInstance(t, f.client(f.adminKey(account)), "ours")
	other := f.client(f.adminKey(otherAccount))
	_, err := other.DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: id})
	wantError(t, err, "ResourceNotFoundException", 404)
	out, err := other.ListInstances(t.Context(), &sdk.ListInstancesInput{})
	if err != nil || len(out.InstanceSummaryList) != 0 {
		t.Errorf("the other account lists %v, %v; want nothing", out, err)
	}
}

func TestKeyWithoutAdminMayDoNothing(t *testing.T) {
	f := newServer(t, nil)
	key := f.key(credential.AccessKeyOwner{Name: "ci", Account: account})
	wantError(t, list(t, f.client(key)), "AccessDeniedException", 403)
}

func (f *fixture) identity(c aws.Credentials) (*sts.GetCallerIdentityOutput, error) {
	client := sts.New(sts.Options{
		BaseEndpoint: &f.url, Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(),
		Credentials: credentials.NewStaticCredentialsProvider(c.AccessKeyID, c.SecretAccessKey, c.SessionToken),
	})
	return client.GetCallerIdentity(f.t.Context(), &sts.GetCallerIdentityInput{})
}

func TestCallerIdentity(t *testing.T) {
	f := newServer(t, nil)
	out, err := f.identity(f.key(credential.AccessKeyOwner{Name: "ci", Account: account}))
	if err != nil {
		t.Fatal(err)
	}
	if *out.Arn != "arn:aws:iam::"+account+":user/ci" || *out.Account != account {
		t.Errorf("identity %s of account %s", *out.Arn, *out.Account)
	}
	key := f.adminKey(account)
	if out, err = f.identity(key); err != nil || !strings.HasSuffix(*out.Arn, ":root") {
		t.Errorf("identity %v, %v; want the account's root", out, err)
	}
	_, err = f.identity(aws.Credentials{AccessKeyID: unknownKey, SecretAccessKey: "x"})
	wantError(t, err, "InvalidClientTokenId", 403)
	key.SecretAccessKey = "x"
	_, err = f.identity(key)
	wantError(t, err, "SignatureDoesNotMatch", 403)
}
