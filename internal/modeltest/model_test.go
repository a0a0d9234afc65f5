package modeltest

import (
	"flag"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var modelSteps = flag.Int("model.steps", 2000, "about how many steps the test against the model takes at least")

const (
	// stepsPerRun is how long a run on one server is, about.
	stepsPerRun = 150
	// maxRounds is how often the runs of a family may be repeated to meet every outcome that its steps are said to meet.
	maxRounds = 25
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

// families are the steps, by what they are about.
var families = []struct {
	name  string
	steps []step
}{
	{"instances", instanceSteps}, {"users", userSteps}, {"user updates", userUpdateSteps}, {"security profiles", securityProfileSteps},
	{"hierarchy", hierarchySteps}, {"tags", tagSteps}, {"searches", searchSteps}, {"routing profiles", routingSteps}, {"queues", queueSteps},
	{"quick connects", quickConnectSteps}, {"hours", hoursSteps}, {"statuses", statusSteps}, {"proficiencies", proficiencySteps},
}

// TestModel compares the server with the model, request by request. Every family is favoured in turn, so that within few steps its resources
// meet each other.
func TestModel(t *testing.T) {
	setDefault(t, "rapid.checks", max(1, *modelSteps/stepsPerRun/len(families)))
	setDefault(t, "rapid.steps", stepsPerRun)
	counts := &tally{outcomes: map[string]map[string]int{}}
	for _, family := range families {
		t.Run(family.name, func(t *testing.T) { testFamily(t, family.steps, counts) })
	}
	t.Logf("outcomes:%s", counts)
}

// testFamily repeats runs until every outcome was met. What is rare may not happen in one round; what does not in many does not happen any
// more, and fails the test.
func testFamily(t *testing.T, favoured []step, counts *tally) {
	weighted := weigh(favoured)
	for range maxRounds {
		rapid.Check(t, func(rt *rapid.T) { newSession(rt, t, counts).run(weighted) })
		if t.Failed() || len(counts.missing(favoured)) == 0 {
			return
		}
	}
	t.Errorf("the requests that are drawn have gone blind: never met were %s", strings.Join(counts.missing(favoured), ", "))
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

// weigh lists every step as often as its weight says, and the favoured ones so often that they are half of the list.
func weigh(favoured []step) (weighted []step) {
	add := func(steps []step) {
		for _, s := range steps {
			weighted = append(weighted, slices.Repeat([]step{s}, s.weight)...)
		}
	}
	for _, family := range families {
		add(family.steps)
	}
	for all := len(weighted); len(weighted) < 2*all; {
		add(favoured)
	}
	return weighted
}

// next takes one step.
func (s *session) next(weighted []step) {
	if len(s.m.Instances) == 0 {
		s.createInstance()
		return
	}
	s.careful = uniform(s, "careless", 2) > 0
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
