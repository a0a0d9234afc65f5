package access

// Reference is a member of a request's body that names resources beside the one that the request is about.
type Reference struct {
	// Member is the path of the member from the body, in the names of the wire: QueueConfigs.QueueReference.QueueId. Lists on the way count
	// with all of their elements.
	Member string
	// Type is that of the resources. All are of the request's instance.
	Type ResourceType
}

// References are the members of an operation's body that name further resources. The caller needs the same action on each of them, so
// that a Deny on a security profile keeps it out of CreateUser:
// https://docs.aws.amazon.com/connect/latest/adminguide/security_iam_resource-level-policy-examples.html
//
// Only resources of kinds that Rollcall holds count: not flows, phone numbers and e-mail addresses, of which it knows no more than an id.
// Members that search and filter name nothing: what is not there is not found.
func References(operation string) []Reference { return references[operation] }

var references = map[string][]Reference{
	// Users.
	"CreateUser": {
		{"SecurityProfileIds", TypeSecurityProfile},
		{"RoutingProfileId", TypeRoutingProfile},
		{"HierarchyGroupId", TypeUserHierarchyGroup},
	},
	"UpdateUserSecurityProfiles": {{"SecurityProfileIds", TypeSecurityProfile}},
	"UpdateUserRoutingProfile":   {{"RoutingProfileId", TypeRoutingProfile}},
	"UpdateUserHierarchy":        {{"HierarchyGroupId", TypeUserHierarchyGroup}},
	"PutUserStatus":              {{"AgentStatusId", TypeAgentStatus}},

	// Security profiles and the hierarchy.
	"CreateSecurityProfile":    {{"AllowedAccessControlHierarchyGroupId", TypeUserHierarchyGroup}},
	"UpdateSecurityProfile":    {{"AllowedAccessControlHierarchyGroupId", TypeUserHierarchyGroup}},
	"CreateUserHierarchyGroup": {{"ParentGroupId", TypeUserHierarchyGroup}},

	// Routing profiles.
	"CreateRoutingProfile": {
		{"DefaultOutboundQueueId", TypeQueue},
		{"QueueConfigs.QueueReference.QueueId", TypeQueue},
		{"ManualAssignmentQueueConfigs.QueueReference.QueueId", TypeQueue},
	},
	"UpdateRoutingProfileDefaultOutboundQueue": {{"DefaultOutboundQueueId", TypeQueue}},
	"UpdateRoutingProfileQueues":               {{"QueueConfigs.QueueReference.QueueId", TypeQueue}},
	"AssociateRoutingProfileQueues": {
		{"QueueConfigs.QueueReference.QueueId", TypeQueue},
		{"ManualAssignmentQueueConfigs.QueueReference.QueueId", TypeQueue},
	},
	"DisassociateRoutingProfileQueues": {
		{"QueueReferences.QueueId", TypeQueue},
		{"ManualAssignmentQueueReferences.QueueId", TypeQueue},
	},

	// Queues and quick connects.
	"CreateQueue": {
		{"HoursOfOperationId", TypeHoursOfOperation},
		{"QuickConnectIds", TypeQuickConnect},
	},
	"UpdateQueueHoursOfOperation":    {{"HoursOfOperationId", TypeHoursOfOperation}},
	"AssociateQueueQuickConnects":    {{"QuickConnectIds", TypeQuickConnect}},
	"DisassociateQueueQuickConnects": {{"QuickConnectIds", TypeQuickConnect}},
	"CreateQuickConnect":             quickConnectReferences,
	"UpdateQuickConnectConfig":       quickConnectReferences,

	// Hours of operation.
	"CreateHoursOfOperation":        {{"ParentHoursOfOperationConfigs.HoursOfOperationId", TypeHoursOfOperation}},
	"AssociateHoursOfOperations":    {{"ParentHoursOfOperationConfigs.HoursOfOperationId", TypeHoursOfOperation}},
	"DisassociateHoursOfOperations": {{"ParentHoursOfOperationIds", TypeHoursOfOperation}},
}

// quickConnectReferences are where a quick connect can lead.
var quickConnectReferences = []Reference{
	{"QuickConnectConfig.UserConfig.UserId", TypeUser},
	{"QuickConnectConfig.QueueConfig.QueueId", TypeQueue},
}
