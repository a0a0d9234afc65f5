package e2e

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// TestTerraform calls the API as Terraform's AWS provider does: it creates, reads what it declared, changes one aspect by one call, changes
// tags alone, and destroys. Whatever is read otherwise than declared would be a change that Terraform proposes for ever.
func TestTerraform(t *testing.T) {
	t.Parallel()
	client := newServer(t, "--instance-creation-delay", "100ms").client()
	t.Run("apply, change and destroy", func(t *testing.T) { livesUnderTerraform(t, client) })
	t.Run("the instance disappears", func(t *testing.T) { disappearsWhole(t, client) })
}

// stack is what the configuration declares, in the order in which it has to be made.
type stack struct {
	*centre
	instance  *managed[instanceConfig]
	hours     []*managed[hoursConfig]
	desk      *managed[quickConnectConfig]
	queues    []*managed[queueConfig]
	routing   []*managed[routingConfig]
	security  *managed[securityConfig]
	structure *managed[structureConfig]
	groups    []*managed[groupConfig]
	user      *managed[userConfig]
	quick     []*managed[quickConnectConfig]
}

// all are the resources in order of creation.
func (s *stack) all() []resource {
	return slices.Concat([]resource{s.instance}, resources(s.hours...), []resource{s.desk}, resources(s.queues...), resources(s.routing...),
		[]resource{s.security, s.structure}, resources(s.groups...), []resource{s.user}, resources(s.quick...))
}

// apply makes everything.
func apply(t *testing.T, client *connect.Client, alias string) *stack {
	t.Helper()
	s := &stack{}
	s.centre, s.instance = declareInstance(t, client, alias)
	s.hours = []*managed[hoursConfig]{
		s.declareHours(t, hoursConfig{Name: "Office", Description: "With a break", TimeZone: "EST", Config: workingWeek()}),
		s.declareHours(t, hoursConfig{Name: "Never", TimeZone: "Europe/Zurich", Config: set[openTime]()}),
	}
	s.desk = s.declareQuickConnect(t, quickConnectConfig{Name: "Desk", Description: "Ground floor", To: toNumber("+15555550100")})
	for n, name := range []string{"Sales", "Support", "Billing", "Returns"} {
		config := queueConfig{Name: name, Hours: s.hours[n%2].id, Status: types.QueueStatusEnabled, QuickConnects: set[string]()}
		if n == 0 {
			config.Description, config.MaxContacts, config.QuickConnects = "Calls", 4, set(s.desk.id)
			config.Caller = &callerConfig{Name: "Sales", Flow: flowID}
		}
		s.queues = append(s.queues, s.declareQueue(t, config))
	}
	entries := s.everyChannel(1)
	ten := keys(entries)[:10]
	s.routing = []*managed[routingConfig]{
		s.declareRouting(t, routingConfig{Name: "Day", Description: "All channels", Outbound: s.queues[0].id, Media: media(5), Queues: entries}),
		s.declareRouting(t, routingConfig{Name: "Night", Description: "Fewer", Outbound: s.queues[1].id, Media: media(1), Queues: only(entries, ten)}),
	}
	s.applyPeople(t)
	return s
}

// applyPeople makes the user and what it needs, and what needs it.
func (s *stack) applyPeople(t *testing.T) {
	t.Helper()
	s.security = s.declareSecurity(t, securityConfig{Name: "Lead", Description: "Leads", Permissions: set("BasicAgentAccess", "OutboundCallAccess")})
	s.structure = s.declareStructure(t, structureConfig{"Continent", "Country", "Site", "Floor", "Team"})
	for _, name := range []string{"Europe", "Switzerland", "Zurich", "First", "Blue"} {
		s.groups = append(s.groups, s.declareGroup(t, name, s.groups))
	}
	s.user = s.declareUser(t, userConfig{
		Name: "ada", Email: "ada@example.com", FirstName: "Ada", LastName: "Lovelace", Group: s.groups[4].id, Routing: s.routing[0].id,
		Profiles: set(s.security.id), Phone: types.UserPhoneConfig{PhoneType: types.PhoneTypeSoftPhone, AfterContactWorkTimeLimit: 30},
	})
	s.quick = []*managed[quickConnectConfig]{
		s.declareQuickConnect(t, quickConnectConfig{Name: "Ada", To: toUser(aws.String(s.user.id))}),
		s.declareQuickConnect(t, quickConnectConfig{Name: "Support", To: toQueue(aws.String(s.queues[1].id))}),
	}
}

func livesUnderTerraform(t *testing.T, client *connect.Client) {
	s := apply(t, client, "terraform")
	for _, r := range s.all() {
		r.plan(t)
	}
	for _, r := range s.all() {
		r.retag(t, client, map[string]string{"owner": "b", "added": "", "empty": "no more"})
		r.retag(t, client, map[string]string{})
		r.retag(t, client, map[string]string{"owner": "c"})
	}
	s.changeInstance(t)
	s.changeHours(t)
	s.changeQueues(t)
	s.changeRouting(t)
	s.changeQuickConnects(t)
	s.changeSecurity(t)
	s.changeHierarchy(t)
	s.changeUser(t)
	for _, r := range s.all() {
		r.plan(t)
	}
	s.destroy(t)
}

// destroy removes everything, what refers to others first, and expects that what is left stays as it was declared. That Terraform finds
// out when something was removed behind its back is the same: reading it fails in the one way that the provider knows.
func (s *stack) destroy(t *testing.T) {
	t.Helper()
	s.user.disappears(t)
	for _, quick := range append(s.quick, s.desk) {
		quick.plan(t)
		quick.disappears(t)
	}
	s.queues[0].declared.QuickConnects = set[string]()
	for _, profile := range s.routing {
		profile.plan(t)
		profile.disappears(t)
	}
	for _, queue := range s.queues {
		queue.plan(t)
		queue.disappears(t)
	}
	for _, hours := range s.hours {
		hours.plan(t)
		hours.disappears(t)
	}
	s.security.disappears(t)
	for _, group := range slices.Backward(s.groups) {
		group.plan(t)
		group.disappears(t)
	}
	s.structure.becomes(t, structureConfig{}, s.structure.remove(t))
	s.instance.disappears(t)
}

func disappearsWhole(t *testing.T, client *connect.Client) {
	s := apply(t, client, "terraform-gone")
	ok(t, s.instance.remove(t))
	for _, r := range s.all() {
		r.isGone(t)
	}
}
