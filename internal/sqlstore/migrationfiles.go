package sqlstore

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"

	"github.com/pressly/goose/v3"
)

// migrationFile is one step of the schema.
type migrationFile struct {
	version int64
	name    string
	// floor is the lowest schema whose releases may work on the result; 0 when the step leaves that as it was.
	floor int64
}

// raisedFloor is how a migration shuts older releases out.
var raisedFloor = regexp.MustCompile(`(?i)update\s+schema_floor\s+set\s+oldest\s*=\s*(\d+)`)

// stepsOf are the migrations in the files, in their order.
func stepsOf(files fs.FS) (steps []migrationFile, err error) {
	names, err := fs.Glob(files, "*.sql")
	for _, name := range names {
		step := migrationFile{name: name}
		if step.version, err = goose.NumericComponent(name); err != nil {
			return nil, err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		for _, raised := range raisedFloor.FindAllSubmatch(text, -1) {
			floor, err := strconv.ParseInt(string(raised[1]), 10, 64)
			if err != nil {
				return nil, err
			}
			step.floor = max(step.floor, floor)
		}
		steps = append(steps, step)
	}
	slices.SortFunc(steps, func(a, b migrationFile) int { return int(a.version - b.version) })
	return steps, err
}

// lastOf is the schema that the migrations in the files lead to.
func lastOf(files fs.FS) (version int64, err error) {
	steps, err := stepsOf(files)
	for _, step := range steps {
		version = step.version
	}
	return version, err
}
