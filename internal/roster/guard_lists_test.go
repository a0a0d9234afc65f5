package roster_test

import (
	"slices"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// rows is a page of what an operation lists or finds, by the resources that decide who sees them. total is negative where it does not tell.
type rows struct {
	ids   []string
	total int
	next  *roster.Position
}

// listing is an operation that lists or searches a kind, for a caller. Lists ignore the criteria.
type listing struct {
	kind access.ResourceType
	// searches says that the operation heeds criteria.
	searches bool
	page     func(c *crew, by roster.Caller, where search.Criteria, p roster.Page) (rows, error)
}

func listedRows[T any](list roster.List[T], err error, id func(*T) string) (rows, error) {
	return rows{namesOf(list.Items, id), -1, list.Next}, err
}

func foundRows[T any](list roster.Found[T], err error, id func(*T) string) (rows, error) {
	return rows{namesOf(list.Items, id), list.Total, list.Next}, err
}

// idOf is the id of any named resource.
func idOf[T any, P interface {
	*T
	Header() *roster.Meta
}](v *T) string {
	return P(v).Header().ID
}

// plainList and plainSearch are the operations that need no more than a page and criteria.
func plainList[T any, P interface {
	*T
	Header() *roster.Meta
}](kind access.ResourceType, list func(c *crew, by roster.Caller, p roster.Page) (roster.List[T], error)) listing {
	return listing{kind, false, func(c *crew, by roster.Caller, _ search.Criteria, p roster.Page) (rows, error) {
		l, err := list(c, by, p)
		return listedRows(l, err, idOf[T, P])
	}}
}

func plainSearch[T any, P interface {
	*T
	Header() *roster.Meta
}](kind access.ResourceType, find func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[T], error)) listing {
	return listing{kind, true, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (rows, error) {
		f, err := find(c, by, w, p)
		return foundRows(f, err, idOf[T, P])
	}}
}

// listings are all operations that list and search what carries restrictions, but for SearchResourceTags, which finds no resources.
var listings = map[string]listing{
	"ListUsers": {access.TypeUser, false, func(c *crew, by roster.Caller, _ search.Criteria, p roster.Page) (rows, error) {
		l, err := c.ListUsers(c.ctx, by, c.id, p)
		return listedRows(l, err, func(u *roster.UserSummary) string { return u.ID })
	}},
	"SearchUsers": {access.TypeUser, true, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (rows, error) {
		f, err := c.SearchUsers(c.ctx, by, c.id, w, p, func(u *roster.User) ([]byte, error) { return []byte(u.ID), nil })
		return foundRows(f, err, func(b *[]byte) string { return string(*b) })
	}},
	"GetCurrentUserData": {access.TypeUser, false, func(c *crew, by roster.Caller, _ search.Criteria, p roster.Page) (rows, error) {
		f, err := c.GetCurrentUserData(c.ctx, by, c.id, roster.UserDataFilter{}, p)
		return foundRows(f, err, func(d *roster.UserData) string { return d.User.ID })
	}},
	"ListSecurityProfiles": plainList(access.TypeSecurityProfile, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.SecurityProfile], error) {
		return c.ListSecurityProfiles(c.ctx, by, c.id, p)
	}),
	"SearchSecurityProfiles": plainSearch(access.TypeSecurityProfile, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.SecurityProfile], error) {
		return c.SearchSecurityProfiles(c.ctx, by, c.id, w, p)
	}),
	"ListUserHierarchyGroups": plainList(access.TypeUserHierarchyGroup, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.UserHierarchyGroup], error) {
		return c.ListUserHierarchyGroups(c.ctx, by, c.id, p)
	}),
	"SearchUserHierarchyGroups": {access.TypeUserHierarchyGroup, true, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (rows, error) {
		f, err := c.SearchUserHierarchyGroups(c.ctx, by, c.id, w, p)
		return foundRows(f, err, func(path *[]roster.UserHierarchyGroup) string { return (*path)[len(*path)-1].ID })
	}},
	"ListRoutingProfiles": plainList(access.TypeRoutingProfile, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.RoutingProfile], error) {
		return c.ListRoutingProfiles(c.ctx, by, c.id, p)
	}),
	"SearchRoutingProfiles": plainSearch(access.TypeRoutingProfile, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.FoundRoutingProfile], error) {
		return c.SearchRoutingProfiles(c.ctx, by, c.id, w, p)
	}),
	"ListQueues": plainList(access.TypeQueue, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.Queue], error) {
		return c.ListQueues(c.ctx, by, c.id, nil, p)
	}),
	"SearchQueues": plainSearch(access.TypeQueue, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.Queue], error) {
		return c.SearchQueues(c.ctx, by, c.id, w, p)
	}),
	"ListQuickConnects": plainList(access.TypeQuickConnect, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.QuickConnect], error) {
		return c.ListQuickConnects(c.ctx, by, c.id, nil, p)
	}),
	"SearchQuickConnects": plainSearch(access.TypeQuickConnect, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.QuickConnect], error) {
		return c.SearchQuickConnects(c.ctx, by, c.id, w, p)
	}),
	"ListHoursOfOperations": plainList(access.TypeHoursOfOperation, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.HoursOfOperation], error) {
		return c.ListHoursOfOperations(c.ctx, by, c.id, p)
	}),
	"SearchHoursOfOperations": plainSearch(access.TypeHoursOfOperation, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.LinkedHours], error) {
		return c.SearchHoursOfOperations(c.ctx, by, c.id, w, p)
	}),
	"SearchHoursOfOperationOverrides": {access.TypeHoursOfOperation, true, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (rows, error) {
		f, err := c.SearchHoursOfOperationOverrides(c.ctx, by, c.id, w, p)
		return foundRows(f, err, func(o *roster.HoursOfOperationOverride) string { return o.HoursID })
	}},
	"ListAgentStatuses": plainList(access.TypeAgentStatus, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.AgentStatus], error) {
		return c.ListAgentStatuses(c.ctx, by, c.id, nil, p)
	}),
	"SearchAgentStatuses": plainSearch(access.TypeAgentStatus, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.AgentStatus], error) {
		return c.SearchAgentStatuses(c.ctx, by, c.id, w, p)
	}),
	"ListPredefinedAttributes": plainList(access.TypePredefinedAttribute, func(c *crew, by roster.Caller, p roster.Page) (roster.List[roster.PredefinedAttribute], error) {
		return c.ListPredefinedAttributes(c.ctx, by, c.id, p)
	}),
	"SearchPredefinedAttributes": plainSearch(access.TypePredefinedAttribute, func(c *crew, by roster.Caller, w search.Criteria, p roster.Page) (roster.Found[roster.PredefinedAttribute], error) {
		return c.SearchPredefinedAttributes(c.ctx, by, c.id, w, p)
	}),
}

// everyRow reads all pages of an operation. total is what all of them say; problem says that they do not agree.
func everyRow(c *crew, l listing, by roster.Caller, where search.Criteria, size int) (all rows, problem string, err error) {
	p := roster.Page{Limit: size}
	for first := true; ; first = false {
		page, err := l.page(c, by, where, p)
		switch {
		case err != nil:
			return all, "", err
		case !first && page.total != all.total:
			return all, "pages tell different totals", nil
		case len(page.ids) > size || page.next != nil && len(page.ids) < size:
			return all, "a page has another size than asked for", nil
		}
		all.ids, all.total = slices.Concat(all.ids, page.ids), page.total
		if page.next == nil {
			return all, "", nil
		}
		p.After = *page.next
	}
}
