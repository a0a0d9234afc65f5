package pgtest

// Start starts a server for a program that is no test, with more arguments for postgres. It syncs every commit to disk. End has to be
// called; a program that ends without it takes the server with it all the same.
func Start(args ...string) (*Server, error) { return start(args...) }

// End ends the server and removes its data.
func (s *Server) End() { s.end() }
