package sqlstore

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

var referringToGroup = []referring{
	{access.TypeUser, "select id from users" + inInstance + " and hierarchy_group_id = $2 limit 1"},
	{access.TypeUserHierarchyGroup, "select id from user_hierarchy_groups" + inInstance + " and parent_id = $2 limit 1"},
	{access.TypeSecurityProfile, "select id from security_profiles" + inInstance + " and allowed_group_id = $2 limit 1"},
}

// GroupInUse finds what keeps a hierarchy group alive; see roster.Reader.
func (r reader) GroupInUse(id string) (roster.Reference, error) {
	return r.firstReferring(referringToGroup, id)
}

// GroupAtLevel says whether the level has groups; see roster.Reader.
func (r reader) GroupAtLevel(level int) (bool, error) {
	return r.found("select 1 from user_hierarchy_groups"+inInstance+" and level = $2 limit 1", r.instance, level)
}

// SiblingGroup finds a group by its name and parent; see roster.Reader.
func (r reader) SiblingGroup(parent, name string) (string, error) {
	return r.text("select id from user_hierarchy_groups"+inInstance+" and coalesce(parent_id, '') = $2 and name = $3", r.instance, parent, name)
}

// text reads a single string; "" when there is no row.
func (r reader) text(query string, args ...any) (s string, err error) {
	err = r.one([]any{&s}, query, args...)
	if roster.IsKind(err, roster.NotFound) {
		err = nil
	}
	return s, err
}
