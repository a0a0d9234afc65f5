package sqlstore

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/audit"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// BenchmarkPutUserRecorded is BenchmarkPutUser with an event for each user.
func BenchmarkPutUserRecorded(b *testing.B) {
	s, sample := seeded(b)
	recorder := audit.NewRecorder(audit.NewKeys(func(purpose string, _ []byte) []byte { return []byte(purpose) }))
	on := access.Resource{Region: "us-west-2", Account: "111111111111", Instance: "i", Type: access.TypeInstance}
	var next atomic.Int64
	b.SetParallelism(64 / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			u := sample.FullUser(fmt.Sprint(next.Add(1)))
			draft := recorder.Draft(audit.Call{
				Principal: access.Administrator(on.Account), Region: on.Region, At: time.UnixMilli(0), Request: audit.Request{Operation: "CreateUser", Parameters: u},
			})
			if err := s.Update(b.Context(), "i", func(tx roster.Tx) error {
				about := on
				about.Type, about.ID = access.TypeUser, u.ID
				tx.Record(draft.Changed(on, []audit.Change{{What: "User", Resource: about, After: u}}))
				return tx.PutUser(u)
			}); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
