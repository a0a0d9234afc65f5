package rest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/rest"
)

// contractChecks are the contract's checks.
func contractChecks() map[string]rest.Check {
	checks := make(map[string]rest.Check, len(connect.Checks))
	for name, check := range connect.Checks {
		checks[name] = rest.Check(check)
	}
	return checks
}

// TestContractCompiles holds that this package understands every tag of the contract.
func TestContractCompiles(t *testing.T) {
	p := &rest.Protocol{Checks: contractChecks()}
	for _, op := range connect.Operations {
		p.Compile(op.Input)
	}
}

// serve answers one request with fn, registered as the contract says.
func serve[In, Out any](t *testing.T, name, target, body string, fn func(context.Context, *In) (*Out, error)) *httptest.ResponseRecorder {
	t.Helper()
	mux := http.NewServeMux()
	method := ""
	for _, op := range connect.Operations {
		if op.Name == name {
			method = op.Method
			p := &rest.Protocol{Checks: contractChecks()}
			mux.Handle(method+" "+op.Path, rest.Handle(p, rest.Operation{Name: name, ParameterError: "InvalidParameterException"}, fn))
		}
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(method, target, strings.NewReader(body)))
	return w
}

const userBody = `{"Username":"ann","Password":"Marker-1234","IdentityInfo":{"FirstName":"Ann","LastName":"Lee"},` +
	`"PhoneConfig":{"PhoneType":"SOFT_PHONE","AutoAccept":false,"AfterContactWorkTimeLimit":0},` +
	`"SecurityProfileIds":[%s],"RoutingProfileId":"r","HierarchyGroupId":"","Tags":{}}`

func TestCreateUserBinds(t *testing.T) {
	var got *connect.CreateUserRequest
	w := serve(t, "CreateUser", "/users/arn%3Aaws%3Aconnect%3Aeu-west-1%3A1%3Ainstance%2Fi", fmt.Sprintf(userBody, `"s"`),
		func(_ context.Context, in *connect.CreateUserRequest) (*connect.CreateUserResponse, error) {
			got = in
			return &connect.CreateUserResponse{UserId: new("u")}, nil
		})
	if w.Code != http.StatusOK || w.Body.String() != `{"UserId":"u"}` {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	want := &connect.CreateUserRequest{
		InstanceId:   new("arn:aws:connect:eu-west-1:1:instance/i"),
		Username:     new("ann"),
		Password:     new("Marker-1234"),
		IdentityInfo: &connect.UserIdentityInfo{FirstName: new("Ann"), LastName: new("Lee")},
		PhoneConfig: &connect.UserPhoneConfig{
			PhoneType: new(connect.PhoneTypeSoftPhone), AutoAccept: new(false), AfterContactWorkTimeLimit: new(int32(0)),
		},
		SecurityProfileIds: []string{"s"},
		RoutingProfileId:   new("r"),
		HierarchyGroupId:   new(""),
		Tags:               map[string]string{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bound (-want +got):\n%s", diff)
	}
}

// TestCreateUserRefusals changes one thing in a good request; nothing of it may come back, the password least of all.
func TestCreateUserRefusals(t *testing.T) {
	good := fmt.Sprintf(userBody, `"s"`)
	for name, test := range map[string]struct{ old, new, want string }{
		"password":     {"Marker-1234", "Marker", "Password "},
		"name missing": {`"Username":"ann",`, ``, "Username is required"},
		"enum":         {"SOFT_PHONE", "Marker", "PhoneConfig.PhoneType must be one of SOFT_PHONE, DESK_PHONE"},
		"list":         {`["s"]`, `[` + strings.Repeat(`"Marker",`, 10) + `"s"]`, "SecurityProfileIds must include at most 10 items"},
		"empty id":     {`["s"]`, `["Marker",""]`, "SecurityProfileIds[1] must have at least 1 character"},
		"tag key":      {`"Tags":{}`, `"Tags":{"aws:Marker":""}`, `Tags.key must consist of letters, digits, white space and _.:/=+-@, and not begin with aws:`},
	} {
		t.Run(name, func(t *testing.T) {
			body := strings.Replace(good, test.old, test.new, 1)
			w := serve(t, "CreateUser", "/users/i", body, func(context.Context, *connect.CreateUserRequest) (*connect.CreateUserResponse, error) {
				t.Error("the handler was called")
				return nil, nil
			})
			if w.Code != http.StatusBadRequest || !strings.HasPrefix(w.Body.String(), `{"Message":"`+test.want) {
				t.Errorf("got %d %s\nwant 400 %s", w.Code, w.Body, test.want)
			}
			if strings.Contains(w.Body.String(), "Marker") {
				t.Errorf("the answer shows what was submitted: %s", w.Body)
			}
		})
	}
}

func TestDescribeUserAnswer(t *testing.T) {
	user := &connect.User{Id: new("u"), LastModifiedTime: connect.NewTimestamp(time.UnixMilli(1700000000123))}
	w := serve(t, "DescribeUser", "/users/i/u", "", func(context.Context, *connect.DescribeUserRequest) (*connect.DescribeUserResponse, error) {
		return &connect.DescribeUserResponse{User: user}, nil
	})
	const want = `{"User":{"Id":"u","SecurityProfileIds":[],"Tags":{},"AutoAcceptConfigs":[],"AfterContactWorkConfigs":[],` +
		`"PhoneNumberConfigs":[],"PersistentConnectionConfigs":[],"VoiceEnhancementConfigs":[],"LastModifiedTime":1700000000.123}}`
	if w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("got %d %s\nwant 200 %s", w.Code, w.Body, want)
	}
}

func TestUntagResourceBinds(t *testing.T) {
	var got *connect.UntagResourceRequest
	w := serve(t, "UntagResource", "/tags/arn%3Aaws%3Ax%2Fy?tagKeys=a&tagKeys=b%20c", "",
		func(_ context.Context, in *connect.UntagResourceRequest) (*rest.None, error) {
			got = in
			return nil, nil
		})
	want := &connect.UntagResourceRequest{ResourceArn: new("arn:aws:x/y"), TagKeys: []string{"a", "b c"}}
	if diff := cmp.Diff(want, got); diff != "" || w.Code != http.StatusOK || w.Body.Len() != 0 {
		t.Errorf("got %d %s, bound (-want +got):\n%s", w.Code, w.Body, diff)
	}
}
