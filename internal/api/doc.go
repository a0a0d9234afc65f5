// Package api turns wire shapes into calls of the domain and back: one file per resource family, a table of routes, a table of errors,
// ids and ARNs, and page tokens.
//
// It knows the wire (connect, rest) and the domain (roster), and decides nothing itself. It knows no SQL and no signature: the caller
// of a request comes to it in the context.
package api
