// Package rawpg asks PostgreSQL with pgx alone for what a server asks it for, statement by statement: what is left when HTTP, signatures,
// rules and JSON are taken away. Its statements are held against those that a server really sends before anything is measured.
//
// It knows the schema, and nothing of how a server is made.
package rawpg
