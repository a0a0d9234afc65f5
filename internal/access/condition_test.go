package access_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// seen is a request with something for every key, as changed.
func seen(change func(*access.Request)) access.Request {
	r := on("connect:UpdateUserHierarchy", "u")
	r.Target.Tags = map[string]string{"team": "blue", "Cost": "7", "empty": ""}
	r.Target.HierarchyPath = []string{"g1", "g2"}
	r.Tags = map[string]string{"env": "dev", "pii": "True"}
	r.SearchTags = map[string]string{"site": "paris"}
	r.SourceIP = netip.MustParseAddr("192.0.2.7")
	r.Time = time.Date(2030, 1, 31, 12, 0, 0, 999, time.UTC)
	if change != nil {
		change(&r)
	}
	return r
}

func TestConditions(t *testing.T) {
	ipv6 := func(r *access.Request) { r.SourceIP = netip.MustParseAddr("2001:db8::1%eth0") }
	mapped := func(r *access.Request) { r.SourceIP = netip.MustParseAddr("::ffff:192.0.2.7") }
	bare := func(r *access.Request) { *r = on(r.Action, "u") }
	untagging := func(r *access.Request) { r.Tags, r.TagKeys = nil, []string{"team", "env"} }
	unnamed := func(r *access.Request) { r.Target.Instance = "" }
	spellings := func(r *access.Request) {
		r.Target.Tags = map[string]string{"Team": "red", "TEAM": "green", "team": "blue"}
	}
	tests := []struct {
		condition string
		change    func(*access.Request)
		want      bool
	}{
		// Strings.
		{`{"StringEquals":{"aws:ResourceTag/team":"blue"}}`, nil, true},
		{`{"StringEquals":{"aws:ResourceTag/team":"Blue"}}`, nil, false},
		{`{"StringEquals":{"aws:ResourceTag/team":"b*"}}`, nil, false},
		{`{"StringEquals":{"aws:ResourceTag/team":["red","blue"]}}`, nil, true},
		{`{"StringEquals":{"aws:ResourceTag/team":"blue"}}`, bare, false},
		{`{"StringEquals":{"aws:ResourceTag/empty":""}}`, nil, true},
		{`{"StringEquals":{"aws:ResourceTag/empty":""}}`, bare, false},
		{`{"StringEquals":{"aws:ResourceTag/team":""}}`, nil, false},
		{`{"StringNotEquals":{"aws:ResourceTag/team":"blue"}}`, nil, false},
		{`{"StringNotEquals":{"aws:ResourceTag/team":["red","blue"]}}`, nil, false},
		{`{"StringNotEquals":{"aws:ResourceTag/team":["red","green"]}}`, nil, true},
		{`{"StringNotEquals":{"aws:ResourceTag/team":"blue"}}`, bare, true},
		{`{"StringEqualsIgnoreCase":{"aws:ResourceTag/team":"BLUE"}}`, nil, true},
		{`{"StringEqualsIgnoreCase":{"aws:ResourceTag/team":"red"}}`, nil, false},
		{`{"StringNotEqualsIgnoreCase":{"aws:ResourceTag/team":"BLUE"}}`, nil, false},
		{`{"StringNotEqualsIgnoreCase":{"aws:ResourceTag/team":"red"}}`, nil, true},
		{`{"StringNotEqualsIgnoreCase":{"aws:ResourceTag/team":"red"}}`, bare, true},
		{`{"StringLike":{"aws:ResourceTag/team":"?l*"}}`, nil, true},
		{`{"StringLike":{"aws:ResourceTag/team":"?L*"}}`, nil, false},
		{`{"StringLike":{"aws:ResourceTag/team":"*"}}`, bare, false},
		{`{"StringNotLike":{"aws:ResourceTag/team":"?l*"}}`, nil, false},
		{`{"StringNotLike":{"aws:ResourceTag/team":"x*"}}`, nil, true},
		{`{"StringNotLike":{"aws:ResourceTag/team":"*"}}`, bare, true},

		// Keys, which compare without case.
		{`{"StringEquals":{"AWS:resourcetag/TEAM":"blue"}}`, nil, true},
		{`{"StringEquals":{"connect:ResourceTag/cost":"7"}}`, nil, true},
		{`{"StringEquals":{"aws:ResourceTag/team":"blue"}}`, spellings, true},
		{`{"StringEquals":{"aws:ResourceTag/Team":"red"}}`, spellings, true},
		{`{"StringEquals":{"aws:ResourceTag/tEAM":"green"}}`, spellings, true},
		{`{"StringEquals":{"aws:RequestTag/env":"dev"}}`, nil, true},
		{`{"StringEquals":{"aws:RequestTag/team":"blue"}}`, nil, false},
		{`{"StringEquals":{"connect:SearchTag/Site":"paris"}}`, nil, true},
		{`{"StringEquals":{"connect:SearchTag/env":"dev"}}`, nil, false},
		{`{"StringEquals":{"connect:InstanceId":"i"}}`, nil, true},
		{`{"StringEquals":{"connect:InstanceId":"i"}}`, unnamed, false},
		{`{"StringEquals":{"aws:username":"ci"}}`, nil, true},
		{`{"StringEquals":{"aws:username":"ann"}}`, nil, false},
		{`{"StringEquals":{"connect:HierarchyGroupL1Id":"g1","connect:HierarchyGroupL2Id":"g2"}}`, nil, true},
		{`{"StringEquals":{"connect:HierarchyGroupL2Id":"g1"}}`, nil, false},
		{`{"Null":{"connect:HierarchyGroupL3Id":true,"connect:HierarchyGroupL2Id":false}}`, nil, true},

		// Variables, in which what is special elsewhere is not.
		{`{"StringEquals":{"aws:username":"${aws:username}"}}`, nil, true},
		{`{"StringLike":{"aws:ResourceTag/team":"${*}"}}`, nil, false},
		{`{"StringEquals":{"aws:ResourceTag/owner":"${aws:username}"}}`, func(r *access.Request) { r.Target.Tags["owner"] = "ci" }, true},
		{`{"StringEquals":{"aws:ResourceTag/owner":"team-${aws:username}"}}`, func(r *access.Request) { r.Target.Tags["owner"] = "team-ci" }, true},
		{`{"StringEqualsIgnoreCase":{"aws:ResourceTag/owner":"team-${aws:username}"}}`, func(r *access.Request) { r.Target.Tags["owner"] = "TEAM-CI" }, true},
		{`{"StringLike":{"aws:ResourceTag/owner":"${aws:username}*"}}`, func(r *access.Request) { r.Target.Tags["owner"] = "ann" }, false},

		// Truths.
		{`{"Bool":{"aws:RequestTag/pii":"true"}}`, nil, true},
		{`{"Bool":{"aws:RequestTag/pii":false}}`, nil, false},
		{`{"Bool":{"aws:RequestTag/pii":[true,false]}}`, nil, true},
		{`{"Bool":{"aws:RequestTag/env":[true,false]}}`, nil, false},
		{`{"Bool":{"aws:RequestTag/pii":"true"}}`, bare, false},
		{`{"BoolIfExists":{"aws:RequestTag/pii":"true"}}`, bare, true},

		// Addresses.
		{`{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`, nil, true},
		{`{"IpAddress":{"aws:SourceIp":"192.0.2.7"}}`, nil, true},
		{`{"IpAddress":{"aws:SourceIp":["198.51.100.0/24","192.0.2.8"]}}`, nil, false},
		{`{"IpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`, mapped, true},
		{`{"IpAddress":{"aws:SourceIp":"2001:db8::/32"}}`, ipv6, true},
		{`{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`, ipv6, false},
		{`{"IpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`, bare, false},
		{`{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}`, nil, false},
		{`{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24","203.0.113.0/24"]}}`, nil, true},
		{`{"NotIpAddress":{"aws:SourceIp":"0.0.0.0/0"}}`, bare, true},

		// Dates, of which only whole seconds count.
		{`{"DateEquals":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, true},
		{`{"DateEquals":{"aws:CurrentTime":"2030-01-31T13:00:00+01:00"}}`, nil, true},
		{`{"DateEquals":{"aws:CurrentTime":["2030-01-31T12:00Z","1999-01-01"]}}`, nil, true},
		{`{"DateEquals":{"aws:CurrentTime":1896091200}}`, nil, true},
		{`{"DateEquals":{"aws:CurrentTime":"1896091201"}}`, nil, false},
		{`{"DateNotEquals":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, false},
		{`{"DateNotEquals":{"aws:CurrentTime":"2030-01-31"}}`, nil, true},
		{`{"DateLessThan":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, false},
		{`{"DateLessThan":{"aws:CurrentTime":"2030-01-31T12:00:01Z"}}`, nil, true},
		{`{"DateLessThanEquals":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, true},
		{`{"DateLessThanEquals":{"aws:CurrentTime":"2030-01-31T11:59:59Z"}}`, nil, false},
		{`{"DateGreaterThan":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, false},
		{`{"DateGreaterThan":{"aws:CurrentTime":"2030-01-31"}}`, nil, true},
		{`{"DateGreaterThanEquals":{"aws:CurrentTime":"2030-01-31T12:00:00Z"}}`, nil, true},
		{`{"DateGreaterThanEquals":{"aws:CurrentTime":"2030-01-31T12:00:01Z"}}`, nil, false},
		{`{"DateGreaterThan":{"aws:CurrentTime":"1970-01-01"}}`, bare, false},

		// Absence.
		{`{"Null":{"aws:ResourceTag/team":"true"}}`, nil, false},
		{`{"Null":{"aws:ResourceTag/team":"false"}}`, nil, true},
		{`{"Null":{"aws:ResourceTag/team":"true"}}`, bare, true},
		{`{"Null":{"aws:ResourceTag/empty":false}}`, nil, true},
		{`{"Null":{"aws:SourceIp":true,"aws:CurrentTime":true,"aws:TagKeys":true}}`, bare, true},
		{`{"StringEqualsIfExists":{"aws:ResourceTag/team":"red"}}`, nil, false},
		{`{"StringEqualsIfExists":{"aws:ResourceTag/team":"red"}}`, bare, true},
		{`{"StringNotEqualsIfExists":{"aws:ResourceTag/team":"blue"}}`, nil, false},
		{`{"StringNotEqualsIfExists":{"aws:ResourceTag/team":"blue"}}`, bare, true},

		// Several values. The request's keys are env and pii.
		{`{"ForAllValues:StringEquals":{"aws:TagKeys":["env","pii","x"]}}`, nil, true},
		{`{"ForAllValues:StringEquals":{"aws:TagKeys":["env","x"]}}`, nil, false},
		{`{"ForAllValues:StringEquals":{"aws:TagKeys":"env"}}`, bare, true},
		{`{"ForAllValues:StringEquals":{"aws:ResourceTag/empty":"x"}}`, nil, true},
		{`{"ForAllValues:StringNotEquals":{"aws:TagKeys":["x","y"]}}`, nil, true},
		{`{"ForAllValues:StringNotEquals":{"aws:TagKeys":["x","env"]}}`, nil, false},
		{`{"ForAllValues:StringNotEquals":{"aws:TagKeys":"x"}}`, bare, true},
		{`{"ForAnyValue:StringEquals":{"aws:TagKeys":["env","x"]}}`, nil, true},
		{`{"ForAnyValue:StringEquals":{"aws:TagKeys":["x","y"]}}`, nil, false},
		{`{"ForAnyValue:StringEquals":{"aws:TagKeys":"env"}}`, bare, false},
		{`{"ForAnyValue:StringNotEquals":{"aws:TagKeys":["env","pii"]}}`, nil, false},
		{`{"ForAnyValue:StringNotEquals":{"aws:TagKeys":"env"}}`, nil, true},
		{`{"ForAnyValue:StringNotEquals":{"aws:TagKeys":"env"}}`, bare, false},
		{`{"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":"env"}}`, bare, false},
		{`{"ForAllValues:StringEqualsIfExists":{"aws:TagKeys":"x"}}`, bare, true},
		{`{"StringEquals":{"aws:TagKeys":"pii"}}`, nil, true},
		{`{"StringEquals":{"aws:TagKeys":"x"}}`, nil, false},
		{`{"StringNotEquals":{"aws:TagKeys":"pii"}}`, nil, false},
		{`{"StringNotEquals":{"aws:TagKeys":"x"}}`, nil, true},
		{`{"ForAllValues:StringLike":{"aws:TagKeys":["t*","e*"]}}`, untagging, true},
		{`{"ForAllValues:StringLike":{"aws:TagKeys":"t*"}}`, untagging, false},

		// Values are alternatives; keys and operators come together.
		{`{"StringEquals":{"aws:ResourceTag/team":["red","blue"],"aws:RequestTag/env":["dev","prod"]}}`, nil, true},
		{`{"StringEquals":{"aws:ResourceTag/team":"blue","aws:RequestTag/env":"prod"}}`, nil, false},
		{`{"StringEquals":{"aws:ResourceTag/team":"blue"},"StringLike":{"aws:RequestTag/env":"p*"}}`, nil, false},
	}
	for _, tt := range tests {
		p := parse(t, document(allowing(`"Condition":`+tt.condition)))
		if got := access.Decide(holder(p), seen(tt.change)).Allowed; got != tt.want {
			t.Errorf("%s: %v", tt.condition, got)
		}
	}
}

// TestManyTagKeys holds that no number of values is too large.
func TestManyTagKeys(t *testing.T) {
	p := parse(t, document(allowing(`"Condition":{"ForAllValues:StringLike":{"aws:TagKeys":"k*"}}`)))
	r := seen(func(r *access.Request) { r.Tags = nil })
	for range 50 {
		r.TagKeys = append(r.TagKeys, "k")
	}
	if !access.Decide(holder(p), r).Allowed {
		t.Error("50 keys that all match are refused")
	}
	r.TagKeys[49] = "x"
	if access.Decide(holder(p), r).Allowed {
		t.Error("a key that does not match is not seen")
	}
}
