package access

import "maps"

// DecideChange decides about a change of a resource's tags or hierarchy group: it needs the right on the resource as it is and on what it
// becomes. So nobody moves a resource into or out of what they reach, nor takes away the tag by which they reach it. AWS does not say what
// restrictions mean for a change.
func (r *Rights) DecideChange(action string, before, after Target) Decision {
	d := r.Decide(action, before)
	if !d.Allowed {
		return d
	}
	if d = r.Decide(action, after); !d.Allowed {
		d.Reason = "after the change, " + d.Reason
	}
	return d
}

// Addition is what a new resource gets although nobody asked for it.
type Addition struct {
	// Tags are further ones; their keys are none of those asked for.
	Tags map[string]string
	// GroupID is a user's hierarchy group, empty when one was named or none is needed.
	GroupID string
}

// DecideCreate decides about a create; the target has the tags and the hierarchy path asked for. A new resource has to lie within what its
// creator reaches. When exactly one profile grants the create, what is missing for that profile is added, unless it contradicts what was
// asked for; when several do, the caller has to choose.
func (r *Rights) DecideCreate(action string, t Target) (Decision, Addition) {
	d := r.Decide(action, t)
	p := r.onlyGrantor(action, t.Type)
	if d.Allowed || p == nil {
		return d, Addition{}
	}
	added := p.missing(&t)
	completed := t
	completed.Tags = maps.Clone(added.Tags)
	if completed.Tags == nil {
		completed.Tags = make(map[string]string)
	}
	maps.Copy(completed.Tags, t.Tags)
	if added.GroupID != "" {
		completed.HierarchyPath = []string{added.GroupID} // what restrictions compare is the group alone
	}
	if c := r.Decide(action, completed); c.Allowed {
		return c, added
	}
	return d, Addition{}
}

// onlyGrantor is the profile that grants what the action needs on the type, nil when there is not exactly one.
func (r *Rights) onlyGrantor(action string, t ResourceType) (only *assigned) {
	rule, _ := permissions.rule(action, t)
	for i := range r.profiles {
		if _, ok := rule.needs.metBy(r.profiles[i].granted); !ok {
			continue
		}
		if only != nil {
			return nil
		}
		only = &r.profiles[i]
	}
	return only
}

// missing is what the resource has no value for and the profile demands.
func (p *assigned) missing(t *Target) (added Addition) {
	d := p.demand(t.Type)
	for _, tag := range d.tags {
		if _, ok := t.Tags[tag.key]; !ok {
			if added.Tags == nil {
				added.Tags = make(map[string]string)
			}
			added.Tags[tag.key] = tag.value
		}
	}
	if d.grouped && len(t.HierarchyPath) == 0 {
		added.GroupID = d.group
	}
	return added
}
