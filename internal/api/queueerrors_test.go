package api_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQueueErrors(t *testing.T) {
	c := newCrew(t)
	basic := c.firstQueue(t)
	hours, queue := `"HoursOfOperationId":"`+*basic.HoursOfOperationId+`"`, "/queues/"+*c.id+"/"+*c.makeQueue(t, "Support")
	create := "/queues/" + *c.id
	foreign := `"arn:aws:connect:us-west-2:999999999999:phone-number/x"`
	for _, tt := range []struct{ name, method, path, body, want string }{
		{"name taken", "PUT", create, `{"Name":"BasicQueue",` + hours + `}`, "DuplicateResourceException"},
		{"unknown hours", "PUT", create, `{"Name":"x","HoursOfOperationId":"nothing"}`, "ResourceNotFoundException"},
		{"unknown quick connect", "PUT", create, `{"Name":"x","QuickConnectIds":["nothing"],` + hours + `}`, "ResourceNotFoundException"},
		{"e-mail addresses", "PUT", create, `{"Name":"x","EmailAddressesConfig":[{"EmailAddressId":"e"}],` + hours + `}`, "InvalidRequestException"},
		{"another account's number", "PUT", create, `{"Name":"x","OutboundCallerConfig":{"OutboundCallerIdNumberId":` + foreign + `},` + hours + `}`, "InvalidParameterException"},
		{"number for a flow", "POST", queue + "/outbound-caller-config", `{"OutboundCallerConfig":{"OutboundFlowId":"` + *instanceARN(c.id, "/phone-number/x") + `"}}`, "InvalidParameterException"},
		{"flow for an address", "POST", queue + "/outbound-email-config", `{"OutboundEmailConfig":{"OutboundEmailAddressId":"` + *instanceARN(c.id, "/contact-flow/x") + `"}}`, "InvalidParameterException"},
		{"unknown instance", "PUT", "/queues/nothing", `{"Name":"x",` + hours + `}`, "ResourceNotFoundException"},
		{"rename onto another's", "POST", queue + "/name", `{"Name":"BasicQueue"}`, "DuplicateResourceException"},
		{"rename without a name", "POST", queue + "/name", `{}`, "InvalidParameterException"},
		{"hours that are a queue", "POST", queue + "/hours-of-operation", `{"HoursOfOperationId":"` + *basic.QueueId + `"}`, "ResourceNotFoundException"},
		{"unknown status", "POST", queue + "/status", `{"Status":"OFF"}`, "InvalidParameterException"},
		{"associate unknown", "POST", queue + "/associate-quick-connects", `{"QuickConnectIds":["nothing"]}`, "ResourceNotFoundException"},
		{"disassociate unknown", "POST", queue + "/disassociate-quick-connects", `{"QuickConnectIds":["nothing"]}`, ""},
		{"update of none", "POST", create + "/nothing/status", `{"Status":"DISABLED"}`, "ResourceNotFoundException"},
		{"quick connects of none", "GET", create + "/nothing/quick-connects", ``, "ResourceNotFoundException"},
		{"unknown type", "GET", "/queues-summary/" + *c.id + "?queueTypes=NONE", ``, "InvalidParameterException"},
		{"deletion of a default outbound queue", "DELETE", create + "/" + *basic.QueueId, ``, "ResourceInUseException"},
		{"deletion of none", "DELETE", create + "/nothing", ``, "ResourceNotFoundException"},
		{"agent queues cannot be searched", "POST", "/search-queues", `{"InstanceId":"` + *c.id + `","SearchCriteria":{"QueueTypeCondition":"AGENT"}}`, "InvalidParameterException"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, kind, answer := raw(t, c.server, tt.method, tt.path, tt.body); kind != tt.want {
				t.Errorf("answer %s %v, want %s", kind, answer, tt.want)
			}
		})
	}
	_, _, answer := raw(t, c.server, "DELETE", create+"/"+*basic.QueueId, "")
	if diff := cmp.Diff(map[string]any{"Message": "Queue is in use"}, answer); diff != "" {
		t.Errorf("in use (-want +got):\n%s", diff)
	}
}

func TestSearchQueues(t *testing.T) {
	c := newCrew(t)
	basic, user := c.firstQueue(t), c.user(t, "ann")
	c.makeQueue(t, "Support")
	condition := func(field, comparison, value string) string {
		return `{"StringCondition":{"FieldName":"` + field + `","ComparisonType":"` + comparison + `","Value":"` + value + `"}}`
	}
	for name, tt := range map[string]struct {
		criteria string
		want     []string
	}{
		"nothing asked":      {`{}`, []string{"BasicQueue", "Support"}},
		"standard queues":    {`{"QueueTypeCondition":"STANDARD"}`, []string{"BasicQueue", "Support"}},
		"type and name":      {`{"AndConditions":[{"QueueTypeCondition":"STANDARD"},` + condition("Name", "STARTS_WITH", "sup") + `]}`, []string{"Support"}},
		"type beside name":   {`{"QueueTypeCondition":"STANDARD",` + condition("Name", "STARTS_WITH", "sup")[1:], []string{"Support"}},
		"type beside either": {`{"QueueTypeCondition":"STANDARD","OrConditions":[` + condition("Name", "EXACT", "Support") + `]}`, []string{"Support"}},
		"description":        {condition("description", "CONTAINS", "simple"), []string{"BasicQueue"}},
		"ARN":                {condition("resourceID", "EXACT", *basic.QueueArn), []string{"BasicQueue"}},
		"an agent queue's":   {condition("resourceId", "EXACT", *user), nil},
		"either of the two":  {`{"OrConditions":[` + condition("name", "EXACT", "Support") + `,` + condition("id", "EXACT", *basic.QueueId) + `]}`, []string{"BasicQueue", "Support"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, kind, answer := raw(t, c.server, "POST", "/search-queues", `{"InstanceId":"`+*c.id+`","SearchCriteria":`+tt.criteria+`}`)
			var got []string
			found, _ := answer["Queues"].([]any)
			for _, q := range found {
				got = append(got, q.(map[string]any)["Name"].(string))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" || kind != "" || answer["ApproximateTotalCount"] != float64(len(got)) {
				t.Errorf("%s %v (-want +got):\n%s", kind, answer["ApproximateTotalCount"], diff)
			}
		})
	}
}
