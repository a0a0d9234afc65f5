package roster

import "github.com/rollcall-dev/rollcall/internal/access"

// typeOverride only tells overrides apart from their hours: they have no ARN.
const typeOverride access.ResourceType = "operating-hours-override"

// recordedKinds are the kinds of named resources: what events call them, and how one is read.
var recordedKinds = map[access.ResourceType]struct {
	what string
	get  func(Reader, string) (any, error)
}{
	access.TypeSecurityProfile:       {"SecurityProfile", readAny(Reader.SecurityProfiles)},
	access.TypeRoutingProfile:        {"RoutingProfile", readAny(Reader.RoutingProfiles)},
	access.TypeUserHierarchyGroup:    {"UserHierarchyGroup", readAny(Reader.UserHierarchyGroups)},
	access.TypeQueue:                 {"Queue", readAny(Reader.Queues)},
	access.TypeQuickConnect:          {"QuickConnect", readAny(Reader.QuickConnects)},
	access.TypeHoursOfOperation:      {"HoursOfOperation", readAny(Reader.HoursOfOperations)},
	access.TypeAgentStatus:           {"AgentStatus", readAny(Reader.AgentStatuses)},
	access.TypePredefinedAttribute:   {"PredefinedAttribute", readAny(Reader.PredefinedAttributes)},
	access.TypeAuthenticationProfile: {"AuthenticationProfile", readAny(Reader.AuthenticationProfiles)},
	typeOverride:                     {"HoursOfOperationOverride", readAny(Reader.HoursOfOperationOverrides)},
}

func readAny[T any](table func(Reader) Table[T]) func(Reader, string) (any, error) {
	return func(r Reader, id string) (any, error) { return known(table(r).Get(id)) }
}

// named is written for a named resource; after is nil when it goes.
func (r *recorder) named(kind access.ResourceType, id string, after any, write func() error) error {
	k := recordedKinds[kind]
	return r.written(k.what, kind, id, func() (any, error) { return k.get(r.Tx, id) }, after, write)
}

func (r *recorder) PutSecurityProfile(p SecurityProfile) error {
	return r.named(access.TypeSecurityProfile, p.ID, p, func() error { return r.Tx.PutSecurityProfile(p) })
}

func (r *recorder) PutRoutingProfile(p RoutingProfile) error {
	return r.named(access.TypeRoutingProfile, p.ID, p, func() error { return r.Tx.PutRoutingProfile(p) })
}

func (r *recorder) PutUserHierarchyGroup(g UserHierarchyGroup) error {
	return r.named(access.TypeUserHierarchyGroup, g.ID, g, func() error { return r.Tx.PutUserHierarchyGroup(g) })
}

func (r *recorder) PutQueue(q Queue) error {
	return r.named(access.TypeQueue, q.ID, q, func() error { return r.Tx.PutQueue(q) })
}

func (r *recorder) PutQuickConnect(q QuickConnect) error {
	return r.named(access.TypeQuickConnect, q.ID, q, func() error { return r.Tx.PutQuickConnect(q) })
}

func (r *recorder) PutHoursOfOperation(h HoursOfOperation) error {
	return r.named(access.TypeHoursOfOperation, h.ID, h, func() error { return r.Tx.PutHoursOfOperation(h) })
}

func (r *recorder) PutHoursOfOperationOverride(o HoursOfOperationOverride) error {
	return r.named(typeOverride, o.ID, o, func() error { return r.Tx.PutHoursOfOperationOverride(o) })
}

func (r *recorder) DeleteHoursOfOperationOverride(id string) error {
	return r.named(typeOverride, id, nil, func() error { return r.Tx.DeleteHoursOfOperationOverride(id) })
}

func (r *recorder) PutAgentStatus(s AgentStatus) error {
	return r.named(access.TypeAgentStatus, s.ID, s, func() error { return r.Tx.PutAgentStatus(s) })
}

func (r *recorder) PutPredefinedAttribute(a PredefinedAttribute) error {
	return r.named(access.TypePredefinedAttribute, a.ID, a, func() error { return r.Tx.PutPredefinedAttribute(a) })
}

func (r *recorder) PutAuthenticationProfile(p AuthenticationProfile) error {
	return r.named(access.TypeAuthenticationProfile, p.ID, p, func() error { return r.Tx.PutAuthenticationProfile(p) })
}

func (r *recorder) Delete(kind access.ResourceType, id string) error {
	return r.named(kind, id, nil, func() error { return r.Tx.Delete(kind, id) })
}

// PutHeader changes what all kinds share, so the event shows that alone.
func (r *recorder) PutHeader(kind access.ResourceType, m Meta) error {
	before := func() (any, error) { return known(r.Tx.Header(kind, m.ID)) }
	return r.written(recordedKinds[kind].what, kind, m.ID, before, m, func() error { return r.Tx.PutHeader(kind, m) })
}
