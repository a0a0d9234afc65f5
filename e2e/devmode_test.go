package e2e

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/rollcall-dev/rollcall/internal/sdktest"
)

// sts is the SDK of the service that tells a caller who it is.
func (s *server) sts(k key) *sts.Client {
	return sts.New(sts.Options{
		BaseEndpoint: aws.String(s.url), Region: region, RetryMaxAttempts: 1, HTTPClient: sdktest.HTTPClient(),
		Credentials: credentials.NewStaticCredentialsProvider(k.AccessKeyId, k.SecretAccessKey, ""),
	})
}

// isCaller expects who a key stands for.
func isCaller(t *testing.T, client *sts.Client, arn, account, id string) {
	t.Helper()
	got := must(client.GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{}))(t)
	same(t, "the caller", got, &sts.GetCallerIdentityOutput{Arn: &arn, Account: &account, UserId: &id})
}

func TestGetCallerIdentity(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	isCaller(t, s.sts(s.key), "arn:aws:iam::"+account+":root", account, account)
	plain := keyWith(t, s.store, "ci-bot", nothingHere)
	isCaller(t, s.sts(plain), "arn:aws:iam::"+account+":user/ci-bot", account, "user/ci-bot")
	wrong := key{s.key.AccessKeyId, changed(s.key.SecretAccessKey)}
	refusedAs(t, errorOf(s.sts(wrong).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})), "SignatureDoesNotMatch")
	revoke(t, s.store, plain)
	refusedAs(t, errorOf(s.sts(plain).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})), "InvalidClientTokenId")
	refusedAs(t, errorOf(s.sts(s.key).GetSessionToken(t.Context(), &sts.GetSessionTokenInput{})), "InvalidAction")
}

func TestDevelopmentMode(t *testing.T) {
	t.Parallel()
	s := newDevServer(t)
	t.Run("any key is an administrator", func(t *testing.T) {
		c := newCentre(t, s.clientWith(key{"AKIAIOSFODNN7EXAMPLE", "whatever"}, region), types.DirectoryTypeSaml, "dev")
		same(t, "the ARN", *c.arn, "arn:aws:connect:"+region+":000000000000:instance/"+*c.id)
		same(t, "another key's view", must(s.clientWith(key{"x", "y"}, region).DescribeInstance(t.Context(),
			&connect.DescribeInstanceInput{InstanceId: c.id}))(t).Instance.Arn, c.arn)
		isCaller(t, s.sts(key{"x", "y"}), "arn:aws:iam::000000000000:root", "000000000000", "000000000000")
	})
	t.Run("a key that is an account is that account's", func(t *testing.T) {
		isCaller(t, s.sts(key{account, "x"}), "arn:aws:iam::"+account+":root", account, account)
		list := must(s.clientWith(key{account, "x"}, region).ListInstances(t.Context(), &connect.ListInstancesInput{}))(t)
		same(t, "its instances", list.InstanceSummaryList, []types.InstanceSummary{})
	})
	t.Run("an issued key is what it is", func(t *testing.T) {
		k := newKey(t, s.store, "--admin", "--name", "real", "--account", account)
		isCaller(t, s.sts(k), "arn:aws:iam::"+account+":root", account, account)
		refusedAs(t, listing(t, s.clientWith(key{k.AccessKeyId, "wrong"}, region)), "InvalidSignatureException")
		revoke(t, s.store, k)
		refusedAs(t, listing(t, s.clientWith(k, region)), "UnrecognizedClientException")
		plain := keyWith(t, s.store, "plain", nothingHere)
		refusedAs(t, listing(t, s.clientWith(plain, region)), "AccessDeniedException")
	})
	t.Run("the account can be chosen", func(t *testing.T) {
		chosen := newDevServer(t, "--account", "210987654321")
		isCaller(t, chosen.sts(chosen.key), "arn:aws:iam::210987654321:root", "210987654321", "210987654321")
	})
}
