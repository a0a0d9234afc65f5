package sqlstore

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// laterFiles are the real migrations of the store's engine and one more, whose floor is as given.
func laterFiles(t *testing.T, url string, floor int) fs.FS {
	t.Helper()
	files := fstest.MapFS{laterFile(t): laterSchema(t, floor)[laterFile(t)]}
	real := migrationsFor(url)
	names, err := fs.Glob(real, "*.sql")
	for _, name := range names {
		var text []byte
		if text, err = fs.ReadFile(real, name); err != nil {
			break
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestOlderBackupIsBroughtUpToDate restores a backup with a release that knows a later schema.
func TestOlderBackupIsBroughtUpToDate(t *testing.T) {
	packed := everything(t)
	h, want := read(t, packed)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		later := laterFiles(t, url, 1)
		if _, err := restore(t.Context(), url, later, bytes.NewReader(packed), nil); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := backUp(t.Context(), url, later, &b, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
		again, got := read(t, b.Bytes())
		if again.Schema != h.Schema+1 {
			t.Errorf("the store has schema %d, want %d", again.Schema, h.Schema+1)
		}
		if diff := cmp.Diff(withoutEpochs(t, h, want), withoutEpochs(t, h, got)); diff != "" {
			t.Error(diff)
		}
		// What this release does not know it may not leave out.
		if _, err := Backup(t.Context(), url, io.Discard, BackupOptions{}); err == nil || !strings.Contains(err.Error(), "with the newer release") {
			t.Errorf("backup of a newer schema: %v", err)
		}
	})
}

// TestBackupChangesNothing backs up a store with a release that knows a later schema, as before an upgrade.
func TestBackupChangesNothing(t *testing.T) {
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		furnished(t, url)
		var b bytes.Buffer
		if _, err := backUp(t.Context(), url, laterFiles(t, url, 1), &b, BackupOptions{}); err != nil {
			t.Fatal(err)
		}
		if s, err := ReadSchema(t.Context(), url); err != nil || s.Have != int64(known(t)) {
			t.Errorf("schema %+v, %v", s, err)
		}
	})
}

// laterBackup is a backup of what the given one holds, under a later schema.
func laterBackup(t *testing.T, packed []byte) []byte {
	t.Helper()
	url := "sqlite:" + tempPath(t)
	later := laterFiles(t, url, 1)
	var b bytes.Buffer
	_, err := restore(t.Context(), url, later, bytes.NewReader(packed), nil)
	if err == nil {
		_, err = backUp(t.Context(), url, later, &b, BackupOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRestoreIntoAnotherSchema refuses a store that is empty but newer than the backup, and one that is older and has data.
func TestRestoreIntoAnotherSchema(t *testing.T) {
	packed := everything(t)
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		newer, older := newURL(t), newURL(t)
		later := laterFiles(t, newer, 1)
		s, err := open(t.Context(), newer, Options{}, later)
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		if _, err := restore(t.Context(), newer, later, bytes.NewReader(packed), nil); err == nil || !strings.Contains(err.Error(), "already") {
			t.Errorf("restore into a newer schema: %v", err)
		}
		furnished(t, older)
		if _, err := restore(t.Context(), older, later, bytes.NewReader(laterBackup(t, packed)), nil); err == nil || !strings.Contains(err.Error(), "holds data") {
			t.Errorf("restore into a store with data: %v", err)
		}
		if s, err := ReadSchema(t.Context(), older); err != nil || s.Have != int64(known(t)) {
			t.Errorf("a refused restore left schema %+v, %v", s, err)
		}
	})
}

func TestReadSchema(t *testing.T) {
	at := int64(known(t))
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		check := func(files fs.FS, want Schema) {
			t.Helper()
			got, err := readSchema(t.Context(), url, files)
			if err != nil {
				t.Fatal(err)
			}
			want.Store, got.Pending = got.Store, got.Pending[max(0, len(got.Pending)-1):] // the last
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		real, later := migrationsFor(url), laterFiles(t, url, int(at)+1)
		check(later, Schema{Known: at + 1, Oldest: at + 1, Pending: []string{laterFile(t)}})
		openURL(t, url, Options{}).Close()
		check(real, Schema{Have: at, Known: at, Oldest: 2})
		check(laterFiles(t, url, 1), Schema{Have: at, Known: at + 1, Oldest: 2, Pending: []string{laterFile(t)}})
		check(later, Schema{Have: at, Known: at + 1, Oldest: at + 1, Pending: []string{laterFile(t)}})
		if s, err := open(t.Context(), url, Options{}, later); err != nil {
			t.Fatal(err)
		} else {
			s.Close()
		}
		check(later, Schema{Have: at + 1, Known: at + 1, Oldest: at + 1})
		check(real, Schema{Have: at + 1, Known: at, Oldest: at + 1})
	})
}

func TestReadSchemaMakesNothing(t *testing.T) {
	path := tempPath(t)
	if _, err := ReadSchema(t.Context(), "sqlite:"+path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file: %v", err)
	}
}

// TestRaisedFloorIsRead holds the floor that the migrations' texts show against the one that they make.
func TestRaisedFloorIsRead(t *testing.T) {
	onEngines(t, func(t *testing.T, newURL func(testing.TB) string) {
		url := newURL(t)
		shown, err := ReadSchema(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		openURL(t, url, Options{})
		if made, err := ReadSchema(t.Context(), url); err != nil || made.Oldest != shown.Oldest {
			t.Errorf("the texts raise the floor to %d, the database has %d, %v", shown.Oldest, made.Oldest, err)
		}
	})
}
