// Package roster owns the domain: instances, users, security profiles, the user hierarchy, routing profiles and tags, and the rules
// that bind them. Service is its door: one method per operation. Store is what it asks of a database.
//
// It knows no HTTP, no SQL, no wire shape and no ARN. Ids are bare; times are UTC in whole milliseconds; durations are in seconds.
// Rules run inside the store's transaction, so reading, deciding, changing and recording in the audit trail are one unit.
package roster
