package roster

import (
	"context"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// listings are the operations that list what an instance has of a type.
var listings = map[access.ResourceType]string{
	access.TypeUser:                  "ListUsers",
	access.TypeUserHierarchyGroup:    "ListUserHierarchyGroups",
	access.TypeAgentStatus:           "ListAgentStatuses",
	access.TypeRoutingProfile:        "ListRoutingProfiles",
	access.TypeSecurityProfile:       "ListSecurityProfiles",
	access.TypeQueue:                 "ListQueues",
	access.TypeHoursOfOperation:      "ListHoursOfOperations",
	access.TypeQuickConnect:          "ListQuickConnects",
	access.TypeAuthenticationProfile: "ListAuthenticationProfiles",
	access.TypePredefinedAttribute:   "ListPredefinedAttributes",
}

// Seen is a resource that somebody sees.
type Seen struct{ ID, Name string }

func (s *Seen) position() Position { return Position{Name: s.Name, ID: s.ID} }

// Sight is what somebody sees of a type, by name.
type Sight struct {
	// Explanation says whether the listing Action may be performed on the instance at all; if not, nothing is seen.
	Explanation
	Action string
	Found[Seen]
}

// ExplainSees lists the resources of a type that somebody sees in the instance of the request's target. What the request tells beside is what
// conditions look at; its action is the one that lists the type. InvalidParameter when no operation lists the type. See Explain.
func (s *Service) ExplainSees(ctx context.Context, c Caller, as Actor, q access.Request, t access.ResourceType, p Page) (sight Sight, err error) {
	operation, ok := listings[t]
	if !ok {
		return sight, Errorf(InvalidParameter, "No operation lists resources of this type")
	}
	q.Action = "connect:" + operation
	q.Target.Resource.Type, q.Target.ID = access.TypeInstance, ""
	var filter search.Criteria
	err = s.inquire(ctx, c, q.Target.Resource, &as, func(x *inquiry) error {
		instance, err := x.subject(q.Target.Resource)
		if sight.Explanation = x.decide(as.Principal, q, instance); err != nil || !sight.Allowed {
			return err
		}
		filter = access.Filter(as.Principal, operation, t)
		if t != access.TypeUser {
			sight.Found, err = x.seen(t, filter, p)
		}
		return err
	})
	sight.Action = q.Action
	if err == nil && sight.Allowed && t == access.TypeUser {
		sight.Found, err = s.usersSeen(ctx, c, q.Target.Instance, filter, p)
	}
	return sight, err
}

// seen lists what the filter lets through of a kind other than users.
func (x *inquiry) seen(t access.ResourceType, filter search.Criteria, p Page) (found Found[Seen], err error) {
	headers, err := x.r.Headers(t)
	if err != nil {
		return found, err
	}
	var all []Seen
	for i := range headers {
		if d := headers[i].Document(); search.Evaluate(filter, &d) {
			all = append(all, Seen{d.ID, d.Name})
		}
	}
	return Found[Seen]{List: pageInOrder(all, (*Seen).position, p), Total: len(all)}, nil
}

// usersSeen lists the users that the filter lets through.
func (s *Service) usersSeen(ctx context.Context, c Caller, instance string, filter search.Criteria, p Page) (found Found[Seen], err error) {
	i, err := instanceFor(s.store.Read(ctx, instance), &c)
	if err != nil {
		return found, err
	}
	index, err := s.indexes.fresh(ctx, i)
	if err != nil {
		return found, err
	}
	result, err := index.Search(filter, p.After.Name, p.After.ID, p.Limit)
	found.Total = result.Total
	for _, h := range result.Hits {
		found.Items = append(found.Items, Seen{h.ID, h.Name})
	}
	if result.More {
		last := found.Items[len(found.Items)-1].position()
		found.Next = &last
	}
	return found, tooCostly(err)
}
