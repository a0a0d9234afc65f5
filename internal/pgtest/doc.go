// Package pgtest gives tests a PostgreSQL server, and each test a database of its own in it.
//
// The server is the one that ROLLCALL_TEST_POSTGRES names, as a URL whose role may create databases. Without it a test binary starts a
// private server from the installed binaries, in a temporary folder and reachable by a socket in there alone. That server ends, and its
// folder goes, with the process that started it, however it ends.
//
// A test that breaks its server starts one for itself, and a replica that takes over if it wants one; these end in the same way.
package pgtest
