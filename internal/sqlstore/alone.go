package sqlstore

import (
	"context"
	"errors"
	"io/fs"
	"strings"
)

// alone opens the database that the URL names, which is made if it is a file that is not there, and calls fn with it. Nobody else opens it
// meanwhile: a second server of a file is refused, and everybody else waits. Nodes that already work on a PostgreSQL database go on. The error
// is ErrLocked when a server has the file open.
func alone(ctx context.Context, storeURL string, files fs.FS, fn func(context.Context, *migration) error) error {
	path, isFile := strings.CutPrefix(storeURL, "sqlite:")
	switch {
	case IsPostgres(storeURL):
		return aloneOnPostgres(ctx, storeURL, files, fn)
	case !isFile || path == "":
		return errNoURL
	case path == ":memory:":
		return errMemory
	}
	return aloneOnFile(ctx, path, files, fn)
}

func aloneOnFile(ctx context.Context, path string, files fs.FS, fn func(context.Context, *migration) error) error {
	path, err := placeFile(path)
	if err != nil {
		return err
	}
	opening, err := waitLock(ctx, path+".opening")
	if err != nil {
		return err
	}
	defer opening.Close()
	server, err := tryLock(path + ".lock")
	if err != nil {
		return err
	}
	defer server.Close()
	if err := createPrivate(path); err != nil {
		return err
	}
	db, err := openWriting(path)
	if err != nil {
		return err
	}
	// Without its path nothing makes a copy of what was just restored.
	err = fn(ctx, &migration{db: db, d: &sqliteDialect, files: files, server: true})
	return errors.Join(err, db.Close())
}

func aloneOnPostgres(ctx context.Context, storeURL string, files fs.FS, fn func(context.Context, *migration) error) error {
	config, err := pgConfig(storeURL, defaultTimeout)
	if err != nil {
		return err
	}
	m := &migration{db: openPgDB(unbounded(config)), d: &postgresDialect, files: files, server: true}
	err = m.alone(ctx, func(ctx context.Context) error { return fn(ctx, m) })
	return errors.Join(err, m.db.Close())
}

// shown is the database file, or the server's URL without its password.
func shown(storeURL string) string {
	if IsPostgres(storeURL) {
		return withoutPassword(storeURL)
	}
	return strings.TrimPrefix(storeURL, "sqlite:")
}
