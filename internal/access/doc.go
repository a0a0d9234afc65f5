// Package access owns who a caller is and what a caller may do: principals, the policies of access keys (IAM documents), the resources
// that a decision is about, Decide (may this caller do this to that resource, and why) and Filter (what may this caller see, as search
// criteria).
//
// It knows no HTTP, no SQL and no domain type: a resource reaches it as a flat Resource value.
package access
