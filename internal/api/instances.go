package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/rollcall-dev/rollcall/connect"
	"github.com/rollcall-dev/rollcall/internal/access"
	"github.com/rollcall-dev/rollcall/internal/rest"
	"github.com/rollcall-dev/rollcall/internal/roster"
)

func (a *API) instanceOperations(t table) {
	t.add(handle(a, "CreateInstance", a.createInstance))
	t.add(handle(a, "DescribeInstance", a.describeInstance))
	t.add(handle(a, "ListInstances", a.listInstances))
	t.add(handle(a, "DeleteInstance", a.deleteInstance))
	t.add(handle(a, "DescribeInstanceAttribute", a.describeInstanceAttribute))
	t.add(handle(a, "ListInstanceAttributes", a.listInstanceAttributes))
	t.add(handle(a, "UpdateInstanceAttribute", a.updateInstanceAttribute))
}

func (a *API) createInstance(ctx context.Context, c roster.Caller, in *connect.CreateInstanceRequest) (*connect.CreateInstanceResponse, error) {
	token, err := clientToken(in.ClientToken, withoutToken(in))
	if err != nil {
		return nil, err
	}
	i, err := a.roster.CreateInstance(ctx, c, roster.NewInstance{
		IdentityType:  roster.IdentityType(*in.IdentityManagementType),
		Alias:         value(in.InstanceAlias),
		DirectoryID:   value(in.DirectoryId),
		InboundCalls:  *in.InboundCallsEnabled,
		OutboundCalls: *in.OutboundCallsEnabled,
		Tags:          in.Tags,
		Token:         token,
	})
	if err != nil {
		return nil, err
	}
	return &connect.CreateInstanceResponse{Id: &i.ID, Arn: instanceARN(c, i.ID)}, nil
}

// withoutToken is the request that an idempotency token stands for.
func withoutToken(in *connect.CreateInstanceRequest) connect.CreateInstanceRequest {
	bare := *in
	bare.ClientToken = nil
	return bare
}

func instanceARN(c roster.Caller, id string) *string { return arn(c, id, access.TypeInstance, "") }

func (a *API) describeInstance(ctx context.Context, c roster.Caller, in *connect.DescribeInstanceRequest) (*connect.DescribeInstanceResponse, error) {
	i, err := a.roster.DescribeInstance(ctx, c, instanceID(c, in.InstanceId))
	if err != nil {
		return nil, err
	}
	s := a.instanceSummary(c, &i)
	return &connect.DescribeInstanceResponse{Instance: &connect.Instance{
		Id: s.Id, Arn: s.Arn, IdentityManagementType: s.IdentityManagementType, InstanceAlias: s.InstanceAlias, CreatedTime: s.CreatedTime,
		ServiceRole: s.ServiceRole, InstanceStatus: s.InstanceStatus, InboundCallsEnabled: s.InboundCallsEnabled,
		OutboundCallsEnabled: s.OutboundCallsEnabled, InstanceAccessUrl: s.InstanceAccessUrl, Tags: i.Tags,
	}}, nil
}

// instanceSummary is an instance as lists show it. Status is a matter of time only: creation completes by itself.
func (a *API) instanceSummary(c roster.Caller, i *roster.Instance) connect.InstanceSummary {
	status := connect.InstanceStatusActive
	if !i.Active(a.opts.Now()) {
		status = connect.InstanceStatusCreationInProgress
	}
	role := "arn:" + access.Partition(c.Region) + ":iam::" + c.Account +
		":role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect_" + i.RoleSuffix
	inbound, outbound := i.Attributes[roster.InboundCalls], i.Attributes[roster.OutboundCalls]
	s := connect.InstanceSummary{
		Id: &i.ID, Arn: instanceARN(c, i.ID), IdentityManagementType: text(connect.DirectoryType(i.IdentityType)),
		InstanceAlias: text(i.Alias), CreatedTime: connect.NewTimestamp(i.Created), ServiceRole: &role, InstanceStatus: &status,
		InboundCallsEnabled: &inbound, OutboundCallsEnabled: &outbound,
	}
	if i.Alias != "" {
		s.InstanceAccessUrl = text("https://" + strings.ToLower(i.Alias) + ".my.connect.aws")
	}
	return s
}

func (a *API) listInstances(ctx context.Context, c roster.Caller, in *connect.ListInstancesRequest) (*connect.ListInstancesResponse, error) {
	return paged(a, c, "ListInstances", "", in.NextToken, in.MaxResults, 10,
		func(p roster.Page) (roster.List[roster.Instance], error) { return a.roster.ListInstances(ctx, c, p) },
		func(items []roster.Instance, next *string) *connect.ListInstancesResponse {
			return &connect.ListInstancesResponse{
				InstanceSummaryList: each(items, func(i *roster.Instance) connect.InstanceSummary { return a.instanceSummary(c, i) }),
				NextToken:           next,
			}
		})
}

func (a *API) deleteInstance(ctx context.Context, c roster.Caller, in *connect.DeleteInstanceRequest) (*rest.None, error) {
	id := instanceID(c, in.InstanceId)
	token, err := clientToken(in.ClientToken, id)
	if err != nil {
		return nil, err
	}
	return nil, a.roster.DeleteInstance(ctx, c, id, token)
}

func (a *API) describeInstanceAttribute(ctx context.Context, c roster.Caller, in *connect.DescribeInstanceAttributeRequest) (*connect.DescribeInstanceAttributeResponse, error) {
	attribute, err := a.roster.DescribeInstanceAttribute(ctx, c, instanceID(c, in.InstanceId), roster.AttributeType(*in.AttributeType))
	if err != nil {
		return nil, err
	}
	shown := wireAttribute(&attribute)
	return &connect.DescribeInstanceAttributeResponse{Attribute: &shown}, nil
}

// wireAttribute writes a switch as the pair of strings that it is on the wire.
func wireAttribute(a *roster.Attribute) connect.Attribute {
	return connect.Attribute{AttributeType: text(connect.InstanceAttributeType(a.Type)), Value: text(strconv.FormatBool(a.On))}
}

func (a *API) listInstanceAttributes(ctx context.Context, c roster.Caller, in *connect.ListInstanceAttributesRequest) (*connect.ListInstanceAttributesResponse, error) {
	id := instanceID(c, in.InstanceId)
	return paged(a, c, "ListInstanceAttributes", id, in.NextToken, in.MaxResults, 7,
		func(p roster.Page) (roster.List[roster.Attribute], error) {
			return a.roster.ListInstanceAttributes(ctx, c, id, p)
		},
		func(items []roster.Attribute, next *string) *connect.ListInstanceAttributesResponse {
			return &connect.ListInstanceAttributesResponse{Attributes: each(items, wireAttribute), NextToken: next}
		})
}

func (a *API) updateInstanceAttribute(ctx context.Context, c roster.Caller, in *connect.UpdateInstanceAttributeRequest) (*rest.None, error) {
	id := instanceID(c, in.InstanceId)
	token, err := clientToken(in.ClientToken, []any{id, in.AttributeType, in.Value})
	if err != nil {
		return nil, err
	}
	if *in.Value != "true" && *in.Value != "false" {
		return nil, roster.Errorf(roster.InvalidParameter, "Value must be true or false")
	}
	attribute := roster.Attribute{Type: roster.AttributeType(*in.AttributeType), On: *in.Value == "true"}
	return nil, a.roster.UpdateInstanceAttribute(ctx, c, id, attribute, token)
}
