package access

import "slices"

// tag is a key with a value.
type tag struct{ key, value string }

func (t tag) String() string { return t.key + "=" + t.value }

func (t tag) isIn(tags map[string]string) bool {
	value, ok := tags[t.key]
	return ok && value == t.value
}

// demand is what a profile's restrictions ask of every resource of a type. The zero demand asks nothing.
type demand struct {
	// tagged asks for all of the tags. With no tags at all it cannot be met: no restriction would be as good a reading.
	tagged bool
	tags   []tag
	// grouped asks to be in the group or below it. With no group, which is the own group of a user in none, it cannot be met.
	grouped bool
	group   string
	// own says that the group is the own one of the holder, whoever that is; path is that of any other group.
	own  bool
	path []string
}

// demand is what the profile asks of resources of the type. A user's own queue has no group, so that the hierarchy lets none through.
func (p *assigned) demand(t ResourceType) (d demand) {
	if slices.Contains(p.restricted, t) {
		d.tagged, d.tags = true, p.tags
	}
	if p.HierarchyRestricted && (t == TypeUser || t == TypeAgentQueue) {
		d.grouped, d.group, d.own, d.path = true, p.group, p.GroupID == "", p.GroupPath
	}
	return d
}

// metBy says whether the resource is what the demand asks for.
func (d *demand) metBy(t *Target) bool {
	if d.unmeetable() || d.outside(t) {
		return false
	}
	for _, tag := range d.tags {
		if !tag.isIn(t.Tags) {
			return false
		}
	}
	return true
}

func (d *demand) unmeetable() bool { return d.tagged && len(d.tags) == 0 || d.grouped && d.group == "" }

func (d *demand) outside(t *Target) bool {
	return d.grouped && !slices.Contains(t.HierarchyPath, d.group)
}

// failures say what the resource lacks of the demand. There is one at least when the demand is not met.
func (d *demand) failures(t *Target) (failed []Failure) {
	if d.tagged && len(d.tags) == 0 {
		failed = append(failed, Failure{TagMissing, ""})
	}
	for _, tag := range d.tags {
		if !tag.isIn(t.Tags) {
			failed = append(failed, Failure{TagMissing, tag.String()})
		}
	}
	if d.grouped && (d.group == "" || d.outside(t)) {
		failed = append(failed, Failure{OutsideGroup, d.group})
	}
	return failed
}

// covers says whether the demand asks for no more than the other does, so that whatever meets the other, whoever holds it, meets this one.
// The own groups of two holders count as the same.
func (d *demand) covers(other *demand) bool {
	return d.coversTags(other) && d.coversGroup(other)
}

func (d *demand) coversTags(other *demand) bool {
	switch {
	case !d.tagged:
		return true
	case len(d.tags) == 0:
		return other.tagged && len(other.tags) == 0
	}
	return other.tagged && !slices.ContainsFunc(d.tags, func(t tag) bool { return !slices.Contains(other.tags, t) })
}

func (d *demand) coversGroup(other *demand) bool {
	switch {
	case !d.grouped:
		return true
	case !other.grouped:
		return false
	case other.own:
		return d.own
	}
	return slices.Contains(other.path, d.group)
}
