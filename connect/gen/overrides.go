package main

// none, in a rule, removes what the model says.
const none = "none"

// rule is what an override changes. An empty field keeps the model's constraint, and none removes it.
type rule struct {
	Min, Max  string // characters of a string, elements of a list or map, value of a number
	Pattern   string // RE2, matched against the whole string
	Call      string // a check in connect.Checks; it takes the place of the pattern
	Sensitive bool
	Unit      string // of a number, for the documentation
}

// override changes the constraints of each target: a shape, or one member of a structure as Shape.Member.
// A member's override applies after its shape's.
type override struct {
	Targets []string
	Rule    rule
	Reason  string
}

// e164 is an international telephone number.
const e164 = `\+[1-9]\d{1,14}`

// overrides is the one place where this API differs from its model.
var overrides = []override{
	// Patterns that RE2 cannot run, or that the model spells wrongly.
	{[]string{"TagKey"}, rule{Call: "tagKey"},
		"The pattern looks ahead for the reserved prefix, which RE2 cannot."},
	{[]string{"Password"}, rule{Call: "password"},
		"The pattern looks ahead for each kind of character, which RE2 cannot, and carries stray slashes."},
	{[]string{"DirectoryAlias"}, rule{Call: "directoryAlias"},
		"The pattern looks ahead for the reserved prefix, which RE2 cannot."},
	{[]string{"PrimaryAttributeContextKeyName"}, rule{Call: "primaryAttributeName"},
		"The pattern looks ahead for the reserved prefixes, which RE2 cannot."},
	{[]string{"IAMRestrictedPrimaryValue"}, rule{Pattern: `[\x{09}\x{0A}\x{0D}\x{20}-\x{7E}\x{A1}-\x{FF}]+`},
		"RE2 writes code points as \\x{..} where the model has \\u escapes."},
	{[]string{"PhoneNumber"}, rule{Pattern: e164},
		"The model doubles every backslash, so its pattern matches no telephone number."},
	{[]string{"IpCidr"}, rule{Pattern: `[A-Za-z0-9:./]*`},
		"The pattern lacks the dot, without which no IPv4 range can be written."},

	{[]string{"CommonHumanReadableName"}, rule{Min: "1", Max: "127", Pattern: `[\P{C}\r\n\t]*`},
		"RE2 copies what it repeats, which for a class of most characters is megabytes; a length says the same."},
	{[]string{"CommonHumanReadableDescription"}, rule{Min: "1", Max: "250", Pattern: `[\P{C}\r\n\t]*`},
		"RE2 copies what it repeats, which for a class of most characters is megabytes; a length says the same."},

	// Personal data and identity.
	{[]string{"Email"}, rule{Max: "265", Pattern: `\P{Cc}*`},
		"Only the length is stated; the service stores values that are no address, but control characters would break mail headers."},
	{[]string{"UserIdentityInfo.SecondaryEmail"}, rule{Call: "secondaryEmail"},
		"The form of the address is stated in prose only; the empty string clears it."},
	{[]string{"UserIdentityInfo.Mobile"}, rule{Pattern: `(?:` + e164 + `)?`, Sensitive: true},
		"The empty string clears the number, and it is personal data like the addresses beside it."},
	{[]string{"UserPhoneConfig.DeskPhoneNumber"}, rule{Pattern: `(?:` + e164 + `)?`},
		"DescribeUser answers the empty string for no number, and clients send back what they read."},
	{[]string{"AgentFirstName", "AgentLastName"}, rule{Call: "nfc"},
		"Names must be in Unicode normalization form C; the service refuses others and does not convert them."},
	{[]string{"AfterContactWorkTimeLimit"}, rule{Max: "2000000", Unit: "seconds (milliseconds in the answer of SearchUsers)"},
		"The maximum and the units are stated in prose only."},

	// Empty values that clients send for nothing.
	{[]string{"TagMap"}, rule{Min: none},
		"Creates accept an empty map of tags as absent: no client checks the minimum before it sends."},
	{[]string{"UpdateQueueNameRequest.Description"}, rule{Min: none},
		"Terraform renames a queue that has no description with an empty one, which clears it as it does elsewhere."},
	{[]string{"TagResourceRequest.tags"}, rule{Min: "1"},
		"TagResource without a tag has nothing to do and is refused."},

	// Ids.
	{[]string{"AgentStatusId", "DirectoryUserId", "HierarchyGroupId", "HoursOfOperationId", "QueueId", "QuickConnectId",
		"RoutingProfileId", "SecurityProfileId", "UserId"}, rule{Min: "1"},
		"The service refuses an empty string where it expects an id."},
	{[]string{"ContactFlowId"}, rule{Min: "1"},
		"An id is never empty, of a kind that is not looked up either."},
	{[]string{"PhoneNumberId"}, rule{Min: "1", Max: "500"},
		"An id that is stored without being looked up has the bounds of its kin."},
	{[]string{"CreateUserRequest.HierarchyGroupId", "UpdateUserHierarchyRequest.HierarchyGroupId"}, rule{Min: none},
		"The empty string means no group, as leaving the member out does."},
	{[]string{"CreateSecurityProfileRequest.AllowedAccessControlHierarchyGroupId",
		"UpdateSecurityProfileRequest.AllowedAccessControlHierarchyGroupId"}, rule{Min: none},
		"The empty string means the person's own group, and exported profiles carry it."},

	// Limits that are stated in prose only.
	{[]string{"HierarchyLevelName"}, rule{Min: "1", Max: "50"}, "The limits are stated in prose only."},
	{[]string{"HierarchyGroupName"}, rule{Min: "1", Max: "100"}, "The limits are stated in prose only."},
	{[]string{"SecurityProfilePermission"}, rule{Pattern: `[A-Za-z0-9_. -]*`},
		"Permission names are open-ended, but all that are known use this alphabet."},
	{[]string{"MediaConcurrencies"}, rule{Min: "1"}, "A routing profile without a channel is refused."},
	{[]string{"RoutingProfileQueueReferenceList"}, rule{Max: "10"},
		"DisassociateRoutingProfileQueues refuses more than ten references, which is stated in prose only."},
	{[]string{"MonthList", "MonthDayList"}, rule{Max: "1"},
		"A recurrence takes a single month and a single day, as it does for weekdays; stated in prose only."},

	// Units.
	{[]string{"Delay"}, rule{Unit: "seconds"}, "The model has no units."},
	{[]string{"AccessTokenDuration", "InactivityDuration", "RefreshTokenDuration"}, rule{Unit: "minutes"}, "The model has no units."},
}
