package connect_test

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/connect"
)

// tagKeys is every key that a struct tag of this package may have.
var tagKeys = []string{"json", "path", "query", "required", "sensitive", "min", "max", "pattern", "enum", "call", "elem", "key", "value"}

// TestTagsAreSound reads every tag as the protocol layer will: bounds are numbers in order, patterns are RE2 and anchored, every call
// names a check, and nothing has a key that nobody reads.
func TestTagsAreSound(t *testing.T) {
	calls := map[string]bool{}
	for where, tag := range allTags(t) {
		pairs := parseTag(t, where, tag)
		for key := range pairs {
			if !slices.Contains(tagKeys, key) {
				t.Errorf("%s: unknown key %q", where, key)
			}
		}
		if p, ok := pairs["pattern"]; ok {
			if _, err := regexp.Compile(p); err != nil || !strings.HasPrefix(p, "^(?:") || !strings.HasSuffix(p, ")$") {
				t.Errorf("%s: pattern %s is not RE2 or not anchored: %v", where, p, err)
			}
		}
		if name, ok := pairs["call"]; ok {
			calls[name] = true
		}
		checkBounds(t, where, pairs)
	}
	used, have := slices.Sorted(maps.Keys(calls)), slices.Sorted(maps.Keys(connect.Checks))
	if diff := cmp.Diff(have, used); diff != "" {
		t.Errorf("checks (-in Checks +called):\n%s", diff)
	}
}

// checkBounds wants numbers, and the lower one first.
func checkBounds(t *testing.T, where string, pairs map[string]string) {
	t.Helper()
	bound := func(key string, absent float64) float64 {
		text, ok := pairs[key]
		if !ok {
			return absent
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Errorf("%s: %s is no number: %v", where, key, err)
		}
		return n
	}
	if low, high := bound("min", 0), bound("max", 1e18); low > high {
		t.Errorf("%s: min %v is above max %v", where, low, high)
	}
}

// TestSensitiveMembers names every member that must never be logged.
func TestSensitiveMembers(t *testing.T) {
	var found []string
	for where, tag := range allTags(t) {
		if strings.Contains(string(tag), "sensitive") {
			found = append(found, where)
		}
	}
	slices.Sort(found)
	want := []string{
		"CreateInstanceRequest.InstanceAlias", "CreateUserRequest.Password",
		"Credentials.AccessToken", "Credentials.RefreshToken", "GetFederationTokenResponse.Credentials",
		"Instance.InstanceAlias", "InstanceSummary.InstanceAlias", "PhoneNumberConfig.PhoneNumber",
		"UserIdentityInfo.Email", "UserIdentityInfo.FirstName", "UserIdentityInfo.LastName",
		"UserIdentityInfo.Mobile", "UserIdentityInfo.SecondaryEmail",
		"UserIdentityInfoLite.FirstName", "UserIdentityInfoLite.LastName", "UserPhoneConfig.DeskPhoneNumber",
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("sensitive members (-want +found):\n%s", diff)
	}
}

// allTags lists the tags of all members of all structures that operations reach, and the tags nested in these.
func allTags(t *testing.T) map[string]reflect.StructTag {
	t.Helper()
	tags := map[string]reflect.StructTag{}
	var nested func(where string, tag reflect.StructTag)
	nested = func(where string, tag reflect.StructTag) {
		tags[where] = tag
		for _, key := range []string{"elem", "key", "value"} {
			if inner, ok := tag.Lookup(key); ok {
				nested(where+" "+key, reflect.StructTag(inner))
			}
		}
	}
	seen := map[reflect.Type]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			walk(typ.Elem())
		case reflect.Struct:
			if seen[typ] || typ == reflect.TypeFor[connect.Timestamp]() {
				return
			}
			seen[typ] = true
			for field := range typ.Fields() {
				nested(typ.Name()+"."+field.Name, field.Tag)
				walk(field.Type)
			}
		}
	}
	for _, op := range connect.Operations {
		walk(op.Input)
		if op.Output != nil {
			walk(op.Output)
		}
	}
	return tags
}

var tagPair = regexp.MustCompile(`^ ?([a-z]+):("(?:[^"\\]|\\.)*")`)

// parseTag reads a tag strictly: one blank between pairs, no key twice, nothing else.
func parseTag(t *testing.T, where string, tag reflect.StructTag) map[string]string {
	t.Helper()
	pairs := map[string]string{}
	for rest := string(tag); rest != ""; {
		m := tagPair.FindStringSubmatch(rest)
		if m == nil {
			t.Fatalf("%s: malformed tag %s", where, rest)
		}
		value, err := strconv.Unquote(m[2])
		if _, twice := pairs[m[1]]; twice || err != nil {
			t.Fatalf("%s: key %q twice or badly quoted: %v", where, m[1], err)
		}
		pairs[m[1]] = value
		rest = rest[len(m[0]):]
	}
	return pairs
}
