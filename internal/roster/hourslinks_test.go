package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (s *schedule) wantParents(t *testing.T, id string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, s.describe(t, id).ParentIDs, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("parents (-want +got):\n%s", diff)
	}
}

func TestParentsOfHours(t *testing.T) {
	s := newSchedule(t)
	a, b, c, d := s.hours(t, plan("a")), s.hours(t, plan("b")), s.hours(t, plan("c")), s.hours(t, plan("d"))
	child := s.hours(t, plan("child"))
	link := func(parents ...string) error {
		return s.AssociateHoursOfOperations(s.ctx, s.c, s.id, child, parents)
	}
	wantKind(t, link(b, a), 0)
	wantKind(t, link(), 0)
	s.wantParents(t, child, b, a)
	wantKind(t, link(a, c), 0)
	s.wantParents(t, child, b, a, c)
	wantRule(t, link(d), roster.QuotaExceeded)
	wantRule(t, link(a, d), roster.QuotaExceeded)
	wantRule(t, link("nothing"), roster.NotFound)
	wantKind(t, link(c), 0)
	s.wantParents(t, child, b, a, c)

	wantKind(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{a, d, "nothing"}), 0)
	s.wantParents(t, child, b, c)
	wantKind(t, link(d), 0)
	wantKind(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{b, c, d}), 0)
	s.wantParents(t, child)
	wantRule(t, s.AssociateHoursOfOperations(s.ctx, s.c, s.id, "nothing", []string{a}), roster.NotFound)
	wantRule(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, "nothing", []string{a}), roster.NotFound)
}

func TestParentsAreOneLevelDeep(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, plan("parent"))
	child := s.hours(t, plan("child", below(parent)))
	other := s.hours(t, plan("other"))
	for name, pair := range map[string][2]string{
		"own parent": {other, other}, "parent of a parent": {parent, other}, "child of a child": {other, child}, "circle": {parent, child},
	} {
		t.Run(name, func(t *testing.T) {
			wantRule(t, s.AssociateHoursOfOperations(s.ctx, s.c, s.id, pair[0], []string{pair[1]}), roster.InvalidRequest)
		})
	}
	_, err := s.CreateHoursOfOperation(s.ctx, s.c, s.id, plan("grandchild", below(child)))
	wantRule(t, err, roster.InvalidRequest)
	_, err = s.CreateHoursOfOperation(s.ctx, s.c, s.id, plan("orphan", below("nothing")))
	wantRule(t, err, roster.NotFound)
	// Once the link is gone, it may point the other way.
	wantKind(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{parent}), 0)
	wantKind(t, s.AssociateHoursOfOperations(s.ctx, s.c, s.id, parent, []string{child}), 0)
}

func TestLinkingTouchesTheChildAlone(t *testing.T) {
	s := newSchedule(t)
	parent, child := s.hours(t, plan("parent")), s.hours(t, plan("child"))
	made := s.now()
	s.advance(time.Minute)
	linked := s.now()
	wantKind(t, s.AssociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{parent}), 0)
	s.advance(time.Minute)
	wantKind(t, s.AssociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{parent}), 0)
	wantKind(t, s.DisassociateHoursOfOperations(s.ctx, s.c, s.id, child, []string{"nothing"}), 0)
	if at := s.describe(t, child).LastModified; !at.Equal(linked) {
		t.Errorf("the child changed at %v, want %v", at, linked)
	}
	if at := s.describe(t, parent).LastModified; !at.Equal(made) {
		t.Errorf("the parent changed at %v, want %v", at, made)
	}
}

func TestListChildHoursOfOperations(t *testing.T) {
	s := newSchedule(t)
	parent, other := s.hours(t, plan("parent")), s.hours(t, plan("other"))
	for _, name := range []string{"c", "a", "b"} {
		s.hours(t, plan(name, below(other, parent)))
	}
	s.hours(t, plan("not theirs", below(other)))
	var got []string
	page := roster.Page{Limit: 2}
	for {
		list, changed, err := s.ListChildHoursOfOperations(s.ctx, s.c, s.id, parent, page)
		wantKind(t, err, 0)
		if want := s.describe(t, parent).LastModified; !changed.Equal(want) {
			t.Errorf("changed at %v, want %v", changed, want)
		}
		for _, h := range list.Items {
			got = append(got, h.Name)
		}
		if list.Next == nil {
			break
		}
		page.After = *list.Next
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, got); diff != "" {
		t.Errorf("children (-want +got):\n%s", diff)
	}
	_, _, err := s.ListChildHoursOfOperations(s.ctx, s.c, s.id, "nothing", everyone)
	wantRule(t, err, roster.NotFound)
}
