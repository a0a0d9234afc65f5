package sqlstore

import "fmt"

// version is the number of a schema, which is that of its last migration.
type version int64

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
