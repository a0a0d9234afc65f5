// Package credential owns what callers prove themselves with and what keeps secrets secret: the master key, the
// keyring whose keys seal tokens, access keys, the credentials of sessions, and password hashes.
//
// A store holds nothing that is of use to its reader: keyring keys and access-key secrets lie sealed under the
// master key, which is never in a store, passwords lie as argon2id hashes, and the secrets of sessions, which are
// derived from the keyring, lie nowhere. Secrets in memory print as "[redacted]", and no error message repeats one.
//
// The package knows no HTTP, no SQL and no user. Time and randomness are passed in; every source of
// randomness handed to it must be cryptographically secure, and safe for concurrent use where its receiver is.
package credential
