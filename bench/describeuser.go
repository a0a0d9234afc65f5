package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
)

// readers is how many connections read at once.
const readers = 32

// measureDescribeUser reads one user over and over, beside a bare handler that returns the same bytes. Rounds alternate, so that both see
// the same machine.
func measureDescribeUser(ctx context.Context, s settings) (err error) {
	rollcall, err := startRollcall(ctx, s.rollcall)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rollcall.stop()) }()
	path, answer, err := describedUser(rollcall)
	if err != nil {
		return err
	}
	bare, err := startBare(ctx, filepath.Join(rollcall.dir, "answer"), answer)
	if err != nil {
		return err
	}
	defer bare.interrupt()
	return compare(ctx, s, path, rollcall, bare)
}

func describedUser(rollcall *server) (path string, answer []byte, err error) {
	f, err := newFixture(rollcall)
	if err != nil {
		return "", nil, err
	}
	var made struct{ UserId string }
	if err := rollcall.call("PUT", "/users/"+f.instance, f.user("ada"), &made); err != nil {
		return "", nil, err
	}
	path = "/users/" + f.instance + "/" + made.UserId
	return path, answer, rollcall.call("GET", path, nil, &answer)
}

func compare(ctx context.Context, s settings, path string, rollcall, bare *server) error {
	// A connection signs once: the generator's signing is not what is measured, the server's verifying is.
	request, err := rollcall.request("GET", path, nil)
	if err != nil {
		return err
	}
	same := func(int, int) ([]byte, error) { return request, nil }
	var ours, theirs, ratios []float64
	var last result
	for range s.rounds {
		b, err := load(ctx, bare.dial, readers, s.duration, same)
		if err != nil {
			return err
		}
		r, err := load(ctx, rollcall.dial, readers, s.duration, same)
		if err != nil {
			return err
		}
		ours, theirs, ratios, last = append(ours, r.perSecond), append(theirs, b.perSecond), append(ratios, r.perSecond/b.perSecond), r
	}
	fmt.Printf("DescribeUser, signed, %d connections: %.0f/s (p50 %v, p99 %v); bare net/http handler with the same bytes: %.0f/s; ratio %.2f (aim 0.50)\n",
		readers, median(ours), last.p50, last.p99, median(theirs), median(ratios))
	return nil
}
