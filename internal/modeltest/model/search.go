package model

// search gives the resources of one kind, in the order of lists, that match criteria and filter, and the instance.
func search[R Resource](m *Model, instance *string, size *int32, largest int32, f fields, criteria *node, only filter,
	all func(*Instance) []R, documentOf func(*Instance, R) document) ([]R, *Instance, Refusal) {
	i, missing := m.instance(instance)
	of := i
	if missing != nil {
		of = &Instance{m: m} // a malformed search is refused whether or not the instance exists
	}
	leaves := 0
	where, badCriteria := criteria.compile(of, f, 1, &leaves)
	filtered, badFilter := only(of)
	if no := first(either(badPage(size, largest), badCriteria, badFilter), missing); no != nil {
		return nil, nil, no
	}
	var found []R
	for _, r := range byName(all(i)) {
		d := documentOf(i, r)
		if (where == nil || where(d)) && (filtered == nil || filtered(d)) {
			found = append(found, r)
		}
	}
	return found, i, nil
}

// nameOrID are the fields that nearly every kind can be searched by.
func nameOrID(kind string) fields {
	return fields{"name": {key: "name"}, "resourceid": {key: "id", kind: kind}, "id": {key: "id", kind: kind}}
}

// document is what searches by name and id see.
func (h *Header) document() document {
	return document{fields: map[string][]string{"name": {h.Name}, "id": {h.ID}}, tags: h.Tags}
}

// described are the fields of the kinds that have a description too.
func described(kind string) fields {
	f := nameOrID(kind)
	f["description"] = struct{ key, kind string }{key: "description"}
	return f
}
