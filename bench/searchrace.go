package main

import (
	"context"
	"path/filepath"
	"time"

	"github.com/rollcall-dev/rollcall/bench/openldap"
)

// searchers is how many connections search at once.
const searchers = 16

// lane is one of those that are measured in turns. A nil lane measures nothing.
type lane struct {
	dial        dialer
	connections int
	next        func(connection, i int) ([]byte, error)
	results     []result
	// prepare comes before each round. Optional.
	prepare func() error
}

// searching is a lane that asks the same questions over and over. The connections begin at different ones.
func searching(dial dialer, requests [][]byte) *lane {
	return &lane{dial: dial, connections: searchers, next: func(c, i int) ([]byte, error) {
		return requests[(c+i)%len(requests)], nil
	}}
}

// run measures one round.
func (l *lane) run(ctx context.Context, duration time.Duration) error {
	if l == nil {
		return nil
	}
	if l.prepare != nil {
		if err := l.prepare(); err != nil {
			return err
		}
	}
	r, err := load(ctx, l.dial, l.connections, duration, l.next)
	l.results = append(l.results, r)
	return err
}

// median of a figure of all rounds.
func (l *lane) median(of func(result) float64) float64 {
	var all []float64
	for _, r := range l.results {
		all = append(all, of(r))
	}
	return median(all)
}

// over is how many times as fast the lane was as another. Rounds next to each other are compared, since they saw the same machine.
func (l *lane) over(other *lane) float64 {
	var ratios []float64
	for i, r := range l.results {
		ratios = append(ratios, r.perSecond/other.results[i].perSecond)
	}
	return median(ratios)
}

// measure asks questions of a kind, in rounds in which everyone has a turn.
func (st *stage) measure(ctx context.Context, s settings, k *kind, questions []asked) (*row, error) {
	r := &row{kind: k, users: st.company.Size}
	r.least, r.most = totals(questions)
	requests, answer, err := st.ask(k, questions)
	if err != nil {
		return nil, err
	}
	r.ours = searching(st.rollcall.dial, requests)
	if r.theirs, err = st.openldapLane(k, questions); err != nil {
		return nil, err
	}
	if k.bare {
		bare, err := startBare(ctx, filepath.Join(st.dir, "answer"), answer)
		if err != nil {
			return nil, err
		}
		defer bare.interrupt()
		r.bare = searching(bare.dial, requests)
	}
	return r, st.race(ctx, s, r)
}

// openldapLane is nil where OpenLDAP is missing, and for last pages: it goes through a result from its beginning only.
func (st *stage) openldapLane(k *kind, questions []asked) (*lane, error) {
	if st.openldap == nil || k.lastPage {
		return nil, nil
	}
	requests, err := st.askOpenLDAP(questions)
	return searching(func() (exchanger, error) { return openldap.Dial(st.openldap.Address) }, requests), err
}

// race runs the rounds, and reads before and after them what the server says of its index's own time.
func (st *stage) race(ctx context.Context, s settings, r *row) error {
	before, err := scrape(st.rollcall.address)
	if err != nil {
		return err
	}
	for range s.rounds {
		for _, l := range []*lane{r.ours, r.theirs, r.bare} {
			if err := l.run(ctx, s.search.duration); err != nil {
				return err
			}
		}
	}
	after, err := scrape(st.rollcall.address)
	r.index = quantile(.99, buckets(before, searchSeconds), buckets(after, searchSeconds))
	return err
}

// searchSeconds is the histogram of the index's own time.
const searchSeconds = "rollcall_search_seconds"
