package roster

import (
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// describing is the operation that shows one resource of a kind.
var describing = map[access.ResourceType]string{
	access.TypeUser:               "DescribeUser",
	access.TypeUserHierarchyGroup: "DescribeUserHierarchyGroup",
	access.TypeAgentStatus:        "DescribeAgentStatus",
	access.TypeHoursOfOperation:   "DescribeHoursOfOperation",
	access.TypeQueue:              "DescribeQueue",
	access.TypeAgentQueue:         "DescribeQueue",
	access.TypeQuickConnect:       "DescribeQuickConnect",
	access.TypeRoutingProfile:     "DescribeRoutingProfile",
	access.TypeSecurityProfile:    "DescribeSecurityProfile",
}

// filter is what the request may show of the kind that it lists or searches.
func (g *guard) filter(kind access.ResourceType) search.Criteria {
	return access.Filter(g.caller.Principal, g.request.operation, kind)
}

// visible narrows criteria to what the request may show. It comes before anything is counted.
func (g *guard) visible(kind access.ResourceType, where search.Criteria) search.Criteria {
	return search.And{g.filter(kind), where}
}

// shown is what the caller may see of a kind of which something stands inside of what the request shows.
func (g *guard) shown(kind access.ResourceType) search.Criteria {
	return access.Filter(g.caller.Principal, describing[kind], kind)
}

// sees says whether the caller may see a resource that a refusal would name. What nothing describes is no secret.
func (g *guard) sees(what Reference) (bool, error) {
	operation, ok := describing[what.Type]
	if !ok {
		return true, nil
	}
	t, err := g.target(what)
	return err == nil && g.decide(operation, t).Allowed, err
}

// inUse is the refusal to remove something because of what refers to it, which is named to those who may see it.
func (g *guard) inUse(what string, by Reference) error {
	seen, err := g.sees(by)
	if err != nil {
		return err
	}
	e := Errorf(InUse, "%s is in use", what)
	if seen {
		e.By = g.resource(by)
	}
	return e
}

// onlyShown leaves out the resources of the kind that the caller may not see.
func onlyShown[T any, P named[T]](g *guard, kind access.ResourceType, all []T) (shown []T) {
	seen := g.shown(kind)
	for i := range all {
		if d := P(&all[i]).Document(); search.Evaluate(seen, &d) {
			shown = append(shown, all[i])
		}
	}
	return shown
}
