package roster

import (
	"strings"
	"time"
)

// contents are the resources that a new instance is born with.
type contents struct {
	hours    HoursOfOperation
	queue    Queue
	routing  RoutingProfile
	security []SecurityProfile
	statuses []AgentStatus
	words    []PredefinedAttribute
	sessions AuthenticationProfile
}

// defaultContents draws the ids of a new instance's resources. Their texts and settings are those of a fresh instance of the service.
func (s *Service) defaultContents(now time.Time) contents {
	meta := func(name string) Meta { return Meta{ID: s.newID(), Name: name, LastModified: now} }
	c := contents{
		hours: HoursOfOperation{Meta: meta("Basic Hours"), Description: "Always open hours", TimeZone: "America/New_York", Config: alwaysOpen()},
		queue: Queue{Meta: meta("BasicQueue"), Description: "A simple, basic voice queue.", Enabled: true},
		routing: RoutingProfile{
			Meta: meta("Basic Routing Profile"), Description: "A simple routing profile.", AvailabilityTimer: TimeSinceLastActivity, Default: true,
			MediaConcurrencies: []MediaConcurrency{{Voice, 1, RouteCurrentChannelOnly}, {"CHAT", 2, RouteCurrentChannelOnly}, {"TASK", 1, RouteCurrentChannelOnly}},
		},
		statuses: []AgentStatus{
			{Meta: meta("Available"), Type: Routable, Enabled: true, DisplayOrder: ordinal(1)},
			{Meta: meta("Offline"), Type: Offline, Enabled: true, DisplayOrder: ordinal(2)},
		},
		sessions: AuthenticationProfile{
			Meta: meta("Default Authentication Profile"), Description: "Applies to every user of the instance.", Default: true,
			Created: now, PeriodicSession: 60, MaxSession: 720, SessionInactivity: 60,
		},
	}
	c.queue.HoursOfOperationID = c.hours.ID
	c.routing.DefaultOutboundQueueID = c.queue.ID
	c.routing.Queues = []QueueConfig{{QueueID: c.queue.ID, Channel: Voice, Priority: 1}}
	for _, name := range []string{"connect:Language", subtypeAttribute, "connect:WorkloadType"} {
		c.words = append(c.words, PredefinedAttribute{Meta: Meta{ID: name, Name: name, LastModified: now}, System: true})
	}
	for _, p := range builtInProfiles {
		c.security = append(c.security, SecurityProfile{Meta: meta(p.name), Description: p.description, Permissions: p.permissions()})
	}
	return c
}

// put writes the contents, what is referred to before what refers to it.
func (c *contents) put(tx Tx) error {
	if err := tx.PutHoursOfOperation(c.hours); err != nil {
		return err
	}
	if err := tx.PutQueue(c.queue); err != nil {
		return err
	}
	if err := tx.PutRoutingProfile(c.routing); err != nil {
		return err
	}
	if err := putAll(c.security, tx.PutSecurityProfile); err != nil {
		return err
	}
	if err := putAll(c.statuses, tx.PutAgentStatus); err != nil {
		return err
	}
	if err := putAll(c.words, tx.PutPredefinedAttribute); err != nil {
		return err
	}
	return tx.PutAuthenticationProfile(c.sessions)
}

func putAll[T any](items []T, put func(T) error) error {
	for _, v := range items {
		if err := put(v); err != nil {
			return err
		}
	}
	return nil
}

// alwaysOpen is every whole day of the week.
func alwaysOpen() []OpenTime {
	var week []OpenTime
	for day := time.Sunday; day <= time.Saturday; day++ {
		week = append(week, OpenTime{Day: weekdays[day]})
	}
	return week
}

var weekdays = [...]string{"SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"}

func ordinal(n int) *int { return &n }

// roleSuffix ends the name of an instance's service role.
func (s *Service) roleSuffix() string {
	return strings.ReplaceAll(s.newID(), "-", "")[:20]
}
