package access_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestCoversIsReflexive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		profiles := drawnProfiles.Draw(t, "profiles")
		r := access.NewRights(rightsUser(someGroup.Draw(t, "own group")), profiles)
		if ok, reason := r.MayTakeOver(profiles); !ok {
			t.Fatalf("the own profiles are not covered: %s", reason)
		}
	})
}

func TestCoversIsTransitive(t *testing.T) {
	reached := 0
	rapid.Check(t, func(t *rapid.T) {
		user := rightsUser(someGroup.Draw(t, "own group"))
		low := drawnProfile.Draw(t, "low")
		middle := append(drawnProfiles.Draw(t, "middle"), loosened(t, low, "middle"))
		high := append(drawnProfiles.Draw(t, "high"), loosened(t, middle[0], "high"))
		for _, p := range middle {
			high = append(high, loosened(t, p, "high"))
		}
		middleCovers, _ := access.NewRights(user, middle).Covers(low)
		highCovers, _ := access.NewRights(user, high).MayTakeOver(middle)
		if !middleCovers || !highCovers {
			return
		}
		reached++
		if ok, reason := access.NewRights(user, high).Covers(low); !ok {
			t.Fatalf("high covers middle, middle covers low, high does not: %s", reason)
		}
	})
	if reached == 0 {
		t.Error("no chain was drawn")
	}
}

// loosened is a profile that often restricts less, so that it often covers the one given.
func loosened(t *rapid.T, p access.Profile, label string) access.Profile {
	switch rapid.IntRange(0, 4).Draw(t, label) {
	case 0:
		p.TagRestricted = nil
	case 1:
		p.Tags = tagsOf("team=a")
	case 2:
		p.HierarchyRestricted = false
	case 3:
		if len(p.GroupPath) > 1 {
			p.GroupPath = p.GroupPath[:len(p.GroupPath)-1]
			p.GroupID = p.GroupPath[len(p.GroupPath)-1]
		}
	}
	return p
}

// Who covers a profile can do on others whatever a holder of it can who is in the same group.
func TestWhoCoversAProfileCanDoWhatItsHolderCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		group, profiles, p := someGroup.Draw(t, "own group"), drawnProfiles.Draw(t, "profiles"), drawnProfile.Draw(t, "profile")
		r := access.NewRights(rightsUser(group), append(profiles, loosened(t, p, "mine")))
		if ok, _ := r.Covers(p); !ok {
			return
		}
		user := rightsUser(group)
		user.ID = "holder"
		holder := access.NewRights(user, []access.Profile{p})
		everyCase(user, func(_ naiveRule, action string, target access.Target) {
			if target.ID != user.ID && holder.Decide(action, target).Allowed && !r.Decide(action, target).Allowed {
				t.Fatalf("the holder may %s on %+v", action, target)
			}
		})
	})
}
