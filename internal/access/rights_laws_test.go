package access_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// Few groups, tags and types, so that what is drawn meets often. For what is drawn, every rule is tried on every target.
var (
	allGroups       = []string{"", "emea", "emea/de", "emea/de/berlin", "emea/fr", "apac", "apac/jp"}
	allTags         = []string{"", "team=a", "team=b", "site=x", "team=a,site=x", "team="}
	someGroup       = rapid.SampledFrom(allGroups)
	someTypes       = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"User", "SecurityProfile", "RoutingProfile", "Queue", "Prompt"}), 0, 3, rapid.ID)
	somePermissions = rapid.SliceOfNDistinct(rapid.SampledFrom(naivePermissions), 0, 6, rapid.ID)
)

var drawnProfile = rapid.Custom(func(t *rapid.T) access.Profile {
	p := grants(somePermissions.Draw(t, "permissions")...)
	if rapid.Bool().Draw(t, "restricted by tags") {
		p = byTags(p, rapid.SampledFrom(allTags).Draw(t, "tags"), someTypes.Draw(t, "types")...)
	}
	if rapid.Bool().Draw(t, "restricted by hierarchy") {
		p = byGroup(p, rapid.OneOf(rapid.Just(""), someGroup).Draw(t, "group"))
	}
	return p
})

var drawnProfiles = rapid.SliceOfN(drawnProfile, 0, 3)

// allTargets are resources of every combination of tags and, if they are users, groups; the last is the user itself.
func allTargets(user access.Target, on access.ResourceType) (targets []access.Target) {
	groups := allGroups
	if on != access.TypeUser {
		groups = []string{""}
	}
	for _, tags := range allTags {
		for _, group := range groups {
			targets = append(targets, inGroup(tagged(rightsTarget(on, "other"), tags), group))
		}
	}
	if on == access.TypeUser {
		targets = append(targets, user)
	}
	return targets
}

// everyCase calls try for every rule and every target.
func everyCase(user access.Target, try func(rule naiveRule, action string, target access.Target)) {
	for _, rule := range naiveRules {
		for _, target := range allTargets(user, rule.on) {
			try(rule, "connect:"+rule.operation, target)
		}
	}
}

func TestDecideAgreesWithTheNaiveRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user, profiles := rightsUser(someGroup.Draw(t, "own group")), drawnProfiles.Draw(t, "profiles")
		if rapid.IntRange(0, 3).Draw(t, "take away") == 0 {
			profiles = append(profiles, grants("RestrictPhoneTypeSettings.Access"))
		}
		r := access.NewRights(user, profiles)
		everyCase(user, func(rule naiveRule, action string, target access.Target) {
			d := r.Decide(action, target)
			if want := naiveAllowed(user, profiles, rule, target); d.Allowed != want || d.Reason == "" {
				t.Fatalf("Decide(%s, %+v) = %+v, want allowed %v with a reason", action, target, d, want)
			}
		})
	})
}

// A decision lists the profiles it rests on, without failures; a refusal lists all that have a say, each with one.
func TestDetailAgreesWithTheDecision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user := rightsUser(someGroup.Draw(t, "own group"))
		r := access.NewRights(user, drawnProfiles.Draw(t, "profiles"))
		everyCase(user, func(_ naiveRule, action string, target access.Target) {
			d := r.Decide(action, target)
			for _, verdict := range d.Detail {
				if d.Allowed != (len(verdict.Failed) == 0) || d.Allowed && len(verdict.Granted) == 0 {
					t.Fatalf("Decide(%s, %+v) = %+v", action, target, d)
				}
			}
		})
	})
}

func TestFilterAgreesWithDecide(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user := rightsUser(someGroup.Draw(t, "own group"))
		r := access.NewRights(user, drawnProfiles.Draw(t, "profiles"))
		everyCase(user, func(rule naiveRule, action string, target access.Target) {
			filter := r.FilterFor(rule.operation, rule.on)
			document := search.Document{ID: target.ID, Tags: target.Tags, HierarchyPath: target.HierarchyPath}
			want := r.Decide(action, target).Allowed
			if got := search.Evaluate(filter, &document); got != want {
				t.Fatalf("%s on %+v: filter %+v matches: %v, Decide allows: %v", action, target, filter, got, want)
			}
			checkSimple(t, filter)
		})
	})
}

// checkSimple refuses criteria that could be written shorter.
func checkSimple(t *rapid.T, c search.Criteria) {
	var parts []search.Criteria
	switch c := c.(type) {
	case search.And:
		parts = c
	case search.Or:
		parts = c
	default:
		return
	}
	if len(parts) < 2 {
		t.Fatalf("%+v joins fewer than two", c)
	}
	_, and := c.(search.And)
	for _, part := range parts {
		_, inner := part.(search.And)
		_, innerOr := part.(search.Or)
		switch part.(type) {
		case search.All, search.None:
			t.Fatalf("%+v has a part that decides nothing or all", c)
		}
		if and && inner || !and && innerOr {
			t.Fatalf("%+v nests what it could join", c)
		}
		checkSimple(t, part)
	}
}

func TestRestrictedIsToRefuseWhatDoesNotExist(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := access.NewRights(rightsUser(someGroup.Draw(t, "own group")), drawnProfiles.Draw(t, "profiles"))
		for _, rule := range naiveRules {
			allowed := r.Decide("connect:"+rule.operation, rightsTarget(rule.on, "nowhere")).Allowed
			if got := r.Restricted(rule.operation, rule.on); got == allowed {
				t.Fatalf("Restricted(%s) = %v, and what does not exist is allowed: %v", rule.operation, got, allowed)
			}
		}
	})
}

func TestAnotherProfileTakesNothingAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		user, profiles := rightsUser(someGroup.Draw(t, "own group")), drawnProfiles.Draw(t, "profiles")
		place := rapid.IntRange(0, len(profiles)).Draw(t, "place")
		fewer := access.NewRights(user, profiles)
		more := access.NewRights(user, slices.Insert(slices.Clone(profiles), place, drawnProfile.Draw(t, "another")))
		everyCase(user, func(_ naiveRule, action string, target access.Target) {
			if fewer.Decide(action, target).Allowed && !more.Decide(action, target).Allowed {
				t.Fatalf("%s on %+v was allowed and is not any more", action, target)
			}
		})
		other := drawnProfile.Draw(t, "other")
		before, _ := fewer.Covers(other)
		if after, _ := more.Covers(other); before && !after {
			t.Fatal("what was covered is not any more")
		}
	})
}
