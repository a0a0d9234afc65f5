package access

import (
	"strings"
	"unicode"
)

// conditionKey is what of a request or resource a condition looks at.
type conditionKey struct {
	kind keyKind
	// tag is the key of the tag, of keys that name one.
	tag string
	// level is that of a hierarchy group, from 1.
	level int
}

type keyKind int

const (
	keyResourceTag keyKind = iota
	keyRequestTag
	keySearchTag
	keyTagKeys
	keySourceIP
	keyCurrentTime
	keyUserName
	keyInstanceID
	keyHierarchyGroup
)

// conditionKeys are the keys that are known; one that ends with a slash is followed by the key of a tag. They are those that AWS has for
// the operations here: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html and
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
var conditionKeys = map[string]conditionKey{
	"aws:ResourceTag/":           {kind: keyResourceTag},
	"connect:ResourceTag/":       {kind: keyResourceTag},
	"aws:RequestTag/":            {kind: keyRequestTag},
	"connect:SearchTag/":         {kind: keySearchTag},
	"aws:TagKeys":                {kind: keyTagKeys},
	"aws:SourceIp":               {kind: keySourceIP},
	"aws:CurrentTime":            {kind: keyCurrentTime},
	"aws:username":               {kind: keyUserName},
	"connect:InstanceId":         {kind: keyInstanceID},
	"connect:HierarchyGroupL1Id": {kind: keyHierarchyGroup, level: 1},
	"connect:HierarchyGroupL2Id": {kind: keyHierarchyGroup, level: 2},
	"connect:HierarchyGroupL3Id": {kind: keyHierarchyGroup, level: 3},
	"connect:HierarchyGroupL4Id": {kind: keyHierarchyGroup, level: 4},
	"connect:HierarchyGroupL5Id": {kind: keyHierarchyGroup, level: 5},
}

// keyNamed is the key with the name, which compares without case.
func keyNamed(name string) (conditionKey, bool) {
	prefix, tag, _ := strings.Cut(name, "/")
	if len(prefix) < len(name) {
		prefix += "/"
	}
	for known, key := range conditionKeys {
		if strings.EqualFold(known, prefix) {
			key.tag = tag
			return key, strings.HasSuffix(known, "/") == isTagKey(tag)
		}
	}
	return conditionKey{}, false
}

// isTagKey says whether a text can be the key of a tag: letters, numbers, blanks and a few others. What cannot, such as a wildcard, would
// never match. https://docs.aws.amazon.com/connect/latest/APIReference/API_TagResource.html
func isTagKey(text string) bool {
	foreign := func(c rune) bool {
		return !unicode.In(c, unicode.L, unicode.Z, unicode.N) && !strings.ContainsRune("_.:/=+-@", c)
	}
	return text != "" && !strings.ContainsFunc(text, foreign)
}

// readsResource says whether the resource has to be looked up for the key.
func (k *conditionKey) readsResource() bool {
	return k.kind == keyResourceTag || k.kind == keyHierarchyGroup
}

// holds is what the key's values are.
func (k *conditionKey) holds() valueKind {
	switch k.kind {
	case keySourceIP:
		return addresses
	case keyCurrentTime:
		return moments
	}
	return texts
}

// same says whether two keys are one, which may be spelled differently.
func (k *conditionKey) same(other conditionKey) bool {
	return k.kind == other.kind && k.level == other.level && strings.EqualFold(k.tag, other.tag)
}

// values appends the values that the request has for the key: none when it is absent, and several for keyTagKeys only.
func (k *conditionKey) values(found []value, q *query) []value {
	switch k.kind {
	case keyResourceTag:
		return taggedValue(found, q.Target.Tags, k.tag)
	case keyRequestTag:
		return taggedValue(found, q.Tags, k.tag)
	case keySearchTag:
		return taggedValue(found, q.SearchTags, k.tag)
	case keyTagKeys:
		return tagKeyValues(found, &q.Request)
	case keySourceIP:
		if q.SourceIP.IsValid() {
			found = append(found, value{address: q.SourceIP.Unmap().WithZone("")})
		}
	case keyCurrentTime:
		if !q.Time.IsZero() {
			found = append(found, value{seconds: q.Time.Unix()})
		}
	case keyUserName:
		found = textValue(found, q.user)
	case keyInstanceID:
		found = textValue(found, q.Target.Instance)
	case keyHierarchyGroup:
		if path := q.Target.HierarchyPath; k.level <= len(path) {
			found = textValue(found, path[k.level-1])
		}
	}
	return found
}

// textValue appends a text that cannot be empty.
func textValue(found []value, text string) []value {
	if text == "" {
		return found
	}
	return append(found, value{text: text})
}

// tagKeyValues appends the keys of all tags of the request.
func tagKeyValues(found []value, r *Request) []value {
	for key := range r.Tags {
		found = append(found, value{text: key})
	}
	for _, key := range r.TagKeys {
		found = append(found, value{text: key})
	}
	return found
}

// taggedValue appends the value of the tag with the key. AWS compares keys in conditions without case, though they differ by case on a
// resource: of several, the one that is spelled as in the condition counts, else the first in the order of their bytes.
func taggedValue(found []value, tags map[string]string, key string) []value {
	if text, ok := tags[key]; ok {
		return append(found, value{text: text})
	}
	first := ""
	for other := range tags {
		if strings.EqualFold(other, key) && (first == "" || other < first) {
			first = other
		}
	}
	if first == "" {
		return found
	}
	return append(found, value{text: tags[first]})
}
