package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// contest is something that several do in turns.
type contest struct {
	what  string
	lanes []contestant
}

type contestant struct {
	name string
	*lane
}

// run has the rounds, and prints a row for everyone. The first is who the others are compared with.
func (c contest) run(ctx context.Context, s settings) error {
	for range s.rounds {
		for _, l := range c.lanes {
			if err := l.run(ctx, s.duration); err != nil {
				return fmt.Errorf("%s, %s: %w", c.what, l.name, err)
			}
		}
	}
	first := c.lanes[0].lane
	for _, l := range c.lanes {
		printLine([]string{c.what, l.name, rate(l.lane), latency(l.lane, func(r result) time.Duration { return r.p50 }),
			latency(l.lane, func(r result) time.Duration { return r.p99 }), ratio(l.lane, first)})
	}
	return nil
}

func printContestHead() {
	printLine(strings.Split("operation,by,/s,p50 ms,p99 ms,times the first", ","))
	printLine(strings.Split(strings.Repeat("---,", 5)+"---", ","))
}

// doing is an exchanger that does something else than sending a request.
type doing func(request []byte) error

func (d doing) Exchange(request []byte) error { return d(request) }
func (d doing) Close() error                  { return nil }

// always lets every connection do the same.
func always(d doing) dialer { return func() (exchanger, error) { return d, nil } }
