package roster_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
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
