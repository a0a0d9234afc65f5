package main

import (
	"context"
	"fmt"
	"maps"
	"math"
)

// probes is how often something is done to see which statements it takes.
const probes = 20

// sameStatements holds what the server asks the database against what pgx alone does.
func (st *postgresStage) sameStatements(ctx context.Context, alone, server func(i int) error) error {
	ours, err := st.statements(ctx, alone)
	if err != nil {
		return err
	}
	theirs, err := st.statements(ctx, server)
	if err != nil {
		return err
	}
	all := maps.Clone(ours)
	maps.Copy(all, theirs)
	for text := range all {
		if each(ours[text]) != each(theirs[text]) {
			return fmt.Errorf("each time pgx alone sends this %v times, a node %v times: %s", each(ours[text]), each(theirs[text]), text)
		}
	}
	return nil
}

// each is how often a statement was sent each time. What nodes do in the background is less than once.
func each(calls int64) float64 { return math.Round(float64(calls) / probes) }

// statements are what the database is asked when something is done so many times.
func (st *postgresStage) statements(ctx context.Context, do func(i int) error) (map[string]int64, error) {
	if err := st.raw.Forget(ctx); err != nil {
		return nil, err
	}
	for i := range probes {
		if err := do(i); err != nil {
			return nil, err
		}
	}
	return st.raw.Statements(ctx)
}
