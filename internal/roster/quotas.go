package roster

import (
	"strconv"
	"strings"
	"time"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// Quota names something of which there may only be so many.
type Quota string

// The quotas of an account.
const (
	// InstanceQuota is for the instances of an account in a Region.
	InstanceQuota Quota = "instances"
	// InstanceChangeQuota is for the creations and deletions of instances of an account, in all Regions, within InstanceChangeWindow. Only
	// creations are refused.
	InstanceChangeQuota Quota = "instance changes"
)

// The quotas of an instance. What it is born with counts.
const (
	UserQuota            Quota = "users"
	SecurityProfileQuota Quota = "security profiles"
	RoutingProfileQuota  Quota = "routing profiles"
	QueueQuota           Quota = "queues"
	QuickConnectQuota    Quota = "quick connects"
	HoursQuota           Quota = "hours of operation"
	HierarchyGroupQuota  Quota = "hierarchy groups"
	// AgentStatusQuota is for statuses that are enabled: one that exists cannot be deleted.
	AgentStatusQuota         Quota = "agent statuses"
	PredefinedAttributeQuota Quota = "predefined attributes"
)

// The quotas of a resource.
const (
	// QueueQuickConnectQuota is for the quick connects of a queue.
	QueueQuickConnectQuota Quota = "quick connects of a queue"
	// OverrideQuota is for the overrides of hours of operation, beside those that they inherit. It is MaxOverrides unless it is set.
	OverrideQuota Quota = "overrides of hours of operation"
)

// InstanceChangeWindow is how long the creation or deletion of an instance counts.
const InstanceChangeWindow = 30 * 24 * time.Hour

// bound is what there is to know of a quota.
type bound struct {
	// aws is what the service gives a new account.
	aws int
	// held is the kind that an instance has so many of; empty where something else is counted.
	held access.ResourceType
	// refusal is the kind of the error, and message its text, in which %d stands for the quota.
	refusal Kind
	message string
	// always says that the service's number holds where no other is set.
	always bool
}

// bounds are all quotas.
var bounds = map[Quota]bound{
	InstanceQuota:            {aws: 2, refusal: QuotaExceeded, message: "An account can have at most %d instances in a Region"},
	InstanceChangeQuota:      {aws: 100, refusal: QuotaExceeded, message: "Your account has been flagged for an excessive number of creation and deletion attempts"},
	UserQuota:                {aws: 500, held: access.TypeUser, refusal: LimitExceeded, message: "An instance can have at most %d users"},
	SecurityProfileQuota:     {aws: 100, held: access.TypeSecurityProfile, refusal: LimitExceeded, message: "An instance can have at most %d security profiles"},
	RoutingProfileQuota:      {aws: 500, held: access.TypeRoutingProfile, refusal: LimitExceeded, message: "An instance can have at most %d routing profiles"},
	QueueQuota:               {aws: 100, held: access.TypeQueue, refusal: LimitExceeded, message: "An instance can have at most %d queues"},
	QuickConnectQuota:        {aws: 100, held: access.TypeQuickConnect, refusal: LimitExceeded, message: "An instance can have at most %d quick connects"},
	HoursQuota:               {aws: 100, held: access.TypeHoursOfOperation, refusal: LimitExceeded, message: "An instance can have at most %d hours of operation"},
	HierarchyGroupQuota:      {aws: 500, held: access.TypeUserHierarchyGroup, refusal: LimitExceeded, message: "An instance can have at most %d hierarchy groups"},
	AgentStatusQuota:         {aws: 50, refusal: LimitExceeded, message: "An instance can have at most %d enabled agent statuses"},
	PredefinedAttributeQuota: {aws: 150, held: access.TypePredefinedAttribute, refusal: LimitExceeded, message: "An instance can have at most %d predefined attributes"},
	QueueQuickConnectQuota:   {aws: 700, refusal: LimitExceeded, message: "A queue can have at most %d quick connects"},
	OverrideQuota:            {aws: MaxOverrides, refusal: LimitExceeded, message: "Hours of operation can have at most %d overrides", always: true},
}

// Quotas say how many there may be. What is absent, or not positive, is not bounded.
type Quotas map[Quota]int

// AWSQuotas are the service's for a new account.
func AWSQuotas() Quotas {
	q := make(Quotas, len(bounds))
	for name, b := range bounds {
		q[name] = b.aws
	}
	return q
}

// of is a quota, 0 when there is none.
func (q Quotas) of(name Quota) int {
	switch n := q[name]; {
	case n > 0:
		return n
	case bounds[name].always:
		return bounds[name].aws
	}
	return 0
}

// check refuses more of something when there are as many as its quota allows. full says so of a number, and is only asked if there is one.
func (q Quotas) check(name Quota, full func(n int) (bool, error)) error {
	n := q.of(name)
	if n == 0 {
		return nil
	}
	if is, err := full(n); err != nil || !is {
		return err
	}
	b := bounds[name]
	return &Error{Kind: b.refusal, Message: strings.Replace(b.message, "%d", strconv.Itoa(n), 1)}
}

// checkRoom refuses one more of what an instance holds.
func (q Quotas) checkRoom(r Reader, name Quota) error {
	return q.check(name, func(n int) (bool, error) { return r.AtLeast(n, bounds[name].held) })
}

// checkGrowth refuses more of what was counted before and after the change.
func (q Quotas) checkGrowth(name Quota, before, after int) error {
	return q.check(name, func(n int) (bool, error) { return after > n && after > before, nil })
}

// checkNewInstance refuses one more instance in the caller's account.
func (q Quotas) checkNewInstance(r Reader, c Caller, now time.Time) error {
	if err := q.check(InstanceQuota, func(n int) (bool, error) { return r.AtLeastInstances(n, c.Account, c.Region) }); err != nil {
		return err
	}
	return q.check(InstanceChangeQuota, func(n int) (bool, error) {
		return r.AtLeastInstanceChanges(n, c.Account, now.Add(-InstanceChangeWindow))
	})
}
