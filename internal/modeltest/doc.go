// Package modeltest holds the whole API against a reference model: it draws random sequences of valid and invalid requests, sends them with
// AWS's SDK over HTTP to a server on a real store, and compares every answer, the exception's type or the whole output, with what package
// model says. It may know everything, since it is tests alone; the model may know nothing.
//
// A failure is reduced to the shortest sequence that still fails, and kept in a file whose name is printed together with the seed:
//
//	go test ./internal/modeltest -run TestModel/queues -rapid.failfile testdata/rapid/TestModel_queues/...
//
// The number of steps is that of -model.steps; make soak runs many more than CI does.
package modeltest
