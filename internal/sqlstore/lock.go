package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// ErrLocked says that another server has the database open.
var ErrLocked = errors.New("another server is running on this database")

// tryLock takes a lock file, or says ErrLocked. The operating system drops the lock when the process ends, however it ends.
func tryLock(path string) (*flock.Flock, error) {
	l := flock.New(path)
	got, err := l.TryLock()
	if err == nil && !got {
		err = ErrLocked
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%s)", err, path)
	}
	return l, nil
}

// waitLock takes a lock file that others hold only while they open the database, so that two processes never migrate it at once.
func waitLock(ctx context.Context, path string) (*flock.Flock, error) {
	l := flock.New(path)
	if _, err := l.TryLockContext(ctx, 10*time.Millisecond); err != nil {
		return nil, fmt.Errorf("wait for %s: %w", path, err)
	}
	return l, nil
}
