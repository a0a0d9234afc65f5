// Package backup is the form of a backup: a compressed text of JSON lines that any engine can be filled from.
//
// The first line is the header: from which schema the backup is, and which tables with how many rows follow. Then come the rows, table by
// table in the header's order, each an array of texts, integers, booleans and nulls. The last line holds the SHA-256 of all lines before it.
//
// The package knows no SQL, and neither which tables there are nor what they mean.
package backup
