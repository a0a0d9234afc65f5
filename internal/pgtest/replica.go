package pgtest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// StartReplica starts a server that follows s, and lets s wait for it with every commit from now on: what s has acknowledged, the replica has
// on its disk. Nobody can write to it before Promote.
func (s *Server) StartReplica(t testing.TB) *Server {
	t.Helper()
	r, err := s.replicate()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.end)
	// The order of these matters: a copy of the setting would have the replica wait for replicas of its own.
	for _, statement := range []string{"alter system set synchronous_standby_names = '*'", "select pg_reload_conf()"} {
		if err := run(s.URL(), statement); err != nil {
			t.Fatal(err)
		}
	}
	s.AwaitReplica(t)
	return r
}

// AwaitReplica returns when a replica follows s that has all that s acknowledged.
func (s *Server) AwaitReplica(t testing.TB) {
	t.Helper()
	const follows = "select exists (select from pg_stat_replication where sync_state = 'sync' and state = 'streaming')"
	if err := s.until(follows); err != nil {
		t.Fatalf("no replica follows: %v\n%s", err, s.Log())
	}
}

// Promote makes a replica the server that is written to. The one that it followed has to have been ended, by Fence.
func (s *Server) Promote(t testing.TB) {
	t.Helper()
	// Asked again and again, since whatever is replayed at the time may cancel the question.
	if err := s.until("select case when pg_is_in_recovery() then pg_promote(wait => false) is null else true end"); err != nil {
		t.Fatalf("the replica was not promoted: %v\n%s", err, s.Log())
	}
}

// Fence ends the server as a crash would, for good: it loses its data, so that there is never a second server that is written to.
func (s *Server) Fence() { s.end() }

// replicate starts a server on a copy of the other's data, which follows it.
func (s *Server) replicate() (*Server, error) {
	// It looks for its primary again at once, and not after the 5 seconds that PostgreSQL takes between two attempts.
	r, err := prepare([]string{"-c", "wal_retrieve_retry_interval=100ms"})
	if err != nil {
		return nil, err
	}
	return r, r.startAfter(func() error { return r.copyOf(s) })
}

// copyOf makes the data folder from that of a running server.
func (s *Server) copyOf(from *Server) error {
	cmd := s.shell(`exec "$1/pg_basebackup" -D "$2/data" -h "$3" -U "$4" --write-recovery-conf --wal-method=stream --checkpoint=fast --no-sync`,
		s.bin, s.dir, from.dir, account)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("pg_basebackup: %w\n%s", err, out)
	}
	return nil
}

// until asks a question until the answer is yes.
func (s *Server) until(question string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		yes, err := s.ask(ctx, question)
		if yes {
			return nil
		}
		select {
		case <-ctx.Done():
			return errors.Join(ctx.Err(), err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) ask(ctx context.Context, question string) (yes bool, err error) {
	conn, err := pgx.Connect(ctx, s.URL())
	if err != nil {
		return false, err
	}
	err = conn.QueryRow(ctx, question).Scan(&yes)
	return yes, errors.Join(err, conn.Close(ctx))
}
