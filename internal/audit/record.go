package audit

import (
	"encoding/json"
	"strings"

	"github.com/rollcall-dev/rollcall/internal/access"
)

// identity is the userIdentity element of a record:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
type identity struct {
	Type        string `json:"type"`
	PrincipalID string `json:"principalId"`
	ARN         string `json:"arn"`
	AccountID   string `json:"accountId"`
	AccessKeyID string `json:"accessKeyId,omitempty"`
	UserName    string `json:"userName,omitempty"`
}

// identityOf tells the administrator, who is the account's root, from keys, which are its IAM users, and from all others.
func identityOf(c *Call) identity {
	id := identity{Type: "Root", PrincipalID: c.Account, ARN: c.ARN, AccountID: c.Account, AccessKeyID: c.AccessKey}
	if c.Admin {
		return id
	}
	id.Type, id.PrincipalID = "Directory", c.ARN[strings.LastIndexByte(c.ARN, '/')+1:]
	if name, ok := strings.CutPrefix(c.ARN, "arn:aws:iam::"+c.Account+":user/"); ok {
		id.Type, id.UserName = "IAMUser", name
	}
	return id
}

// head are the members of a record that are known before the call is carried out. What they mean:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
type head struct {
	EventVersion       string          `json:"eventVersion"`
	UserIdentity       identity        `json:"userIdentity"`
	EventTime          string          `json:"eventTime"`
	EventSource        string          `json:"eventSource"`
	EventName          string          `json:"eventName"`
	AWSRegion          string          `json:"awsRegion"`
	SourceIPAddress    string          `json:"sourceIPAddress"`
	UserAgent          string          `json:"userAgent"`
	RequestParameters  json.RawMessage `json:"requestParameters"`
	RequestID          string          `json:"requestID"`
	EventID            string          `json:"eventID"`
	ReadOnly           bool            `json:"readOnly"`
	EventType          string          `json:"eventType"`
	ManagementEvent    bool            `json:"managementEvent"`
	RecipientAccountID string          `json:"recipientAccountId"`
	EventCategory      string          `json:"eventCategory"`
}

// The bounds of a record, which are CloudTrail's: longer user agents are cut off, larger parameters left out.
const (
	maxUserAgent  = 1 << 10
	maxParameters = 100 << 10
)

// timeForm is that of eventTime, in whole seconds.
const timeForm = "2006-01-02T15:04:05Z"

func headOf(c *Call, parameters []byte) head {
	if len(parameters) > maxParameters {
		parameters = []byte("null")
	}
	return head{
		EventVersion: "1.11", UserIdentity: identityOf(c), EventTime: c.At.UTC().Format(timeForm), EventSource: "connect.amazonaws.com",
		EventName: c.Operation, AWSRegion: c.Region, SourceIPAddress: c.Address, UserAgent: c.UserAgent[:min(len(c.UserAgent), maxUserAgent)],
		RequestParameters: parameters, RequestID: c.ID, EventID: c.EventID, ReadOnly: readOnly(c.Operation), EventType: "AwsApiCall",
		ManagementEvent: true, RecipientAccountID: c.Account, EventCategory: "Management",
	}
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
