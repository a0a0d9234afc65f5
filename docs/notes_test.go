package docs_test

// notes says of an operation what its shapes do not show and a caller should know before the first surprise.
var notes = map[string]string{
	// Instances.
	"CreateInstance":          "An alias is required, but for EXISTING_DIRECTORY, which needs a DirectoryId. ACTIVE at once, unless the server delays it.",
	"DeleteInstance":          "The instance is gone and its alias free at once; its rows follow in the background.",
	"ListInstanceAttributes":  "In the order of the enumeration.",
	"UpdateInstanceAttribute": "Value is `true` or `false`. USE_CUSTOM_TTS_VOICES cannot be turned on.",

	// Users.
	"CreateUser":                 "Which members are required or refused depends on the instance's identity type.",
	"DeleteUser":                 "Succeeds while a quick connect points at the user. The name is free at once.",
	"DescribeUser":               "PhoneConfig shows the settings for VOICE.",
	"ListUsers":                  "By user name, bytewise.",
	"SearchUsers":                "After-contact work is in milliseconds. TagFilter and UserAttributeFilter exclude each other.",
	"UpdateUserConfig":           "A list replaces the channels that it names; a list that is absent or empty changes nothing. ConditionalOperationFailedException is never given.",
	"UpdateUserHierarchy":        "Without a group, or with the empty string, takes the user out of the hierarchy.",
	"UpdateUserIdentityInfo":     "Omitted Email, SecondaryEmail and Mobile are kept; the empty string clears the last two.",
	"UpdateUserPhoneConfig":      "Replaces all settings but PersistentConnection; after-contact work goes to every channel, AutoAccept to VOICE.",
	"UpdateUserSecurityProfiles": "At most 3 profiles with access-control tags and 2 with a hierarchy restriction.",

	// Security profiles.
	"CreateSecurityProfile": "Unknown permission names are kept and have no effect.",
	"DeleteSecurityProfile": "Refused for an assigned profile, and for the last one that can repair access.",
	"UpdateSecurityProfile": "Absent members are kept; an empty list or map clears.",

	// The hierarchy.
	"CreateUserHierarchyGroup":     "Names are unique among siblings.",
	"DeleteUserHierarchyGroup":     "Blocked by users, child groups, and security profiles that name the group.",
	"UpdateUserHierarchyStructure": "Levels have no gaps; a level that has groups cannot be removed.",
	"SearchUserHierarchyGroups":    "Also gives the hidden root group, whose id is `0`, where no condition excludes it.",

	// Routing.
	"AssociateRoutingProfileQueues":    "A pair of queue and channel that is associated already gets the new priority and delay.",
	"DeleteRoutingProfile":             "Blocked by users only.",
	"DisassociateRoutingProfileQueues": "What is not associated is passed over. At most 10 references.",
	"CreateQueue":                      "EmailAddressesConfig is refused.",
	"ListQueues":                       "Standard queues by name, then agent queues by id.",
	"SearchQueues":                     "Never finds agent queues.",
	"UpdateQueueMaxContacts":           "Without MaxContacts, clears it.",
	"UpdateQuickConnectName":           "A name that is taken is InvalidRequestException.",
	"DeleteQueue":                      "Blocked by routing profiles whose default outbound queue it is, and by quick connects that target it.",

	// Hours of operation.
	"AssociateHoursOfOperations":      "Parents are one level deep. One that is linked already is passed over.",
	"CreateHoursOfOperationOverride":  "At most 50 for each set of hours. OverrideType is STANDARD when it is absent.",
	"DeleteHoursOfOperation":          "ResourceInUseException while queues or child hours refer to it, though it is not declared.",
	"DisassociateHoursOfOperations":   "What is not associated is passed over.",
	"GetEffectiveHoursOfOperations":   "At most 366 dates, in the wall-clock time of the hours' zone.",
	"SearchHoursOfOperationOverrides": "TagFilter looks at the tags of the hours.",

	// Statuses, attributes, proficiencies.
	"UpdateAgentStatus":          "ResetOrderNumber wins over DisplayOrder. The built-in statuses cannot be disabled.",
	"UpdatePredefinedAttribute":  "A value that users have as a proficiency cannot be removed: InvalidRequestException.",
	"AssociateUserProficiencies": "At most 10 for each user; the request succeeds or fails as a whole.",
	"CreatePredefinedAttribute":  "Names are unique without case.",
	"DeletePredefinedAttribute":  "Blocked by users that are proficient in it. The system attributes stay.",
	"GetCurrentUserData":         "Users whose status was ever set; at most one of the four lists of ids.",
	"ListAgentStatuses":          "By display order, then name.",
	"PutUserStatus":              "The status that the user has is refused; until one was set, that is the offline one.",

	// Tags.
	"TagResource":        "An empty map is refused; at most 50 tags in total.",
	"SearchResourceTags": "Each pair of key and value once, by key. Not the tags of deleted resources.",
	"UntagResource":      "Keys that the resource does not have are passed over.",

	// Signing in.
	"GetFederationToken": "The only operation that may answer UserNotFoundException.",
}
