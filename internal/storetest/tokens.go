package storetest

import (
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

var token = roster.TokenScope{Account: "111111111111", Region: "us-west-2", Operation: "CreateInstance", Token: "t-1"}

func putToken(scope roster.TokenScope, use roster.TokenUse) func(roster.Tx) error {
	return func(tx roster.Tx) error { return tx.PutClientToken(scope, use) }
}

var tokenCases = []testCase{
	{"a token's use comes back, whichever instance is read", func(e *env) {
		use := roster.TokenUse{Fingerprint: "f", Result: "i", At: Now}
		e.update("i", putToken(token, use))
		have(e, use)(e.read("elsewhere").ClientToken(token, Now))
	}},
	{"a token counts since the given time", func(e *env) {
		e.update("i", putToken(token, roster.TokenUse{At: Now}))
		_, err := e.read("i").ClientToken(token, Now.Add(time.Millisecond))
		e.kind(err, roster.NotFound)
	}},
	{"a token counts in its scope alone", func(e *env) {
		e.update("i", putToken(token, roster.TokenUse{At: Now}))
		for _, change := range []func(*roster.TokenScope){
			func(s *roster.TokenScope) { s.Account = "222222222222" },
			func(s *roster.TokenScope) { s.Region = "eu-west-1" },
			func(s *roster.TokenScope) { s.Operation = "DeleteInstance" },
			func(s *roster.TokenScope) { s.Token = "T-1" },
		} {
			other := token
			change(&other)
			_, err := e.read("i").ClientToken(other, Now)
			e.kind(err, roster.NotFound)
			e.update("i", putToken(other, roster.TokenUse{At: Now}))
		}
	}},
	{"a token is used once a day", func(e *env) {
		e.update("i", putToken(token, roster.TokenUse{Result: "first", At: Now}))
		e.refused(roster.Duplicate, "i", putToken(token, roster.TokenUse{At: Now.Add(24 * time.Hour)}))
		next := roster.TokenUse{Result: "second", At: Now.Add(24*time.Hour + time.Millisecond)}
		e.update("i", putToken(token, next))
		have(e, next)(e.read("i").ClientToken(token, Now))
	}},
}
