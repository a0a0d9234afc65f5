package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Model is the whole service of one account and Region.
type Model struct {
	Account, Region string
	// Now is the time of the next request.
	Now       time.Time
	Instances []*Instance
	uses      []tokenUse
}

// Instance is an instance with all that it holds, each kind in the order of creation.
type Instance struct {
	m                               *Model
	ID, Alias, DirectoryID, roleARN string
	Type                            types.DirectoryType
	created                         time.Time
	attributes                      map[types.InstanceAttributeType]bool
	Tags                            map[string]string
	Users                           []*User
	SecurityProfiles                []*SecurityProfile
	RoutingProfiles                 []*RoutingProfile
	Queues                          []*Queue
	QuickConnects                   []*QuickConnect
	Hours                           []*Hours
	Statuses                        []*Status
	Words                           []*Word
	Levels                          []*Level
	Groups                          []*Group
}

// Header is what all resources have.
type Header struct {
	ID, Name string
	Tags     map[string]string
	Modified time.Time
}

func (h *Header) header() *Header { return h }

// Resource is anything with a header.
type Resource interface{ header() *Header }

// HeaderOf gives a resource's header.
func HeaderOf(r Resource) *Header { return r.header() }

// The kinds of resource, as ARNs spell them.
const (
	KindUser            = "agent"
	KindGroup           = "agent-group"
	KindLevel           = "agent-group-level"
	KindStatus          = "agent-state"
	KindRoutingProfile  = "routing-profile"
	KindSecurityProfile = "security-profile"
	KindQueue           = "queue"
	KindAgentQueue      = "queue/agent"
	KindHours           = "operating-hours"
	KindQuickConnect    = "transfer-destination"
)

// ARN spells a resource of the instance; the instance itself when kind is empty.
func (i *Instance) ARN(kind, id string) string {
	arn := "arn:aws:connect:" + i.m.Region + ":" + i.m.Account + ":instance/" + i.ID
	if kind == "" {
		return arn
	}
	return arn + "/" + kind + "/" + id
}

// bare is the id that a request gives bare or as an ARN of the instance.
func (i *Instance) bare(kind string, id *string) string {
	return strings.TrimPrefix(value(id), i.ARN(kind, ""))
}

// instance finds the instance that a request names by id or ARN.
func (m *Model) instance(id *string) (*Instance, Refusal) {
	for _, i := range m.Instances {
		if value(id) == i.ID || value(id) == i.ARN("", "") {
			return i, nil
		}
	}
	return nil, because(NotFound)
}

// find looks a resource up by the id or ARN that a request gives.
func find[R Resource](i *Instance, all []R, kind string, id *string) (R, Refusal) {
	bare := i.bare(kind, id)
	for _, r := range all {
		if r.header().ID == bare {
			return r, nil
		}
	}
	var none R
	return none, because(NotFound)
}

// named says whether another resource of the list has the name.
func named[R Resource](all []R, name string, own *Header) bool {
	return slices.ContainsFunc(all, func(r R) bool { return r.header() != own && r.header().Name == name })
}

// without is the list without one of its resources.
func without[R Resource](all []R, gone *Header) []R {
	return slices.DeleteFunc(slices.Clone(all), func(r R) bool { return r.header() == gone })
}

// byName is the order of lists.
func byName[R Resource](all []R) []R {
	return slices.SortedFunc(slices.Values(all), func(a, b R) int {
		return cmp.Or(cmp.Compare(a.header().Name, b.header().Name), cmp.Compare(a.header().ID, b.header().ID))
	})
}

// each makes a list of an answer, which is there even when it is empty.
func each[R, T any](all []R, show func(R) T) []T {
	list := make([]T, 0, len(all))
	for _, r := range all {
		list = append(list, show(r))
	}
	return list
}

// stamp is the time and Region of a resource's last change.
func (i *Instance) stamp(h *Header) (*time.Time, *string) { return ptr(h.Modified), ptr(i.m.Region) }

func ptr[T any](v T) *T { return &v }

func value[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// text is a string of an answer, left out when it is empty.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// distinct is the list without repeats.
func distinct(list []string) []string {
	kept := []string{}
	for _, s := range list {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// lookup finds a resource of an instance.
func lookup[R Resource](m *Model, instance, id *string, kind string, all func(*Instance) []R) (*Instance, R, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		var none R
		return nil, none, no
	}
	r, no := find(i, all(i), kind, id)
	return i, r, no
}

// set replaces a text unless its replacement is absent.
func set(s *string, with *string) {
	if with != nil {
		*s = *with
	}
}
