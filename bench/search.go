package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/bench/people"
)

// searchSettings are the flags of the search measurements.
type searchSettings struct {
	sizes    sizes
	data     string
	duration time.Duration
}

func (s *searchSettings) flags() {
	s.sizes = sizes{10_000, 100_000}
	flag.Var(&s.sizes, "users", "how many users to search among, separated by commas")
	flag.StringVar(&s.data, "data", "", "folder that keeps the users for the next run; without it they are made anew, in a temporary folder")
	flag.DurationVar(&s.duration, "search-duration", time.Second, "how long each measurement of a search runs")
}

// sizes are numbers of users, as a flag.
type sizes []int

func (s *sizes) String() string { return strings.Trim(fmt.Sprint(*s), "[]") }

// Set reads numbers separated by commas.
func (s *sizes) Set(text string) error {
	*s = nil
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(part)
		if err != nil || n < smallest {
			return fmt.Errorf("%q is no number of users from %d", part, smallest)
		}
		*s = append(*s, n)
	}
	return nil
}

// smallest is the least company in which the questions make sense.
const smallest = 1000

// measureSearch asks Rollcall and OpenLDAP the same questions about the same people, in turns.
func measureSearch(ctx context.Context, s settings) (err error) {
	data := s.search.data
	if data == "" {
		if data, err = os.MkdirTemp("", "rollcall-bench-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	}
	for _, size := range s.search.sizes {
		if err := searchAmong(ctx, s, filepath.Join(data, strconv.Itoa(size)), size); err != nil {
			return fmt.Errorf("search among %d users: %w", size, err)
		}
	}
	return nil
}

func searchAmong(ctx context.Context, s settings, dir string, size int) (err error) {
	fmt.Printf("\nSearch among %d users, %d connections, signed\n", size, searchers)
	company := people.New(size)
	st, err := openStage(ctx, s.rollcall, dir, company)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	questions := choose(company)
	printTableHead()
	for k := range kinds {
		row, err := st.measure(ctx, s, &kinds[k], questions[k])
		if err != nil {
			return fmt.Errorf("%s: %w", kinds[k].name, err)
		}
		row.print()
	}
	return st.printIndex()
}
