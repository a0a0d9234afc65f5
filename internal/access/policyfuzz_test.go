package access_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// FuzzParsePolicy holds that no text makes the parser panic, that each refusal is a PolicyError with a place inside of the text, and that
// what is accepted is accepted again after it went through another JSON library, with the same meaning.
func FuzzParsePolicy(f *testing.F) {
	f.Add([]byte(document(allowing())))
	f.Add([]byte(`{"Version":"2008-10-17","Id":"x","Statement":{"Sid":"a","Effect":"Deny","NotAction":["connect:*"],"NotResource":"arn:aws:connect:*"}}`))
	f.Add([]byte(document(allowing(`"Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["${aws:username}","${*}"]},"Null":{"aws:SourceIp":true}}`))))
	f.Add([]byte(document(allowing(`"Condition":{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"},"DateLessThan":{"aws:CurrentTime":["2030-01-01",0]}}`))))
	f.Add([]byte("{\n \"Statement\": [1, {\"Effect\": \"\\ud800\"}]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		policy, err := access.ParsePolicy(text, operations)
		if err != nil {
			var wrong *access.PolicyError
			if !errors.As(err, &wrong) || wrong.Line < 1 || wrong.Line > bytes.Count(text, []byte("\n"))+1 || wrong.Column < 1 || wrong.Column > len(text)+1 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		again := reencoded(t, text)
		second, err := access.ParsePolicy(again, operations)
		if err != nil {
			t.Fatalf("%q is fine, and %q: %v", text, again, err)
		}
		for _, r := range []access.Request{seen(nil), seen(func(r *access.Request) { *r = on("connect:ListUsers", "") })} {
			if access.Decide(holder(policy), r).Allowed != access.Decide(holder(second), r).Allowed {
				t.Fatalf("%q and %q differ on %+v", text, again, r)
			}
		}
	})
}

// reencoded is a document as encoding/json writes it, without its escapes for HTML, which would count for the size.
func reencoded(t *testing.T, text []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var doc any
	if err := decoder.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(doc); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
