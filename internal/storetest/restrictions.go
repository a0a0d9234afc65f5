package storetest

import "github.com/rollcall-dev/rollcall/internal/roster"

var restrictionCases = []testCase{
	{"a security profile's restrictions follow the profile", func(e *env) {
		s := e.sample("i")
		have(e, roster.Restrictions{})(e.read("i").SecurityProfileRestrictions(s.Security.ID))
		s.Security.AllowedTags = map[string]string{"team": "red"}
		e.update("i", func(tx roster.Tx) error { return tx.PutSecurityProfile(s.Security) })
		have(e, roster.Restrictions{Tags: true})(e.read("i").SecurityProfileRestrictions(s.Security.ID))
		s.Security.AllowedTags, s.Security.HierarchyRestricted = nil, []string{"User"}
		e.update("i", func(tx roster.Tx) error { return tx.PutSecurityProfile(s.Security) })
		have(e, roster.Restrictions{Hierarchy: true})(e.read("i").SecurityProfileRestrictions(s.Security.ID))
	}},
	{"a missing security profile has no restrictions to read", func(e *env) {
		e.sample("i")
		_, err := e.read("i").SecurityProfileRestrictions("missing")
		e.kind(err, roster.NotFound)
	}},
}
