// Package search says what a search means: which conditions can be put together (Criteria), what can be
// searched of one resource (Document), and when one matches the other (Evaluate).
//
// Evaluate is the definition of truth. Whatever answers faster, such as an index, must agree with it on every
// criteria and every document.
//
// The package knows no user, no queue and no other roster type, no wire shape and no storage. Limits on the
// size of criteria and on the length of values belong to the wire layer, which gets the numbers from Size.
package search
