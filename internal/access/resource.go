package access

import "strings"

// ResourceType is the kind of a resource, spelled as the segment that AWS gives it in an ARN. Connect's ARNs and operations name
// some things differently: a user is an agent, an agent status an agent-state, a quick connect a transfer-destination.
type ResourceType string

// The resource types that have ARNs.
const (
	TypeInstance              ResourceType = "instance"
	TypeUser                  ResourceType = "agent"
	TypeUserHierarchyGroup    ResourceType = "agent-group"
	TypeUserHierarchyLevel    ResourceType = "agent-group-level"
	TypeAgentStatus           ResourceType = "agent-state"
	TypeRoutingProfile        ResourceType = "routing-profile"
	TypeSecurityProfile       ResourceType = "security-profile"
	TypeQueue                 ResourceType = "queue"
	TypeAgentQueue            ResourceType = "queue/agent"
	TypeHoursOfOperation      ResourceType = "operating-hours"
	TypeQuickConnect          ResourceType = "transfer-destination"
	TypeAuthenticationProfile ResourceType = "authentication-profile"
)

// TypePredefinedAttribute only tells the kind apart: a predefined attribute has no ARN, and who asks for one asks its instance.
const TypePredefinedAttribute ResourceType = "predefined-attribute"

// Resource is what a decision is about.
type Resource struct {
	Region, Account string
	// Instance is the id of the instance; empty for the collection of all instances.
	Instance string
	// Type is the resource's type, TypeInstance for the instance itself.
	Type ResourceType
	// ID is the resource's id inside its instance, "*" for the collection that a create adds to; unused for TypeInstance.
	ID string
}

// ARN spells the resource as AWS does.
func (r Resource) ARN() string {
	var b strings.Builder
	b.Grow(128)
	b.WriteString("arn:")
	b.WriteString(Partition(r.Region))
	b.WriteString(":connect:")
	b.WriteString(r.Region)
	b.WriteByte(':')
	b.WriteString(r.Account)
	b.WriteString(":instance/")
	if r.Instance == "" {
		b.WriteByte('*')
		return b.String()
	}
	b.WriteString(r.Instance)
	if r.Type != TypeInstance {
		b.WriteByte('/')
		b.WriteString(string(r.Type))
		b.WriteByte('/')
		b.WriteString(r.ID)
	}
	return b.String()
}

// Partition is the AWS partition that a Region belongs to.
func Partition(region string) string {
	switch {
	case strings.HasPrefix(region, "us-gov-"):
		return "aws-us-gov"
	case strings.HasPrefix(region, "cn-"):
		return "aws-cn"
	}
	return "aws"
}

// ParseARN reads the ARN of a Connect resource. ok is false for anything else. An agent queue's type is TypeAgentQueue.
func ParseARN(arn string) (r Resource, ok bool) {
	if !strings.HasPrefix(arn, "arn:") {
		return Resource{}, false // most ids are bare, and every request has some
	}
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[2] != "connect" || parts[1] != Partition(parts[3]) {
		return Resource{}, false
	}
	r.Region, r.Account = parts[3], parts[4]
	rest, found := strings.CutPrefix(parts[5], "instance/")
	if !found || r.Region == "" || r.Account == "" {
		return Resource{}, false
	}
	instance, inner, nested := strings.Cut(rest, "/")
	r.Instance, r.Type = instance, TypeInstance
	if nested {
		i := strings.LastIndexByte(inner, '/')
		if i <= 0 || i == len(inner)-1 {
			return Resource{}, false
		}
		r.Type, r.ID = ResourceType(inner[:i]), inner[i+1:]
	}
	return r, instance != "" && (!nested || r.Type != TypeInstance)
}
