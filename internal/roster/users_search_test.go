package roster_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// searchCrew is a crew of users that differ in everything that can be searched.
func searchCrew(t *testing.T) *crew {
	c := newCrew(t, roster.SAML)
	c.group(t, "site")
	c.group(t, "team", "site")
	c.profile(t, "second", nil)
	for n := range 24 {
		c.user(t, c.hire(numbered("user", n), func(in *roster.NewUser) {
			in.Identity = names([]string{"Ann", "anna", "Bea"}[n%3], []string{"Lee", "Straße"}[n%2])
			in.HierarchyGroupID = []string{"", "site", "team"}[n/8]
			if n%4 == 0 {
				in.SecurityProfileIDs = []string{c.agent, "second"}
			}
			if n%5 != 0 {
				in.Tags = map[string]string{"team": []string{"red", "blue", ""}[n%3]}
			}
		}))
	}
	return c
}

// randomCriteria draws a criteria tree up to the depth.
func randomCriteria(r *rand.Rand, depth int) search.Criteria {
	if depth > 1 && r.IntN(2) == 0 {
		parts := make([]search.Criteria, r.IntN(3)+1)
		for i := range parts {
			parts[i] = randomCriteria(r, depth-1)
		}
		if r.IntN(2) == 0 {
			return search.And(parts)
		}
		return search.Or(parts)
	}
	field := oneOf(r, search.FieldName, search.FieldFirstName, search.FieldLastName, search.FieldSecurityProfileID, search.FieldRoutingProfileID)
	comparison := oneOf(r, search.Exact, search.StartsWith, search.Contains)
	text := oneOf(r, "user01", "ann", "Ann", "strasse", "second", "e", "USER")
	level := int64(r.IntN(6))
	return oneOf[search.Criteria](r,
		search.Text{Field: field, Comparison: comparison, Value: text},
		search.InHierarchy{GroupID: oneOf(r, "site", "team", "missing"), WithChildGroups: r.IntN(2) == 0},
		search.TagEquals{Key: "team", Value: oneOf(r, nil, ptr("red"), ptr(""))},
		search.HasProficiency{Conditions: []search.ProficiencyCondition{search.LevelRange{Low: level, High: level + 2}}},
	)
}

func oneOf[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

func TestSearchUsersFindsWhatMatches(t *testing.T) {
	c := searchCrew(t)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	matched := 0
	for range 60 {
		where := randomCriteria(r, 3)
		var want []string
		err := c.store.Read(c.ctx, c.id).UserDocuments(func(d *search.Document) error {
			if search.Evaluate(where, d) {
				want = append(want, d.Name)
			}
			return nil
		})
		wantKind(t, err, 0)
		matched += len(want)
		for _, size := range []int{1, 3, len(want) + 1} {
			if diff := cmp.Diff(want, c.found(t, where, size)); diff != "" {
				t.Fatalf("pages of %d for %s (-want +got):\n%s", size, describe(where), diff)
			}
		}
	}
	if matched == 0 {
		t.Error("no criteria matched anybody")
	}
}

func describe(c search.Criteria) string { return fmt.Sprintf("%#v", c) }

func TestSearchUsersSeesEveryAcknowledgedChange(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.group(t, "site")
	bea := search.Text{Field: search.FieldFirstName, Comparison: search.Exact, Value: "Bea"}
	inSite := search.InHierarchy{GroupID: "site"}
	u := c.user(t, c.hire("ann"))
	for _, where := range []search.Criteria{bea, inSite} {
		if got := c.found(t, where, 1); got != nil {
			t.Errorf("found %v before the change", got)
		}
	}
	wantKind(t, c.UpdateUserIdentityInfo(c.ctx, c.c, c.id, u.ID, names("Bea", "Lee")), 0)
	wantKind(t, c.UpdateUserHierarchy(c.ctx, c.c, c.id, u.ID, "site"), 0)
	for _, where := range []search.Criteria{bea, inSite} {
		if diff := cmp.Diff([]string{"ann"}, c.found(t, where, 1)); diff != "" {
			t.Errorf("after the change (-want +got):\n%s", diff)
		}
	}
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, u.ID), 0)
	if got := c.found(t, search.All{}, 1); got != nil {
		t.Errorf("found %v after the deletion", got)
	}
}

func TestSearchUsersIsRefusedToOthers(t *testing.T) {
	c := searchCrew(t)
	other := roster.Caller{Principal: access.User(account, "ci"), Region: region}
	found, err := c.SearchUsers(c.ctx, other, c.id, search.All{}, roster.Page{Limit: 5}, username)
	wantKind(t, err, roster.Denied)
	if found.Total != 0 || found.Items != nil {
		t.Errorf("a refused search tells %d of %d users", len(found.Items), found.Total)
	}
}
