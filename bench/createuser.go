package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// writers is how many connections create users at once.
const writers = 64

// measureCreateUser creates users in a SAML instance. Every one is acknowledged after its fsync; the generator signs each request.
func measureCreateUser(ctx context.Context, s settings) (err error) {
	rollcall, err := startRollcall(ctx, s.rollcall)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rollcall.stop()) }()
	f, err := newFixture(rollcall)
	if err != nil {
		return err
	}
	var rates []float64
	var last result
	for round := range s.rounds {
		last, err = load(ctx, rollcall.address, writers, s.duration, func(c, i int) ([]byte, error) {
			body, err := json.Marshal(f.user(fmt.Sprintf("user-%d-%d-%d", round, c, i)))
			if err != nil {
				return nil, err
			}
			return rollcall.request("PUT", "/users/"+f.instance, body)
		})
		if err != nil {
			return err
		}
		rates = append(rates, last.perSecond)
	}
	fmt.Printf("CreateUser, SAML, durable, %d connections: %.0f/s (p50 %v, p99 %v; aim 6000/s)\n", writers, median(rates), last.p50, last.p99)
	return nil
}
