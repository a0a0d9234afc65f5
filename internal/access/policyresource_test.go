package access_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestResourcesOfStatements(t *testing.T) {
	const agent = "arn:aws:connect:us-west-2:111111111111:instance/i/agent/"
	tests := []struct {
		pattern, user string
		want          bool
	}{
		{"*", "u", true},
		{agent + "u", "u", true},
		{agent + "U", "u", false},
		{agent + "?", "u", true},
		{agent + "??", "u", false},
		{agent + "?", "é", true},
		{agent + "*?", "é", true},
		{agent + "*??", "é", false},
		{agent + "*??", "☃", false},
		{agent + "a*c*e", "abcde", true},
		{agent + "a*c*e", "abcd", false},
		{agent + "*ab", "aab", true},
		{agent + "*", "", true},

		// A * of the last part crosses slashes, and colons of ids.
		{"arn:aws:connect:us-west-2:111111111111:instance/*", "u", true},
		{"arn:aws:connect:us-west-2:111111111111:instance/*/agent/*", "u", true},
		{"arn:aws:connect:us-west-2:111111111111:*/u", "u", true},
		{agent + "a*b", "a:b", true},

		// In the parts before it crosses a colon only where it ends its part.
		{"arn:aws:connect:*", "u", true},
		{"arn:aws:connect:*:*:instance/i/agent/u", "u", true},
		{"arn:aws:connect:us-*:111111111111:instance/i/agent/u", "u", true},
		{"arn:aws:connect:us-*-2:111111111111:instance/i/agent/u", "u", true},
		{"arn:aws:connect:us-????-2:1*1:instance/i/agent/u", "u", true},
		{"arn:aws:connect:us-west-2?111111111111:instance/i/agent/u*", "u", false},
		{"arn:aws:connect:u*1:*", "u", false},
		{"arn:aws:connect:*/agent/*", "u", false},
		{"arn:aws:connect:us-*:instance/i/agent/u", "u", true},
		{"arn:*:connect:us-west-2:*:instance/i/agent/u", "u", true},

		// Partition, service and type are what they are.
		{"arn:aws-cn:connect:us-west-2:111111111111:instance/i/agent/u", "u", false},
		{"arn:aws:Connect:us-west-2:111111111111:instance/i/agent/u", "u", false},
		{"arn:aws:connect:us-west-2:111111111111:instance/i/queue/*", "u", false},

		// The name of the key is ci. Of special characters only the escaped ones are plain.
		{agent + "${aws:username}", "ci", true},
		{agent + "${aws:username}", "u", false},
		{agent + "x-${aws:username}-*", "x-ci-1", true},
		{agent + "${*}", "*", true},
		{agent + "${*}", "u", false},
		{agent + "${?}", "?", true},
		{agent + "${?}", "u", false},
		{agent + "${$}{aws:username}", "${aws:username}", true},
		{agent + "${$}{aws:username}", "ci", false},
		{agent + "$*", "$x", true},
	}
	for _, tt := range tests {
		p := parse(t, document(`{"Effect":"Allow","Action":"*","Resource":"`+tt.pattern+`"}`))
		if got := access.Decide(holder(p), on("connect:DescribeUser", tt.user)).Allowed; got != tt.want {
			t.Errorf("%s matches user %q: %v", tt.pattern, tt.user, got)
		}
	}
}

// TestVariablesOfTheOldVersion holds that they are plain text there.
func TestVariablesOfTheOldVersion(t *testing.T) {
	p := parse(t, `{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*",
		"Resource":"arn:aws:connect:us-west-2:111111111111:instance/i/agent/${aws:username}"}}`)
	for user, want := range map[string]bool{"ci": false, "${aws:username}": true} {
		if got := access.Decide(holder(p), on("connect:DescribeUser", user)).Allowed; got != want {
			t.Errorf("user %q: %v", user, got)
		}
	}
}
