package sqlstore

import (
	"database/sql"
	"time"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// tombstoneLife is how long the change feed remembers a deleted user.
const tombstoneLife = time.Hour

// bury leaves a tombstone for a deleted user. The outdated ones go, and the feed's floor says from where it is whole.
func (t *tx) bury(userID string, at time.Time) error {
	before := millis(at.Add(-tombstoneLife))
	outdated := "(select max(revision) from user_tombstones where instance_id = $1 and deleted < $2)"
	if _, err := t.change("update instances set feed_floor = "+outdated+" where id = $1 and feed_floor < "+outdated, t.instance, before); err != nil {
		return err
	}
	if _, err := t.change("delete from user_tombstones where instance_id = $1 and deleted < $2", t.instance, before); err != nil {
		return err
	}
	_, err := t.change("insert into user_tombstones (instance_id, user_id, revision, deleted) values ($1, $2, $3, $4)"+
		" on conflict (instance_id, user_id) do update set revision = excluded.revision, deleted = excluded.deleted",
		t.instance, userID, t.state.revision, millis(at))
	return err
}

// ChangesSince reads the change feed; see roster.UserReader. It wants a snapshot (Store.View) to be consistent.
func (r reader) ChangesSince(revision int64, most int) (c roster.Changes, err error) {
	var floor int64
	if err := r.one([]any{&c.Epoch, &c.Revision, &floor}, "select "+r.d.epoch+", revision, feed_floor from instances where id = $1 and deleted is null", r.instance); err != nil {
		return c, err
	}
	if revision < floor {
		return c, roster.ErrFeedCut
	}
	if c.Revision, c.More, err = r.upTo(revision, c.Revision, most); err != nil {
		return c, err
	}
	if c.Deleted, err = r.texts("select user_id from user_tombstones"+inInstance+" and revision > $2 and revision <= $3 order by revision",
		r.instance, revision, c.Revision); err != nil {
		return c, err
	}
	err = r.each(func(rows *sql.Rows) error {
		c.Put = append(c.Put, search.Document{})
		return scanDocument(rows, &c.Put[len(c.Put)-1])
	}, "select document from users"+inInstance+" and revision > $2 and revision <= $3 order by revision", r.instance, revision, c.Revision)
	return c, err
}

// upTo is the last revision up to which no more than so many users changed, or the first one at which any did; more says that it is not the
// present one.
func (r reader) upTo(since, present int64, most int) (last int64, more bool, err error) {
	var beyond int64
	err = r.one([]any{&beyond}, "select revision from users"+inInstance+" and revision > $2 order by revision limit 1 offset $3", r.instance, since, most)
	switch {
	case roster.IsKind(err, roster.NotFound):
		return present, false, nil
	case err != nil:
		return 0, false, err
	}
	var first int64
	err = r.one([]any{&first}, "select min(revision) from users"+inInstance+" and revision > $2", r.instance, since)
	last = max(first, beyond-1)
	return last, last < present, err
}
