package access

// restrictableTypes are the names that a security profile's TagRestrictedResources can hold. AWS's API reference names the first four and
// refers to the administrator guide for the rest. Names without a type are of resources that live elsewhere.
var restrictableTypes = map[string]ResourceType{
	"User":                TypeUser,
	"SecurityProfile":     TypeSecurityProfile,
	"Queue":               TypeQueue,
	"RoutingProfile":      TypeRoutingProfile,
	"AgentStatus":         TypeAgentStatus,
	"HoursOfOperation":    TypeHoursOfOperation,
	"TransferDestination": TypeQuickConnect,
	"UserHierarchyGroup":  TypeUserHierarchyGroup,
	"Prompt":              "",
	"ContactFlow":         "",
	"ContactFlowModule":   "",
}

// RestrictableType is the type of resource that a name in TagRestrictedResources stands for, "" for one that lives elsewhere. ok is false
// when tags cannot restrict what the name stands for.
func RestrictableType(name string) (t ResourceType, ok bool) {
	t, ok = restrictableTypes[name]
	return t, ok
}

// restrictedTypes are the types that the names restrict. The queue of an agent is a queue and stands for a user, and carries neither tags
// nor a group: whoever is restricted on one of the two sees none.
func restrictedTypes(names []string) (types []ResourceType) {
	for _, name := range names {
		t := restrictableTypes[name]
		types = append(types, t)
		if t == TypeQueue || t == TypeUser {
			types = append(types, TypeAgentQueue)
		}
	}
	return types
}
