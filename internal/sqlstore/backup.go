package sqlstore

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/rollcall-dev/rollcall/internal/backup"
)

// BackupOptions say what a backup notes of itself.
type BackupOptions struct {
	Made    time.Time
	Release string
	// Progress hears of the rows that were written. It may be nil.
	Progress backup.Progress
}

// Backup writes all that the store holds, as it is at one moment. It works beside servers, on any schema that this release knows, and
// changes nothing. Secrets are in the backup as they are in the store: sealed.
func Backup(ctx context.Context, storeURL string, w io.Writer, o BackupOptions) (backup.Summary, error) {
	return backUp(ctx, storeURL, migrationsFor(storeURL), w, o)
}

// backUp is Backup with the migrations given.
func backUp(ctx context.Context, storeURL string, files fs.FS, w io.Writer, o BackupOptions) (s backup.Summary, err error) {
	known, err := lastOf(files)
	if err != nil {
		return s, err
	}
	b, err := look(storeURL)
	if err != nil {
		return s, err
	}
	defer b.close()
	err = b.snapshot(ctx, func(from snapshot) error {
		s, err = from.save(known, w, o)
		return err
	})
	if err != nil {
		err = fmt.Errorf("back up %s: %w", b.path, err)
	}
	return s, err
}

// save writes the backup of a snapshot.
func (s snapshot) save(known int64, w io.Writer, o BackupOptions) (sum backup.Summary, err error) {
	h, err := s.header(known)
	if err != nil {
		return sum, err
	}
	h.Made, h.Release = o.Made.UTC(), o.Release
	out, err := backup.NewWriter(w, h)
	if err != nil {
		return sum, err
	}
	done, total := int64(0), h.Total()
	for i := range h.Tables {
		err := s.eachRow(&h.Tables[i], func(row []any) error {
			done++
			o.Progress.Tell(done, total)
			return out.Row(row)
		})
		if err != nil {
			return sum, fmt.Errorf("back up table %s: %w", h.Tables[i].Name, err)
		}
	}
	return out.Close()
}

// header says what there is to save. A schema that this release does not know may have tables that it would leave out.
func (s snapshot) header(known int64) (h backup.Header, err error) {
	if h.Schema, err = s.schema(); err != nil {
		return h, err
	}
	if h.Schema == 0 {
		return h, errNoStore
	}
	if h.Schema > known {
		return h, fmt.Errorf("the database has schema %d, and this release knows %d: make the backup with the newer release", h.Schema, known)
	}
	if err := s.one([]any{&h.Folded}, "select folded from schema_floor"); err != nil {
		return h, err
	}
	if h.Tables, err = s.tables.saved(); err != nil {
		return h, err
	}
	for i := range h.Tables {
		if err := s.one([]any{&h.Tables[i].Rows}, "select count(*) from "+h.Tables[i].Name); err != nil {
			return h, err
		}
	}
	return h, nil
}
