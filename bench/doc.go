// Command bench measures the built server as its users meet it: over loopback HTTP with signed requests, durably stored, beside a bare
// net/http handler that returns the same bytes in the same run. It prints a table; RESULTS.md holds the published one.
//
// Load generator and server share the machine, so figures are for comparison on one machine, and ratios are what travels.
package main
