package main

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// result is a measurement of one round.
type result struct {
	perSecond float64
	p50, p99  time.Duration
}

// errEnough is what next answers when it has nothing more to send.
var errEnough = errors.New("enough")

// exchanger is one connection to a server.
type exchanger interface {
	// Exchange sends a prepared request and reads the whole answer, which has to say that all went well.
	Exchange(request []byte) error
	Close() error
}

// dialer makes connections to a server.
type dialer func() (exchanger, error)

// load keeps connections busy for a while, each sending what next gives it.
func load(ctx context.Context, dial dialer, connections int, duration time.Duration, next func(connection, i int) ([]byte, error)) (result, error) {
	ctx, cancel := context.WithTimeout(ctx, duration)
	defer cancel()
	times := make([][]time.Duration, connections)
	errs := make([]error, connections)
	start := time.Now()
	var all sync.WaitGroup
	for c := range connections {
		all.Go(func() { times[c], errs[c] = one(ctx, dial, func(i int) ([]byte, error) { return next(c, i) }) })
	}
	all.Wait()
	elapsed := time.Since(start)
	for _, err := range errs {
		if err != nil {
			return result{}, err
		}
	}
	return summarize(slices.Concat(times...), elapsed), nil
}

// one drives a single connection until the context ends.
func one(ctx context.Context, dial dialer, next func(i int) ([]byte, error)) (times []time.Duration, err error) {
	c, err := dial()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	for i := 0; ctx.Err() == nil; i++ {
		request, err := next(i)
		if errors.Is(err, errEnough) {
			return times, nil
		}
		if err != nil {
			return nil, err
		}
		begin := time.Now()
		if err := c.Exchange(request); err != nil {
			return nil, err
		}
		times = append(times, time.Since(begin))
	}
	return times, nil
}

func summarize(times []time.Duration, elapsed time.Duration) result {
	slices.Sort(times)
	if len(times) == 0 {
		return result{}
	}
	return result{
		perSecond: float64(len(times)) / elapsed.Seconds(),
		p50:       times[len(times)/2],
		p99:       times[len(times)*99/100],
	}
}
