package sqlstore

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/pgtest"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// BenchmarkReadUser reads one of a thousand users, on a context that can end, as a request's can: from the cache, which holds while nothing
// is written, and from the database.
func BenchmarkReadUser(b *testing.B) {
	s, sample := seeded(b)
	mustUpdate(b, s, "i", func(tx roster.Tx) error {
		for n := range 1000 {
			if err := tx.PutUser(sample.FullUser(fmt.Sprint(n))); err != nil {
				return err
			}
		}
		return nil
	})
	ctx, cancel := context.WithCancel(b.Context())
	defer cancel()
	for name, r := range map[string]roster.Reader{
		"cached": s.Read(ctx, "i"), "database": reader{session: s.session(ctx), instance: "i"},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for n := 0; b.Loop(); n++ {
				if _, err := r.User(fmt.Sprint("i-", n%1000)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPutUser adds users from 64 goroutines, each durably in an update of its own.
func BenchmarkPutUser(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) {
		s, sample := seeded(b)
		benchmarkPutUser(b, sample, s)
	})
	b.Run("postgres", func(b *testing.B) { benchmarkPutUserOnPostgres(b, 1) })
	b.Run("postgres-2-nodes", func(b *testing.B) { benchmarkPutUserOnPostgres(b, 2) })
}

func benchmarkPutUserOnPostgres(b *testing.B, count int) {
	url, sample := pgtest.StartServer(b).URL(), storetest.NewSample("i")
	nodes := make([]*Store, count)
	for n := range nodes {
		nodes[n] = openURL(b, url, Options{Exclusive: true})
	}
	mustUpdate(b, nodes[0], "i", sample.Put)
	benchmarkPutUser(b, sample, nodes...)
}

func benchmarkPutUser(b *testing.B, sample storetest.Sample, nodes ...*Store) {
	before := nodes[0].Stats()
	var next atomic.Int64
	b.SetParallelism(64 / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := next.Add(1)
			u := sample.FullUser(fmt.Sprint(n))
			if err := nodes[n%int64(len(nodes))].Update(b.Context(), "i", func(tx roster.Tx) error { return tx.PutUser(u) }); err != nil {
				b.Error(err)
				return
			}
		}
	})
	after := nodes[0].Stats()
	b.ReportMetric(float64(after.Updates-before.Updates)/float64(after.Commits-before.Commits), "updates/commit")
}
