package access

import "strings"

// PermissionNames are the permissions that the table of operations names, by their places in sets.
func PermissionNames() []string { return permissions.names }

// TablePairs are the operations and types of the table, as often as they occur in it.
func TablePairs() (pairs []TablePair) {
	for _, r := range permissionTable {
		for _, operation := range strings.Fields(r.in) {
			pairs = append(pairs, TablePair{operation, r.on})
		}
	}
	return pairs
}

// TablePair is an operation and a type of resource that it needs permissions on.
type TablePair struct {
	Operation string
	On        ResourceType
}
