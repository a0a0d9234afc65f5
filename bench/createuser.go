package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
)

// writers is how many connections create users at once.
const writers = 64

// createsPerSecond bounds how many requests are prepared for a round; a server that is faster ends the round early.
const createsPerSecond = 15_000

// measureCreateUser creates users in a SAML instance. Every one is acknowledged after its fsync. Each request is another and signed, which
// is done before the clock starts, since it is not the generator that is measured.
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
		requests, err := newUsers(rollcall, f, round, int(createsPerSecond*s.duration.Seconds())/writers)
		if err != nil {
			return err
		}
		last, err = load(ctx, rollcall.dial, writers, s.duration, oneAfterTheOther(requests))
		if err != nil {
			return err
		}
		rates = append(rates, last.perSecond)
	}
	fmt.Printf("CreateUser, SAML, durable, %d connections: %.0f/s (p50 %v, p99 %v; aim 6000/s)\n", writers, median(rates), last.p50, last.p99)
	return nil
}

// oneAfterTheOther gives every connection its requests, each once.
func oneAfterTheOther(requests [][][]byte) func(c, i int) ([]byte, error) {
	return func(c, i int) ([]byte, error) {
		if i == len(requests[c]) {
			return nil, errEnough
		}
		return requests[c][i], nil
	}
}

// newUsers prepares the requests of a round, by connection.
func newUsers(rollcall *server, f fixture, round, each int) ([][][]byte, error) {
	requests := make([][][]byte, writers)
	for c := range requests {
		for i := range each {
			body, err := json.Marshal(f.user(fmt.Sprintf("user-%d-%d-%d", round, c, i)))
			if err != nil {
				return nil, err
			}
			request, err := rollcall.request("PUT", "/users/"+f.instance, body)
			if err != nil {
				return nil, err
			}
			requests[c] = append(requests[c], request)
		}
	}
	return requests, nil
}
