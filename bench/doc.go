// Command bench measures the built server as its users meet it: over loopback HTTP with signed requests, durably stored, beside a bare
// net/http handler that returns the same bytes in the same run. Searches are measured beside OpenLDAP as well, on the same people, where
// its server is installed (Debian's package slapd), and nodes on PostgreSQL beside pgx alone that sends the same statements (package rawpg).
// It prints tables; RESULTS.md holds the published ones.
//
// Load generator and servers share the machine, so figures are for comparison on one machine, and ratios are what travels. To that end
// rounds are short, and everyone has a turn in each.
//
// While working on one thing, -only search -users 10000 -data /tmp/people measures nothing else and keeps the users for the next run.
package main
