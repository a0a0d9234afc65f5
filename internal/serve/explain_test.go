package serve_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	signer "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/credential"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/serve"
)

// post sends a signed request to one of the server's own pages.
func (f *fixture) post(c aws.Credentials, path, body string) (status int, answer string) {
	f.t.Helper()
	r, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, f.url+path, strings.NewReader(body))
	if err != nil {
		f.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if c.AccessKeyID != "" {
		hash := sha256.Sum256([]byte(body))
		if err := signer.NewSigner().SignHTTP(f.t.Context(), c, r, hex.EncodeToString(hash[:]), "connect", region, time.Now()); err != nil {
			f.t.Fatal(err)
		}
	}
	got, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		f.t.Fatal(err)
	}
	defer got.Body.Close()
	var b bytes.Buffer
	if _, err := io.Copy(&b, got.Body); err != nil {
		f.t.Fatal(err)
	}
	return got.StatusCode, b.String()
}

// ask asks the page that explains, which has to answer.
func (f *fixture) ask(c aws.Credentials, in serve.ExplainRequest) (out serve.ExplainResponse) {
	f.t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		f.t.Fatal(err)
	}
	status, answer := f.post(c, "/_rollcall/explain", string(body))
	if err := json.Unmarshal([]byte(answer), &out); status != http.StatusOK || err != nil {
		f.t.Fatalf("%d %s: %v", status, answer, err)
	}
	return out
}

// staff is an instance with two users: ada is an administrator in it, bob an agent.
func (f *fixture) staff(admin *sdk.Client) (instance, ada, bob string) {
	f.t.Helper()
	in, err := admin.CreateInstance(f.t.Context(), &sdk.CreateInstanceInput{
		IdentityManagementType: types.DirectoryTypeSaml, InstanceAlias: aws.String("staff"),
		InboundCallsEnabled: aws.Bool(true), OutboundCallsEnabled: aws.Bool(false),
	})
	if err != nil {
		f.t.Fatal(err)
	}
	routing, routingErr := admin.ListRoutingProfiles(f.t.Context(), &sdk.ListRoutingProfilesInput{InstanceId: in.Id})
	profiles, profilesErr := admin.ListSecurityProfiles(f.t.Context(), &sdk.ListSecurityProfilesInput{InstanceId: in.Id})
	if routingErr != nil || profilesErr != nil {
		f.t.Fatal(routingErr, profilesErr)
	}
	hire := func(name, profile string) string {
		i := slices.IndexFunc(profiles.SecurityProfileSummaryList, func(p types.SecurityProfileSummary) bool { return *p.Name == profile })
		out, err := admin.CreateUser(f.t.Context(), &sdk.CreateUserInput{
			InstanceId: in.Id, Username: &name, RoutingProfileId: routing.RoutingProfileSummaryList[0].Id,
			SecurityProfileIds: []string{*profiles.SecurityProfileSummaryList[i].Id}, PhoneConfig: &types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone},
			IdentityInfo: &types.UserIdentityInfo{FirstName: &name, LastName: &name},
		})
		if err != nil {
			f.t.Fatal(err)
		}
		return *out.UserArn
	}
	return *in.Arn, hire("ada", "Admin"), hire("bob", "Agent")
}

func TestExplainPage(t *testing.T) {
	f := newServer(t, nil)
	admin := f.adminKey(account)
	instance, ada, bob := f.staff(f.client(admin))
	reader := f.key(credential.AccessKeyOwner{Name: "reader", Account: account, Policy: mayDescribe})
	f.key(credential.AccessKeyOwner{Name: "foreign", Account: otherAccount, Admin: true})
	const identity = "connect:UpdateUserIdentityInfo"

	for name, tt := range map[string]struct {
		as, action, resource string
		allowed              bool
	}{
		"a user by ARN":          {ada, identity, bob, true},
		"a user by name":         {"ada", identity, bob, true},
		"a user who may not":     {bob, identity, ada, false},
		"a key by id":            {reader.AccessKeyID, "connect:DescribeUser", ada, true},
		"a key by its owner":     {"arn:aws:iam::" + account + ":user/reader", identity, ada, false},
		"the root":               {"arn:aws:iam::" + account + ":root", identity, ada, true},
		"another account's root": {"arn:aws:iam::" + otherAccount + ":root", identity, ada, false},
		"the caller itself":      {"", identity, ada, true},
		"all instances":          {reader.AccessKeyID, "connect:ListInstances", "arn:aws:connect:" + region + ":" + account + ":instance/*", false},
	} {
		out := f.ask(admin, serve.ExplainRequest{As: tt.as, Action: tt.action, Resource: tt.resource})
		if out.Decision == nil || out.Decision.Allowed != tt.allowed || out.Decision.Reason == "" || out.Who != nil {
			t.Errorf("%s: %+v, want allowed %v", name, out.Decision, tt.allowed)
		}
	}

	names := func(grants []serve.ExplainedGrant) (all []string) {
		for _, g := range grants {
			all = append(all, g.Name+" "+g.AccessKeyId)
		}
		return all
	}
	who := serve.ExplainRequest{Question: "WHO", Action: "connect:DescribeUser", Resource: bob}
	all := []string{" " + admin.AccessKeyID, "reader " + reader.AccessKeyID, "ada ", "bob "}
	if diff := cmp.Diff(all, names(f.ask(admin, who).Who)); diff != "" {
		t.Errorf("who (-want +got):\n%s", diff)
	}
	who.MaxResults = 1
	first := f.ask(admin, who)
	who.After = first.Next
	if second := f.ask(admin, who); len(first.Who) != 3 || len(second.Who) != 1 || second.Who[0].Name != "bob" || second.Next != nil {
		t.Errorf("in pages: %+v, then %+v", first, second)
	}
	sees := f.ask(admin, serve.ExplainRequest{Question: "SEES", As: ada, Type: "agent"}).Sees
	if sees == nil || sees.Total != 2 || len(sees.Resources) != 2 || !sees.Listing.Allowed {
		t.Errorf("ada sees %+v, want both users", sees)
	}
	takeovers := f.ask(admin, serve.ExplainRequest{Question: "TAKEOVER", Resource: instance}).Takeovers
	if len(takeovers.Administrators) != 1 || len(takeovers.Victims) != 1 || takeovers.Victims[0].User.Name != "bob" || takeovers.Victims[0].By[0].Name != "ada" {
		t.Errorf("takeovers %+v, want ada's of bob", takeovers)
	}
}

func TestExplainToOperatorGivesAllPages(t *testing.T) {
	f := newServer(t, nil)
	instance, ada, bob := f.staff(f.client(f.adminKey(account)))
	f.adminKey(otherAccount) // is of no account that the questions are about
	service := roster.NewService(f.store, roster.Options{Now: time.Now, Rand: rand.Reader})
	t.Cleanup(service.Close)
	explainer := serve.NewExplainer(service, f.store, time.Now, slog.New(slog.DiscardHandler))
	for _, tt := range []struct {
		in   serve.ExplainRequest
		want []string
	}{
		{serve.ExplainRequest{Question: "WHO", Action: "connect:DescribeUser", Resource: bob}, []string{"", "ada", "bob"}},
		{serve.ExplainRequest{Question: "SEES", As: ada, Type: "agent"}, []string{"ada", "bob"}},
		{serve.ExplainRequest{Question: "SEES", As: "arn:aws:iam::" + account + ":root", Type: "routing-profile", Resource: instance},
			[]string{"Basic Routing Profile"}},
	} {
		var got []string
		tt.in.MaxResults = 1
		err := explainer.ExplainToOperator(t.Context(), tt.in, func(page serve.ExplainResponse) error {
			for _, g := range page.Who {
				got = append(got, g.Name)
			}
			if page.Sees != nil {
				for _, r := range page.Sees.Resources {
					got = append(got, r.Name)
				}
			}
			return nil
		})
		if diff := cmp.Diff(tt.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", tt.in.Question, err, diff)
		}
	}
}

func TestExplainPageRefuses(t *testing.T) {
	f := newServer(t, nil)
	admin := f.adminKey(account)
	instance, ada, _ := f.staff(f.client(admin))
	for range 2 {
		f.key(credential.AccessKeyOwner{Name: "alike", Account: account, Policy: mayList})
	}
	f.key(credential.AccessKeyOwner{Name: "apart", Account: account, Policy: mayList})
	f.key(credential.AccessKeyOwner{Name: "apart", Account: account, Policy: mayDescribe})
	foreign := f.key(credential.AccessKeyOwner{Name: "foreign", Account: otherAccount, Policy: mayList})
	gone := f.key(credential.AccessKeyOwner{Name: "gone", Account: account, Policy: mayList})
	if err := f.store.RevokeAccessKey(t.Context(), gone.AccessKeyID, time.Now()); err != nil {
		t.Fatal(err)
	}
	may := func(as string) string {
		return `{"As":"` + as + `","Action":"connect:DescribeUser","Resource":"` + ada + `"}`
	}
	for name, tt := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"keys that may do the same":   {may("arn:aws:iam::" + account + ":user/alike"), 200, `"Allowed":false`},
		"keys that may do otherwise":  {may("arn:aws:iam::" + account + ":user/apart"), 400, "by its id"},
		"another account's key":       {may(foreign.AccessKeyID), 404, "not found"},
		"a revoked key":               {may(gone.AccessKeyID), 404, "or revoked"},
		"an unknown key":              {may(unknownKey), 404, "not found"},
		"an unknown user":             {may("nobody"), 404, "User not found"},
		"a user of another account":   {may(strings.ReplaceAll(ada, account, otherAccount)), 404, "User not found"},
		"no JSON":                     {`As=ada`, 400, "JSON object"},
		"two objects":                 {may("ada") + "{}", 400, "end with"},
		"no body":                     {``, 400, "JSON object"},
		"an unknown member":           {`{"Who":"ada"}`, 400, "members"},
		"an unknown question":         {`{"Question":"WHY"}`, 400, "TAKEOVER"},
		"no action":                   {`{"As":"ada","Resource":"` + ada + `"}`, 400, "Action has to be"},
		"an unknown action":           {`{"As":"ada","Action":"connect:describeuser","Resource":"` + ada + `"}`, 400, "Action has to be"},
		"an action too many":          {`{"Question":"TAKEOVER","Action":"connect:DescribeUser","Resource":"` + ada + `"}`, 400, "Action goes with"},
		"an actor too many":           {`{"Question":"TAKEOVER","As":"ada","Resource":"` + ada + `"}`, 400, "As goes with"},
		"no type":                     {`{"Question":"SEES","As":"` + ada + `"}`, 400, "Type goes with"},
		"an unknown type":             {`{"Question":"SEES","As":"` + ada + `","Type":"dog"}`, 400, "No operation lists"},
		"no resource":                 {`{"As":"ada","Action":"connect:DescribeUser"}`, 400, "Resource is missing"},
		"a resource that is no ARN":   {`{"As":"ada","Action":"connect:DescribeUser","Resource":"ada"}`, 400, "Resource has to be"},
		"another account's resource":  {`{"Action":"connect:DescribeUser","Resource":"` + strings.ReplaceAll(ada, account, otherAccount) + `"}`, 403, "rollcall:Explain on resource: "},
		"an instance that is missing": {`{"Action":"connect:DescribeUser","Resource":"` + instance[:len(instance)-1] + `x"}`, 404, "Instance not found"},
		"an address that is none":     {`{"Action":"connect:DescribeUser","Resource":"` + ada + `","SourceIp":"here"}`, 400, "SourceIp"},
		"too many results":            {`{"Action":"connect:DescribeUser","Resource":"` + ada + `","MaxResults":1001}`, 400, "MaxResults"},
	} {
		if status, answer := f.post(admin, "/_rollcall/explain", tt.body); status != tt.status || !strings.Contains(answer, tt.says) {
			t.Errorf("%s: %d %s, want %d with %q", name, status, answer, tt.status, tt.says)
		}
	}
}

func TestExplainPageNeedsThePermission(t *testing.T) {
	f := newServer(t, nil)
	instance, ada, _ := f.staff(f.client(f.adminKey(account)))
	question := `{"As":"RCKAAAAAAAAAAAAAAAAA","Action":"connect:DescribeUser","Resource":"` + ada + `"}`
	policy := func(action string) string {
		return `{"Statement":{"Effect":"Allow","Action":"` + action + `","Resource":"` + instance + `"}}`
	}
	if status, answer := f.post(aws.Credentials{}, "/_rollcall/explain", question); status != 403 || !strings.Contains(answer, "Missing Authentication Token") {
		t.Errorf("unsigned: %d %s", status, answer)
	}
	plain := f.key(credential.AccessKeyOwner{Name: "plain", Account: account, Policy: policy("connect:*")})
	want := "User: arn:aws:iam::" + account + ":user/plain is not authorized to perform: rollcall:Explain on resource: " + instance
	if status, answer := f.post(plain, "/_rollcall/explain", question); status != 403 || !strings.Contains(answer, want) {
		t.Errorf("without the permission: %d %s", status, answer)
	}
	// It is told of the key only that there is none once it may ask.
	allowed := f.key(credential.AccessKeyOwner{Name: "allowed", Account: account, Policy: policy("rollcall:Explain")})
	if status, answer := f.post(allowed, "/_rollcall/explain", question); status != 404 || !strings.Contains(answer, "Access key not found") {
		t.Errorf("with the permission: %d %s", status, answer)
	}
	if answer, _ := f.send(http.MethodGet, "/_rollcall/explain", nil); answer.StatusCode != 404 {
		t.Errorf("GET, for which there is no page: %d", answer.StatusCode)
	}
}
