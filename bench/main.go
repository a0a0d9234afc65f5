package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// settings are the flags.
type settings struct {
	rollcall string
	bare     string
	duration time.Duration
	rounds   int
	only     string
	search   searchSettings
	// postgresUsers is how many users a PostgreSQL database has.
	postgresUsers int
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	var s settings
	flag.StringVar(&s.rollcall, "rollcall", "bin/rollcall", "the built server")
	flag.StringVar(&s.bare, "bare", "", "internal: serve the file's bytes with a bare net/http handler")
	flag.DurationVar(&s.duration, "duration", 3*time.Second, "how long each measurement runs")
	flag.IntVar(&s.rounds, "rounds", 5, "how often each measurement is repeated; medians are printed")
	flag.StringVar(&s.only, "only", "", "measure only what has this in its name: start, describe, create, search or postgres")
	flag.IntVar(&s.postgresUsers, "postgres-users", 100_000, "how many users the PostgreSQL database has")
	s.search.flags()
	flag.Parse()
	if s.bare != "" {
		return serveBare(ctx, s.bare)
	}
	describeMachine(os.Stdout)
	for _, m := range measurements {
		if !strings.Contains(m.name, s.only) {
			continue
		}
		if err := m.measure(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// measurements are all that there is to measure, in the order in which it is measured.
var measurements = []struct {
	name    string
	measure func(context.Context, settings) error
}{
	{"start", measureStart},
	{"describe", measureDescribeUser},
	{"create", measureCreateUser},
	{"search", measureSearch},
	{"postgres", measurePostgres},
}
