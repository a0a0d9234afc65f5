package rest

import "reflect"

// Compile compiles an In type that is known only as a value, for tests that go through a table of operations. It panics
// as [Handle] does.
func (p *Protocol) Compile(in reflect.Type) { p.plan(in) }
