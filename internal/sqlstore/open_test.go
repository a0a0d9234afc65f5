package sqlstore

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

func TestRestartKeepsEverything(t *testing.T) {
	path, sample := tempPath(t), storetest.NewSample("i")
	first := openAt(t, path, Options{Exclusive: true})
	mustUpdate(t, first, "i", sample.Put)
	want := sample.FullUser("jane")
	mustUpdate(t, first, "i", func(tx roster.Tx) error { return tx.PutUser(want) })
	before, err := first.Read(t.Context(), "i").Instance()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second := openAt(t, path, Options{Exclusive: true})
	got, err := second.Read(t.Context(), "i").User(want.ID)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("user after a restart: %v %s", err, diff)
	}
	after, err := second.Read(t.Context(), "i").Instance()
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("instance after a restart: %v %s", err, diff)
	}
}

func TestSecondServerIsRefused(t *testing.T) {
	path := tempPath(t)
	server := openAt(t, path, Options{Exclusive: true})
	if _, err := Open(t.Context(), "sqlite:"+path, Options{Exclusive: true}); !errors.Is(err, ErrLocked) {
		t.Fatalf("second server: %v, want ErrLocked", err)
	}
	admin := openAt(t, path, Options{})
	mustUpdate(t, admin, "i", storetest.NewSample("i").Put)
	if _, err := server.Read(t.Context(), "i").Instance(); err != nil {
		t.Errorf("the server does not see what the administrator did: %v", err)
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{Exclusive: true})
}

func TestOpenAtOnce(t *testing.T) {
	path := tempPath(t)
	results := make(chan error)
	for range 8 {
		go func() {
			s, err := Open(context.Background(), "sqlite:"+path, Options{})
			if err == nil {
				err = errors.Join(s.AddFirstKeyringKey(context.Background(), "id", time.Now(), "sealed"), s.Close())
			}
			results <- err
		}()
	}
	for range 8 {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
}

func TestFailedOpenLeavesNothingLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not-a-database")
	if err := os.WriteFile(path, []byte(strings.Repeat("no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), "sqlite:"+path, Options{Exclusive: true}); err == nil {
		t.Fatal("a file that is no database was opened")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	openAt(t, path, Options{Exclusive: true})
}

func TestOpenRefuses(t *testing.T) {
	for _, url := range []string{"", "sqlite:", "postgres://db", "rollcall.db", "sqlite:" + t.TempDir()} {
		if s, err := Open(t.Context(), url, Options{}); err == nil {
			t.Errorf("Open(%q) = %s", url, s.Path())
		}
	}
}

func TestMemoryLeavesNothing(t *testing.T) {
	s := openAt(t, ":memory:", Options{Exclusive: true})
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(s.Path())); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder of a closed memory store: %v", err)
	}
}

func TestEveryPathIsItself(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, name := range []string{"a b", "a?b=c&d", "a%20b", "a%", "a#b", "ü", "it's", "file:x", ":memory:x", "sub/folder/db"} {
		for _, path := range []string{name, filepath.Join(dir, "absolute", name)} {
			s := openAt(t, path, Options{Exclusive: true})
			mustUpdate(t, s, "i", storetest.NewSample("i").Put)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Errorf("no database at %q: %v", path, err)
			}
		}
	}
}

func TestRelativePathOutlivesItsFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	s := openAt(t, "rollcall.db", Options{Exclusive: true})
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	t.Chdir(t.TempDir())
	// Every reading connection is in use at once, so that all that were not made before are made now.
	var readers []*conn
	for range cap(s.readers.room) {
		c, err := s.readers.lend(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		readers = append(readers, c)
	}
	for _, c := range readers {
		s.readers.giveBack(c)
		if _, err := s.Read(t.Context(), "i").Queues().Get("i-queue"); err != nil {
			t.Errorf("reading after a change of folder: %v", err)
		}
	}
}

func TestOnlyTheOwnerMayRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "rollcall.db")
	s := openAt(t, path, Options{Exclusive: true})
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	files, err := filepath.Glob(filepath.Dir(path) + "*/*")
	if err != nil || len(files) < 4 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, file := range append(files, filepath.Dir(path)) {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v, %v", file, info.Mode(), err)
		}
	}
}

func TestClosed(t *testing.T) {
	before := runtime.NumGoroutine()
	s := openAt(t, tempPath(t), Options{Exclusive: true})
	mustUpdate(t, s, "i", storetest.NewSample("i").Put)
	if err := errors.Join(s.Ready(t.Context()), s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"update": s.Update(t.Context(), "i", func(roster.Tx) error { return nil }),
		"view":   s.View(t.Context(), "i", func(roster.Reader) error { return nil }),
		"ready":  s.Ready(t.Context()),
	} {
		if !roster.IsKind(err, roster.Unavailable) {
			t.Errorf("%s after Close: %v, want Unavailable", name, err)
		}
	}
	deadline := time.Now().Add(10 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
		runtime.Gosched()
	}
}

func TestCommitsAreDurable(t *testing.T) {
	s := openAt(t, tempPath(t), Options{})
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"} {
		var got string
		if err := writerConn(t, s).sql.QueryRowContext(t.Context(), "pragma "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %q, %v; want %q", pragma, got, err, want)
		}
	}
}
