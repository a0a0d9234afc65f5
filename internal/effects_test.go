package internal_test

import "testing"

// clocks are the packages that may read the wall clock, and why. Everywhere else the time is passed in.
var clocks = map[string]string{
	"cmd/rollcall":   "the wiring, which hands the clock to all others, and the time of a command",
	"internal/serve": "the duration of a request, for its log line and metric",
	"bench":          "measures time",
}

// TestClock holds that the time comes from outside, so that tests and replays can set it.
func TestClock(t *testing.T) {
	used := map[string]bool{}
	for _, f := range sources(t) {
		for _, u := range f.uses("time", "Now", "Since", "Until") {
			used[f.dir] = true
			if clocks[f.dir] == "" {
				t.Errorf("%s: %s reads the wall clock; take the time as a parameter", u.at, u.name)
			}
		}
	}
	for dir := range clocks {
		if !used[dir] {
			t.Errorf("package %s does not read the clock: take it out of the table", dir)
		}
	}
}

// TestStandardOutput holds that only programs write to their standard output. A library that did would corrupt what a command prints.
func TestStandardOutput(t *testing.T) {
	for _, f := range sources(t) {
		if f.syntax.Name.Name == "main" {
			continue
		}
		for _, u := range append(f.uses("fmt", "Print", "Printf", "Println"), f.uses("os", "Stdout", "Stderr")...) {
			t.Errorf("%s: %s outside of a program", u.at, u.name)
		}
	}
}

// TestExit holds that only a main function ends the process: anywhere else what was deferred, such as closing the store, would not run.
func TestExit(t *testing.T) {
	for _, f := range sources(t) {
		for _, u := range append(f.uses("os", "Exit"), f.uses("log", "Fatal", "Fatalf", "Fatalln")...) {
			if f.syntax.Name.Name != "main" || u.function != "main" {
				t.Errorf("%s: %s outside of a main function", u.at, u.name)
			}
		}
	}
}
