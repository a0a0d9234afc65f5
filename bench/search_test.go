package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/bench/people"
)

func builtServer(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "rollcall")
	build := exec.Command("go", "build", "-o", binary, "../cmd/rollcall")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// Both servers find what the program itself counts; measuring is an error otherwise.
func TestServersAgreeOnEveryKind(t *testing.T) {
	company := people.New(smallest)
	st, err := openStage(context.WithoutCancel(t.Context()), builtServer(t), t.TempDir(), company)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.close(); err != nil {
			t.Error(err)
		}
	})
	s := settings{rounds: 1, search: searchSettings{duration: time.Millisecond}}
	questions := choose(company)
	for k := range kinds {
		kind := kinds[k]
		kind.bare = false // it would be this test's binary
		r, err := st.measure(t.Context(), s, &kind, questions[k])
		if err != nil {
			t.Errorf("%s: %v", kind.name, err)
		} else if r.least == 0 || len(r.ours.results) != 1 {
			t.Errorf("%s: finds from %d, and %d rounds", kind.name, r.least, len(r.ours.results))
		}
	}
}

func TestChoiceIsTheSameEachTime(t *testing.T) {
	all := cmp.AllowUnexported(asked{}, question{}, textQuestion{}, attributes{}, tag{})
	if diff := cmp.Diff(choose(people.New(smallest)), choose(people.New(smallest)), all); diff != "" {
		t.Error(diff)
	}
}

func TestChoiceFindsWhatTheKindSays(t *testing.T) {
	for k, questions := range choose(people.New(10_000)) {
		kind := kinds[k]
		if len(questions) != variants {
			t.Errorf("%s: %d questions", kind.name, len(questions))
		}
		if least, most := totals(questions); least < kind.finds*2/3 || most > kind.finds*3/2 {
			t.Errorf("%s: they find from %d to %d, want about %d", kind.name, least, most, kind.finds)
		}
	}
}

// What was not finished is not taken for data by the next run.
func TestDataIsMadeOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	broken := errors.New("broken")
	calls := 0
	for _, outcome := range []error{broken, nil, nil} {
		err := once("Nothing", dir, func(string) error { calls++; return outcome })
		if !errors.Is(err, outcome) {
			t.Errorf("got %v, want %v", err, outcome)
		}
	}
	if calls != 2 {
		t.Errorf("made %d times, want 2: the first one failed", calls)
	}
}

func TestSizes(t *testing.T) {
	var got sizes
	if err := got.Set("1000,20000"); err != nil || cmp.Diff(sizes{1000, 20000}, got) != "" {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "999", "x", "1000,", "1e4"} {
		if err := got.Set(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
