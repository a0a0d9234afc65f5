package sqlstore

import (
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// version is the number of a schema, which is that of its last migration.
type version int64

// newest is the schema that the migrations lead to.
func newest(files fs.FS) (newest version, err error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return 0, err
		}
		newest = max(newest, version(n))
	}
	return newest, nil
}

// floor is what the one row of schema_floor says: the oldest schema whose binaries may work on the database. A newer release that takes away
// what older ones need raises it, also while those are running.
type floor version

// admit says whether a binary that knows the schema may work on the database.
func (f floor) admit(known version) error {
	if known >= version(f) {
		return nil
	}
	return fmt.Errorf("the database needs a release that knows schema %d or newer; this one knows %d", f, known)
}
