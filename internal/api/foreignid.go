package api

import (
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

// Kinds that live elsewhere, of which only ids come along.
const (
	typeFlow         access.ResourceType = "contact-flow"
	typeEmailAddress access.ResourceType = "email-address"
	typePhoneNumber  access.ResourceType = "phone-number"
)

// foreignID is the bare id of a resource of a kind that lives elsewhere, given by id or ARN; "" when absent. It cannot be looked up, but
// an ARN of something else is refused, with the member's name.
func foreignID(c roster.Caller, instance string, kind access.ResourceType, member string, id *string) (string, error) {
	bare := resourceID(c, instance, kind, id)
	if kind == typePhoneNumber {
		bare = strings.TrimPrefix(bare, "arn:"+access.Partition(c.Region)+":connect:"+c.Region+":"+c.Account+":"+string(typePhoneNumber)+"/")
	}
	if strings.ContainsAny(bare, ":/") {
		return "", roster.Errorf(roster.InvalidParameter, "%s must be the id or the ARN of a %s of the instance", member, kind)
	}
	return bare, nil
}
