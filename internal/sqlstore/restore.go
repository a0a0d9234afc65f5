package sqlstore

import (
	"context"
	"fmt"
	"io"
	"io/fs"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// Restore fills a store that holds no data yet, and that no server has open, with a backup from either engine, and brings its schema up to
// date. All comes in one transaction, after the backup was proved: when that fails, the store holds no data, and Restore can be tried again. What
// fails after that says so.
//
// Everything is as it was, but that sessions have ended and that instances have a new epoch. The progress may be nil.
func Restore(ctx context.Context, storeURL string, r io.Reader, told backup.Progress) (backup.Summary, error) {
	return restore(ctx, storeURL, migrationsFor(storeURL), r, told)
}

// restore is Restore with the migrations given.
func restore(ctx context.Context, storeURL string, files fs.FS, r io.Reader, told backup.Progress) (s backup.Summary, err error) {
	from, err := backup.NewReader(r)
	if err != nil {
		return s, err
	}
	if err := restorable(from.Header(), files); err != nil {
		return s, err
	}
	err = alone(ctx, storeURL, files, func(ctx context.Context, m *migration) error {
		l := &loading{m: m, from: from, told: told}
		s, err = l.run(ctx)
		return err
	})
	if err != nil {
		err = fmt.Errorf("restore into %s: %w", shown(storeURL), err)
	}
	return s, err
}

// VerifyBackup reads a backup to its end, proves that it is as it was written, and that this release knows its schema and tables. The progress
// may be nil.
func VerifyBackup(r io.Reader, told backup.Progress) (backup.Summary, error) {
	s, err := backup.Verify(r, told)
	if err == nil {
		err = restorable(&s.Header, migrationsFor("sqlite:"))
	}
	return s, err
}

// restorable refuses a backup that this release does not understand.
func restorable(h *backup.Header, files fs.FS) error {
	known, err := lastOf(files)
	if err != nil {
		return err
	}
	if h.Schema > known {
		return fmt.Errorf("the backup has schema %d, and this release knows %d: restore it with the newer release", h.Schema, known)
	}
	at := 0
	for i := range h.Tables {
		for at < len(savedTables) && savedTables[at].name != h.Tables[i].Name {
			at++
		}
		if at++; at > len(savedTables) {
			return fmt.Errorf("the backup has a table %q that does not belong there", h.Tables[i].Name)
		}
	}
	return nil
}
