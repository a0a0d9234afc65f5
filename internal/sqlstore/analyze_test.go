package sqlstore

import (
	"fmt"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

// TestStatisticsFollowAGrowingDirectory fills a directory on a server whose autovacuum is off.
func TestStatisticsFollowAGrowingDirectory(t *testing.T) {
	s, sample := openPostgres(t), storetest.NewSample("i")
	mustUpdate(t, s, "i", sample.Put)
	known := func() (users int64) {
		t.Helper()
		s.writer.atWork.Wait()
		if err := s.session(t.Context()).one([]any{&users}, "select reltuples::bigint from pg_class where oid = 'users'::regclass"); err != nil {
			t.Fatal(err)
		}
		return users
	}
	for n := s.Stats().Commits; n < 64; n++ {
		mustUpdate(t, s, "i", func(tx roster.Tx) error { return tx.AddUser(sample.User(fmt.Sprint(n))) })
		switch users := known(); n + 1 {
		case 15:
			if users > 0 {
				t.Errorf("the planner knows of %d users after 15 commits already", users)
			}
		case 16, 64:
			if users != n {
				t.Errorf("the planner knows of %d users after %d commits, want %d", users, n+1, n)
			}
		}
	}
}
