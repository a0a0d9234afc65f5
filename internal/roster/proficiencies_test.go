package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// skilled makes a crew with a user, and attributes with enough values.
func skilled(t *testing.T) (*crew, roster.User) {
	t.Helper()
	c := newCrew(t, roster.SAML)
	c.attribute(t, "Skill", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k")
	c.attribute(t, "Tongue", "fr", "de")
	return c, c.user(t, c.hire("ann"))
}

func skill(value string, level int) search.Proficiency {
	return search.Proficiency{Name: "Skill", Value: value, Level: level}
}

func tongue(value string, level int) search.Proficiency {
	return search.Proficiency{Name: "Tongue", Value: value, Level: level}
}

type proficiencies = []search.Proficiency

func TestProficiencyChanges(t *testing.T) {
	full := proficiencies{}
	for _, v := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		full = append(full, skill(v, 1))
	}
	two := proficiencies{skill("a", 1), tongue("fr", 2)}
	const add, change, remove = "associate", "update", "disassociate"
	for name, tt := range map[string]struct {
		held     proficiencies
		verb     string
		in, want proficiencies
		err      roster.Kind
	}{
		"added in order":                      {nil, add, proficiencies{tongue("fr", 2), skill("b", 5), skill("a", 1)}, proficiencies{skill("a", 1), skill("b", 5), tongue("fr", 2)}, 0},
		"one that is held at that level":      {two, add, proficiencies{skill("a", 1)}, two, 0},
		"one that is held at another level":   {two, add, proficiencies{skill("b", 1), skill("a", 2)}, two, roster.InvalidRequest},
		"named twice alike":                   {nil, add, proficiencies{skill("a", 1), skill("a", 1)}, proficiencies{skill("a", 1)}, 0},
		"named twice at two levels":           {nil, add, proficiencies{skill("a", 1), skill("a", 2)}, nil, roster.InvalidRequest},
		"no such attribute":                   {two, add, proficiencies{skill("b", 1), {Name: "skill", Value: "a", Level: 1}}, two, roster.NotFound},
		"no such value":                       {two, add, proficiencies{skill("A", 1)}, two, roster.NotFound},
		"ten":                                 {nil, add, full, full, 0},
		"an eleventh":                         {full, add, proficiencies{skill("k", 1)}, full, roster.InvalidRequest},
		"eleven at once":                      {nil, add, append(full[:len(full):len(full)], skill("k", 1)), nil, roster.InvalidRequest},
		"one again beside ten":                {full, add, proficiencies{skill("j", 1)}, full, 0},
		"nothing added":                       {two, add, proficiencies{}, two, 0},
		"level changed":                       {two, change, proficiencies{tongue("fr", 5)}, proficiencies{skill("a", 1), tongue("fr", 5)}, 0},
		"level as it is":                      {two, change, proficiencies{tongue("fr", 2)}, two, 0},
		"level of one that is absent":         {two, change, proficiencies{skill("a", 5), tongue("de", 5)}, two, roster.NotFound},
		"level changed to two levels":         {two, change, proficiencies{skill("a", 4), skill("a", 5)}, two, roster.InvalidRequest},
		"removed":                             {two, remove, proficiencies{{Name: "Skill", Value: "a"}}, proficiencies{tongue("fr", 2)}, 0},
		"removed, named twice":                {two, remove, proficiencies{{Name: "Skill", Value: "a"}, {Name: "Skill", Value: "a"}}, proficiencies{tongue("fr", 2)}, 0},
		"all removed":                         {two, remove, proficiencies{{Name: "Tongue", Value: "fr"}, {Name: "Skill", Value: "a"}}, nil, 0},
		"removed together with an absent one": {two, remove, proficiencies{{Name: "Skill", Value: "a"}, {Name: "Skill", Value: "z"}}, two, roster.NotFound},
	} {
		t.Run(name, func(t *testing.T) {
			c, u := skilled(t)
			wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, tt.held), 0)
			before := c.read(t, u.ID)
			c.advance(time.Second)
			verbs := map[string]func() error{
				add:    func() error { return c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, tt.in) },
				change: func() error { return c.UpdateUserProficiencies(c.ctx, c.c, c.id, u.ID, tt.in) },
				remove: func() error { return c.DisassociateUserProficiencies(c.ctx, c.c, c.id, u.ID, tt.in) },
			}
			wantRule(t, verbs[tt.verb](), tt.err)
			want := before
			want.Proficiencies = tt.want
			if !cmp.Equal(before.Proficiencies, tt.want) {
				want.LastModified = c.now()
			}
			if diff := cmp.Diff(want, c.read(t, u.ID)); diff != "" {
				t.Errorf("user (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProficienciesOfUsersThatAreMissing(t *testing.T) {
	c, _ := skilled(t)
	list := proficiencies{skill("a", 1)}
	wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, "missing", list), roster.NotFound)
	wantKind(t, c.UpdateUserProficiencies(c.ctx, c.c, c.id, "missing", list), roster.NotFound)
	wantKind(t, c.DisassociateUserProficiencies(c.ctx, c.c, c.id, "missing", list), roster.NotFound)
	_, _, err := c.ListUserProficiencies(c.ctx, c.c, c.id, "missing", everyone)
	wantKind(t, err, roster.NotFound)
}

func TestListUserProficienciesPages(t *testing.T) {
	c, u := skilled(t)
	want := proficiencies{skill("a", 1), skill("b", 2), tongue("de", 3)}
	c.advance(time.Second)
	wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, want), 0)
	changed := c.now()
	c.advance(time.Second)
	var got proficiencies
	for page := (roster.Page{Limit: 2}); ; {
		list, at, err := c.ListUserProficiencies(c.ctx, c.c, c.id, u.ID, page)
		wantKind(t, err, 0)
		if got = append(got, list.Items...); !at.Equal(changed) {
			t.Errorf("changed at %v, want %v", at, changed)
		}
		if list.Next == nil {
			break
		}
		page.After = *list.Next
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("proficiencies (-want +got):\n%s", diff)
	}
}

func TestSearchFindsProficienciesAtOnce(t *testing.T) {
	c, u := skilled(t)
	expert := search.HasProficiency{Conditions: []search.ProficiencyCondition{
		search.ProficiencyText{Field: search.ProficiencyValue, Comparison: search.Exact, Value: "a"}, search.LevelRange{Low: 4, High: 5},
	}}
	wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, proficiencies{skill("a", 3)}), 0)
	if got := c.found(t, expert, 10); got != nil {
		t.Errorf("found %v before the level was raised", got)
	}
	wantKind(t, c.UpdateUserProficiencies(c.ctx, c.c, c.id, u.ID, proficiencies{skill("a", 4)}), 0)
	if diff := cmp.Diff([]string{"ann"}, c.found(t, expert, 10)); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}
