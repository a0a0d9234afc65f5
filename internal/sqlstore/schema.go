package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
)

// Schema says where the schema of a store stands.
type Schema struct {
	// Store is the database file, or the server's URL without its password.
	Store string
	// Have is the database's version, 0 when there is no store yet. Known is the one that this release brings it up to.
	Have, Known int64
	// Oldest is the lowest schema whose releases may work on the database, once it is up to date.
	Oldest int64
	// Pending are the names of the migrations that are still to run.
	Pending []string
}

// ReadSchema says where the schema stands of the store that the URL names. It changes nothing.
func ReadSchema(ctx context.Context, storeURL string) (Schema, error) {
	return readSchema(ctx, storeURL, migrationsFor(storeURL))
}

// readSchema is ReadSchema with the migrations given.
func readSchema(ctx context.Context, storeURL string, files fs.FS) (s Schema, err error) {
	steps, err := stepsOf(files)
	if err != nil {
		return s, err
	}
	s.Store = shown(storeURL)
	if err := s.look(ctx, storeURL); err != nil {
		return s, err
	}
	for _, step := range steps {
		s.Known = step.version
		if step.version > s.Have {
			s.Pending = append(s.Pending, step.name)
			s.Oldest = max(s.Oldest, step.floor)
		}
	}
	return s, nil
}

// look reads what the database says.
func (s *Schema) look(ctx context.Context, storeURL string) error {
	b, err := look(storeURL)
	if errors.Is(err, errNoStore) {
		return nil
	}
	if err != nil {
		return err
	}
	defer b.close()
	s.Store = b.path
	err = b.snapshot(ctx, func(from snapshot) (err error) {
		if s.Have, err = from.schema(); err != nil || s.Have == 0 {
			return err
		}
		return from.one([]any{&s.Oldest}, "select oldest from schema_floor")
	})
	if err != nil {
		err = fmt.Errorf("look at %s: %w", b.path, err)
	}
	return err
}
