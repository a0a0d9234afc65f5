package sqlstore

import "github.com/rollcall-dev/rollcall/internal/roster"

// SecurityProfileRestrictions reads no body: a profile's permissions make it long, and every new user is checked; see roster.Reader.
func (r reader) SecurityProfileRestrictions(id string) (restricts roster.Restrictions, err error) {
	err = r.one([]any{&restricts.Tags, &restricts.Hierarchy}, "select by_tags, by_hierarchy from security_profiles"+inInstance+" and id = $2",
		r.instance, id)
	return restricts, err
}
