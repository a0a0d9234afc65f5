package access_test

import (
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// benchmarked is a policy of ten statements in which nothing fits before the last.
func benchmarked(tb testing.TB) *access.Policy {
	statements := []string{
		`{"Effect":"Deny","Action":["connect:Delete*","connect:Update*Profile*"],"Resource":"*"}`,
		`{"Effect":"Deny","Action":"*","Resource":"arn:aws:connect:*:*:instance/*/security-profile/*"}`,
		`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24","2001:db8::/32"]}}}`,
		`{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2040-01-01"}}}`,
		`{"Effect":"Allow","Action":"connect:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/Team":["red","green"]}}}`,
		`{"Effect":"Allow","Action":"connect:*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:TagKeys":"cost*"}}}`,
		`{"Effect":"Allow","Action":"connect:*","Resource":"*","Condition":{"StringEquals":{"connect:HierarchyGroupL2Id":"g9"}}}`,
		`{"Effect":"Allow","Action":["connect:List*","connect:Search*"],"Resource":"arn:aws:connect:*:*:instance/i"}`,
		`{"Effect":"Allow","Action":"connect:*","Resource":"arn:aws:connect:*:*:instance/i/agent/${aws:username}"}`,
		`{"Effect":"Allow","Action":"connect:*User*","Resource":"arn:aws:connect:us-west-2:111111111111:instance/i/agent/*"}`,
	}
	p, err := access.ParsePolicy([]byte(`{"Version":"2012-10-17","Statement":[`+strings.Join(statements, ",")+`]}`), operations)
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func BenchmarkDecide(b *testing.B) {
	caller, r := holder(benchmarked(b)), seen(nil)
	if d := access.Decide(caller, r); d.Statement != "statement 10" {
		b.Fatalf("Decide = %+v, want the last statement to allow", d)
	}
	b.ReportAllocs()
	for b.Loop() {
		access.Decide(caller, r)
	}
}

func BenchmarkParsePolicy(b *testing.B) {
	text := []byte(document(allowing(`"Condition":{"StringEquals":{"aws:ResourceTag/Team":["red","green"]}}`)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := access.ParsePolicy(text, operations); err != nil {
			b.Fatal(err)
		}
	}
}
