package roster_test

import (
	"testing"

	"github.com/rollcall-dev/rollcall/internal/roster"
)

// quotaCase is how a kind is made and unmade.
type quotaCase struct {
	quota roster.Quota
	// born is how many there are before the first is made.
	born    int
	message string
	// make makes one and gives its id, unmake takes it away; both on the crew's service of the moment.
	make   func(name string) (id string, err error)
	unmake func(id string) error
}

func quotaCases(t *testing.T, c *crew) []quotaCase {
	t.Helper()
	c.levels(t, c.id, 1)
	hours, offering := c.hours(t), c.newQueue(t, "Offering")
	meta := func(name string) roster.Meta { return roster.Meta{Name: name} }
	return []quotaCase{
		{roster.UserQuota, 0, "An instance can have at most 2 users",
			func(name string) (string, error) {
				u, err := c.CreateUser(c.ctx, c.c, c.id, c.hire(name))
				return u.ID, err
			},
			func(id string) error { return c.DeleteUser(c.ctx, c.c, c.id, id) }},
		{roster.SecurityProfileQuota, 4, "An instance can have at most 6 security profiles",
			func(name string) (string, error) {
				return c.CreateSecurityProfile(c.ctx, c.c, c.id, roster.SecurityProfile{Meta: meta(name)})
			},
			func(id string) error { return c.DeleteSecurityProfile(c.ctx, c.c, c.id, id) }},
		{roster.RoutingProfileQuota, 1, "An instance can have at most 3 routing profiles",
			func(name string) (string, error) {
				return c.CreateRoutingProfile(c.ctx, c.c, c.id, newRoutingProfile(name, offering))
			},
			func(id string) error { return c.DeleteRoutingProfile(c.ctx, c.c, c.id, id) }},
		{roster.QueueQuota, 2, "An instance can have at most 4 queues",
			func(name string) (string, error) {
				return c.CreateQueue(c.ctx, c.c, c.id, roster.Queue{Meta: meta(name), HoursOfOperationID: hours})
			},
			func(id string) error { return c.DeleteQueue(c.ctx, c.c, c.id, id) }},
		{roster.QuickConnectQuota, 0, "An instance can have at most 2 quick connects",
			func(name string) (string, error) {
				return c.CreateQuickConnect(c.ctx, c.c, c.id, roster.QuickConnect{Meta: meta(name), Destination: toFlow})
			},
			func(id string) error { return c.DeleteQuickConnect(c.ctx, c.c, c.id, id) }},
		{roster.HoursQuota, 1, "An instance can have at most 3 hours of operation",
			func(name string) (string, error) { return c.CreateHoursOfOperation(c.ctx, c.c, c.id, plan(name)) },
			func(id string) error { return c.DeleteHoursOfOperation(c.ctx, c.c, c.id, id) }},
		{roster.HierarchyGroupQuota, 0, "An instance can have at most 2 hierarchy groups",
			func(name string) (string, error) {
				return c.CreateUserHierarchyGroup(c.ctx, c.c, c.id, roster.NewUserHierarchyGroup{Name: name})
			},
			func(id string) error { return c.DeleteUserHierarchyGroup(c.ctx, c.c, c.id, id) }},
		{roster.AgentStatusQuota, 2, "An instance can have at most 4 enabled agent statuses",
			func(name string) (string, error) {
				return c.CreateAgentStatus(c.ctx, c.c, c.id, roster.AgentStatus{Meta: meta(name), Enabled: true})
			},
			func(id string) error {
				return c.UpdateAgentStatus(c.ctx, c.c, c.id, id, roster.AgentStatusUpdate{Enabled: ptr(false)})
			}},
		{roster.PredefinedAttributeQuota, 3, "An instance can have at most 5 predefined attributes",
			func(name string) (string, error) {
				return name, c.CreatePredefinedAttribute(c.ctx, c.c, c.id, roster.PredefinedAttribute{Meta: meta(name)})
			},
			func(id string) error { return c.DeletePredefinedAttribute(c.ctx, c.c, c.id, id) }},
		{roster.OverrideQuota, 0, "Hours of operation can have at most 2 overrides",
			func(name string) (string, error) {
				return c.CreateHoursOfOperationOverride(c.ctx, c.c, c.id, exception(hours, name))
			},
			func(id string) error { return c.DeleteHoursOfOperationOverride(c.ctx, c.c, c.id, hours, id) }},
	}
}

func TestQuotasOfAnInstance(t *testing.T) {
	c := newCrew(t, roster.SAML)
	revision := func() int64 {
		i, err := c.DescribeInstance(c.ctx, c.c, c.id)
		wantKind(t, err, 0)
		return i.Revision
	}
	for _, tt := range quotaCases(t, c) {
		t.Run(string(tt.quota), func(t *testing.T) {
			c.bound(roster.Quotas{tt.quota: tt.born + 2})
			first, err := tt.make("first")
			wantKind(t, err, 0)
			_, err = tt.make("second")
			wantKind(t, err, 0)

			before := revision()
			_, err = tt.make("third")
			wantRule(t, err, roster.LimitExceeded)
			if got := asError(err).Message; got != tt.message {
				t.Errorf("refused with %q, want %q", got, tt.message)
			}
			_, err = tt.make("second")
			wantRule(t, err, roster.Duplicate) // which is looked at first
			if got := revision(); got != before {
				t.Errorf("refused requests changed the instance: revision %d, was %d", got, before)
			}

			wantKind(t, tt.unmake(first), 0)
			_, err = tt.make("third")
			wantKind(t, err, 0)
			c.bound(nil)
			_, err = tt.make("fourth")
			wantKind(t, err, 0)
			c.bound(roster.Quotas{tt.quota: 1})
			_, err = tt.make("fifth")
			wantRule(t, err, roster.LimitExceeded) // there are more already
		})
	}
}
