package modeltest

import (
	"flag"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var modelSteps = flag.Int("model.steps", 3000, "about how many steps the test against the model takes in all")

const (
	// stepsPerRun is how long a run on one server is, about.
	stepsPerRun = 250
	// maxRounds is how often the steps may be taken to meet every outcome that a step is said to meet.
	maxRounds = 6
)

// step is something that a run does.
type step struct {
	name   string
	weight int
	run    func(*session)
	// covers are the operations that the step uses, with the refusals that a test of thousands of steps has to meet.
	covers []covered
}

type covered struct {
	name     string
	refusals []string
}

// covers is a list of one operation.
func covers(name string, refusals ...string) []covered { return []covered{{name, refusals}} }

// TestModel compares the server with the model, request by request.
func TestModel(t *testing.T) {
	setDefault(t, "rapid.checks", max(1, *modelSteps/stepsPerRun))
	setDefault(t, "rapid.steps", stepsPerRun)
	steps := allSteps()
	counts := &tally{outcomes: map[string]map[string]int{}}
	var weighted []step
	for _, step := range steps {
		for range step.weight {
			weighted = append(weighted, step)
		}
	}
	// What is rare may not have happened in one round; what has not in several does not happen any more.
	for range maxRounds {
		rapid.Check(t, func(rt *rapid.T) { newSession(rt, t, counts).run(weighted) })
		if t.Failed() || len(counts.missing(steps)) == 0 {
			break
		}
	}
	t.Logf("outcomes:%s", counts)
	if blind := counts.missing(steps); len(blind) > 0 && !t.Failed() {
		t.Errorf("the requests that are drawn have gone blind: never met were %s", strings.Join(blind, ", "))
	}
}

// run takes the steps of one run.
func (s *session) run(weighted []step) {
	s.createInstance()
	s.Repeat(map[string]func(*rapid.T){
		"step": func(*rapid.T) { s.next(weighted) },
		"":     func(*rapid.T) { s.invariants() },
	})
	s.everything()
}

// next takes one step.
func (s *session) next(weighted []step) {
	if len(s.m.Instances) == 0 {
		s.createInstance()
		return
	}
	s.careful = uniform(s, "careless", 3) > 0
	weighted[uniform(s, "step", len(weighted))].run(s)
}

// setDefault sets a flag of rapid that the command line does not set.
func setDefault(t *testing.T, name string, value int) {
	set := false
	flag.Visit(func(f *flag.Flag) { set = set || f.Name == name })
	if set {
		return
	}
	if err := flag.Set(name, strconv.Itoa(value)); err != nil {
		t.Fatal(err)
	}
}

// allSteps collects the families.
func allSteps() []step {
	var all []step
	for _, family := range [][]step{instanceSteps, userSteps, userUpdateSteps, securityProfileSteps, hierarchySteps, tagSteps, searchSteps,
		routingSteps, queueSteps, quickConnectSteps, hoursSteps, statusSteps, proficiencySteps} {
		all = append(all, family...)
	}
	return all
}
