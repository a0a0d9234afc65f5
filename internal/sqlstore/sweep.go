package sqlstore

import (
	"context"
	"errors"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// sweepOrder lists the instance-keyed tables, children before what they refer to, with the columns of their keys.
var sweepOrder = []struct{ table, key string }{
	{"sessions", "instance_id, id"},
	{"user_passwords", "instance_id, user_id"},
	{"user_security_profiles", "instance_id, security_profile_id, user_seq"},
	{"user_proficiencies", "instance_id, attribute_id, value, user_seq"},
	{"user_statuses", "user_seq"},
	{"user_tombstones", "instance_id, user_id"},
	{"users", "instance_id, id"},
	{"routing_profile_queues", "instance_id, routing_profile_id, queue_id"},
	{"routing_profiles", "instance_id, id"},
	{"queue_quick_connects", "instance_id, queue_id, quick_connect_id"},
	{"quick_connects", "instance_id, id"},
	{"queues", "instance_id, id"},
	{"hours_of_operation_overrides", "instance_id, id"},
	{"hours_of_operation_parents", "instance_id, hours_id, parent_id"},
	{"hours_of_operations", "instance_id, id"},
	{"security_profiles", "instance_id, id"},
	{"agent_statuses", "instance_id, id"},
	{"predefined_attributes", "instance_id, id"},
	{"authentication_profiles", "instance_id, id"},
}

// Sweep removes rows of deleted instances; see roster.Store. It goes through the writer like every change, in small pieces, so that it
// never holds the others up for long, and picks up where a restart left it.
func (s *Store) Sweep(ctx context.Context, limit int) (done bool, err error) {
	if limit < 1 {
		return false, errors.New("a sweep needs room for at least one row")
	}
	var instance string
	err = s.session(ctx).one([]any{&instance}, "select id from instances where deleted is not null order by deleted limit 1")
	if roster.IsKind(err, roster.NotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, s.Update(ctx, instance, func(t roster.Tx) error { return sweepInstance(t.(*tx), limit) })
}

// sweepInstance removes up to limit rows of the instance; when only its own row is left, that one. The instance's revision is past
// interest, so the rows go without a bump.
func sweepInstance(t *tx, limit int) error {
	for _, s := range sweepOrder {
		n, err := t.exec("delete from "+s.table+" where ("+s.key+") in (select "+s.key+" from "+s.table+" where instance_id = $1 limit $2)", t.instance, limit)
		if err != nil {
			return t.d.classify(err)
		}
		if limit -= int(n); limit <= 0 {
			return nil
		}
	}
	return t.sweepGroups(limit)
}

// sweepGroups removes hierarchy groups from the deepest level up, then the instance.
func (t *tx) sweepGroups(limit int) error {
	for level := roster.MaxHierarchyLevels; level > 0; level-- {
		n, err := t.exec("delete from user_hierarchy_groups where (instance_id, id) in (select instance_id, id from user_hierarchy_groups"+
			" where instance_id = $1 and level = $2 limit $3)", t.instance, level, limit)
		if err != nil {
			return t.d.classify(err)
		}
		if limit -= int(n); limit <= 0 {
			return nil
		}
	}
	_, err := t.exec("delete from instances where id = $1", t.instance)
	return t.d.classify(err)
}
