package model

import (
	"cmp"
	"slices"
	"strings"
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"
)

// tokenUse is the first use of an idempotency token.
type tokenUse struct {
	operation, token, request, result string
	at                                time.Time
}

// replay gives the first result of a token that was used within a day, and refuses one that was used with another request.
func (m *Model) replay(operation string, token *string, request string) (result string, done bool, no Refusal) {
	for _, u := range slices.Backward(m.uses) {
		if given(token) && u.operation == operation && u.token == *token && m.Now.Sub(u.at) < 24*time.Hour {
			return u.result, true, breaks(rule{u.request != request, InvalidRequest})
		}
	}
	return "", false, nil
}

func (m *Model) use(operation string, token *string, request, result string) {
	if given(token) {
		m.uses = append(m.uses, tokenUse{operation, *token, request, result, m.Now})
	}
}

// CreateInstance makes an instance with the id, empty but for its attributes: its default contents are adopted afterwards.
func (m *Model) CreateInstance(in *sdk.CreateInstanceInput, id string) (*sdk.CreateInstanceOutput, Refusal) {
	directory := in.IdentityManagementType == types.DirectoryTypeExistingDirectory
	if no := breaks(rule{in.InstanceAlias != nil && !goodAlias(*in.InstanceAlias), InvalidRequest}, rule{!goodTags(in.Tags), InvalidRequest}); no != nil {
		return nil, no
	}
	request := fingerprint(in.IdentityManagementType, in.InstanceAlias, in.DirectoryId, in.InboundCallsEnabled, in.OutboundCallsEnabled, in.Tags)
	if first, done, no := m.replay("CreateInstance", in.ClientToken, request); done {
		return m.created(first), no
	}
	same := func(i *Instance) bool {
		return given(in.InstanceAlias) && strings.EqualFold(i.Alias, *in.InstanceAlias) || directory && given(in.DirectoryId) && i.DirectoryID == *in.DirectoryId
	}
	if no := breaks(
		rule{!directory && !given(in.InstanceAlias), InvalidRequest},
		rule{directory && !given(in.DirectoryId), InvalidRequest},
		rule{slices.ContainsFunc(m.Instances, same), InvalidRequest},
	); no != nil {
		return nil, no
	}
	i := &Instance{m: m, ID: id, Alias: value(in.InstanceAlias), DirectoryID: value(in.DirectoryId), Type: in.IdentityManagementType,
		created: m.Now, Tags: copied(in.Tags), attributes: newAttributes(*in.InboundCallsEnabled, *in.OutboundCallsEnabled)}
	m.Instances = append(m.Instances, i)
	m.use("CreateInstance", in.ClientToken, request, id)
	return m.created(id), nil
}

func (m *Model) created(id string) *sdk.CreateInstanceOutput {
	return &sdk.CreateInstanceOutput{Id: &id, Arn: ptr((&Instance{m: m, ID: id}).ARN("", ""))}
}

// DescribeInstance reads an instance.
func (m *Model) DescribeInstance(in *sdk.DescribeInstanceInput) (*sdk.DescribeInstanceOutput, Refusal) {
	i, no := m.instance(in.InstanceId)
	if no != nil {
		return nil, no
	}
	s := i.summary()
	return &sdk.DescribeInstanceOutput{Instance: &types.Instance{
		Arn: s.Arn, CreatedTime: s.CreatedTime, Id: s.Id, IdentityManagementType: s.IdentityManagementType, InboundCallsEnabled: s.InboundCallsEnabled,
		InstanceAccessUrl: s.InstanceAccessUrl, InstanceAlias: s.InstanceAlias, InstanceStatus: s.InstanceStatus,
		OutboundCallsEnabled: s.OutboundCallsEnabled, ServiceRole: s.ServiceRole, Tags: i.Tags,
	}}, nil
}

func (i *Instance) summary() types.InstanceSummary {
	s := types.InstanceSummary{
		Arn: ptr(i.ARN("", "")), CreatedTime: &i.created, Id: &i.ID, IdentityManagementType: i.Type, InstanceAlias: text(i.Alias),
		InboundCallsEnabled:  ptr(i.attributes[types.InstanceAttributeTypeInboundCalls]),
		OutboundCallsEnabled: ptr(i.attributes[types.InstanceAttributeTypeOutboundCalls]),
		InstanceStatus:       types.InstanceStatusActive, ServiceRole: &i.roleARN,
	}
	if i.Alias != "" {
		s.InstanceAccessUrl = ptr("https://" + strings.ToLower(i.Alias) + ".my.connect.aws")
	}
	return s
}

// ListInstances lists by alias.
func (m *Model) ListInstances(in *sdk.ListInstancesInput) (*sdk.ListInstancesOutput, Refusal) {
	if no := badPage(in.MaxResults, 10); no != nil {
		return nil, because(InvalidRequest)
	}
	all := slices.SortedFunc(slices.Values(m.Instances), func(a, b *Instance) int {
		return cmp.Or(cmp.Compare(a.Alias, b.Alias), cmp.Compare(a.ID, b.ID))
	})
	return &sdk.ListInstancesOutput{InstanceSummaryList: each(all, (*Instance).summary)}, nil
}

// DeleteInstance removes an instance with all that it holds.
func (m *Model) DeleteInstance(in *sdk.DeleteInstanceInput) (*sdk.DeleteInstanceOutput, Refusal) {
	request := in.InstanceId
	if i, no := m.instance(in.InstanceId); no == nil {
		request = &i.ID
	}
	if _, done, no := m.replay("DeleteInstance", in.ClientToken, *request); done {
		return &sdk.DeleteInstanceOutput{}, no
	}
	i, no := m.instance(in.InstanceId)
	if no != nil {
		return nil, no
	}
	m.Instances = slices.DeleteFunc(m.Instances, func(other *Instance) bool { return other == i })
	m.use("DeleteInstance", in.ClientToken, *request, "")
	return &sdk.DeleteInstanceOutput{}, nil
}

// badPage refuses a page size outside of 1 to the largest.
func badPage(size *int32, largest int32) Refusal {
	return breaks(rule{size != nil && (*size < 1 || *size > largest), InvalidParameter})
}
