package access

import "testing"

func TestARNRoundTrip(t *testing.T) {
	tests := []Resource{
		{Region: "us-west-2", Account: "000000000000", Instance: "i-1", Type: TypeInstance},
		{Region: "us-west-2", Account: "000000000000", Instance: "i-1", Type: TypeUser, ID: "u-1"},
		{Region: "us-gov-west-1", Account: "123456789012", Instance: "i-1", Type: TypeAgentQueue, ID: "u-1"},
		{Region: "cn-north-1", Account: "123456789012", Instance: "i-1", Type: TypeUserHierarchyLevel, ID: "3"},
	}
	for _, want := range tests {
		got, ok := ParseARN(want.ARN())
		if !ok || got != want {
			t.Errorf("ParseARN(%q) = %+v, %v; want %+v", want.ARN(), got, ok, want)
		}
	}
}

func TestParseARNRefuses(t *testing.T) {
	for _, arn := range []string{
		"", "arn", "i-1", "arn:aws:connect:us-west-2:1", "arn:aws:iam::1:user/x", "arn:aws:connect:us-west-2:1:instance/",
		"arn:aws:connect:us-west-2:1:phone-number/1", "arn:aws:connect:us-west-2:1:instance/i/agent", "arn:aws:connect:us-west-2:1:instance/i/agent/", "arn:aws:connect:us-west-2:1:instance/i/instance/i",
		"arn:aws-cn:connect:us-west-2:1:instance/i", "arn:aws:connect::1:instance/i", "arn:aws:connect:us-west-2::instance/i",
	} {
		if r, ok := ParseARN(arn); ok {
			t.Errorf("ParseARN(%q) = %+v, want it refused", arn, r)
		}
	}
}

func TestDecide(t *testing.T) {
	user := Resource{Region: "us-west-2", Account: "111111111111", Instance: "i", Type: TypeUser, ID: "u"}
	tests := []struct {
		name string
		p    Principal
		want bool
	}{
		{"administrator of the account", Administrator("111111111111"), true},
		{"administrator of another account", Administrator("222222222222"), false},
		{"key without rights", User("111111111111", "ci"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Decide(tt.p, Request{Action: "connect:DescribeUser", Target: Target{Resource: user}})
			if d.Allowed != tt.want || d.Reason == "" {
				t.Errorf("Decide = %+v, want allowed %v with a reason", d, tt.want)
			}
		})
	}
}
