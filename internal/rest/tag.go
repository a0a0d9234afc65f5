package rest

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// tagKeys are the keys that a struct tag may have; any other is a spelling mistake that would switch a check off.
var tagKeys = []string{
	"json", "path", "query", "required", "sensitive",
	"min", "max", "pattern", "enum", "call", "elem", "key", "value",
}

// tag is a parsed struct tag.
type tag map[string]string

// parseTag reads a struct tag. Unlike [reflect.StructTag], which stops at the first oddity, it panics unless all of the
// text is well-formed.
func parseTag(source reflect.StructTag) tag {
	t := tag{}
	for rest := strings.TrimLeft(string(source), " "); rest != ""; rest = strings.TrimLeft(rest, " ") {
		key, quoted, ok := strings.Cut(rest, ":")
		if !ok || !slices.Contains(tagKeys, key) {
			panic(fmt.Sprintf("rest: unknown key in tag %q", source))
		}
		literal, err := strconv.QuotedPrefix(quoted)
		if err != nil {
			panic(fmt.Sprintf("rest: key %s is not quoted in tag %q", key, source))
		}
		if _, repeated := t[key]; repeated {
			panic(fmt.Sprintf("rest: key %s is repeated in tag %q", key, source))
		}
		t[key], _ = strconv.Unquote(literal) // a quoted prefix always unquotes
		rest = quoted[len(literal):]
	}
	return t
}

// nested returns the tag that lies within t under a key, such as the rules of a list's elements.
func (t tag) nested(key string) tag { return parseTag(reflect.StructTag(t[key])) }

// flag reads a key that is true or absent.
func (t tag) flag(key string) bool {
	value, ok := t[key]
	if ok && value != "true" {
		panic(fmt.Sprintf("rest: key %s is %q, not true", key, value))
	}
	return ok
}

// forbid panics if t has a key of those given: one that means nothing where t stands.
func (t tag) forbid(what string, keys ...string) {
	for _, key := range keys {
		if _, ok := t[key]; ok {
			panic(fmt.Sprintf("rest: key %s means nothing for %s", key, what))
		}
	}
}
