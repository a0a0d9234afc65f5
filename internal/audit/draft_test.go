package audit

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
)

var (
	testRecorder = NewRecorder(testKeys)
	instance     = access.Resource{Region: "us-west-2", Account: "111122223333", Instance: "i", Type: access.TypeInstance}
	user         = access.Resource{Region: "us-west-2", Account: "111122223333", Instance: "i", Type: access.TypeUser, ID: "u"}
)

func call(p access.Principal, operation string) Call {
	return Call{
		Principal: p, Region: "us-west-2", At: time.Date(2026, 1, 2, 3, 4, 5, 6e6, time.UTC), EventID: "event",
		Request: Request{ID: "request", Operation: operation, Address: "192.0.2.1", UserAgent: "aws-cli/2", AccessKey: "AKID"},
	}
}

// object reads a record, which has to be one line.
func object(t *testing.T, record []byte) (o map[string]any) {
	t.Helper()
	if err := json.Unmarshal(record, &o); err != nil || strings.Contains(string(record), "\n") {
		t.Fatalf("%s: %v", record, err)
	}
	return o
}

func TestChanged(t *testing.T) {
	c := call(access.User("111122223333", "ci"), "CreateUser")
	c.Parameters, c.Answer = struct{ Username string }{"jane"}, []string{"UserId", "UserArn"}
	e := testRecorder.Draft(c).Changed(instance, []Change{{What: "User", Resource: user, After: struct{ Username string }{"jane"}}})
	want := map[string]any{
		"eventVersion": "1.11", "eventTime": "2026-01-02T03:04:05Z", "eventSource": "connect.amazonaws.com", "eventName": "CreateUser",
		"awsRegion": "us-west-2", "sourceIPAddress": "192.0.2.1", "userAgent": "aws-cli/2", "requestID": "request", "eventID": "event",
		"readOnly": false, "eventType": "AwsApiCall", "managementEvent": true, "recipientAccountId": "111122223333", "eventCategory": "Management",
		"userIdentity": map[string]any{
			"type": "IAMUser", "principalId": "ci", "arn": "arn:aws:iam::111122223333:user/ci", "accountId": "111122223333", "accessKeyId": "AKID", "userName": "ci",
		},
		"requestParameters": map[string]any{"Username": "jane"},
		"responseElements":  map[string]any{"UserId": "u", "UserArn": user.ARN()},
		"additionalEventData": map[string]any{"changes": []any{map[string]any{
			"type": "User", "id": "u", "before": nil, "after": map[string]any{"Username": "jane"},
		}}},
		"resources": []any{
			map[string]any{"accountId": "111122223333", "type": "AWS::Connect::Instance", "ARN": instance.ARN()},
			map[string]any{"accountId": "111122223333", "type": "AWS::Connect::User", "ARN": user.ARN()},
		},
	}
	if diff := cmp.Diff(want, object(t, e.Record)); diff != "" {
		t.Errorf("the record (-want +got):\n%s", diff)
	}
	if e.User != "u" || e.Actor != c.ARN || e.Action != "CreateUser" {
		t.Errorf("the event is of %s by %s about %s", e.Action, e.Actor, e.User)
	}
}

func TestDenied(t *testing.T) {
	d := testRecorder.Draft(call(access.User("111122223333", "ci"), "DescribeUser"))
	got := object(t, d.Denied(user, "no", nil).Record)
	if got["errorCode"] != "AccessDenied" || got["errorMessage"] != "no" || got["readOnly"] != true || got["responseElements"] != nil {
		t.Errorf("the record is %v", got)
	}
	if e := d.Denied(user, "no", nil); e.User != "u" {
		t.Errorf("the event is about %q", e.User)
	}
	counted := object(t, d.Denied(user, "no", &Count{Operations: map[string]int{"ListUsers": 3}, Last: time.UnixMilli(0)}).Record)
	want := map[string]any{"counted": map[string]any{"Operations": map[string]any{"ListUsers": 3.0}, "Last": "1970-01-01T00:00:00Z"}}
	if diff := cmp.Diff(want, counted["additionalEventData"]); diff != "" {
		t.Errorf("the count (-want +got):\n%s", diff)
	}
}

func TestIdentities(t *testing.T) {
	for arn, want := range map[string]string{
		"arn:aws:iam::111122223333:user/ci":                                 "IAMUser",
		"arn:aws:connect:us-west-2:111122223333:instance/i/agent/someone-1": "Directory",
	} {
		got := identityOf(&Call{Principal: access.Principal{ARN: arn, Account: "111122223333"}})
		if got.kind != want || got.principal != arn[strings.LastIndex(arn, "/")+1:] {
			t.Errorf("%s is %+v", arn, got)
		}
	}
	if got := identityOf(&Call{Principal: access.Administrator("111122223333")}); got.kind != "Root" || got.principal != "111122223333" {
		t.Errorf("the administrator is %+v", got)
	}
}

func TestBoundsOfARecord(t *testing.T) {
	c := call(access.Administrator("111122223333"), "CreateUser")
	c.UserAgent, c.Parameters = strings.Repeat("\xff", 60<<10), struct{ Name string }{strings.Repeat("x", maxParameters)}
	record := testRecorder.Draft(c).Changed(instance, nil).Record
	if got := object(t, record); got["requestParameters"] != nil || len(record) > 8<<10 {
		t.Errorf("the record has %d bytes: %.300s", len(record), record)
	}
}
