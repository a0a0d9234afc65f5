package modeltest

import (
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/connect"
	"github.com/aws/aws-sdk-go-v2/service/connect/types"

	"github.com/rollcall-dev/rollcall/internal/modeltest/model"
)

var statusSteps = []step{
	{"create a status", 4, (*session).createStatus, covers("CreateAgentStatus", model.InvalidParameter, model.Duplicate)},
	{"describe a status", 2, (*session).describeStatus, covers("DescribeAgentStatus")},
	{"change a status", 5, (*session).updateStatus, covers("UpdateAgentStatus", model.InvalidParameter, model.InvalidRequest, model.NotFound, model.Duplicate)},
	{"list statuses", 2, (*session).listStatuses, covers("ListAgentStatuses")},
	{"search statuses", 3, (*session).searchStatuses, covers("SearchAgentStatuses", model.InvalidParameter)},
}

// label draws a name of a kind whose names may be anything, rarely a bad one.
func (s *session) label(names ...string) *string {
	if one(s, "odd name", 8) {
		return ptr(pick(s, "name", "", strings.Repeat("x", 128)))
	}
	return ptr(pick(s, "name", names...))
}

// description draws a description; one that is empty is no good where it may not clear.
func (s *session) description(clears bool) *string {
	switch n := uniform(s, "description", 6); {
	case n < 2:
		return nil
	case n == 2 && clears || n == 2 && !s.careful:
		return ptr("")
	case n == 3 && !s.careful:
		return ptr(strings.Repeat("x", 251))
	}
	return ptr(pick(s, "text", "Lunch", "lunch break", "Über uns"))
}

var states = []types.AgentStatusState{types.AgentStatusStateEnabled, types.AgentStatusStateDisabled}

// order draws a display order, rarely one out of range.
func (s *session) order() *int32 {
	if one(s, "odd order", 8) {
		return pick(s, "order", ptr[int32](0), ptr[int32](51))
	}
	return maybe[int32](s, "order", 1, 2, 12, 50)
}

func (s *session) createStatus() {
	_, instance := s.instance()
	create(s, &sdk.CreateAgentStatusInput{
		InstanceId: instance, Name: s.label("Lunch", "Coaching", "available", "Available"), State: pick(s, "state", states...),
		Description: s.description(false), DisplayOrder: s.order(), Tags: s.tags("tags"),
	}, s.CreateAgentStatus, func(out *sdk.CreateAgentStatusOutput) *string { return out.AgentStatusId }, s.m.CreateAgentStatus)
}

func (s *session) status() (i *model.Instance, instance, status *string) {
	i, instance = s.instance()
	return i, instance, ref(s, "status", i, model.KindStatus, i.Statuses)
}

func (s *session) describeStatus() {
	_, instance, id := s.status()
	ask(s, &sdk.DescribeAgentStatusInput{InstanceId: instance, AgentStatusId: id}, s.DescribeAgentStatus, s.m.DescribeAgentStatus)
}

func (s *session) updateStatus() {
	i, instance, id := s.status()
	in := &sdk.UpdateAgentStatusInput{
		InstanceId: instance, AgentStatusId: id, Description: s.description(true), DisplayOrder: s.order(),
		State: value(maybe(s, "state", states...)), ResetOrderNumber: uniform(s, "reset", 4) == 3,
	}
	if pick(s, "rename", false, true) {
		in.Name = rename(s, i.Statuses, "Lunch", "Coaching", "Here", "Away")
	}
	ask(s, in, s.UpdateAgentStatus, s.m.UpdateAgentStatus)
}

func (s *session) listStatuses() {
	_, instance := s.instance()
	kinds := some(s, "types", 2, types.AgentStatusTypeCustom, types.AgentStatusTypeRoutable, types.AgentStatusTypeOffline)
	walk(s, &sdk.ListAgentStatusesInput{InstanceId: instance, AgentStatusTypes: kinds}, s.ListAgentStatuses, s.m.ListAgentStatuses)
}

func (s *session) searchStatuses() {
	i, instance := s.instance()
	in := &sdk.SearchAgentStatusesInput{InstanceId: instance}
	fields := append(named(s, i, model.KindStatus, i.Statuses, "Lunch", "lunch", "Avail", "a"),
		searchable{"description", []string{"lunch", "Lunch", "über"}}, searchable{"state", []string{"ENABLED", "disabled", "EN"}},
		searchable{"type", []string{"CUSTOM", "routable", "O"}}, searchable{"displayOrder", []string{"1", "12", "2"}})
	if uniform(s, "with criteria", 4) > 0 {
		in.SearchCriteria = ptr(tree(s, func() types.AgentStatusSearchCriteria {
			return types.AgentStatusSearchCriteria{StringCondition: s.text(fields...)}
		}, func(or, and []types.AgentStatusSearchCriteria) types.AgentStatusSearchCriteria {
			return types.AgentStatusSearchCriteria{OrConditions: or, AndConditions: and}
		}))
	}
	if f := s.commonFilter(); f != nil {
		in.SearchFilter = &types.AgentStatusSearchFilter{AttributeFilter: f}
	}
	walk(s, in, s.SearchAgentStatuses, s.m.SearchAgentStatuses)
}

// commonFilter draws the filter of hierarchy groups and statuses.
func (s *session) commonFilter() *types.ControlPlaneAttributeFilter {
	like := s.tagFilter()
	if like == nil {
		return nil
	}
	f := &types.ControlPlaneAttributeFilter{TagCondition: like.TagCondition}
	if like.AndConditions != nil {
		f.AndCondition = &types.CommonAttributeAndCondition{TagConditions: like.AndConditions}
	}
	for _, list := range like.OrConditions {
		f.OrConditions = append(f.OrConditions, types.CommonAttributeAndCondition{TagConditions: list})
	}
	return f
}
