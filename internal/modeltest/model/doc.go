// Package model says what the service must answer. It holds the rules of the API as plain lists in memory and the obvious loops over them,
// in the types of AWS's SDK, so that an answer of the server can be compared with an answer of the model whole. It is written from the
// documented rules alone and shares no code with what it judges: it may know nothing of this module.
//
// Every operation is a method of Model that takes the SDK's request and gives the SDK's answer, or the reasons to refuse. What the server
// draws (ids) comes in from outside. Times are those of Model.Now. Lists and searches answer with everything: pages are cut by the test.
package model
