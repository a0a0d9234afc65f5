package roster

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rollcall-dev/rollcall/internal/search"
)

// userIndexes keeps the search indexes of instances' users. Each is loaded when it is first needed, and caught up before every search.
type userIndexes struct {
	store Store
	now   func() time.Time
	// memory is how many bytes all indexes with their rows may take together; 0 for no limit.
	memory int
	ctx    context.Context // of loading, which outlives the request that began it
	stop   context.CancelFunc
	loads  sync.WaitGroup
	uses   atomic.Int64 // counts searches, to tell which index was used last

	mu       sync.Mutex
	closed   bool
	of       map[string]*userIndex // by instance
	count    int                   // of loads
	duration time.Duration         // of the last one
}

func newUserIndexes(store Store, now func() time.Time, memory int) *userIndexes {
	ctx, stop := context.WithCancel(context.Background())
	return &userIndexes{store: store, now: now, memory: memory, ctx: ctx, stop: stop, of: make(map[string]*userIndex)}
}

// close ends all loading, waits for it, and lets nothing begin any more.
func (u *userIndexes) close() {
	u.stop()
	u.mu.Lock()
	u.closed = true
	u.mu.Unlock()
	u.loads.Wait()
}

// start runs a load in the background, unless the indexes are closed.
func (u *userIndexes) start(load func()) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.closed {
		u.loads.Go(load)
	}
	return !u.closed
}

// fresh gives the index of the instance, which was just read, with every change that the instance had then. It waits for an index to be loaded
// for loadPatience at most, and is Unavailable after that.
func (u *userIndexes) fresh(ctx context.Context, i Instance) (*search.Index, error) {
	x := u.entry(i.ID)
	x.used.Store(u.uses.Add(1))
	return x.fresh(ctx, i)
}

func (u *userIndexes) entry(instance string) *userIndex {
	u.mu.Lock()
	defer u.mu.Unlock()
	x := u.of[instance]
	if x == nil {
		x = &userIndex{all: u, instance: instance, changing: make(chan struct{}, 1)}
		u.of[instance] = x
	}
	return x
}

// drop forgets an index, such as that of an instance which is gone.
func (u *userIndexes) drop(instance string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.of, instance)
}

// loaded notes that an index was loaded.
func (u *userIndexes) loaded(took time.Duration) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.count++
	u.duration = took
}

// makeRoom drops what is over the limit of memory: first the rows that are kept, of the index that was used longest ago first, then whole
// indexes in that order. The index used last always stays, since without one nothing could be found.
func (u *userIndexes) makeRoom() {
	if u.memory == 0 {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	order := u.byUse()
	over := -u.memory
	for _, x := range order {
		over += x.State().Bytes + x.RowBytes()
	}
	for _, x := range order {
		if over > 0 {
			before := x.RowBytes()
			x.ShrinkRows(before - over - before/8) // some more, so as not to be back with the next row
			over -= before - x.RowBytes()
		}
	}
	for _, x := range order[:max(0, len(order)-1)] {
		if over > 0 {
			over -= x.State().Bytes
			delete(u.of, x.instance)
		}
	}
}

// indexUse is an index that is loaded, and when it was used.
type indexUse struct {
	*search.Index
	instance string
	used     int64
}

// byUse gives the indexes that are loaded, the one used longest ago first. The caller holds mu.
func (u *userIndexes) byUse() (loaded []indexUse) {
	for instance, x := range u.of {
		if at := x.current.Load(); at != nil {
			loaded = append(loaded, indexUse{at.Index, instance, x.used.Load()})
		}
	}
	slices.SortFunc(loaded, func(a, b indexUse) int { return cmp.Compare(a.used, b.used) })
	return loaded
}

// warmUp loads the indexes of all instances in the background, one after the other until there is no room, and reports what fails.
func (u *userIndexes) warmUp(failed func(error)) {
	u.start(func() {
		const some = 100
		for after, more := "", true; more && u.hasRoom(); {
			ids, err := u.store.InstanceIDs(u.ctx, after, some)
			for _, id := range ids {
				after = id
				if u.hasRoom() {
					err = errors.Join(err, u.warm(id))
				}
			}
			if err != nil && u.ctx.Err() == nil {
				failed(err)
			}
			more = len(ids) == some
		}
	})
}

// warm loads an index unless it is loaded.
func (u *userIndexes) warm(instance string) error {
	x := u.entry(instance)
	if err := x.lock(u.ctx); err != nil {
		return err
	}
	if x.current.Load() != nil {
		x.unlock()
		return nil
	}
	running, err := x.begin()
	x.unlock()
	if err != nil {
		return err
	}
	return running.wait(u.ctx)
}

// hasRoom says whether the indexes take less than they may.
func (u *userIndexes) hasRoom() bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	taken := 0
	for _, x := range u.byUse() {
		taken += x.State().Bytes + x.RowBytes()
	}
	return u.memory == 0 || taken < u.memory
}
