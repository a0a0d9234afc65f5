package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
	"github.com/rollcall-dev/rollcall/internal/search"
)

// schedule is an instance to make hours of operation in.
type schedule struct {
	*env
	id string
}

func newSchedule(t *testing.T) *schedule {
	t.Helper()
	e := newEnv(t)
	return &schedule{env: e, id: e.instance(t, roster.SAML, "schedule").ID}
}

// plan is hours of operation that are right, with changes.
func plan(name string, changes ...func(*roster.HoursOfOperation)) roster.HoursOfOperation {
	h := roster.HoursOfOperation{
		Meta: roster.Meta{Name: name}, TimeZone: "Europe/Zurich", Config: []roster.OpenTime{{Day: "MONDAY", Start: 8 * 60, End: 18 * 60}},
	}
	for _, change := range changes {
		change(&h)
	}
	return h
}

// below makes hours a child.
func below(parents ...string) func(*roster.HoursOfOperation) {
	return func(h *roster.HoursOfOperation) { h.ParentIDs = parents }
}

// hours makes hours of operation and gives their id.
func (s *schedule) hours(t *testing.T, h roster.HoursOfOperation) string {
	t.Helper()
	id, err := s.CreateHoursOfOperation(s.ctx, s.c, s.id, h)
	wantKind(t, err, 0)
	return id
}

func (s *schedule) describe(t *testing.T, id string) roster.LinkedHours {
	t.Helper()
	h, err := s.DescribeHoursOfOperation(s.ctx, s.c, s.id, id)
	wantKind(t, err, 0)
	return h
}

func TestHoursOfOperationRules(t *testing.T) {
	s := newSchedule(t)
	times := func(start, end int) func(*roster.HoursOfOperation) {
		return func(h *roster.HoursOfOperation) {
			h.Config = []roster.OpenTime{{Day: "MONDAY", Start: start, End: end}}
		}
	}
	zone := func(name string) func(*roster.HoursOfOperation) {
		return func(h *roster.HoursOfOperation) { h.TimeZone = name }
	}
	tests := []struct {
		name   string
		change func(*roster.HoursOfOperation)
		want   roster.Kind
	}{
		{"old name of a zone", zone("US/Eastern"), 0},
		{"abbreviation of a zone", zone("EST5EDT"), 0},
		{"no zone", zone(""), roster.InvalidParameter},
		{"the server's zone", zone("Local"), roster.InvalidParameter},
		{"unknown zone", zone("Europe/Atlantis"), roster.InvalidParameter},
		{"offset for a zone", zone("+01:00"), roster.InvalidParameter},
		{"no hours at all", func(h *roster.HoursOfOperation) { h.Config = nil }, 0},
		{"whole day", times(0, 0), 0},
		{"until midnight", times(10*60, 0), 0},
		{"over midnight", times(22*60, 6*60), roster.InvalidParameter},
		{"no time at all", times(9*60, 9*60), roster.InvalidParameter},
		{"overlapping", func(h *roster.HoursOfOperation) {
			h.Config = append(h.Config, h.Config[0], roster.OpenTime{Day: "MONDAY", End: 600})
		}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := plan(tt.name, tt.change)
			_, err := s.CreateHoursOfOperation(s.ctx, s.c, s.id, h)
			wantRule(t, err, tt.want)
			id := s.hours(t, plan("to become "+tt.name))
			update := roster.HoursOfOperationUpdate{TimeZone: &h.TimeZone, Config: append([]roster.OpenTime{}, h.Config...)}
			wantRule(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, update), tt.want)
		})
	}
}

func TestHoursOfOperationNamesAreUnique(t *testing.T) {
	s := newSchedule(t)
	id := s.hours(t, plan("Late"))
	_, err := s.CreateHoursOfOperation(s.ctx, s.c, s.id, plan("Late"))
	wantRule(t, err, roster.Duplicate)
	other := s.hours(t, plan("late"))
	wantRule(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, other, roster.HoursOfOperationUpdate{Name: ptr("Late")}), roster.Duplicate)
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, roster.HoursOfOperationUpdate{Name: ptr("Late"), Description: ptr("new")}), 0)
}

func TestUpdateHoursOfOperationKeepsWhatIsAbsent(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, plan("Parent"))
	made := plan("Full", below(parent))
	made.Description, made.Tags = "text", map[string]string{"a": "b"}
	id := s.hours(t, made)
	want := made
	want.ID, want.LastModified = id, s.now()
	check := func(change string) {
		t.Helper()
		got := s.describe(t, id)
		if diff := cmp.Diff(want, got.HoursOfOperation, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("after %s (-want +got):\n%s", change, diff)
		}
		if len(got.Parents) != 1 || got.Parents[0].ID != parent || got.Parents[0].Name != "Parent" {
			t.Errorf("parents are %v", got.Parents)
		}
	}
	check("creation")
	s.advance(time.Minute)
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, roster.HoursOfOperationUpdate{}), 0)
	check("an update of nothing")
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, roster.HoursOfOperationUpdate{Name: ptr("New"), TimeZone: ptr("Nowhere")}), roster.InvalidParameter)
	check("a refused update")
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, roster.HoursOfOperationUpdate{Name: ptr("New"), TimeZone: ptr("UTC")}), 0)
	want.Name, want.TimeZone, want.LastModified = "New", "UTC", s.now()
	check("a new name and zone")
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, id, roster.HoursOfOperationUpdate{Description: ptr(""), Config: []roster.OpenTime{}}), 0)
	want.Description, want.Config = "", nil
	check("clearing")
	wantKind(t, s.UpdateHoursOfOperation(s.ctx, s.c, s.id, "nothing", roster.HoursOfOperationUpdate{}), roster.NotFound)
}

func TestHoursInUseStay(t *testing.T) {
	s := newSchedule(t)
	list, err := s.ListHoursOfOperations(s.ctx, s.c, s.id, everyone)
	wantKind(t, err, 0)
	basic := list.Items[0].ID
	queues, err := s.store.Read(s.ctx, s.id).Queues().List(everyone)
	wantKind(t, err, 0)
	wantBlockedBy(t, s.DeleteHoursOfOperation(s.ctx, s.c, s.id, basic), access.TypeQueue, queues[0].ID)

	parent := s.hours(t, plan("Parent"))
	child := s.hours(t, plan("Child", below(parent)))
	wantBlockedBy(t, s.DeleteHoursOfOperation(s.ctx, s.c, s.id, parent), access.TypeHoursOfOperation, child)
	wantKind(t, s.DeleteHoursOfOperation(s.ctx, s.c, s.id, child), 0)
	wantKind(t, s.DeleteHoursOfOperation(s.ctx, s.c, s.id, parent), 0)
	wantKind(t, s.DeleteHoursOfOperation(s.ctx, s.c, s.id, parent), roster.NotFound)
	_, err = s.DescribeHoursOfOperation(s.ctx, s.c, s.id, child)
	wantKind(t, err, roster.NotFound)
}

func TestSearchHoursOfOperations(t *testing.T) {
	s := newSchedule(t)
	parent := s.hours(t, plan("Parent", func(h *roster.HoursOfOperation) { h.Description, h.TimeZone = "master list", "Asia/Tokyo" }))
	s.hours(t, plan("Child", below(parent), func(h *roster.HoursOfOperation) { h.Tags = map[string]string{"team": "a"} }))
	for name, tt := range map[string]struct {
		where search.Criteria
		want  []string
	}{
		"all":         {search.All{}, []string{"Basic Hours", "Child", "Parent"}},
		"description": {search.Text{Field: search.FieldDescription, Comparison: search.Contains, Value: "MASTER"}, []string{"Parent"}},
		"time zone":   {search.Text{Field: search.FieldTimeZone, Comparison: search.StartsWith, Value: "europe/"}, []string{"Child"}},
		"tag":         {search.TagEquals{Key: "team"}, []string{"Child"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := s.SearchHoursOfOperations(s.ctx, s.c, s.id, tt.where, everyone)
			wantKind(t, err, 0)
			var got []string
			for _, h := range found.Items {
				got = append(got, h.Name)
				if wantParents := map[bool]int{true: 1}[h.Name == "Child"]; len(h.Parents) != wantParents || wantParents == 1 && h.Parents[0].Name != "Parent" {
					t.Errorf("%s has parents %v", h.Name, h.Parents)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || found.Total != len(tt.want) {
				t.Errorf("found %d (-want +got):\n%s", found.Total, diff)
			}
		})
	}
}
