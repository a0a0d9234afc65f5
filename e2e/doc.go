// Package e2e tests the whole server: the built binary as a process of its own, driven by the real AWS SDK and, where it is installed, the
// AWS CLI. It has no code outside its tests and imports nothing of the server.
package e2e
