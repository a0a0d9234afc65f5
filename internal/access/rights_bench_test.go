package access_test

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// tenProfiles are as many as a user may have, each with every known permission and restricted in both ways.
func tenProfiles(b *testing.B) []access.Profile {
	known, err := os.ReadFile("../roster/permissions.txt")
	if err != nil {
		b.Fatal(err)
	}
	profiles := make([]access.Profile, 10)
	for i := range profiles {
		p := byGroup(grants(strings.Fields(string(known))...), "emea/de")
		p.ID, p.Name = "id-"+strconv.Itoa(i), "profile "+strconv.Itoa(i)
		profiles[i] = byTags(p, "team=a,site=x,floor=1,n="+strconv.Itoa(i), "Queue", "RoutingProfile", "SecurityProfile", "User")
	}
	return profiles
}

func BenchmarkRightsDecide(b *testing.B) {
	r := access.NewRights(rightsUser("emea/de"), tenProfiles(b))
	for _, bm := range []struct {
		name   string
		target access.Target
	}{
		{"allowed", tagged(inGroup(someone, "emea/de/berlin"), "team=a,site=x,floor=1,n=9")},
		{"refused", tagged(inGroup(someone, "emea/de/berlin"), "team=a,site=x,floor=1")},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Decide("connect:DescribeUser", bm.target)
			}
		})
	}
}

func BenchmarkNewRights(b *testing.B) {
	user, profiles := rightsUser("emea/de"), tenProfiles(b)
	b.ReportAllocs()
	for b.Loop() {
		access.NewRights(user, profiles)
	}
}

func BenchmarkRightsFilterFor(b *testing.B) {
	r := access.NewRights(rightsUser("emea/de"), tenProfiles(b))
	b.ReportAllocs()
	for b.Loop() {
		r.FilterFor("ListUsers", access.TypeUser)
	}
}
