package roster_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// TestExplainListsAgreeWithSingleAnswers: the lists hold exactly those of whom single questions say that they may.
func TestExplainListsAgreeWithSingleAnswers(t *testing.T) {
	o := newOffice(t)
	people := slices.Sorted(func(yield func(string) bool) {
		for name := range o.ids {
			if !yield(name) {
				return
			}
		}
	})
	identity := "UpdateUserIdentityInfo"
	rapid.Check(t, func(r *rapid.T) {
		o.shuffle(t, r, people)
		var pairs []string
		for _, victim := range people {
			var may []string
			for _, name := range people {
				e := o.explain(t, o.as(name), o.onUser(identity, victim))
				if e.Allowed {
					may = append(may, name)
				}
				if e.Allowed && e.Except == "" && name != victim {
					pairs = append(pairs, victim+" by "+name)
				}
			}
			if diff := cmp.Diff(may, o.who(t, o.onUser(identity, victim), nil, 3)); diff != "" {
				r.Errorf("who may change %s (-single +list):\n%s", victim, diff)
			}
		}
		key := keyHolder(t, identityPolicy)
		got := slices.DeleteFunc(o.pairs(t, o.on("", access.TypeInstance, ""), 5), func(pair string) bool {
			var victim, by string
			fmt.Sscanf(pair, "%s by %s", &victim, &by)
			if by != key.KeyID {
				return false
			}
			if !o.explain(t, key, o.onUser(identity, victim)).Allowed {
				r.Errorf("the key may not change %s", victim)
			}
			return true
		})
		if diff := cmp.Diff(pairs, got, cmpopts.EquateEmpty()); diff != "" {
			r.Errorf("takeovers (-single +list):\n%s", diff)
		}
		for _, name := range people {
			var sees []string
			lists := o.explain(t, o.as(name), o.on("connect:ListUsers", access.TypeInstance, "")).Allowed
			for _, other := range people {
				if lists && o.explain(t, o.as(name), o.onUser("DescribeUser", other)).Allowed {
					sees = append(sees, other)
				}
			}
			if diff := cmp.Diff(sees, o.sees(t, o.as(name), access.TypeUser, 3)); diff != "" {
				r.Errorf("%s sees (-single +list):\n%s", name, diff)
			}
		}
	})
}

// shuffle gives every user other profiles, tags and groups.
func (o *office) shuffle(t *testing.T, r *rapid.T, people []string) {
	t.Helper()
	profiles := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"editor", "support", "branch", "rights", "edits", "trims", o.agent}), 1, 3, rapid.ID[string])
	groups := rapid.SampledFrom([][]string{nil, {"emea"}, {"emea", "de"}, {"apac"}})
	tags := rapid.SampledFrom([]map[string]string{nil, {"team": "support"}, {"team": "support", "site": "x"}, {"team": "sales", "site": "x"}})
	shuffled := make([]roster.User, len(people))
	for i, name := range people {
		u := o.read(t, o.ids[name])
		u.SecurityProfileIDs, u.HierarchyPath, u.Tags = profiles.Draw(r, name), groups.Draw(r, name+"'s group"), tags.Draw(r, name+"'s tags")
		shuffled[i] = u
	}
	o.put(t, func(tx roster.Tx) error {
		for _, u := range shuffled {
			if err := tx.PutUser(u); err != nil {
				return err
			}
		}
		return nil
	})
}
