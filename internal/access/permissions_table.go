package access

// row says what the operations in it need on a type of resource.
type row struct {
	on ResourceType
	// shows says that the operations list or search the type: they are asked of the instance, and filtered.
	shows bool
	// needs and regardless are permission expressions, in which & binds tighter than |; barredBy names permissions. See rule.
	needs, regardless, barredBy string
	// in lists the operations.
	in string
}

// always is the expression that is met without any permission.
const always = "always"

// usersForm is what opens the drop-down lists in the form that edits a user: see "Inherited permissions" in the administrator guide.
const usersForm = "Users.View & Users.Edit"

// permissionTable is what a Connect user's operations need. Names and meanings of the permissions are those of the "List of security
// profile permissions" in the administrator guide, which does not say how they apply to the API: an operation on a type that is not
// here is refused. An operation that names further resources in its body has a row for the type of each; where it only takes them
// away, restrictions on their type do not matter.
var permissionTable = []row{
	{on: TypeInstance, regardless: always, in: "DescribeInstance"},

	{on: TypeUser, needs: "Users.View", regardless: always, in: "DescribeUser"},
	{on: TypeUser, needs: "Users.View", regardless: "Users.View", in: "ListUserProficiencies ListTagsForResource"},
	{on: TypeUser, shows: true, needs: "Users.View", regardless: always, in: "ListUsers SearchUsers GetCurrentUserData SearchResourceTags"},
	{on: TypeUser, needs: "HistoricalChanges.View", in: readHistory},
	{on: TypeUser, needs: "Users.Create", in: "CreateUser"},
	{on: TypeUser, needs: "Users.Delete", in: "DeleteUser"},
	{on: TypeUser, needs: "Users.Edit", in: "UpdateUserConfig UpdateUserHierarchy UpdateUserIdentityInfo UpdateUserRoutingProfile " +
		"AssociateUserProficiencies DisassociateUserProficiencies UpdateUserProficiencies TagResource UntagResource"},
	{on: TypeUser, needs: "Users.Edit", regardless: "BasicAgentAccess", barredBy: "RestrictPhoneTypeSettings.Access", in: "UpdateUserPhoneConfig"},
	{on: TypeUser, needs: "Users.EditPermission", in: "UpdateUserSecurityProfiles"},
	{on: TypeUser, regardless: "BasicAgentAccess", in: "PutUserStatus"},
	{on: TypeAgentStatus, regardless: "BasicAgentAccess", in: "PutUserStatus"},
	{on: TypeSecurityProfile, needs: "Users.Create", in: "CreateUser"},
	{on: TypeRoutingProfile, needs: "Users.Create", in: "CreateUser"},
	{on: TypeUserHierarchyGroup, needs: "Users.Create", in: "CreateUser"},
	{on: TypeSecurityProfile, needs: "Users.EditPermission", in: "UpdateUserSecurityProfiles"},
	{on: TypeRoutingProfile, needs: "Users.Edit", in: "UpdateUserRoutingProfile"},
	{on: TypeUserHierarchyGroup, needs: "Users.Edit", in: "UpdateUserHierarchy"},

	{on: TypeSecurityProfile, needs: "SecurityProfiles.View", in: "DescribeSecurityProfile ListSecurityProfilePermissions " +
		"ListSecurityProfileApplications ListSecurityProfileFlowModules ListTagsForResource"},
	{on: TypeSecurityProfile, shows: true, needs: "SecurityProfiles.View", in: "SearchResourceTags"},
	{on: TypeSecurityProfile, shows: true, needs: "SecurityProfiles.View | " + usersForm, in: "ListSecurityProfiles SearchSecurityProfiles"},
	{on: TypeSecurityProfile, needs: "SecurityProfiles.Create", in: "CreateSecurityProfile"},
	{on: TypeSecurityProfile, needs: "SecurityProfiles.Edit", in: "UpdateSecurityProfile TagResource UntagResource"},
	{on: TypeSecurityProfile, needs: "SecurityProfiles.Delete", in: "DeleteSecurityProfile"},
	{on: TypeUserHierarchyGroup, needs: "SecurityProfiles.Create", in: "CreateSecurityProfile"},
	{on: TypeUserHierarchyGroup, needs: "SecurityProfiles.Edit", in: "UpdateSecurityProfile"},

	{on: TypeUserHierarchyGroup, needs: "AgentGrouping.View", in: "DescribeUserHierarchyGroup ListTagsForResource"},
	{on: TypeUserHierarchyGroup, shows: true, needs: "AgentGrouping.View", in: "SearchResourceTags"},
	{on: TypeUserHierarchyGroup, shows: true, needs: "AgentGrouping.View | " + usersForm, in: "ListUserHierarchyGroups SearchUserHierarchyGroups"},
	{on: TypeUserHierarchyGroup, needs: "AgentGrouping.Create", in: "CreateUserHierarchyGroup"},
	{on: TypeUserHierarchyGroup, needs: "AgentGrouping.Edit", in: "UpdateUserHierarchyGroupName DeleteUserHierarchyGroup TagResource UntagResource"},
	{on: TypeInstance, needs: "AgentGrouping.View", in: "DescribeUserHierarchyStructure"},
	{on: TypeInstance, needs: "AgentGrouping.Edit", in: "UpdateUserHierarchyStructure"},

	{on: TypeRoutingProfile, needs: "RoutingPolicies.View", in: "DescribeRoutingProfile ListRoutingProfileQueues " +
		"ListRoutingProfileManualAssignmentQueues ListTagsForResource"},
	{on: TypeRoutingProfile, shows: true, needs: "RoutingPolicies.View", in: "SearchResourceTags"},
	{on: TypeRoutingProfile, shows: true, needs: "RoutingPolicies.View | " + usersForm, in: "ListRoutingProfiles SearchRoutingProfiles"},
	{on: TypeRoutingProfile, needs: "RoutingPolicies.Create", in: "CreateRoutingProfile"},
	{on: TypeRoutingProfile, needs: "RoutingPolicies.Edit", in: "UpdateRoutingProfileAgentAvailabilityTimer UpdateRoutingProfileConcurrency " +
		"UpdateRoutingProfileDefaultOutboundQueue UpdateRoutingProfileName UpdateRoutingProfileQueues AssociateRoutingProfileQueues " +
		"DisassociateRoutingProfileQueues DeleteRoutingProfile TagResource UntagResource"},
	{on: TypeQueue, needs: "RoutingPolicies.Create", in: "CreateRoutingProfile"},
	{on: TypeQueue, needs: "RoutingPolicies.Edit", in: "UpdateRoutingProfileDefaultOutboundQueue UpdateRoutingProfileQueues " +
		"AssociateRoutingProfileQueues"},
	{on: TypeQueue, regardless: "RoutingPolicies.Edit", in: "DisassociateRoutingProfileQueues"},

	{on: TypeQueue, needs: "Queues.View", in: "DescribeQueue ListQueueQuickConnects ListTagsForResource"},
	{on: TypeQueue, shows: true, needs: "Queues.View", in: "ListQueues SearchQueues SearchResourceTags"},
	{on: TypeAgentQueue, needs: "Queues.View", in: "DescribeQueue ListQueueQuickConnects"},
	{on: TypeAgentQueue, shows: true, needs: "Queues.View", in: "ListQueues"},
	{on: TypeQueue, needs: "Queues.Create", in: "CreateQueue"},
	{on: TypeQueue, needs: "Queues.Edit", in: "UpdateQueueHoursOfOperation UpdateQueueMaxContacts UpdateQueueName UpdateQueueOutboundCallerConfig " +
		"UpdateQueueOutboundEmailConfig AssociateQueueQuickConnects DisassociateQueueQuickConnects DeleteQueue TagResource UntagResource"},
	{on: TypeQueue, needs: "Queues.EnableAndDisable", in: "UpdateQueueStatus"},
	{on: TypeHoursOfOperation, needs: "Queues.Create", in: "CreateQueue"},
	{on: TypeQuickConnect, needs: "Queues.Create", in: "CreateQueue"},
	{on: TypeHoursOfOperation, needs: "Queues.Edit", in: "UpdateQueueHoursOfOperation"},
	{on: TypeQuickConnect, needs: "Queues.Edit", in: "AssociateQueueQuickConnects"},
	{on: TypeQuickConnect, regardless: "Queues.Edit", in: "DisassociateQueueQuickConnects"},

	{on: TypeQuickConnect, needs: "TransferDestinations.View", in: "DescribeQuickConnect ListTagsForResource"},
	{on: TypeQuickConnect, shows: true, needs: "TransferDestinations.View", in: "ListQuickConnects SearchQuickConnects SearchResourceTags"},
	{on: TypeQuickConnect, needs: "TransferDestinations.Create", in: "CreateQuickConnect"},
	{on: TypeQuickConnect, needs: "TransferDestinations.Edit", in: "UpdateQuickConnectConfig UpdateQuickConnectName TagResource UntagResource"},
	{on: TypeQuickConnect, needs: "TransferDestinations.Delete", in: "DeleteQuickConnect"},
	{on: TypeUser, needs: "TransferDestinations.Create", in: "CreateQuickConnect"},
	{on: TypeQueue, needs: "TransferDestinations.Create", in: "CreateQuickConnect"},
	{on: TypeUser, needs: "TransferDestinations.Edit", in: "UpdateQuickConnectConfig"},
	{on: TypeQueue, needs: "TransferDestinations.Edit", in: "UpdateQuickConnectConfig"},

	// An override is a part of its hours: to make, change or remove one is to edit them.
	{on: TypeHoursOfOperation, needs: "HoursOfOperation.View", in: "DescribeHoursOfOperation DescribeHoursOfOperationOverride " +
		"GetEffectiveHoursOfOperations ListChildHoursOfOperations ListHoursOfOperationOverrides ListTagsForResource"},
	{on: TypeHoursOfOperation, shows: true, needs: "HoursOfOperation.View", in: "ListHoursOfOperations SearchHoursOfOperations " +
		"SearchHoursOfOperationOverrides SearchResourceTags"},
	{on: TypeHoursOfOperation, needs: "HoursOfOperation.Create", in: "CreateHoursOfOperation"},
	{on: TypeHoursOfOperation, needs: "HoursOfOperation.Edit", in: "UpdateHoursOfOperation AssociateHoursOfOperations DisassociateHoursOfOperations " +
		"CreateHoursOfOperationOverride UpdateHoursOfOperationOverride DeleteHoursOfOperationOverride TagResource UntagResource"},
	{on: TypeHoursOfOperation, needs: "HoursOfOperation.Delete", in: "DeleteHoursOfOperation"},

	{on: TypeAgentStatus, needs: "AgentStates.View", in: "DescribeAgentStatus ListTagsForResource"},
	{on: TypeAgentStatus, shows: true, needs: "AgentStates.View", in: "ListAgentStatuses SearchAgentStatuses SearchResourceTags"},
	{on: TypeAgentStatus, needs: "AgentStates.Create", in: "CreateAgentStatus"},
	{on: TypeAgentStatus, needs: "AgentStates.Edit", in: "UpdateAgentStatus TagResource UntagResource"},

	// Who asks for a predefined attribute asks its instance.
	{on: TypePredefinedAttribute, shows: true, needs: "PredefinedAttributes.View", in: "DescribePredefinedAttribute " +
		"ListPredefinedAttributes SearchPredefinedAttributes"},
	{on: TypeInstance, needs: "PredefinedAttributes.Create", in: "CreatePredefinedAttribute"},
	{on: TypeInstance, needs: "PredefinedAttributes.Edit", in: "UpdatePredefinedAttribute"},
	{on: TypeInstance, needs: "PredefinedAttributes.Delete", in: "DeletePredefinedAttribute"},
}
