// Package storetest is the suite that every roster.Store passes: a case for each sentence of the contract in roster, concurrency and
// collation included. It also makes sample rows for other packages' tests.
//
// It knows the contract alone. What is an engine's own, such as files and locks, is tested beside the engine.
package storetest
