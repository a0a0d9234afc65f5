package access

// Denial is how AWS words that a principal may not perform an action on a resource.
func Denial(p Principal, action string, r Resource) string {
	return "User: " + p.ARN + " is not authorized to perform: " + action + " on resource: " + r.ARN()
}
