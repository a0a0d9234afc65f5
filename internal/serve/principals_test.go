package serve_test

import (
	"errors"
	"strings"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

const (
	mayList     = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"connect:ListInstances","Resource":"*"}}`
	mayDescribe = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"connect:Describe*","Resource":"*"}}`
)

func TestPolicyDecidesAtOnce(t *testing.T) {
	for name, configure := range map[string]func(*serve.Options){"production": nil, "development": development} {
		t.Run(name, func(t *testing.T) {
			f := newServer(t, configure)
			id := newInstance(t, f.client(f.adminKey(account)), "ours")
			key := f.key(credential.AccessKeyOwner{Name: "ci", Account: account, Policy: mayList})
			client := f.client(key)
			describe := func() error {
				_, err := client.DescribeInstance(t.Context(), &sdk.DescribeInstanceInput{InstanceId: id})
				return err
			}
			wantError(t, list(t, client), "", 0)
			wantError(t, describe(), "AccessDeniedException", 403)
			if err := f.store.SetAccessKeyPolicy(t.Context(), key.AccessKeyID, mayDescribe); err != nil {
				t.Fatal(err)
			}
			wantError(t, list(t, client), "AccessDeniedException", 403)
			wantError(t, describe(), "", 0)
		})
	}
}

func TestPolicyKnowsTheKeysName(t *testing.T) {
	f := newServer(t, nil)
	policy := `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",
		"Condition":{"StringEquals":{"aws:username":"${aws:username}"},"StringLike":{"aws:username":"c*"}}}}`
	wantError(t, list(t, f.client(f.key(credential.AccessKeyOwner{Name: "ci", Account: account, Policy: policy}))), "", 0)
	wantError(t, list(t, f.client(f.key(credential.AccessKeyOwner{Name: "ops", Account: account, Policy: policy}))), "AccessDeniedException", 403)
}

func TestPolicyThatCannotBeReadAllowsNothing(t *testing.T) {
	f := newServer(t, nil)
	client := f.client(f.key(credential.AccessKeyOwner{Name: "ci", Account: account, Policy: `{"Statement":`}))
	for range 2 {
		wantError(t, list(t, client), "AccessDeniedException", 403)
	}
	if n := strings.Count(f.log.String(), "a policy in the store cannot be read"); n != 1 {
		t.Errorf("the log tells it %d times, want once", n)
	}
}

func TestCheckPolicy(t *testing.T) {
	for text, ok := range map[string]bool{
		mayList: true,
		// Connect's, and not built.
		strings.ReplaceAll(mayList, "ListInstances", "StartChatContact"): true,
		strings.ReplaceAll(mayList, "ListInstances", "ListInstance"):     false,
	} {
		err := serve.CheckPolicy([]byte(text))
		if ok != (err == nil) || !ok && !errors.As(err, new(*access.PolicyError)) {
			t.Errorf("CheckPolicy(%s) = %v", text, err)
		}
	}
}
