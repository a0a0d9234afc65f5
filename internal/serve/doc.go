// Package serve is the HTTP server, over TLS where it has a certificate: it identifies the caller of each request, hands it to the API, and
// keeps a record of it that becomes one log line and one sample in the metrics. It also has pages of its own (signing in, explanations, the
// audit trail, its health, metrics), sweeps what deleted instances leave, keeps the audit trail, and stops gracefully.
//
// It knows signatures, access keys, sessions and the development rules, and no operation: what a request asks for is the API's affair.
// Nothing that it logs holds a body, a query, a token or a secret.
package serve
