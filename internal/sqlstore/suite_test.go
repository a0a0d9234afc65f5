package sqlstore

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) roster.Store { return openAt(t, tempPath(t), Options{Exclusive: true}) })
}

// tempPath is where a test's database goes.
func tempPath(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "rollcall.db")
}

// openAt opens a store that is closed with the test.
func openAt(t testing.TB, path string, o Options) *Store {
	t.Helper()
	s, err := Open(context.Background(), "sqlite:"+path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}
