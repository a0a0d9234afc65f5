package roster_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// attribute makes a predefined attribute.
func (c *crew) attribute(t *testing.T, name string, values ...string) {
	t.Helper()
	wantKind(t, c.CreatePredefinedAttribute(c.ctx, c.c, c.id, roster.PredefinedAttribute{Meta: roster.Meta{Name: name}, Values: values}), 0)
}

// setValues gives an attribute other values.
func (c *crew) setValues(name string, values ...string) error {
	if values == nil {
		values = []string{}
	}
	return c.UpdatePredefinedAttribute(c.ctx, c.c, c.id, name, roster.PredefinedAttributeUpdate{Values: values})
}

// values reads an attribute's.
func (c *crew) values(t *testing.T, name string) []string {
	t.Helper()
	a, err := c.DescribePredefinedAttribute(c.ctx, c.c, c.id, name)
	wantKind(t, err, 0)
	return a.Values
}

func TestCreatePredefinedAttributeKeepsWhatItWasGiven(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.advance(time.Second)
	err := c.CreatePredefinedAttribute(c.ctx, c.c, c.id, roster.PredefinedAttribute{
		Meta: roster.Meta{Name: "Skill"}, Values: []string{"b", "a", "b"}, Purposes: []string{"P", "P"}, ValidateValues: true, System: true,
	})
	wantKind(t, err, 0)
	want := roster.PredefinedAttribute{
		Meta: roster.Meta{ID: "Skill", Name: "Skill", LastModified: c.now()}, Values: []string{"b", "a"}, Purposes: []string{"P"}, ValidateValues: true,
	}
	got, err := c.DescribePredefinedAttribute(c.ctx, c.c, c.id, "Skill")
	wantKind(t, err, 0)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("attribute (-want +got):\n%s", diff)
	}
	_, err = c.DescribePredefinedAttribute(c.ctx, c.c, c.id, "skill")
	wantKind(t, err, roster.NotFound)
	err = c.CreatePredefinedAttribute(c.ctx, roster.Caller{Principal: access.User(account, "ci"), Region: region}, c.id, want)
	wantKind(t, err, roster.Denied)
	if e := asError(err); e != nil && e.Resource.Type != access.TypeInstance {
		t.Errorf("denied on %s: an attribute has no ARN", e.Resource.ARN())
	}
}

func TestPredefinedAttributeNames(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.attribute(t, "Straße")
	for name, want := range map[string]roster.Kind{
		"a": 0, "Job: lead/second (no)": roster.InvalidParameter, "Job: lead/second, <2>?": 0, "it's": 0, "a\u00a0b": 0, "日本": 0,
		"straße": roster.Duplicate, "STRASSE": roster.Duplicate, "Strasse 2": 0,
		"CONNECT:language": roster.Duplicate, "connect:Mood": roster.InvalidParameter, "aws:x": roster.InvalidParameter, "x aws:": 0,
		"tab\there": roster.InvalidParameter, "a#b": roster.InvalidParameter, "😀": roster.InvalidParameter,
	} {
		t.Run(name, func(t *testing.T) {
			err := c.CreatePredefinedAttribute(c.ctx, c.c, c.id, roster.PredefinedAttribute{Meta: roster.Meta{Name: name}})
			wantRule(t, err, want)
			err = c.CreatePredefinedAttribute(c.ctx, c.c, c.id, roster.PredefinedAttribute{Meta: roster.Meta{Name: "of value"}, Values: []string{"ok", name}})
			if want != roster.InvalidParameter {
				wantKind(t, err, 0)
				wantKind(t, c.DeletePredefinedAttribute(c.ctx, c.c, c.id, "of value"), 0)
			} else {
				wantRule(t, err, want)
			}
		})
	}
}

func TestUpdatePredefinedAttribute(t *testing.T) {
	type update = roster.PredefinedAttributeUpdate
	for name, tt := range map[string]struct {
		in   update
		want func(*roster.PredefinedAttribute)
		err  roster.Kind
	}{
		"nothing":             {update{}, nil, 0},
		"the same again":      {update{Values: []string{"a", "b", "a"}, ValidateValues: ptr(false)}, nil, 0},
		"values replaced":     {update{Values: []string{"c", "a"}}, func(a *roster.PredefinedAttribute) { a.Values = []string{"c", "a"} }, 0},
		"values cleared":      {update{Values: []string{}}, func(a *roster.PredefinedAttribute) { a.Values = nil }, 0},
		"purposes cleared":    {update{Purposes: []string{}}, func(a *roster.PredefinedAttribute) { a.Purposes = nil }, 0},
		"validation":          {update{ValidateValues: ptr(true)}, func(a *roster.PredefinedAttribute) { a.ValidateValues = true }, 0},
		"value that is wrong": {update{Values: []string{"a#"}, Purposes: []string{}}, nil, roster.InvalidParameter},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCrew(t, roster.SAML)
			made := roster.PredefinedAttribute{Meta: roster.Meta{Name: "Skill"}, Values: []string{"a", "b"}, Purposes: []string{"P"}}
			wantKind(t, c.CreatePredefinedAttribute(c.ctx, c.c, c.id, made), 0)
			want := made
			want.ID, want.LastModified = "Skill", c.now()
			c.advance(time.Second)
			wantRule(t, c.UpdatePredefinedAttribute(c.ctx, c.c, c.id, "Skill", tt.in), tt.err)
			if tt.want != nil {
				want.LastModified = c.now()
				tt.want(&want)
			}
			got, err := c.DescribePredefinedAttribute(c.ctx, c.c, c.id, "Skill")
			wantKind(t, err, 0)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("attribute (-want +got):\n%s", diff)
			}
		})
	}
	c := newCrew(t, roster.SAML)
	wantKind(t, c.setValues("missing", "a"), roster.NotFound)
}

func TestValuesThatUsersHaveStay(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.attribute(t, "Skill", "red", "green", "blue")
	u := c.user(t, c.hire("ann"))
	wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, []search.Proficiency{{Name: "Skill", Value: "green", Level: 1}}), 0)
	err := c.setValues("Skill", "red", "violet")
	wantRule(t, err, roster.InvalidRequest)
	if e := asError(err); !strings.Contains(e.Message, "green") || strings.Contains(e.Message, "violet") {
		t.Errorf("the message names another value than the one in use: %s", e.Message)
	}
	wantKind(t, c.setValues("Skill", "green", "violet"), 0)
	err = c.DeletePredefinedAttribute(c.ctx, c.c, c.id, "Skill")
	wantRule(t, err, roster.InUse)
	if by := asError(err).By; by.Type != access.TypeUser || by.ID != u.ID {
		t.Errorf("blocked by %+v, want the user", by)
	}
	wantKind(t, c.DisassociateUserProficiencies(c.ctx, c.c, c.id, u.ID, []search.Proficiency{{Name: "Skill", Value: "green"}}), 0)
	wantKind(t, c.setValues("Skill", "violet"), 0)
	wantKind(t, c.DeletePredefinedAttribute(c.ctx, c.c, c.id, "Skill"), 0)
	wantKind(t, c.DeletePredefinedAttribute(c.ctx, c.c, c.id, "Skill"), roster.NotFound)
}

func TestADeletedUserFreesItsAttribute(t *testing.T) {
	c := newCrew(t, roster.SAML)
	c.attribute(t, "Skill", "red")
	u := c.user(t, c.hire("ann"))
	wantKind(t, c.AssociateUserProficiencies(c.ctx, c.c, c.id, u.ID, []search.Proficiency{{Name: "Skill", Value: "red", Level: 1}}), 0)
	wantKind(t, c.DeleteUser(c.ctx, c.c, c.id, u.ID), 0)
	wantKind(t, c.DeletePredefinedAttribute(c.ctx, c.c, c.id, "Skill"), 0)
}

func TestSystemAttributes(t *testing.T) {
	c := newCrew(t, roster.SAML)
	type update = roster.PredefinedAttributeUpdate
	for _, name := range []string{"connect:Language", "connect:Subtype", "connect:WorkloadType"} {
		t.Run(name, func(t *testing.T) {
			wantRule(t, c.DeletePredefinedAttribute(c.ctx, c.c, c.id, name), roster.InvalidRequest)
			wantRule(t, c.UpdatePredefinedAttribute(c.ctx, c.c, c.id, name, update{Purposes: []string{"P"}}), roster.InvalidRequest)
			wantRule(t, c.UpdatePredefinedAttribute(c.ctx, c.c, c.id, name, update{ValidateValues: ptr(true)}), roster.InvalidRequest)
			wantKind(t, c.UpdatePredefinedAttribute(c.ctx, c.c, c.id, name, update{Values: []string{}, Purposes: []string{}, ValidateValues: ptr(false)}), 0)
			fixed := name == "connect:Subtype"
			want := roster.Kind(0)
			if fixed {
				want = roster.InvalidRequest
			}
			wantRule(t, c.setValues(name, "own"), want)
			if got := c.values(t, name); (len(got) == 0) != fixed {
				t.Errorf("values %q", got)
			}
			a, err := c.DescribePredefinedAttribute(c.ctx, c.c, c.id, name)
			wantKind(t, err, 0)
			if a.ReadOnly() != fixed {
				t.Errorf("read-only = %v", a.ReadOnly())
			}
		})
	}
}

func TestPredefinedAttributesComeByName(t *testing.T) {
	c := newCrew(t, roster.SAML)
	for _, name := range []string{"b", "B2", "a"} {
		c.attribute(t, name)
	}
	want := []string{"B2", "a", "b", "connect:Language", "connect:Subtype", "connect:WorkloadType"}
	var listed []string
	for page := (roster.Page{Limit: 4}); ; {
		list, err := c.ListPredefinedAttributes(c.ctx, c.c, c.id, page)
		wantKind(t, err, 0)
		for _, a := range list.Items {
			listed = append(listed, a.Name)
		}
		if list.Next == nil {
			break
		}
		page.After = *list.Next
	}
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	found, err := c.SearchPredefinedAttributes(c.ctx, c.c, c.id, search.Text{Field: search.FieldName, Comparison: search.StartsWith, Value: "b"}, roster.Page{Limit: 1})
	wantKind(t, err, 0)
	if found.Total != 2 || len(found.Items) != 1 || found.Items[0].Name != "B2" || found.Next == nil {
		t.Errorf("found %+v", found)
	}
}
