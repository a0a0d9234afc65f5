package connect_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOverriddenBounds pins what this API decided apart from its model: "min..max" of each member, list element (elem) or map key.
func TestOverriddenBounds(t *testing.T) {
	want := map[string]string{
		"CreateUserRequest.Tags":                                            "..50",
		"CreateInstanceRequest.Tags":                                        "..50",
		"TagResourceRequest.Tags":                                           "1..50",
		"UserPhoneConfig.AfterContactWorkTimeLimit":                         "0..2000000",
		"AfterContactWorkConfig.AfterContactWorkTimeLimit":                  "0..2000000",
		"UserIdentityInfo.Email":                                            "..265",
		"UserIdentityInfo.SecondaryEmail":                                   "..265",
		"UserIdentityInfo.FirstName":                                        "..255",
		"UserIdentityInfo.LastName":                                         "..300",
		"HierarchyLevelUpdate.Name":                                         "1..50",
		"CreateUserHierarchyGroupRequest.Name":                              "1..100",
		"UpdateUserHierarchyGroupNameRequest.Name":                          "1..100",
		"CreateUserHierarchyGroupRequest.ParentGroupId":                     "1..",
		"CreateUserRequest.HierarchyGroupId":                                "..",
		"UpdateUserHierarchyRequest.HierarchyGroupId":                       "..",
		"CreateSecurityProfileRequest.AllowedAccessControlHierarchyGroupId": "..",
		"UpdateSecurityProfileRequest.AllowedAccessControlHierarchyGroupId": "..",
		"CreateUserRequest.RoutingProfileId":                                "1..",
		"CreateUserRequest.SecurityProfileIds elem":                         "1..",
		"CreateQueueRequest.HoursOfOperationId":                             "1..",
		"UpdateQueueNameRequest.Description":                                "..250",
		"PutUserStatusRequest.AgentStatusId":                                "1..",
		"OutboundCallerConfig.OutboundCallerIdNumberId":                     "1..500",
		"OutboundCallerConfig.OutboundFlowId":                               "1..500",
		"CreateRoutingProfileRequest.MediaConcurrencies":                    "1..",
		"DisassociateRoutingProfileQueuesRequest.QueueReferences":           "..10",
		"RecurrencePattern.ByMonth":                                         "..1",
		"RecurrencePattern.ByMonthDay":                                      "..1",
		"CreateHoursOfOperationOverrideRequest.Name":                        "1..127",
		"CreateHoursOfOperationOverrideRequest.Description":                 "1..250",
	}
	tags := allTags(t)
	got := map[string]string{}
	for where := range want {
		got[where] = tags[where].Get("min") + ".." + tags[where].Get("max")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bounds (-want +got):\n%s", diff)
	}
}

// patternCases holds values that a member's pattern must accept and refuse. Bounds are not looked at.
var patternCases = map[string]struct{ accepted, refused []string }{
	"UserIdentityInfo.Mobile": {
		[]string{"", "+12", "+4930123456", "+123456789012345"},
		[]string{"+", "+1", "+0123", "4930", "+49 30", "+1234567890123456", "+49a", "x+4930", "+4930\n", `\+4930`}},
	"UserPhoneConfig.DeskPhoneNumber":           {[]string{"", "+4930123456"}, []string{"+0123", "x+4930"}},
	"PhoneNumberConfig.PhoneNumber":             {[]string{"+4930123456"}, []string{"", "x+4930"}},
	"PhoneNumberQuickConnectConfig.PhoneNumber": {[]string{"+4930123456"}, []string{"", "+0123"}},
	"UserIdentityInfo.Email":                    {[]string{"", "example.com", "a@b", "zoë@é.fr", " "}, []string{"a\n", "\x00", "a\x7f", "\u0085"}},
	"UpdateAuthenticationProfileRequest.AllowedIps elem": {
		[]string{"10.0.0.0/8", "2001:db8::/32", "fe80::1"}, []string{"10.0.0.0-10.0.0.9", "a b", "10.0.0.0/8\n"}},
	"PrimaryAttributeValue.Values elem": {
		[]string{"a", "tab\there", "~", "¡", "ÿ"}, []string{"", "\x1f", "\x7f", "\u00a0", "Ā", "aĀ"}},
	"CreateSecurityProfileRequest.Permissions elem": {
		[]string{"Users.View", "BasicAgentAccess", "My App-1_x.Access"}, []string{"a/b", "a:b", "ä", "a\n"}},
	"CreateSecurityProfileRequest.SecurityProfileName": {
		[]string{"Team A_b@c-d"}, []string{"", "a.b", "ä", "a\n"}},
	"CreateHoursOfOperationOverrideRequest.Name": {
		[]string{"Größe\r\n\t", strings.Repeat("ß", 127)}, []string{"\x00", "a\u00ad"}},
	"CreateHoursOfOperationOverrideRequest.EffectiveFrom": {[]string{"2026-01-31"}, []string{"", "2026-1-31", "x2026-01-31", "2026-01-31T00"}},
}

func TestPatterns(t *testing.T) {
	tags := allTags(t)
	for where, cases := range patternCases {
		pattern, ok := tags[where].Lookup("pattern")
		if !ok {
			t.Errorf("%s has no pattern", where)
			continue
		}
		re := regexp.MustCompile(pattern)
		for _, value := range cases.accepted {
			if !re.MatchString(value) {
				t.Errorf("%s refuses %q", where, value)
			}
		}
		for _, value := range cases.refused {
			if re.MatchString(value) {
				t.Errorf("%s accepts %q", where, value)
			}
		}
	}
}
