package connect_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
	"github.com/google/go-cmp/cmp"
	"github.com/rollcall-dev/rollcall/connect"
)

// knownDifferences is how the SDK's structures differ from ours, and why that is right.
var knownDifferences = map[string]string{
	"*.ResultMetadata: only in the SDK":    "The client's notes on the call, which do not travel.",
	"*.ErrorCodeOverride: only in the SDK": "The client's way to keep a code it does not know.",
	"enumeration by value":                 "The SDK has the empty string for absent.",
	"number or boolean by value":           "The SDK has zero for absent where the model does not box the member; a server must tell them apart.",
	"union as an interface":                "Ours is a structure with optional members, as it travels.",
}

// plumbing holds the members that the SDK adds to many structures.
var plumbing = []string{"ResultMetadata", "ErrorCodeOverride"}

// unionMembers holds what reflection cannot find: the types behind the SDK's interfaces.
var unionMembers = map[string]any{
	"InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason":             types.InvalidRequestExceptionReasonMemberAttachedFileInvalidRequestExceptionReason{},
	"PredefinedAttributeValuesMemberStringList":                                                types.PredefinedAttributeValuesMemberStringList{},
	"ServiceQuotaExceededExceptionReasonMemberAttachedFileServiceQuotaExceededExceptionReason": types.ServiceQuotaExceededExceptionReasonMemberAttachedFileServiceQuotaExceededExceptionReason{},
}

// TestShapesMatchSDK compares every structure of every operation with the one that AWS's own client sends or reads: a member that
// is named or typed differently would be lost on the way.
func TestShapesMatchSDK(t *testing.T) {
	c := comparison{seen: map[reflect.Type]bool{}, found: map[string]bool{}}
	client := reflect.TypeFor[*sdk.Client]()
	for _, op := range connect.Operations {
		method, ok := client.MethodByName(op.Name)
		if !ok {
			c.differ("%s: no such operation", op.Name)
			continue
		}
		c.structs(op.Input, method.Type.In(2).Elem())
		if op.Output != nil {
			c.structs(op.Output, method.Type.Out(0).Elem())
		}
	}
	c.structs(reflect.TypeFor[connect.InvalidRequestException](), reflect.TypeFor[types.InvalidRequestException]())
	c.structs(reflect.TypeFor[connect.ResourceInUseException](), reflect.TypeFor[types.ResourceInUseException]())
	c.structs(reflect.TypeFor[connect.ServiceQuotaExceededException](), reflect.TypeFor[types.ServiceQuotaExceededException]())

	known, found := slices.Sorted(maps.Keys(knownDifferences)), slices.Sorted(maps.Keys(c.found))
	if diff := cmp.Diff(known, found); diff != "" {
		t.Errorf("differences from the SDK (-known +found):\n%s", diff)
	}
}

// comparison walks our structures and the SDK's side by side and collects how they differ.
type comparison struct {
	seen  map[reflect.Type]bool
	found map[string]bool
}

func (c comparison) differ(format string, args ...any) { c.found[fmt.Sprintf(format, args...)] = true }

func (c comparison) structs(ours, theirs reflect.Type) {
	if c.seen[ours] {
		return
	}
	c.seen[ours] = true
	for field := range ours.Fields() {
		if other, ok := theirs.FieldByName(field.Name); ok {
			c.member(ours.Name()+"."+field.Name, field.Type, other.Type)
		} else {
			c.differ("%s.%s: not in the SDK", ours.Name(), field.Name)
		}
	}
	for field := range theirs.Fields() {
		switch _, ok := ours.FieldByName(field.Name); {
		case slices.Contains(plumbing, field.Name):
			c.differ("*.%s: only in the SDK", field.Name)
		case !ok && field.IsExported():
			c.differ("%s.%s: only in the SDK", ours.Name(), field.Name)
		}
	}
}

// member compares the type of one member. Unless it is a list or map, ours is a pointer.
func (c comparison) member(where string, ours, theirs reflect.Type) {
	switch kind := ours.Kind(); kind {
	case reflect.Slice, reflect.Map:
		c.value(where, ours, theirs)
		return
	case reflect.Pointer:
		ours = ours.Elem()
	default:
		c.differ("%s: %s is no pointer", where, kind)
	}
	switch {
	case theirs.Kind() == reflect.Pointer:
		theirs = theirs.Elem()
	case theirs.Kind() == reflect.String && theirs.Name() != "string":
		c.differ("enumeration by value")
	case theirs.Kind() != reflect.Interface:
		c.differ("number or boolean by value")
	}
	c.value(where, ours, theirs)
}

// value compares a member's type without its pointer, a list's element or a map's value.
func (c comparison) value(where string, ours, theirs reflect.Type) {
	switch {
	case ours == reflect.TypeFor[connect.Timestamp]() && theirs.String() == "time.Time":
	case ours.Kind() == reflect.Struct && theirs.Kind() == reflect.Interface:
		c.union(ours, theirs)
	case ours.Kind() != theirs.Kind():
		c.differ("%s: %s, in the SDK %s", where, ours, theirs)
	case ours.Kind() == reflect.Slice, ours.Kind() == reflect.Map:
		c.value(where+"[]", ours.Elem(), theirs.Elem())
	case ours.Name() != theirs.Name():
		c.differ("%s: %s, in the SDK %s", where, ours.Name(), theirs.Name())
	case ours.Kind() == reflect.Struct:
		c.structs(ours, theirs)
	}
}

func (c comparison) union(ours, theirs reflect.Type) {
	c.differ("union as an interface")
	for field := range ours.Fields() {
		name := theirs.Name() + "Member" + field.Name
		member, ok := unionMembers[name]
		if !ok {
			c.differ("%s: not in the SDK", name)
			continue
		}
		value, _ := reflect.TypeOf(member).FieldByName("Value")
		c.member(name, field.Type, value.Type)
	}
}
