// Package audit owns the audit trail: what is said of each change and each denial, in the form of AWS CloudTrail's records, how sensitive
// values are hidden in it, and how the events are chained so that nobody who can write to the database can change, remove or reorder them
// unseen.
//
// A trail is a chain of events: one for each instance, in the order of its commits, and one for each account, for the denials that concern
// no instance of the account. Every event has a number, from 1 on without gaps, and a MAC over the MAC before it. What retention removes
// from the beginning leaves a signed checkpoint. Only the end can be cut off unseen, and that too shows against a head that was noted
// elsewhere.
//
// The package knows no HTTP, no SQL and no type of the domain: what changed reaches it as values that it writes down member by member.
package audit
