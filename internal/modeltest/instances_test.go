package modeltest

import (
	"time"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var instanceSteps = []step{
	{"create an instance", 2, (*session).createInstance, covers("CreateInstance", model.InvalidRequest)},
	{"delete an instance", 2, (*session).deleteInstance, covers("DeleteInstance", model.NotFound)},
	{"describe an instance", 1, (*session).describeInstance, covers("DescribeInstance")},
	{"list instances", 1, (*session).listInstances, covers("ListInstances")},
	{"turn a switch", 5, (*session).updateAttribute, covers("UpdateInstanceAttribute", model.InvalidParameter, model.Denied)},
	{"read a switch", 1, (*session).describeAttribute, covers("DescribeInstanceAttribute")},
	{"list switches", 1, (*session).listAttributes, covers("ListInstanceAttributes")},
	{"wait and sweep", 1, (*session).sweep, nil},
}

// tokens are few, so that they are used again.
func (s *session) idempotency() *string {
	if uniform(s, "with token", 3) > 0 {
		return nil
	}
	return ptr(pick(s, "token", "once", "again"))
}

func (s *session) createInstance() {
	kind := pick(s, "identity", types.DirectoryTypeConnectManaged, types.DirectoryTypeSaml, types.DirectoryTypeExistingDirectory)
	in := &sdk.CreateInstanceInput{
		IdentityManagementType: kind, InstanceAlias: ptr(pick(s, "alias", "alpha", "beta", "Gamma", "gamma", "delta-9")), Tags: s.tags("tags"),
		InboundCallsEnabled: ptr(pick(s, "in", true, false)), OutboundCallsEnabled: ptr(pick(s, "out", true, false)), ClientToken: s.idempotency(),
	}
	if one(s, "odd alias", 8) {
		in.InstanceAlias = pick(s, "alias", nil, ptr("d-mine"), ptr("-x"), ptr("x-"))
	}
	if kind == types.DirectoryTypeExistingDirectory && !one(s, "no directory", 8) {
		in.DirectoryId = ptr(pick(s, "directory", "d-0123456789", "d-abcdef0123"))
	}
	known := len(s.m.Instances)
	create(s, in, s.CreateInstance, func(out *sdk.CreateInstanceOutput) *string { return out.Id }, s.m.CreateInstance)
	if len(s.m.Instances) > known {
		s.adopt(s.m.Instances[known])
	}
}

// adopt tells the model of what a new instance contains.
func (s *session) adopt(i *model.Instance) {
	s.Helper()
	described, err := s.DescribeInstance(s.ctx, &sdk.DescribeInstanceInput{InstanceId: &i.ID})
	must(s.T, err)
	i.AdoptRole(*described.Instance.ServiceRole)
	profiles, err := s.ListSecurityProfiles(s.ctx, &sdk.ListSecurityProfilesInput{InstanceId: &i.ID})
	must(s.T, err)
	for _, p := range profiles.SecurityProfileSummaryList {
		whole, err := s.DescribeSecurityProfile(s.ctx, &sdk.DescribeSecurityProfileInput{InstanceId: &i.ID, SecurityProfileId: p.Id})
		must(s.T, err)
		granted, err := s.ListSecurityProfilePermissions(s.ctx, &sdk.ListSecurityProfilePermissionsInput{
			InstanceId: &i.ID, SecurityProfileId: p.Id, MaxResults: ptr[int32](1000),
		})
		must(s.T, err)
		i.AdoptSecurityProfile(whole.SecurityProfile, granted.Permissions)
	}
	hours, err := s.ListHoursOfOperations(s.ctx, &sdk.ListHoursOfOperationsInput{InstanceId: &i.ID})
	must(s.T, err)
	queues, err := s.ListQueues(s.ctx, &sdk.ListQueuesInput{InstanceId: &i.ID})
	must(s.T, err)
	routing, err := s.ListRoutingProfiles(s.ctx, &sdk.ListRoutingProfilesInput{InstanceId: &i.ID})
	must(s.T, err)
	statuses, err := s.ListAgentStatuses(s.ctx, &sdk.ListAgentStatusesInput{InstanceId: &i.ID})
	must(s.T, err)
	if len(profiles.SecurityProfileSummaryList) != 4 || len(hours.HoursOfOperationSummaryList) != 1 || len(queues.QueueSummaryList) != 1 ||
		len(routing.RoutingProfileSummaryList) != 1 || len(statuses.AgentStatusSummaryList) != 2 {
		s.Fatalf("a new instance does not have the contents that it is born with")
	}
	i.AdoptBasics(*hours.HoursOfOperationSummaryList[0].Id, *queues.QueueSummaryList[0].Id, *routing.RoutingProfileSummaryList[0].Id,
		*statuses.AgentStatusSummaryList[0].Id, *statuses.AgentStatusSummaryList[1].Id)
}

func (s *session) deleteInstance() {
	i, id := s.instance()
	if len(s.m.Instances) < 2 {
		id = ptr(pick(s, "gone", append([]string{nobody}, s.gone[""]...)...)) // keep some, and try again what is gone
	}
	known := len(s.m.Instances)
	ask(s, &sdk.DeleteInstanceInput{InstanceId: id, ClientToken: s.idempotency()}, s.DeleteInstance, s.m.DeleteInstance)
	if len(s.m.Instances) < known {
		s.gone[""] = append(s.gone[""], i.ID)
	}
}

func (s *session) describeInstance() {
	_, id := s.instance()
	ask(s, &sdk.DescribeInstanceInput{InstanceId: id}, s.DescribeInstance, s.m.DescribeInstance)
}

func (s *session) listInstances() {
	walk(s, &sdk.ListInstancesInput{}, s.ListInstances, s.m.ListInstances)
}

func (s *session) updateAttribute() {
	_, id := s.instance()
	ask(s, &sdk.UpdateInstanceAttributeInput{
		InstanceId: id, AttributeType: pick(s, "attribute", append(model.AttributeOrder[:3:3], types.InstanceAttributeTypeUseCustomTtsVoices)...), Value: ptr(pick(s, "value", "true", "false", "true", "True")),
		ClientToken: s.idempotency(),
	}, s.UpdateInstanceAttribute, s.m.UpdateInstanceAttribute)
}

func (s *session) describeAttribute() {
	_, id := s.instance()
	in := &sdk.DescribeInstanceAttributeInput{InstanceId: id, AttributeType: pick(s, "attribute", model.AttributeOrder...)}
	ask(s, in, s.DescribeInstanceAttribute, s.m.DescribeInstanceAttribute)
}

func (s *session) listAttributes() {
	_, id := s.instance()
	walk(s, &sdk.ListInstanceAttributesInput{InstanceId: id}, s.ListInstanceAttributes, s.m.ListInstanceAttributes)
}

// sweep lets time pass and the store remove what is left of deleted instances, in pieces: nothing of it may show.
func (s *session) sweep() {
	s.clock.advance(pick(s, "wait", time.Minute, 25*time.Hour))
	_, err := s.store.Sweep(s.ctx, pick(s, "rows", 1, 10, 1000))
	must(s.T, err)
}
