// Package tlstest is a certificate authority for tests, and clients that trust it. It knows nothing of the server.
package tlstest
