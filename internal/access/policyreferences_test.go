package access_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
)

// elsewhere are the members that are called ids and name no resource that is held here.
var elsewhere = map[string]string{
	"InstanceId":      "the instance itself",
	"DirectoryId":     "a directory",
	"DirectoryUserId": "an entry of a directory",
	"OutboundCallerConfig.OutboundCallerIdNumberId": "a phone number",
	"OutboundCallerConfig.OutboundFlowId":           "a flow",
	"OutboundEmailConfig.OutboundEmailAddressId":    "an e-mail address",
	"EmailAddressesConfig.EmailAddressId":           "an e-mail address",
	"QuickConnectConfig.UserConfig.ContactFlowId":   "a flow",
	"QuickConnectConfig.QueueConfig.ContactFlowId":  "a flow",
	"QuickConnectConfig.FlowConfig.ContactFlowId":   "a flow",
	"AllowedFlowModules.FlowModuleId":               "a flow module",
}

// TestReferencesAreComplete holds the table against the wire: every member of a body that ends in Id or Ids is in it, or names nothing
// that is held here.
func TestReferencesAreComplete(t *testing.T) {
	used := map[string]bool{}
	for _, o := range connect.Operations {
		if o.Input == nil {
			continue
		}
		var want, got []string
		for _, member := range idMembers(o.Input, "", nil) {
			if used[member] = true; elsewhere[member] == "" {
				want = append(want, member)
			}
		}
		for _, r := range access.References(o.Name) {
			got = append(got, r.Member)
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: references (-in the body +in the table):\n%s", o.Name, diff)
		}
	}
	for member := range elsewhere {
		if !used[member] {
			t.Errorf("no operation has %s: take it out of elsewhere", member)
		}
	}
}

// idMembers are the paths of the members of a body that are called ids.
func idMembers(t reflect.Type, path string, above []reflect.Type) (found []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || slices.Contains(above, t) {
		return nil
	}
	for field := range t.Fields() {
		if field.Tag.Get("path") != "" || field.Tag.Get("query") != "" {
			continue
		}
		if strings.HasSuffix(field.Name, "Id") || strings.HasSuffix(field.Name, "Ids") {
			found = append(found, path+field.Name)
		}
		found = append(found, idMembers(field.Type, path+field.Name+".", append(above, t))...)
	}
	return found
}

// TestReferencesHaveARNs holds that what is authorised has an ARN that names it.
func TestReferencesHaveARNs(t *testing.T) {
	for _, o := range connect.Operations {
		for _, r := range access.References(o.Name) {
			named := access.Resource{Region: "us-west-2", Account: "111111111111", Instance: "i", Type: r.Type, ID: "x"}
			if back, ok := access.ParseARN(named.ARN()); !ok || back != named {
				t.Errorf("%s: %s: %s does not name a %s", o.Name, r.Member, named.ARN(), r.Type)
			}
		}
	}
}
