// Package sqlstore is roster.Store, and the home of access keys and the keyring, on SQL.
//
// There is one text per query for every engine, each beside its Scan; dialect.go holds what differs between engines. Names are compared
// and ordered bytewise. Case is never folded in SQL. Everything in an instance's tables is keyed by the instance first.
//
// It decides nothing: rules live in roster. It knows no HTTP and no wire shape.
package sqlstore
