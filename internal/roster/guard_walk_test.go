package roster_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// There are many walks, since walkers soon lose rights by what they do to each other.
const walks, walkSteps = 8, 200

// walk is a random walk of somebody who tries to get at more, together with everybody whom that person gets to act for: users whose address
// the walkers could change, and those that they made.
type walk struct {
	*branch
	t       *testing.T
	r       *rand.Rand
	walkers []string
	// users, profiles, groups and others are ids to try.
	users, profiles, groups, others []string
	made                            int
}

// walkers are those who set out: users whose rights are restricted in one way or another.
var walkers = map[string]func(t *testing.T, b *branch) string{
	"by tags and group": func(_ *testing.T, b *branch) string { return b.lenaID },
	"by own group, in part": func(t *testing.T, b *branch) string {
		b.grant(t, "here", b.all, byGroup(""), tagged(teamA))
		b.grant(t, "mover", []string{"Users.View", "Users.Edit", "Users.EditPermission", "Users.Create", "SecurityProfiles.Edit"})
		return b.member(t, "mia", "emea", teamA, "here", "mover")
	},
	"by tags, in part": func(t *testing.T, b *branch) string {
		b.grant(t, "tagged", b.all, byTags(teamA, "User", "SecurityProfile"), tagged(teamA))
		b.grant(t, "editor", []string{"Users.View", "Users.Edit", "SecurityProfiles.Create", "SecurityProfiles.Edit"})
		return b.member(t, "mia", "de", teamA, "tagged", "editor")
	},
}

// TestARestrictedUserNeverGetsAtMore walks at random over all operations. What the walkers may do never exceeds what the first of them could
// at the start, and who can do more stays untouched.
func TestARestrictedUserNeverGetsAtMore(t *testing.T) {
	for name, start := range walkers {
		t.Run(name, func(t *testing.T) {
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			succeeded, joined := 0, 0
			for n := range uint64(walks) {
				b := newBranch(t)
				w := &walk{branch: b, t: t, r: rand.New(rand.NewPCG(seed, n)), walkers: []string{start(t, b)}}
				w.users = []string{w.walkers[0], b.lenaID, b.ann, b.bob, b.carl, b.root}
				w.profiles = []string{"lead", "agents", "boss", "here", "mover", "tagged", "editor", b.agent}
				w.groups = []string{"emea", "de", "apac", ""}
				w.others = []string{b.routing, b.describeRouting(t, b.routing).DefaultOutboundQueueID, b.statusNamed(t, "Offline"), "nothing"}
				succeeded += w.run()
				joined += len(w.walkers) - 1
			}
			t.Logf("%d of %d steps succeeded, %d users joined", succeeded, walks*walkSteps, joined)
			if succeeded < walks*walkSteps/40 || joined == 0 {
				t.Error("the walks got nowhere")
			}
		})
	}
}

// run walks, and counts the steps that succeeded.
func (w *walk) run() (succeeded int) {
	most, before := w.reach(w.walkers[0]), w.untouchable()
	for n := range walkSteps {
		step, err := w.step()
		if err != nil {
			continue
		}
		succeeded++
		for _, walker := range w.walkers {
			for what := range w.reach(walker) {
				if !most[what] {
					w.t.Fatalf("step %d, %s: walker %s may now do %s", n, step, walker, what)
				}
			}
		}
	}
	if diff := cmp.Diff(before, w.untouchable()); diff != "" {
		w.t.Errorf("what was out of reach changed (-before +after):\n%s", diff)
	}
	return succeeded
}

// reach is what a user may do to others, whichever there may be.
func (w *walk) reach(id string) map[string]bool {
	rights, err := w.storedRights(id)
	if roster.IsKind(err, roster.NotFound) {
		return nil // deleted
	}
	if err != nil {
		w.t.Fatal(err)
	}
	may := make(map[string]bool)
	for _, p := range probes {
		target := access.Target{Resource: w.res(roster.Reference{Type: p.kind, ID: "probe"}), Tags: p.tags, HierarchyPath: p.path}
		if rights.Decide("connect:"+p.operation, target).Allowed {
			may[p.String()] = true
		}
	}
	return may
}

// storedRights puts together the rights of a user as the store has it.
func (c *crew) storedRights(id string) (*access.Rights, error) {
	r := c.store.Read(c.ctx, c.id)
	u, err := r.User(id)
	if err != nil {
		return nil, err
	}
	var given []access.Profile
	for _, id := range u.SecurityProfileIDs {
		p, err := r.SecurityProfiles().Get(id)
		if err != nil {
			return nil, err
		}
		given = append(given, access.Profile{
			ID: p.ID, Permissions: p.Permissions, Tags: p.AllowedTags, TagRestricted: p.TagRestricted,
			HierarchyRestricted: len(p.HierarchyRestricted) > 0, GroupID: p.AllowedGroupID,
		})
	}
	return access.NewRights(access.Target{Resource: c.res(user(id)), Tags: u.Tags, HierarchyPath: u.HierarchyPath}, given), nil
}

// probe is something that might be done to some resource.
type probe struct {
	operation string
	kind      access.ResourceType
	tags      map[string]string
	path      []string
}

func (p probe) String() string {
	return fmt.Sprintf("%s on %s with %v in %v", p.operation, p.kind, p.tags, p.path)
}

var probes = func() (all []probe) {
	for kind, operations := range map[access.ResourceType][]string{
		access.TypeUser: {"DescribeUser", "SearchUsers", "CreateUser", "DeleteUser", "UpdateUserIdentityInfo", "UpdateUserSecurityProfiles",
			"UpdateUserPhoneConfig", "PutUserStatus", "CreateQuickConnect"},
		access.TypeSecurityProfile: {"DescribeSecurityProfile", "ListSecurityProfiles", "CreateSecurityProfile", "UpdateSecurityProfile", "DeleteSecurityProfile",
			"CreateUser", "UpdateUserSecurityProfiles"},
		access.TypeQueue:              {"DescribeQueue", "CreateQueue", "DeleteQueue", "UpdateQueueStatus", "CreateRoutingProfile"},
		access.TypeAgentQueue:         {"DescribeQueue"},
		access.TypeRoutingProfile:     {"DescribeRoutingProfile", "CreateRoutingProfile", "DeleteRoutingProfile", "UpdateUserRoutingProfile"},
		access.TypeUserHierarchyGroup: {"DescribeUserHierarchyGroup", "CreateUserHierarchyGroup", "DeleteUserHierarchyGroup", "UpdateUserHierarchy"},
		access.TypeHoursOfOperation:   {"DescribeHoursOfOperation", "CreateHoursOfOperation", "UpdateHoursOfOperation", "DeleteHoursOfOperation"},
		access.TypeQuickConnect:       {"DescribeQuickConnect", "CreateQuickConnect", "UpdateQuickConnectConfig", "DeleteQuickConnect"},
		access.TypeAgentStatus:        {"DescribeAgentStatus", "CreateAgentStatus", "UpdateAgentStatus"},
		access.TypeInstance:           {"UpdateUserHierarchyStructure", "CreatePredefinedAttribute", "DeletePredefinedAttribute"},
	} {
		for _, operation := range operations {
			for _, tags := range someTags {
				for _, path := range [][]string{nil, {"emea"}, {"emea", "de"}, {"apac"}} {
					all = append(all, probe{operation, kind, tags, path})
				}
			}
		}
	}
	return all
}()

// untouchable is what no walker of this test can have reached: users and profiles that may do more than they, as far as it would help to
// change them.
func (w *walk) untouchable() map[string]any {
	r := w.store.Read(w.ctx, w.id)
	root, err := r.User(w.root)
	wantKind(w.t, err, 0)
	boss, err := r.SecurityProfiles().Get("boss")
	wantKind(w.t, err, 0)
	boss.Tags, boss.LastModified = nil, w.now()
	return map[string]any{"mail of root": root.Identity.SecondaryEmail, "profiles of root": root.SecurityProfileIDs, "boss": boss}
}

// step does something at random, as one of the walkers, and tells what.
func (w *walk) step() (string, error) {
	by := w.as(one(w, w.walkers))
	if w.r.IntN(2) == 0 {
		return w.anything(by)
	}
	name := one(w, sortedSteps)
	return name, walkerSteps[name](w, by)
}

func one[T any](w *walk, list []T) T { return list[w.r.IntN(len(list))] }

func some[T any](w *walk, list []T) (chosen []T) {
	for range w.r.IntN(3) {
		chosen = append(chosen, one(w, list))
	}
	return chosen
}

func (w *walk) name() string {
	w.made++
	return numbered("made", w.made)
}

func (w *walk) newProfile() roster.SecurityProfile {
	p := roster.SecurityProfile{Meta: roster.Meta{Name: w.name(), Tags: one(w, someTags)}, Permissions: some(w, w.all)}
	if w.r.IntN(2) == 0 {
		p.Permissions = []string{"Users.View", "Users.Edit", "Users.Delete", "SecurityProfiles.Edit"}
	}
	if w.r.IntN(3) > 0 {
		byTags(one(w, someTags[1:]))(&p)
	}
	if w.r.IntN(3) > 0 {
		byGroup(one(w, w.groups))(&p)
	}
	return p
}

// joined makes a walker of a user that a walker acts for from now on.
func (w *walk) joined(id string, err error) error {
	if err == nil && !slices.Contains(w.walkers, id) {
		w.walkers = append(w.walkers, id)
	}
	return err
}

// walkerSteps are what is worth trying most.
var walkerSteps = map[string]func(w *walk, by roster.Caller) error{
	"take over": func(w *walk, by roster.Caller) error {
		id := one(w, w.users)
		return w.joined(id, w.UpdateUserIdentityInfo(w.ctx, by, w.id, id, mail(w.name()+"@example.com")))
	},
	"create a user": func(w *walk, by roster.Caller) error {
		made, err := w.CreateUser(w.ctx, by, w.id, w.hire(w.name(), func(in *roster.NewUser) {
			in.SecurityProfileIDs, in.HierarchyGroupID, in.Tags = append(some(w, w.profiles), one(w, w.profiles)), one(w, w.groups), one(w, someTags)
		}))
		if err == nil {
			w.users = append(w.users, made.ID)
		}
		return w.joined(made.ID, err)
	},
	"assign": func(w *walk, by roster.Caller) error {
		return w.UpdateUserSecurityProfiles(w.ctx, by, w.id, one(w, w.users), append(some(w, w.profiles), one(w, w.profiles)))
	},
	"move": func(w *walk, by roster.Caller) error {
		return w.UpdateUserHierarchy(w.ctx, by, w.id, one(w, w.users), one(w, w.groups))
	},
	"tag": func(w *walk, by roster.Caller) error {
		return w.TagResource(w.ctx, by, w.res(w.anyTagged()), one(w, someTags[1:]))
	},
	"untag": func(w *walk, by roster.Caller) error {
		return w.UntagResource(w.ctx, by, w.res(w.anyTagged()), []string{one(w, []string{"team", "site"})})
	},
	"create a profile": func(w *walk, by roster.Caller) error {
		id, err := w.CreateSecurityProfile(w.ctx, by, w.id, w.newProfile())
		if err == nil {
			w.profiles = append(w.profiles, id)
		}
		return err
	},
	"update a profile": func(w *walk, by roster.Caller) error {
		p := w.newProfile()
		u := roster.SecurityProfileUpdate{Permissions: p.Permissions, AllowedTags: p.AllowedTags, TagRestricted: p.TagRestricted}
		if w.r.IntN(2) == 0 {
			u = roster.SecurityProfileUpdate{HierarchyRestricted: p.HierarchyRestricted, AllowedGroupID: &p.AllowedGroupID}
		}
		return w.UpdateSecurityProfile(w.ctx, by, w.id, one(w, w.profiles), u)
	},
}

var sortedSteps = slices.Sorted(maps.Keys(walkerSteps))

func (w *walk) anyTagged() roster.Reference {
	return one(w, []roster.Reference{user(one(w, w.users)), profile(one(w, w.profiles)), group(one(w, w.groups))})
}

// anything calls an operation with whatever there is, but nothing that would take the instance away.
func (w *walk) anything(by roster.Caller) (string, error) {
	m := one(w, methods())
	args := []reflect.Value{reflect.ValueOf(w.Service), reflect.ValueOf(w.ctx), reflect.ValueOf(by)}
	for n := 3; n < m.Type.NumIn(); n++ {
		arg := reflect.New(m.Type.In(n)).Elem()
		w.fill(arg)
		if n == 3 && arg.Kind() == reflect.String {
			arg.SetString(w.id)
		}
		args = append(args, arg)
	}
	results := m.Func.Call(args)
	err, _ := results[len(results)-1].Interface().(error)
	return m.Name, err
}

// fill makes a value up.
func (w *walk) fill(v reflect.Value) {
	switch v.Interface().(type) {
	case access.Resource:
		v.Set(reflect.ValueOf(w.res(w.anyTagged())))
		return
	case roster.Page:
		v.Set(reflect.ValueOf(everyone))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(one(w, slices.Concat(w.users, w.profiles, w.groups, w.others, []string{w.name()})))
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(w.r.IntN(2) == 0)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), w.r.IntN(2), 2))
		for n := range v.Len() {
			w.fill(v.Index(n))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		w.fill(v.Elem())
	case reflect.Struct:
		for n := range v.NumField() {
			if v.Field(n).CanSet() {
				w.fill(v.Field(n))
			}
		}
	case reflect.Func:
		v.Set(reflect.ValueOf(username))
	case reflect.Map:
		if v.Type() == reflect.TypeFor[map[string]string]() {
			v.Set(reflect.ValueOf(one(w, someTags)))
		}
	case reflect.Interface:
		if v.Type() == reflect.TypeFor[search.Criteria]() {
			v.Set(reflect.ValueOf(search.All{}))
		}
	}
}
