package audit

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// identity is the userIdentity element of a record:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
type identity struct {
	kind, principal, arn, account string
	// key and name are empty where there is none.
	key, name string
}

func (i identity) append(to []byte) []byte {
	to = text(to, `{"type":`, i.kind)
	to = text(to, `,"principalId":`, i.principal)
	to = text(to, `,"arn":`, i.arn)
	to = text(to, `,"accountId":`, i.account)
	if i.key != "" {
		to = text(to, `,"accessKeyId":`, i.key)
	}
	if i.name != "" {
		to = text(to, `,"userName":`, i.name)
	}
	return append(to, '}')
}

// identityOf tells the administrator, who is the account's root, from keys, which are its IAM users, and from all others.
func identityOf(c *Call) identity {
	id := identity{kind: "Root", principal: c.Account, arn: c.ARN, account: c.Account, key: c.AccessKey}
	if c.Admin {
		return id
	}
	id.kind, id.principal = "Directory", c.ARN[strings.LastIndexByte(c.ARN, '/')+1:]
	if name, ok := strings.CutPrefix(c.ARN, "arn:aws:iam::"+c.Account+":user/"); ok {
		id.kind, id.name = "IAMUser", name
	}
	return id
}

// The bounds of a record, which are CloudTrail's: longer user agents are cut off, larger parameters left out.
const (
	maxUserAgent  = 1 << 10
	maxParameters = 100 << 10
)

// timeForm is that of eventTime, in whole seconds.
const timeForm = "2006-01-02T15:04:05Z"

// appendHead writes the members of a record that are known before the call is carried out. What they mean:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
func (w writer) appendHead(to []byte, c *Call) []byte {
	to = append(to, `"eventVersion":"1.11","userIdentity":`...)
	to = identityOf(c).append(to)
	to = text(to, `,"eventTime":`, c.At.UTC().Format(timeForm))
	to = text(to, `,"eventSource":"connect.amazonaws.com","eventName":`, c.Operation)
	to = text(to, `,"awsRegion":`, c.Region)
	to = text(to, `,"sourceIPAddress":`, c.Address)
	to = text(to, `,"userAgent":`, c.UserAgent[:min(len(c.UserAgent), maxUserAgent)])
	to = w.appendParameters(append(to, `,"requestParameters":`...), c.Parameters)
	to = text(to, `,"requestID":`, c.ID)
	to = text(to, `,"eventID":`, c.EventID)
	to = strconv.AppendBool(append(to, `,"readOnly":`...), readOnly(c.Operation))
	return text(to, `,"eventType":"AwsApiCall","managementEvent":true,"eventCategory":"Management","recipientAccountId":`, c.Account)
}

// text appends a member that is a text.
func text(to []byte, name, value string) []byte { return quote(append(to, name...), value) }

func (w writer) appendParameters(to []byte, parameters any) []byte {
	written := w.value(to, reflect.ValueOf(parameters), false)
	if len(written)-len(to) > maxParameters {
		return append(to, "null"...)
	}
	return written
}

// readOnly says whether an operation only reads, which the names of AWS's operations tell.
func readOnly(operation string) bool {
	for _, verb := range []string{"Describe", "List", "Search", "Get", "Read"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}

// resourceTypes are CloudFormation's names of what has an ARN:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Connect.html
var resourceTypes = map[access.ResourceType]string{
	access.TypeInstance:           "AWS::Connect::Instance",
	access.TypeUser:               "AWS::Connect::User",
	access.TypeUserHierarchyGroup: "AWS::Connect::UserHierarchyGroup",
	access.TypeAgentStatus:        "AWS::Connect::AgentStatus",
	access.TypeRoutingProfile:     "AWS::Connect::RoutingProfile",
	access.TypeSecurityProfile:    "AWS::Connect::SecurityProfile",
	access.TypeQueue:              "AWS::Connect::Queue",
	access.TypeHoursOfOperation:   "AWS::Connect::HoursOfOperation",
	access.TypeQuickConnect:       "AWS::Connect::QuickConnect",
}
