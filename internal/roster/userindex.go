package roster

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// loadPatience is how long a request waits for an index to be loaded.
const loadPatience = 5 * time.Second

// userIndex is the search index of one instance's users.
type userIndex struct {
	all      *userIndexes
	instance string
	used     atomic.Int64
	current  atomic.Pointer[indexOfEpoch]
	// changing is held, by whoever could send to it, while the index is caught up or another one takes its place.
	changing chan struct{}
	loading  *load // the load that runs, if one does; guarded by changing
}

// indexOfEpoch is an index with the epoch of the instance that it was loaded from.
type indexOfEpoch struct {
	*search.Index
	epoch string
}

// load is the loading of an index. err may be read once done is closed.
type load struct {
	done chan struct{}
	err  error
}

// state is the instance's state that an index has, for which the epoch and the revision count.
func (at *indexOfEpoch) state() Instance {
	if at == nil {
		return Instance{}
	}
	return Instance{Epoch: at.epoch, Revision: at.State().Revision}
}

// fresh is userIndexes.fresh.
func (x *userIndex) fresh(ctx context.Context, i Instance) (*search.Index, error) {
	if index := x.at(i); index != nil {
		return index, nil
	}
	ctx, cancel := context.WithTimeoutCause(ctx, loadPatience, errStillLoading)
	defer cancel()
	for {
		index, running, err := x.catchUp(ctx, i)
		if err == nil && index == nil {
			err = running.wait(ctx)
		}
		if cause := context.Cause(ctx); err != nil && errors.Is(cause, errStillLoading) {
			err = cause // whichever way the end of patience shows
		}
		if err != nil || index != nil {
			return index, err
		}
	}
}

// at gives the index if it has exactly the state i, which it mostly has.
func (x *userIndex) at(i Instance) *search.Index {
	at := x.current.Load()
	if s := at.state(); at != nil && s.Epoch == i.Epoch && s.Revision == i.Revision {
		return at.Index
	}
	return nil
}

var errStillLoading = Errorf(Unavailable, "The search index is being loaded. Try again in a moment")

// wait waits for the end of the load.
func (l *load) wait(ctx context.Context) error {
	select {
	case <-l.done:
		return l.err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// lock keeps others from changing the index, until unlock.
func (x *userIndex) lock(ctx context.Context) error {
	select {
	case x.changing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (x *userIndex) unlock() { <-x.changing }

// catchUp gives the index every change that the instance had in the state i. When that takes loading all users, it says which load to wait for,
// after which it is to be called again.
func (x *userIndex) catchUp(ctx context.Context, i Instance) (*search.Index, *load, error) {
	before := x.current.Load().state()
	if err := x.lock(ctx); err != nil {
		return nil, nil, err
	}
	defer x.unlock()
	at := x.current.Load()
	if at == nil {
		running, err := x.begin()
		return nil, running, err
	}
	if now := at.state(); now.Epoch == i.Epoch && now.Revision > before.Revision && now.Revision >= i.Revision {
		return at.Index, nil, nil // somebody else did it meanwhile
	}
	err := x.all.store.View(ctx, x.instance, at.follow)
	if errors.Is(err, ErrFeedCut) {
		x.current.Store(nil)
		running, err := x.begin()
		return nil, running, err
	}
	if err == nil && at.Stale() {
		_, err = x.begin() // searches go on with this one meanwhile
	}
	return at.Index, nil, err
}

// follow applies what changed up to the snapshot. ErrFeedCut means that the index has to be loaded anew: the feed does not reach back to it,
// or the instance is not the one that it was, as after a restore or when a database fell back to an earlier state.
func (at *indexOfEpoch) follow(r Reader) error {
	for more := true; more; {
		changes, err := r.ChangesSince(at.State().Revision, changesAtOnce)
		if err != nil {
			return err
		}
		if changes.Epoch != at.epoch || changes.Revision < at.State().Revision {
			return ErrFeedCut
		}
		at.Apply(changes.Revision, changes.Deleted, changes.Put)
		more = changes.More
	}
	return nil
}

// changesAtOnce is how many changed users an index reads at once.
const changesAtOnce = 10_000

// errNoIndex says that there is no index to search any more, or not yet.
var errNoIndex = errors.New("there is no search index")

// exactly searches in the state of one snapshot of the store, from which look may read, and then reads more from that snapshot. ErrFeedCut
// and errNoIndex mean that the index has to be loaded first.
func (x *userIndex) exactly(ctx context.Context, look func(Reader, *search.Index) error, read func(Reader) error) error {
	if err := x.lock(ctx); err != nil {
		return err
	}
	unlock := sync.OnceFunc(x.unlock)
	defer unlock()
	at := x.current.Load()
	if at == nil {
		return errNoIndex
	}
	return x.all.store.View(ctx, x.instance, func(r Reader) error {
		if err := at.follow(r); err != nil {
			return err
		}
		if err := look(r, at.Index); err != nil {
			return err
		}
		unlock()
		return read(r)
	})
}

// begin loads the index in the background, unless that is being done. The caller holds changing.
func (x *userIndex) begin() (*load, error) {
	if x.loading != nil {
		return x.loading, nil
	}
	l := &load{done: make(chan struct{})}
	if !x.all.start(func() { defer close(l.done); l.err = x.load() }) {
		return nil, errClosed
	}
	x.loading = l
	return l, nil
}

var errClosed = Errorf(Unavailable, "The server is stopping")

// load loads the index and puts it in the place of the one there was.
func (x *userIndex) load() error {
	start := x.all.now()
	next, err := x.read()
	x.changing <- struct{}{}
	defer x.unlock()
	x.loading = nil
	if err == nil { // what changed meanwhile, so that nobody has to wait for that
		err = x.all.store.View(x.all.ctx, x.instance, next.follow)
	}
	switch {
	case x.all.ctx.Err() != nil:
		return errClosed
	case err != nil:
		return fmt.Errorf("loading the search index: %w", err)
	}
	x.all.loaded(x.all.now().Sub(start))
	x.current.Store(next)
	x.all.makeRoom()
	return nil
}

// read makes an index from one snapshot of the store. A panic fails the load alone, as it would a request.
func (x *userIndex) read() (next *indexOfEpoch, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	err = x.all.store.View(x.all.ctx, x.instance, func(r Reader) error {
		i, err := r.Instance()
		if err != nil {
			return notFound(err, "Instance")
		}
		index, err := search.Load(i.Revision, r.UserDocuments)
		next = &indexOfEpoch{index, i.Epoch}
		return err
	})
	return next, err
}
