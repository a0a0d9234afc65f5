// Package connect is the wire contract: the structures that travel, with the constraints of each member in its struct tag, and
// the table of operations. Nearly all of it is generated from model/connect.json; this package knows no protocol, no rule that
// spans two members, and no package of this module.
//
// A member is a pointer, so that absent differs from zero, unless it is a list or a map. Its tag says where it travels (json,
// path, query) and what it must satisfy: required, min, max, pattern, enum, and call, which names a function in [Checks]. The tags
// elem, key and value hold the tag of a list's elements and of a map's keys and values. Members that are sensitive must not reach
// a log or an error message.
package connect

import (
	"reflect"
	"slices"
)

//go:generate go run ./gen

// Operation is one row of the API: how it is called and what it may answer.
type Operation struct {
	Name   string
	Method string
	Path   string // an http.ServeMux pattern without its method
	Family string // the kind of resource, such as routing-profile

	Input  reflect.Type // a struct type; nil when out of scope
	Output reflect.Type // a struct type; nil when the answer has no body
	Errors []string     // the names of the declared exceptions, in the model's order
}

// Declares reports whether the operation may answer with the named exception, so that typed clients know it.
func (o Operation) Declares(exception string) bool { return slices.Contains(o.Errors, exception) }

// Exception is an error of the API. Status is its HTTP status code.
type Exception struct {
	Name   string
	Status int
}
