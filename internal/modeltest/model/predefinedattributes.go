package model

import (
	"slices"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// Word is a predefined attribute, whose name is its id.
type Word struct {
	Header
	values, purposes []string
	validates        bool
	system           bool
}

// Proficiencies are all that users can be proficient in.
func (i *Instance) Proficiencies() (all []types.UserProficiency) {
	for _, w := range i.Words {
		for _, v := range w.values {
			all = append(all, types.UserProficiency{AttributeName: &w.Name, AttributeValue: &v})
		}
	}
	return all
}

// wordValues are the values of a request, and whether it has any.
func wordValues(v types.PredefinedAttributeValues) ([]string, bool) {
	list, ok := v.(*types.PredefinedAttributeValuesMemberStringList)
	if !ok {
		return nil, false
	}
	return distinct(list.Value), true
}

// badWord says whether a name or value is out of its alphabet, of which the names in the test break only the reserved beginnings.
func badWord(s string) bool {
	return !length(s, 1, 100) || strings.HasPrefix(s, "aws:") || strings.HasPrefix(s, "connect:") || strings.ContainsAny(s, "!#")
}

func (i *Instance) word(name string) *Word {
	for _, w := range i.Words {
		if w.Name == name {
			return w
		}
	}
	return nil
}

// CreatePredefinedAttribute makes an attribute. Names that differ only in case collide.
func (m *Model) CreatePredefinedAttribute(in *sdk.CreatePredefinedAttributeInput) (*sdk.CreatePredefinedAttributeOutput, Refusal) {
	values, _ := wordValues(in.Values)
	shape := breaks(rule{!length(*in.Name, 1, 100), InvalidParameter})
	i, missing := m.instance(in.InstanceId)
	rules := breaks(rule{badWord(*in.Name) || slices.ContainsFunc(values, badWord), InvalidParameter})
	if no := first(shape, missing, rules); no != nil {
		return nil, no
	}
	if slices.ContainsFunc(i.Words, func(w *Word) bool { return folded(w.Name) == folded(*in.Name) }) {
		return nil, because(Duplicate)
	}
	i.Words = append(i.Words, &Word{
		Header: Header{ID: *in.Name, Name: *in.Name, Modified: m.Now}, values: distinct(values), purposes: distinct(in.Purposes),
		validates: value(in.AttributeConfiguration).EnableValueValidationOnAssociation,
	})
	return &sdk.CreatePredefinedAttributeOutput{}, nil
}

func (m *Model) findWord(instance, name *string) (*Instance, *Word, Refusal) {
	i, no := m.instance(instance)
	if no != nil {
		return nil, nil, no
	}
	w := i.word(*name)
	return i, w, breaks(rule{w == nil, NotFound})
}

// DescribePredefinedAttribute reads an attribute by its exact name.
func (m *Model) DescribePredefinedAttribute(in *sdk.DescribePredefinedAttributeInput) (*sdk.DescribePredefinedAttributeOutput, Refusal) {
	i, w, no := m.findWord(in.InstanceId, in.Name)
	if no != nil {
		return nil, no
	}
	at, region := i.stamp(&w.Header)
	return &sdk.DescribePredefinedAttributeOutput{PredefinedAttribute: &types.PredefinedAttribute{
		Name: &w.Name, Purposes: distinct(w.purposes), Values: &types.PredefinedAttributeValuesMemberStringList{Value: distinct(w.values)},
		AttributeConfiguration: &types.PredefinedAttributeConfiguration{EnableValueValidationOnAssociation: w.validates, IsReadOnly: w.Name == "connect:Subtype"},
		LastModifiedTime:       at, LastModifiedRegion: region,
	}}, nil
}

// UpdatePredefinedAttribute replaces the parts that the request has. A value that users have must stay.
func (m *Model) UpdatePredefinedAttribute(in *sdk.UpdatePredefinedAttributeInput) (*sdk.UpdatePredefinedAttributeOutput, Refusal) {
	values, sent := wordValues(in.Values)
	i, w, no := m.findWord(in.InstanceId, in.Name)
	if no != nil {
		return nil, no
	}
	used := func(name string) bool { return i.uses(w.Name, name) }
	lost := func(v string) bool { return used(v) && !slices.Contains(values, v) }
	if no := breaks(
		rule{slices.ContainsFunc(values, badWord), InvalidParameter},
		rule{sent && slices.ContainsFunc(w.values, lost), InvalidRequest},
	); no != nil {
		return nil, no
	}
	before := *w
	if sent {
		w.values = values
	}
	if in.Purposes != nil {
		w.purposes = distinct(in.Purposes)
	}
	if in.AttributeConfiguration != nil {
		w.validates = in.AttributeConfiguration.EnableValueValidationOnAssociation
	}
	w.touch(m, !slices.Equal(before.values, w.values) || !slices.Equal(before.purposes, w.purposes) || before.validates != w.validates)
	return &sdk.UpdatePredefinedAttributeOutput{}, nil
}

// uses says whether a user is proficient in a value of an attribute; in any when value is empty.
func (i *Instance) uses(name, value string) bool {
	return slices.ContainsFunc(i.Users, func(u *User) bool {
		return slices.ContainsFunc(u.skills, func(s skill) bool { return s.name == name && (value == "" || s.value == value) })
	})
}

// DeletePredefinedAttribute removes an attribute that nobody is proficient in and that is not the system's.
func (m *Model) DeletePredefinedAttribute(in *sdk.DeletePredefinedAttributeInput) (*sdk.DeletePredefinedAttributeOutput, Refusal) {
	i, w, no := m.findWord(in.InstanceId, in.Name)
	if no != nil {
		return nil, no
	}
	if no := breaks(rule{w.system, InvalidRequest}, rule{i.uses(w.Name, ""), InUse}); no != nil {
		return nil, no
	}
	i.Words = without(i.Words, &w.Header)
	return &sdk.DeletePredefinedAttributeOutput{}, nil
}

// ListPredefinedAttributes lists by name.
func (m *Model) ListPredefinedAttributes(in *sdk.ListPredefinedAttributesInput) (*sdk.ListPredefinedAttributesOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no := first(badPage(in.MaxResults, 100), no); no != nil {
		return nil, no
	}
	return &sdk.ListPredefinedAttributesOutput{PredefinedAttributeSummaryList: each(byName(i.Words), func(w *Word) types.PredefinedAttributeSummary {
		at, region := i.stamp(&w.Header)
		return types.PredefinedAttributeSummary{Name: &w.Name, LastModifiedTime: at, LastModifiedRegion: region}
	})}, nil
}
