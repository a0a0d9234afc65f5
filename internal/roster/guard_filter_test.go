package roster_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/hours"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Few tags and groups, so that what is drawn meets often.
var (
	someTags    = []map[string]string{nil, teamA, teamB, {"team": "a", "site": "x"}, {"site": "x"}}
	someGroups  = []string{"", "emea", "de", "apac"}
	viewing     = []string{"Users.View", "Users.Edit", "SecurityProfiles.View", "AgentGrouping.View", "RoutingPolicies.View", "Queues.View", "TransferDestinations.View", "HoursOfOperation.View", "AgentStates.View", "PredefinedAttributes.View"}
	everyTagged = []access.ResourceType{
		access.TypeUser, access.TypeSecurityProfile, access.TypeUserHierarchyGroup, access.TypeRoutingProfile, access.TypeQueue, access.TypeQuickConnect,
		access.TypeHoursOfOperation, access.TypeAgentStatus,
	}
)

// crowd is an instance with resources of every kind and every combination of tags and groups, and a caller whose profiles change.
type crowd struct {
	*crew
	targets map[string]access.Target // by kind and id
	me      string
}

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	c := &crowd{crew: newCrew(t, roster.SAML), targets: make(map[string]access.Target)}
	wantKind(t, c.UpdateUserHierarchyStructure(c.ctx, c.c, c.id, []string{"region", "country"}), 0)
	c.group(t, "emea")
	c.group(t, "de", "emea")
	c.group(t, "apac")
	for n, tags := range someTags {
		for _, group := range someGroups {
			u := c.member(t, fmt.Sprint("user", n, group), group, tags, c.agent)
			if n%2 == 0 {
				wantKind(t, c.enter(t, u, "Available"), 0)
			}
		}
		c.tagOneOfAll(t, n, tags)
	}
	c.me = c.member(t, "me", "", nil, c.agent)
	c.readTargets(t)
	return c
}

// tagOneOfAll makes a resource of each kind with the tags.
func (c *crowd) tagOneOfAll(t *testing.T, n int, tags map[string]string) {
	t.Helper()
	name := func(stem string) roster.Meta {
		return roster.Meta{ID: numbered(stem, n), Name: numbered(stem, n), Tags: tags}
	}
	c.put(t, func(tx roster.Tx) error {
		h := plan("")
		h.Meta = name("hours")
		date := hours.Date{Year: 2026, Month: 1, Day: 1}
		override := roster.HoursOfOperationOverride{Meta: roster.Meta{ID: h.ID, Name: h.ID}, HoursID: h.ID, Type: hours.Closed, From: date, Till: date}
		g := roster.UserHierarchyGroup{Meta: name("group"), Level: 1, Path: []string{numbered("group", n)}}
		q := roster.Queue{Meta: name("queue"), HoursOfOperationID: h.ID}
		p := newRoutingProfile("", q.ID)
		p.Meta = name("routing")
		for _, put := range []func() error{
			func() error { return tx.PutHoursOfOperation(h) }, func() error { return tx.PutHoursOfOperationOverride(override) },
			func() error { return tx.PutUserHierarchyGroup(g) }, func() error { return tx.PutQueue(q) },
			func() error { return tx.PutRoutingProfile(p) },
			func() error { return tx.PutSecurityProfile(roster.SecurityProfile{Meta: name("profile")}) },
			func() error { return tx.PutQuickConnect(roster.QuickConnect{Meta: name("quick")}) },
			func() error { return tx.PutAgentStatus(roster.AgentStatus{Meta: name("status"), Type: roster.Custom}) },
		} {
			if err := put(); err != nil {
				return err
			}
		}
		return nil
	})
}

// readTargets reads what decisions look at, past the service.
func (c *crowd) readTargets(t *testing.T) {
	t.Helper()
	r := c.store.Read(c.ctx, c.id)
	wantKind(t, r.UserDocuments(func(d *search.Document) error {
		id := strings.Clone(d.ID)
		c.targets["agent/"+id] = access.Target{Resource: c.res(user(id)), Tags: cloneTags(d.Tags), HierarchyPath: cloneAll(d.HierarchyPath)}
		return nil
	}), 0)
	for _, kind := range everyTagged[1:] {
		headers, err := r.Headers(kind)
		wantKind(t, err, 0)
		for _, m := range headers {
			c.targets[string(kind)+"/"+m.ID] = access.Target{Resource: c.res(roster.Reference{Type: kind, ID: m.ID}), Tags: m.Tags}
		}
	}
}

func cloneTags(tags map[string]string) map[string]string {
	cloned := make(map[string]string, len(tags))
	for k, v := range tags {
		cloned[strings.Clone(k)] = strings.Clone(v)
	}
	return cloned
}

func cloneAll(texts []string) (cloned []string) {
	for _, s := range texts {
		cloned = append(cloned, strings.Clone(s))
	}
	return cloned
}

// target is a row of a listing as a decision sees it. What has an ARN of its own and nothing else is an agent's queue or an attribute.
func (c *crowd) target(kind access.ResourceType, id string) access.Target {
	if target, ok := c.targets[string(kind)+"/"+id]; ok {
		return target
	}
	if kind == access.TypeQueue {
		kind = access.TypeAgentQueue
	}
	return access.Target{Resource: c.res(roster.Reference{Type: kind, ID: id})}
}

// become gives the caller profiles and a group, and the rights that it should have of them, put together apart from the service.
func (c *crowd) become(t *rapid.T, group string, profiles []roster.SecurityProfile) *access.Rights {
	me := c.targets["agent/"+c.me]
	me.HierarchyPath = map[string][]string{"emea": {"emea"}, "de": {"emea", "de"}, "apac": {"apac"}}[group]
	c.targets["agent/"+c.me] = me
	var ids []string
	var given []access.Profile
	err := c.store.Update(c.ctx, c.id, func(tx roster.Tx) error {
		ids, given = nil, nil
		for n, p := range profiles {
			p.ID, p.Name = numbered("mine", n), numbered("mine", n)
			ids = append(ids, p.ID)
			given = append(given, access.Profile{
				ID: p.ID, Permissions: p.Permissions, Tags: p.AllowedTags, TagRestricted: p.TagRestricted,
				HierarchyRestricted: p.HierarchyRestricted != nil, GroupID: p.AllowedGroupID,
			})
			if err := tx.PutSecurityProfile(p); err != nil {
				return err
			}
		}
		u, err := tx.User(c.me)
		if err != nil {
			return err
		}
		u.SecurityProfileIDs, u.HierarchyPath = ids, me.HierarchyPath
		return tx.PutUser(u)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		c.targets["security-profile/"+id] = access.Target{Resource: c.res(profile(id))}
	}
	return access.NewRights(me, given)
}

var someProfile = rapid.Custom(func(t *rapid.T) roster.SecurityProfile {
	p := roster.SecurityProfile{Permissions: rapid.SliceOfDistinct(rapid.SampledFrom(viewing), rapid.ID[string]).Draw(t, "permissions")}
	if rapid.Bool().Draw(t, "by tags") {
		kinds := rapid.SliceOfNDistinct(rapid.SampledFrom(restrictable), 1, 8, rapid.ID[string]).Draw(t, "kinds")
		byTags(rapid.SampledFrom(someTags[1:]).Draw(t, "tags"), kinds...)(&p)
	}
	if rapid.Bool().Draw(t, "by group") {
		byGroup(rapid.SampledFrom(someGroups).Draw(t, "group"))(&p)
	}
	return p
})

// Every list and search shows exactly what the caller may see by Decide, in the order and on the pages of who sees everything, and counts no
// more than that.
func TestListsShowWhatDecideAllows(t *testing.T) {
	c := newCrowd(t)
	rapid.Check(t, func(t *rapid.T) {
		rights := c.become(t, rapid.SampledFrom(someGroups).Draw(t, "own group"), rapid.SliceOfN(someProfile, 1, 3).Draw(t, "profiles"))
		where := rapid.SampledFrom([]search.Criteria{search.All{}, search.TagEquals{Key: "site"}}).Draw(t, "where")
		size := rapid.IntRange(1, 40).Draw(t, "page size")
		for operation, l := range listings {
			everything, _, err := everyRow(c.crew, l, c.c, where, 1000)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, id := range everything.ids {
				if rights.Decide("connect:"+operation, c.target(l.kind, id)).Allowed {
					want = append(want, id)
				}
			}
			got, problem, err := everyRow(c.crew, l, c.as(c.me), where, size)
			asked := rights.Decide("connect:"+operation, c.target(access.TypeInstance, "")).Allowed
			switch {
			case asked == roster.IsKind(err, roster.Denied) || asked && err != nil:
				t.Fatalf("%s: %v; by Decide it is allowed: %v", operation, err, asked)
			case !asked:
			case problem != "" || got.total >= 0 && got.total != len(want):
				t.Fatalf("%s: %s, total %d, want %d", operation, problem, got.total, len(want))
			default:
				if diff := cmp.Diff(want, got.ids, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("%s (-want +got):\n%s", operation, diff)
				}
			}
		}
		c.checkTags(t, rights)
	})
}

// checkTags compares the tags found with those of everything that may be seen.
func (c *crowd) checkTags(t *rapid.T, rights *access.Rights) {
	want := map[roster.Tag]bool{}
	for _, target := range c.targets {
		if rights.Decide("connect:SearchResourceTags", target).Allowed {
			for k, v := range target.Tags {
				want[roster.Tag{Key: k, Value: v}] = true
			}
		}
	}
	list, err := c.SearchResourceTags(c.ctx, c.as(c.me), c.id, everyTagged, search.All{}, everyone)
	if asked := rights.Decide("connect:SearchResourceTags", c.target(access.TypeInstance, "")).Allowed; !asked {
		if !roster.IsKind(err, roster.Denied) {
			t.Fatalf("SearchResourceTags: %v, want a denial", err)
		}
		return
	}
	if err != nil || len(list.Items) != len(want) || slices.ContainsFunc(list.Items, func(tag roster.Tag) bool { return !want[tag] }) {
		t.Fatalf("SearchResourceTags: %v, %v; want %v", list.Items, err, want)
	}
}
