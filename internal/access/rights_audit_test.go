package access_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

func TestMayReadAudit(t *testing.T) {
	history := []string{"HistoricalChanges.View"}
	tags := map[string]string{"team": "blue"}
	for _, tt := range []struct {
		name     string
		profiles []access.Profile
		want     bool
	}{
		{"no profile", nil, false},
		{"another permission", []access.Profile{{Permissions: []string{"Users.View"}}}, false},
		{"granted", []access.Profile{{Permissions: history}}, true},
		{"restricted by tags", []access.Profile{{Permissions: history, Tags: tags, TagRestricted: []string{"User"}}}, false},
		{"another type restricted", []access.Profile{{Permissions: history, Tags: tags, TagRestricted: []string{"Queue"}}}, true},
		{"restricted by hierarchy", []access.Profile{{Permissions: history, HierarchyRestricted: true, GroupID: "g"}}, false},
		{"restricted, and granted freely", []access.Profile{{Permissions: history, HierarchyRestricted: true}, {Permissions: history}}, true},
		{"restricted, and free without it", []access.Profile{{Permissions: history, HierarchyRestricted: true}, {Permissions: []string{"Users.View"}}}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := access.NewRights(access.Target{}, tt.profiles).MayReadAudit(); got != tt.want {
				t.Errorf("MayReadAudit = %v, want %v", got, tt.want)
			}
		})
	}
}
