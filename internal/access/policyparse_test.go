package access_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// operations are the names that the tests' policies can use.
var operations = []string{"CreateUser", "DescribeUser", "UpdateUserHierarchy", "ListUsers", "SearchUsers", "TagResource"}

// parse compiles a policy that has to be fine.
func parse(t testing.TB, text string) *access.Policy {
	t.Helper()
	p, err := access.ParsePolicy([]byte(text), operations)
	if err != nil {
		t.Fatalf("ParsePolicy(%s): %v", text, err)
	}
	return p
}

// allowing is a statement that allows everything, with further members.
func allowing(members ...string) string {
	all := append([]string{`"Effect":"Allow"`, `"Action":"*"`, `"Resource":"*"`}, members...)
	return "{" + strings.Join(all, ",") + "}"
}

// document is a policy of the current version.
func document(statements ...string) string {
	return `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`
}

func TestParsePolicyAccepts(t *testing.T) {
	for name, text := range map[string]string{
		"one statement without a list":    `{"Version":"2012-10-17","Statement":` + allowing() + `}`,
		"the old version and an id":       `{"Version":"2008-10-17","Id":"x","Statement":` + allowing() + `}`,
		"no version":                      `{"Statement":` + allowing() + `}`,
		"an empty sid":                    document(allowing(`"Sid":""`), allowing(`"Sid":""`)),
		"sids that differ by case":        document(allowing(`"Sid":"a"`), allowing(`"Sid":"A"`)),
		"an operation without case":       document(`{"Effect":"Deny","Action":["CONNECT:describeuser"],"NotResource":"*"}`),
		"wildcards in an unknown action":  document(`{"Effect":"Deny","NotAction":"connect:Foo*","Resource":"*"}`),
		"another service":                 document(`{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/*"}`),
		"actions of Rollcall":             document(`{"Effect":"Allow","Action":["rollcall:Explain","rollcall:ReadAudit","rollcall:CreateSession","rollcall:*"],"Resource":"*"}`),
		"an ARN cut short by a wildcard":  document(`{"Effect":"Allow","Action":"*","Resource":["arn:aws:connect:*","arn:*:connect:us-*"]}`),
		"variables":                       document(`{"Effect":"Allow","Action":"*","Resource":"arn:aws:connect:*:*:instance/${aws:username}/${AWS:UserName}/${*}${?}${$}"}`),
		"an old version's variables":      `{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:connect:*:*:${nothing}"}}`,
		"a lone dollar":                   document(allowing(`"Condition":{"StringEquals":{"aws:ResourceTag/a":"$5"}}`)),
		"an empty text":                   document(allowing(`"Condition":{"StringEquals":{"aws:ResourceTag/a":""}}`)),
		"a tag key with a slash":          document(allowing(`"Condition":{"StringEquals":{"aws:ResourceTag/a/b c":["x"]}}`)),
		"dates":                           document(allowing(`"Condition":{"DateLessThan":{"aws:CurrentTime":["2030-01-01","2030-01-01T00:00Z","2030-01-01T00:00:00.5+01:00",1893456000,"1893456000"]}}`)),
		"addresses":                       document(allowing(`"Condition":{"IpAddress":{"AWS:sourceip":["192.0.2.1","192.0.2.0/24","2001:db8::/32","::ffff:192.0.2.1"]}}`)),
		"truths":                          document(allowing(`"Condition":{"Null":{"aws:TagKeys":[true,"false"]},"Bool":{"aws:RequestTag/a":["True",false]}}`)),
		"one key under several operators": document(allowing(`"Condition":{"StringEquals":{"aws:TagKeys":"a"},"StringLike":{"aws:tagkeys":"a"}}`)),
	} {
		if _, err := access.ParsePolicy([]byte(text), operations); err != nil {
			t.Errorf("%s: %v in %s", name, err, text)
		}
	}
}

func TestParsePolicyRefuses(t *testing.T) {
	condition := func(text string) string { return document(allowing(`"Condition":` + text)) }
	resource := func(text string) string { return document(`{"Effect":"Allow","Action":"*","Resource":` + text + `}`) }
	action := func(text string) string { return document(`{"Effect":"Allow","Resource":"*","Action":` + text + `}`) }
	tests := []struct{ name, text, path, problem string }{
		{"nothing", ``, "", "ends too early"},
		{"half a document", `{"Version":"2012-10-17",`, "", "ends too early"},
		{"two documents", `{"Statement":` + allowing() + `} {}`, "", "must end with its first value"},
		{"what is no JSON", `{"Statement":yes}`, "/Statement", "is no JSON"},
		{"what is no object", `[]`, "", "must be an object"},
		{"invalid UTF-8", "{\"Id\":\"\xff\"}", "/Id", "is no JSON"},
		{"a repeated member", `{"Id":"a","Id":"b"}`, "/Id", "is there twice"},
		{"an unknown member", `{"Statements":[]}`, "/Statements", "is unknown"},
		{"a member in another case", `{"statement":[]}`, "/statement", "is unknown"},
		{"an unknown version", `{"Version":"2020-01-01","Statement":` + allowing() + `}`, "/Version", `must be "2012-10-17" or "2008-10-17"`},
		{"an id that is no string", `{"Id":5,"Statement":` + allowing() + `}`, "/Id", "must be a string"},
		{"no statement", `{"Version":"2012-10-17"}`, "", "must have a Statement"},
		{"an empty list of statements", document(), "/Statement", "must not be empty"},
		{"a statement that is no object", document(`"x"`), "/Statement/0", "must be an object"},
		{"a principal", document(allowing(`"Principal":"*"`)), "/Statement/0/Principal", "the holder of the key"},
		{"a repeated sid", document(allowing(`"Sid":"a"`), allowing(`"Sid":"a"`)), "/Statement/1/Sid", "must differ"},
		{"a sid with a blank", document(allowing(`"Sid":"a b"`)), "/Statement/0/Sid", "letters and digits"},
		{"no effect", document(`{"Action":"*","Resource":"*"}`), "/Statement/0", "must have an Effect"},
		{"an unknown effect", document(`{"Effect":"allow","Action":"*","Resource":"*"}`), "/Statement/0/Effect", "must be Allow or Deny"},
		{"no action", document(`{"Effect":"Allow","Resource":"*"}`), "/Statement/0", "must have Action or NotAction"},
		{"both kinds of action", document(allowing(`"NotAction":"*"`)), "/Statement/0/NotAction", "together with Action"},
		{"no action in the list", action(`[]`), "/Statement/0/Action", "must not be empty"},
		{"an empty action", action(`[""]`), "/Statement/0/Action/0", "not empty"},
		{"an action that is no string", action(`["*",1]`), "/Statement/0/Action/1", "must be a string"},
		{"an action without service", action(`"DescribeUser"`), "/Statement/0/Action", "a service, a colon"},
		{"a service with a wildcard", action(`"*:DescribeUser"`), "/Statement/0/Action", "a service, a colon"},
		{"a variable in an action", action(`"connect:${aws:username}"`), "/Statement/0/Action", "a service, a colon"},
		{"an unknown operation", action(`"connect:DescribeUsers"`), "/Statement/0/Action", "is no action"},
		{"an unknown action of Rollcall", action(`"rollcall:Explode"`), "/Statement/0/Action", "is no action"},
		{"no resource", document(`{"Effect":"Allow","Action":"*"}`), "/Statement/0", "must have Resource or NotResource"},
		{"both kinds of resource", document(allowing(`"NotResource":"*"`)), "/Statement/0/NotResource", "together with Resource"},
		{"what is no ARN", resource(`"instance/i"`), "/Statement/0/Resource", "must be * or an ARN"},
		{"an ARN without service", resource(`"arn:aws"`), "/Statement/0/Resource", "must be * or an ARN"},
		{"an unknown partition", resource(`"arn:amazon:connect:*"`), "/Statement/0/Resource", "partition"},
		{"a service of an ARN with a wildcard", resource(`"arn:aws:conn*"`), "/Statement/0/Resource", "names its service"},
		{"an ARN cut short", resource(`"arn:aws:connect:us-west-2"`), "/Statement/0/Resource", "six parts"},
		{"a variable for the account", resource(`"arn:aws:connect:*:${aws:username}:*"`), "/Statement/0/Resource", "last part only"},
		{"an unknown variable", resource(`["arn:aws:connect:*:*:${aws:userid}"]`), "/Statement/0/Resource/0", "a variable other than"},
		{"a variable without end", resource(`"arn:aws:connect:*:*:${aws:username"`), "/Statement/0/Resource", "does not end"},
		{"an empty condition", condition(`{}`), "/Statement/0/Condition", "must be an object of operators"},
		{"an operator without keys", condition(`{"StringEquals":{}}`), "/Statement/0/Condition/StringEquals", "must be an object of condition keys"},
		{"an unknown operator", condition(`{"StringIs":{"aws:TagKeys":"a"}}`), "/Statement/0/Condition/StringIs", "is no operator"},
		{"an operator in another case", condition(`{"stringEquals":{"aws:TagKeys":"a"}}`), "/Statement/0/Condition/stringEquals", "is no operator"},
		{"two sets", condition(`{"ForAllValues:ForAnyValue:StringEquals":{"aws:TagKeys":"a"}}`), "/Statement/0/Condition/ForAllValues:ForAnyValue:StringEquals", "is no operator"},
		{"Null of a set", condition(`{"ForAllValues:Null":{"aws:TagKeys":true}}`), "/Statement/0/Condition/ForAllValues:Null", "is no operator"},
		{"Null if it exists", condition(`{"NullIfExists":{"aws:TagKeys":true}}`), "/Statement/0/Condition/NullIfExists", "is no operator"},
		{"an unknown key", condition(`{"StringEquals":{"aws:PrincipalTag/a":"a"}}`), "/Statement/0/Condition/StringEquals/aws:PrincipalTag~1a", "is no condition key"},
		{"a tag without its key", condition(`{"StringEquals":{"aws:ResourceTag/":"a"}}`), "/Statement/0/Condition/StringEquals/aws:ResourceTag~1", "is no condition key"},
		{"a wildcard in a key", condition(`{"StringEquals":{"aws:ResourceTag/*":"a"}}`), "/Statement/0/Condition/StringEquals/aws:ResourceTag~1*", "is no condition key"},
		{"a sixth level", condition(`{"StringEquals":{"connect:HierarchyGroupL6Id":"a"}}`), "/Statement/0/Condition/StringEquals/connect:HierarchyGroupL6Id", "is no condition key"},
		{"a key twice", condition(`{"StringEquals":{"aws:TagKeys":"a","AWS:tagkeys":"b"}}`), "/Statement/0/Condition/StringEquals/AWS:tagkeys", "is there twice"},
		{"a text as an address", condition(`{"IpAddress":{"aws:TagKeys":"192.0.2.1"}}`), "/Statement/0/Condition/IpAddress/aws:TagKeys", "cannot be compared"},
		{"an address as a text", condition(`{"StringLike":{"aws:SourceIp":"192.*"}}`), "/Statement/0/Condition/StringLike/aws:SourceIp", "cannot be compared"},
		{"no value", condition(`{"StringEquals":{"aws:TagKeys":[]}}`), "/Statement/0/Condition/StringEquals/aws:TagKeys", "must not be empty"},
		{"a number as a text", condition(`{"StringEquals":{"aws:TagKeys":["a",5]}}`), "/Statement/0/Condition/StringEquals/aws:TagKeys/1", "must be a string"},
		{"a list in a list", condition(`{"StringEquals":{"aws:TagKeys":[["a"]]}}`), "/Statement/0/Condition/StringEquals/aws:TagKeys/0", "must be a string"},
		{"an unknown variable in a value", condition(`{"StringEquals":{"aws:TagKeys":"${aws:TagKeys}"}}`), "/Statement/0/Condition/StringEquals/aws:TagKeys", "a variable other than"},
		{"no truth", condition(`{"Bool":{"aws:RequestTag/a":"yes"}}`), "/Statement/0/Condition/Bool/aws:RequestTag~1a", "must be true or false"},
		{"no address", condition(`{"IpAddress":{"aws:SourceIp":"192.0.2"}}`), "/Statement/0/Condition/IpAddress/aws:SourceIp", "must be an IP address"},
		{"an address with a zone", condition(`{"IpAddress":{"aws:SourceIp":"fe80::1%eth0"}}`), "/Statement/0/Condition/IpAddress/aws:SourceIp", "must be an IP address"},
		{"a range that begins inside", condition(`{"IpAddress":{"aws:SourceIp":"192.0.2.1/24"}}`), "/Statement/0/Condition/IpAddress/aws:SourceIp", "begins with its first"},
		{"no date", condition(`{"DateEquals":{"aws:CurrentTime":"tomorrow"}}`), "/Statement/0/Condition/DateEquals/aws:CurrentTime", "must be a date"},
		{"a fraction of a second", condition(`{"DateEquals":{"aws:CurrentTime":1.5}}`), "/Statement/0/Condition/DateEquals/aws:CurrentTime", "must be a date"},
		{"too large a policy", document(allowing(`"Sid":"` + strings.Repeat("a", 6200) + `"`)), "", "must not be larger"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := access.ParsePolicy([]byte(tt.text), operations)
			var wrong *access.PolicyError
			if !errors.As(err, &wrong) || p != nil {
				t.Fatalf("ParsePolicy(%s) = %v, %v; want a PolicyError", tt.text, p, err)
			}
			if wrong.Path != tt.path || !strings.Contains(wrong.Problem, tt.problem) || wrong.Line != 1 || wrong.Column < 1 {
				t.Errorf("ParsePolicy(%s) = %v; want %q at %q", tt.text, err, tt.problem, tt.path)
			}
		})
	}
}

// TestWhiteSpaceHasNoSize holds that only what is written counts for the size.
func TestWhiteSpaceHasNoSize(t *testing.T) {
	parse(t, strings.Repeat(" \n", 10000)+document(allowing()))
}

func TestPolicyErrorSaysWhere(t *testing.T) {
	const text = `{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "één", "Effect": "Allow", "Action": ["*", "connect:Nothing"], "Resource": "*"}
  ]
}`
	for _, tt := range []struct{ text, want string }{
		{text, `line 4, column 6: /Statement/0/Sid must be a string of letters and digits`},
		{strings.Replace(text, "één", "a", 1), `line 4, column 53: /Statement/0/Action/1 is no action of its service`},
		{strings.Replace(text, "één", "\u00e9\",\"Effec\":\"", 1), `line 4, column 17: /Statement/0/Effec is unknown: only Sid, Effect, Action, NotAction, Resource, NotResource, Condition can be here`},
		{text + "x", "line 6, column 2: the policy must end with its first value"},
	} {
		_, err := access.ParsePolicy([]byte(tt.text), operations)
		if err == nil || err.Error() != tt.want {
			t.Errorf("ParsePolicy = %v, want %s", err, tt.want)
		}
	}
}
