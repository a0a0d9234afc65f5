package sqlstore

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// maxCached bounds how many rows are kept in memory.
const maxCached = 8192

// cache keeps rows that requests read over and over: access keys, sessions, instances, users. It is exact: what it gives was read in the very state
// in which the database is now. Any commit, by this process or another, makes it begin anew. What it gives is shared and not to be changed.
type cache struct {
	stamps  *stamper
	current atomic.Pointer[generation]
	bodies  bodies
}

// close closes the stamper, if there is one yet.
func (c *cache) close() error {
	if c.stamps == nil {
		return nil
	}
	return c.stamps.close()
}

// generation is what was read in one state of the database.
type generation struct {
	stamp stamp
	rows  sync.Map
	size  atomic.Int64
}

// cacheKey names a row: of a kind, in an instance ("" for the server's own), by id.
type cacheKey struct {
	kind         access.ResourceType
	instance, id string
}

// kindAccessKey is the kind of access keys, which have no ARN here.
const kindAccessKey access.ResourceType = "access-key"

// cached gives a row from the cache, or loads and keeps it. A row is kept only if nothing was committed while it was loaded. Whether the
// row is at hand makes no difference to a context that has ended.
func cached[T any](ctx context.Context, c *cache, key cacheKey, load func() (T, error)) (v T, err error) {
	if err := ctx.Err(); err != nil {
		return v, err
	}
	before, ok := c.stamps.read()
	if !ok {
		return load()
	}
	g := c.at(before)
	if v, ok := g.rows.Load(key); ok {
		return v.(T), nil
	}
	if v, err = load(); err != nil {
		return v, err
	}
	if after, ok := c.stamps.read(); ok && after == before && g.size.Add(1) <= maxCached {
		g.rows.Store(key, v)
	}
	return v, nil
}

// at is the generation of a state. One of a state that has passed meanwhile may take the place of a newer one; that costs a few look-ups
// and is never wrong, since every use compares stamps.
func (c *cache) at(s stamp) *generation {
	if g := c.current.Load(); g != nil && g.stamp == s {
		return g
	}
	g := &generation{stamp: s}
	c.current.Store(g)
	return g
}

// cachedReader is a reader outside a transaction.
type cachedReader struct {
	reader
	cache *cache
}

func (r cachedReader) Instance() (roster.Instance, error) {
	return cached(r.ctx, r.cache, cacheKey{access.TypeInstance, r.instance, r.instance}, func() (roster.Instance, error) {
		return r.reader.readInstance(r.cache.bodies.decode)
	})
}

func (r cachedReader) User(id string) (roster.User, error) {
	return cached(r.ctx, r.cache, cacheKey{access.TypeUser, r.instance, id}, func() (roster.User, error) { return r.reader.User(id) })
}
