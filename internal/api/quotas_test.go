package api_test

import (
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// answerOf is the HTTP answer behind an SDK's error.
func answerOf(t *testing.T, err error) *awshttp.ResponseError {
	t.Helper()
	var answer *awshttp.ResponseError
	if !errors.As(err, &answer) {
		t.Fatalf("got error %v, want an answer", err)
	}
	return answer
}

func TestFullInstanceAnswers(t *testing.T) {
	client, _ := newServer(t, func(o *roster.Options) { o.Quotas = roster.Quotas{roster.QuickConnectQuota: 1} })
	id := newInstance(t, client, types.DirectoryTypeSaml, "full")
	create := func(name string) error {
		_, err := client.CreateQuickConnect(t.Context(), &sdk.CreateQuickConnectInput{
			InstanceId: id, Name: &name, QuickConnectConfig: &types.QuickConnectConfig{
				QuickConnectType: types.QuickConnectTypePhoneNumber, PhoneConfig: &types.PhoneNumberQuickConnectConfig{PhoneNumber: aws.String("+15555550100")},
			},
		})
		return err
	}
	wantError(t, create("first"), "")
	err := create("second")
	var full *types.LimitExceededException
	if !errors.As(err, &full) || aws.ToString(full.Message) != "An instance can have at most 1 quick connects" {
		t.Fatalf("got error %v, want a LimitExceededException that says why", err)
	}
	answer := answerOf(t, err)
	if answer.HTTPStatusCode() != http.StatusTooManyRequests {
		t.Errorf("status %d, want 429", answer.HTTPStatusCode())
	}
	// A client that is told when to come back would come back forever.
	if after := answer.Response.Header.Get("Retry-After"); after != "" {
		t.Errorf("Retry-After is %q, want none", after)
	}
}

func TestFullAccountAnswers(t *testing.T) {
	client, _ := newServer(t, func(o *roster.Options) { o.Quotas = roster.Quotas{roster.InstanceQuota: 1} })
	newInstance(t, client, types.DirectoryTypeSaml, "first")
	_, err := client.CreateInstance(t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: aws.String("second"),
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(true),
	})
	var full *types.ServiceQuotaExceededException
	if !errors.As(err, &full) || aws.ToString(full.Message) != "An account can have at most 1 instances in a Region" {
		t.Fatalf("got error %v, want a ServiceQuotaExceededException that says why", err)
	}
	if status := answerOf(t, err).HTTPStatusCode(); status != http.StatusPaymentRequired {
		t.Errorf("status %d, want 402", status)
	}
}
